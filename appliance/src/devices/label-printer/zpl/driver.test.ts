// The ZPL driver against the simulated half of the wire: by memory on a virtual clock, whole and byte by byte, and over a real socket.
import { memoryPipe, recordingLog } from '../../../../test/devices/memory-pipe.ts';
import { setTimeout as wait } from 'node:timers/promises';
import { testServer } from '../../../../test/devices/sockets.ts';
import { seeded, virtualClock } from '../../../../test/kit.ts';
import { systemClock } from '../../../platform/clock/system-clock.ts';
import { createPipeOpener } from '../../transport/open-pipe.ts';
import { type LabelBench, labelPrinterContract } from '../contract.ts';
import { manifest } from './manifest.ts';
import { type PrintedLabel, ZplSimulator } from './simulator.ts';

const setting = {
  name: 'labels',
  kind: 'label-printer',
  model: 'zpl',
  address: 'tcp://127.0.0.1:1',
  options: {},
} as const;

const textsOf = ({ fields }: PrintedLabel): readonly string[] =>
  fields.flatMap((field) => (field.kind === 'box' ? [] : [field.kind === 'text' ? field.text : field.data]));

type Hands = Omit<LabelBench, 'printer' | 'pass' | 'stop' | 'unplug'>;

function handsAt(simulator: ZplSimulator): Hands {
  return {
    printed: () => simulator.labels.map(textsOf),
    faults: () => simulator.faults,
    have: (trouble) => simulator.have(trouble),
    paperFor: (labels) => (simulator.labelsLeft = labels),
    silence: () => (simulator.silent = true),
  };
}

/** @param cut how the printer's answers arrive */
async function virtualBench(cut: (bytes: Uint8Array) => readonly Uint8Array[]): Promise<LabelBench> {
  const clock = virtualClock();
  const { pipe, arrive, unplug } = memoryPipe(clock, (bytes) => simulator.receive(bytes));
  const simulator = new ZplSimulator({ send: (bytes) => cut(bytes).forEach(arrive), clock, labelMs: 150 });
  const printer = manifest.connect(pipe, setting, { clock, log: recordingLog(), randomness: seeded() });
  await clock.advance(0);
  return {
    ...handsAt(simulator),
    printer,
    unplug,
    pass: (ms) => clock.advance(ms),
    stop: async () => unplug(),
  };
}

const noise = Buffer.from('PRINTER READY\r\n\x02030,1,1\x03\x03\x02garbage', 'latin1');

labelPrinterContract('zpl', true, async () => virtualBench((bytes) => [bytes]));
labelPrinterContract('zpl, byte by byte', true, async () =>
  virtualBench((bytes) => [...bytes].map((byte) => Uint8Array.of(byte))),
);
labelPrinterContract('zpl, with noise before each answer', true, async () =>
  virtualBench((bytes) =>
    bytes.includes(0x2c) && bytes[1] === 0x30 && bytes[2] === 0x33 ? [noise, bytes] : [bytes],
  ),
);

labelPrinterContract('zpl over a socket', false, async () => {
  const server = await testServer();
  const address = `tcp://127.0.0.1:${String(server.port)}`;
  const pipe = await createPipeOpener({ clock: systemClock }).open(address, new AbortController().signal);
  const socket = await server.client();
  const simulator = new ZplSimulator({
    send: (bytes) => void socket.write(bytes),
    clock: systemClock,
    labelMs: 20,
  });
  socket.on('data', (bytes) => simulator.receive(bytes));
  const ports = { clock: systemClock, log: recordingLog(), randomness: seeded() };
  return {
    ...handsAt(simulator),
    printer: manifest.connect(pipe, { ...setting, address }, ports),
    unplug: () => void socket.destroy(),
    pass: async (ms) => {
      await wait(Math.min(ms, 20));
    },
    stop: async () => {
      await pipe.close();
      await server.close();
    },
  };
});
