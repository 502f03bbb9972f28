// Found by its address only: serial scales say nothing about what they are before they are asked.
import type { DriverManifest } from '../../device.ts';
import type { Scale } from '../port.ts';
import { connectDialog06, dialog06Options } from './driver.ts';

export const manifest: DriverManifest<Scale> = {
  kind: 'scale',
  model: 'dialog-06',
  match: [],
  options: dialog06Options,
  line: 'baud=9600&parity=odd&dataBits=7',
  connect: connectDialog06,
};
