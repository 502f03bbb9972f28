// How HID-POS scanners are recognised: by their top-level collection, whoever made them.
import type { DriverManifest } from '../../device.ts';
import type { Scanner } from '../port.ts';
import { connectHidPosScanner, hidPosOptions } from './driver.ts';

export const manifest: DriverManifest<Scanner> = {
  kind: 'scanner',
  model: 'hid-pos',
  match: [{ usagePage: 0x8c, usage: 0x02 }],
  options: hidPosOptions,
  connect: connectHidPosScanner,
};
