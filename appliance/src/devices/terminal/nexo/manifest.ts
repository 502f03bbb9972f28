// Found by its address only: `https://terminal:8443/nexo?ca=…&name=…`.
import type { DriverManifest } from '../../device.ts';
import type { Terminal } from '../port.ts';
import { connectNexoTerminal } from './driver.ts';

export const manifest: DriverManifest<Terminal> = {
  kind: 'terminal',
  model: 'nexo',
  match: [],
  connect: connectNexoTerminal,
};
