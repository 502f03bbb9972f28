// Found by its address only: serial scales say nothing about what they are before they are asked.
import type { DriverManifest } from '../../device.ts';
import type { Scale } from '../port.ts';
import { connect8217, options8217 } from './driver.ts';

export const manifest: DriverManifest<Scale> = {
  kind: 'scale',
  model: 'mettler-8217',
  match: [],
  options: options8217,
  line: 'baud=9600&parity=even&dataBits=7',
  connect: connect8217,
};
