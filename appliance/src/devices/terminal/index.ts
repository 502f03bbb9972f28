// The terminal models. A new model is a folder and a line here; nothing is loaded before a setting names it.
import type { Models } from '../kinds.ts';
import type { Terminal } from './port.ts';

export const terminalModels: Models<Terminal> = {
  bench: async () => (await import('./bench/manifest.ts')).manifest,
};
