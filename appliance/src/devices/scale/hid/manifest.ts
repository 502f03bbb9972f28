// How HID scales are recognised: by their top-level collection, whoever made them.
import type { DriverManifest } from '../../device.ts';
import type { Scale } from '../port.ts';
import { connectHidScale, hidScaleOptions } from './driver.ts';

export const manifest: DriverManifest<Scale> = {
  kind: 'scale',
  model: 'hid',
  match: [{ usagePage: 0x8d, usage: 0x20 }],
  options: hidScaleOptions,
  connect: connectHidScale,
};
