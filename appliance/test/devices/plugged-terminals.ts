// Simulated card terminals that a real daemon connects to: ZVT on a TCP port, nexo over HTTP. Killed and started again they keep what the bank knows.
import type { DeviceSetting } from '../../src/devices/device.ts';
import type { SimulatedTerminal } from '../../src/devices/terminal/simulated.ts';
import { NexoServer } from '../../src/devices/terminal/nexo/simulator/http-server.ts';
import { systemClock } from '../../src/platform/clock/system-clock.ts';
import { SocketServer } from '../../src/simulators/socket-server.ts';
import { simulatedModels as models } from './simulated-terminals.ts';

export interface PluggedTerminal {
  readonly device: DeviceSetting;
  readonly simulator: SimulatedTerminal;
  plug(): Promise<void>;
  unplug(): Promise<void>;
}

/** So that an answer that was lost is given up within a test's patience. */
const patience = { requestTimeoutMs: 3_000, answerTimeoutMs: 1_000 };

function deviceOf(model: 'zvt' | 'nexo', address: string): DeviceSetting {
  const options = { ...models[model].options, ...patience };
  return { name: 'card-terminal', kind: 'terminal', model, address, options };
}

function zvtTerminal(): { server: SocketServer; simulator: SimulatedTerminal } {
  const simulator = models.zvt.simulate({
    send: (bytes) => server.send(bytes),
    unplug: () => void server.unplug().then(() => simulator.rebooted()),
    clock: systemClock,
  });
  const server = new SocketServer({
    port: 0,
    onConnection: () => {
      simulator.connected();
      return (bytes) => simulator.receive(bytes);
    },
  });
  return { server, simulator };
}

function nexoTerminal(): { server: NexoServer; simulator: SimulatedTerminal } {
  const simulator = models.nexo.simulate({
    send: (bytes) => server.send(bytes),
    unplug: () => void server.unplug().then(() => simulator.rebooted()),
    clock: systemClock,
  });
  const server = new NexoServer({ port: 0, onMessage: (bytes) => simulator.receive(bytes) });
  return { server, simulator };
}

export async function pluggedTerminal(model: 'zvt' | 'nexo'): Promise<PluggedTerminal> {
  const { server, simulator } = model === 'zvt' ? zvtTerminal() : nexoTerminal();
  await server.plug();
  const at = `127.0.0.1:${String(server.port)}`;
  return {
    device: deviceOf(model, model === 'zvt' ? `tcp://${at}` : `http://${at}/nexo`),
    simulator,
    plug: () => server.plug(),
    unplug: async () => {
      await server.unplug();
      simulator.rebooted();
    },
  };
}
