// Found by its address only: `https://terminal:8443/nexo?ca=…&name=…`.
import type { DriverManifest } from '../../device.ts';
import type { Terminal } from '../port.ts';
import { connectNexoTerminal, nexoOptions } from './driver.ts';

export const manifest: DriverManifest<Terminal> = {
  kind: 'terminal',
  model: 'nexo',
  match: [],
  options: nexoOptions,
  connect: connectNexoTerminal,
};
