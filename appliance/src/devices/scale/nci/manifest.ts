// Found by its address only: serial scales say nothing about what they are before they are asked.
import type { DriverManifest } from '../../device.ts';
import type { Scale } from '../port.ts';
import { polledScaleOptions } from '../scale-options.ts';
import { connectNci } from './driver.ts';

export const manifest: DriverManifest<Scale> = {
  kind: 'scale',
  model: 'nci',
  match: [],
  options: polledScaleOptions,
  line: 'baud=9600&parity=even&dataBits=7',
  connect: connectNci,
};
