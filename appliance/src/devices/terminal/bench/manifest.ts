// The terminal of the bench: found by its address only.
import type { DriverManifest } from '../../device.ts';
import type { Terminal } from '../port.ts';
import { connectBenchTerminal, benchOptions } from './driver.ts';

export const manifest: DriverManifest<Terminal> = {
  kind: 'terminal',
  model: 'bench',
  match: [],
  options: benchOptions,
  connect: connectBenchTerminal,
};
