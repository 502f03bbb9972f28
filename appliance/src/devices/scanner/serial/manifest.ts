// Serial scanners say nothing about what they are: they are found by their address only.
import type { DriverManifest } from '../../device.ts';
import type { Scanner } from '../port.ts';
import { connectSerialScanner, serialScannerOptions } from './driver.ts';

export const manifest: DriverManifest<Scanner> = {
  kind: 'scanner',
  model: 'serial',
  match: [],
  options: serialScannerOptions,
  connect: connectSerialScanner,
};
