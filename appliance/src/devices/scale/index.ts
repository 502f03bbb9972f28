// The scale models. A new model is a folder and a line here; nothing is loaded before a setting names it.
import type { Models } from '../device.ts';
import type { Scale } from './port.ts';

export const scaleModels: Models<Scale> = {
  cas: async () => (await import('./cas/manifest.ts')).manifest,
  'dialog-06': async () => (await import('./dialog-06/manifest.ts')).manifest,
  hid: async () => (await import('./hid/manifest.ts')).manifest,
  'mettler-8217': async () => (await import('./mettler-8217/manifest.ts')).manifest,
  nci: async () => (await import('./nci/manifest.ts')).manifest,
  sics: async () => (await import('./sics/manifest.ts')).manifest,
};
