// Found by its address only: a pole display says nothing.
import type { DriverManifest } from '../../device.ts';
import type { PoleDisplay } from '../port.ts';
import { connectPoleDisplay, poleOptions } from './driver.ts';

export const manifest: DriverManifest<PoleDisplay> = {
  kind: 'pole-display',
  model: 'cd5220',
  match: [],
  options: poleOptions,
  line: 'baud=9600',
  connect: connectPoleDisplay,
};
