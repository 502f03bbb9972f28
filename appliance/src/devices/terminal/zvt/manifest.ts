// Found by its address only: most terminals listen on TCP port 20007, some on 22000 or 5577.
import type { DriverManifest } from '../../device.ts';
import type { Terminal } from '../port.ts';
import { connectZvtTerminal, zvtOptions } from './driver.ts';

export const manifest: DriverManifest<Terminal> = {
  kind: 'terminal',
  model: 'zvt',
  match: [],
  options: zvtOptions,
  connect: connectZvtTerminal,
};
