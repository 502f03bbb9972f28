// The printer models. A new model is a folder and a line here; nothing is loaded before a setting names it.
import type { Models } from '../device.ts';
import type { Printer } from './port.ts';

export const printerModels: Models<Printer> = {
  escpos: async () => (await import('./escpos/manifest.ts')).manifest,
};
