// The terminal models. A new model is a folder and a line here; nothing is loaded before a setting names it.
import type { Models } from '../device.ts';
import type { Terminal } from './port.ts';

export const terminalModels: Models<Terminal> = {
  zvt: async () => (await import('./zvt/manifest.ts')).manifest,
  nexo: async () => (await import('./nexo/manifest.ts')).manifest,
  bench: async () => (await import('./bench/manifest.ts')).manifest,
};
