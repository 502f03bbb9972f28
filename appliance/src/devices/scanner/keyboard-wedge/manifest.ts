// A wedge scanner is a keyboard to the system. The usage is only used to pick the right node of a scanner named by its address:
// no keyboard is ever taken for a scanner by itself.
import type { DriverManifest } from '../../device.ts';
import type { Scanner } from '../port.ts';
import { connectWedgeScanner, wedgeOptions } from './driver.ts';

export const manifest: DriverManifest<Scanner> = {
  kind: 'scanner',
  model: 'keyboard-wedge',
  match: [{ usagePage: 0x01, usage: 0x06 }],
  options: wedgeOptions,
  connect: connectWedgeScanner,
};
