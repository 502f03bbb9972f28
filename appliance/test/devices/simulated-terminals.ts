// The three models of card terminals with what their tests set them up with.
import { manifest as bench } from '../../src/devices/terminal/bench/manifest.ts';
import { TerminalSimulator } from '../../src/devices/terminal/bench/simulator.ts';
import { manifest as nexo } from '../../src/devices/terminal/nexo/manifest.ts';
import { NexoSimulator } from '../../src/devices/terminal/nexo/simulator.ts';
import { manifest as zvt } from '../../src/devices/terminal/zvt/manifest.ts';
import { ZvtSimulator } from '../../src/devices/terminal/zvt/simulator.ts';
import type { DeviceSetting, DriverManifest } from '../../src/devices/device.ts';
import type { Terminal } from '../../src/devices/terminal/port.ts';
import { seeded } from '../kit.ts';
import type { MakeTerminal } from './terminal-wires.ts';

export const nexoOptions = {
  terminalId: 'V400m-000000001',
  keyIdentifier: 'till-key',
  passphrase: 'a passphrase of the test',
  currency: 'NOK',
  partialApproval: true,
} as const;

export const nexoSimulator: MakeTerminal = (parts) =>
  new NexoSimulator({
    ...parts,
    key: { passphrase: nexoOptions.passphrase, identifier: nexoOptions.keyIdentifier, version: 1 },
    randomness: seeded(11),
  });

export interface SimulatedModel {
  readonly manifest: DriverManifest<Terminal>;
  readonly options: DeviceSetting['options'];
  readonly simulate: MakeTerminal;
}

export const zvtOptions = { password: '000000', currency: 'NOK', partialApproval: true, tips: true } as const;

export const simulatedModels = {
  bench: { manifest: bench, options: {}, simulate: (parts) => new TerminalSimulator(parts) },
  zvt: { manifest: zvt, options: zvtOptions, simulate: (parts) => new ZvtSimulator(parts) },
  nexo: { manifest: nexo, options: nexoOptions, simulate: nexoSimulator },
} as const satisfies Record<string, SimulatedModel>;
