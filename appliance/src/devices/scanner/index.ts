// The scanner models. A new model is a folder and a line here; nothing is loaded before a setting names it.
import type { Models } from '../device.ts';
import type { Scanner } from './port.ts';

export const scannerModels: Models<Scanner> = {
  'hid-pos': async () => (await import('./hid-pos/manifest.ts')).manifest,
  'keyboard-wedge': async () => (await import('./keyboard-wedge/manifest.ts')).manifest,
  serial: async () => (await import('./serial/manifest.ts')).manifest,
};
