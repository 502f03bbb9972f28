// The pole display models. A new model is a folder and a line here; nothing is loaded before a setting names it.
import type { Models } from '../device.ts';
import type { PoleDisplay } from './port.ts';

export const poleDisplayModels: Models<PoleDisplay> = {
  cd5220: async () => (await import('./cd5220/manifest.ts')).manifest,
};
