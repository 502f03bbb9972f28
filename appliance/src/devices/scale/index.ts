// The scale models. A new model is a folder and a line here; nothing is loaded before a setting names it.
import type { Models } from '../kinds.ts';
import type { Scale } from './port.ts';

export const scaleModels: Models<Scale> = {
  hid: async () => (await import('./hid/manifest.ts')).manifest,
};
