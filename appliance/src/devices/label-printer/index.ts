// The models of label printers. A new model is a folder and a line here; nothing is loaded before a setting names it.
import type { Models } from '../device.ts';
import type { LabelPrinter } from './port.ts';

export const labelPrinterModels: Models<LabelPrinter> = {
  zpl: async () => (await import('./zpl/manifest.ts')).manifest,
};
