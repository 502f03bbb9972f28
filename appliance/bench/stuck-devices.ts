// One device that hangs never delays another: scan → line with a printer, a scale and a terminal that take the connection and then say nothing
// while they are asked, beside the same scan without them. Two rooms, one register, turn by turn.
import { DeviceRoom } from '../src/devices/device-room.ts';
import type { DeviceSetting } from '../src/devices/device.ts';
import { createPipeOpener } from '../src/devices/transport/open-pipe.ts';
import { systemClock } from '../src/platform/clock/system-clock.ts';
import { pinoLog } from '../src/platform/log/pino-log.ts';
import { systemRandomness } from '../src/platform/randomness/system-randomness.ts';
import { descriptor } from '../src/devices/scale/hid/simulator.ts';
import { HidServer } from '../src/simulators/hid-server.ts';
import { simulateSerial, type SimulatedScanner } from '../src/simulators/scanners.ts';
import { SocketServer } from '../src/simulators/socket-server.ts';
import { type Line, ms, Samples } from './sample.ts';
import { accepted, addLine, pay, timed } from './selling.ts';
import { openBenchTill } from './till.ts';

const target = 1.1;
const linesPerOrder = 10;

export async function benchStuckDevices(folder: string, rounds: number): Promise<readonly Line[]> {
  const till = await openBenchTill(folder);
  const ends: (() => Promise<void>)[] = [async () => till.close()];
  let index = 0;
  let sold: () => void = () => undefined;
  const selling = async (): Promise<void> => {
    await accepted(till.submit(addLine(till, (index += 1))));
    sold();
  };
  const alone = await counter([], selling, ends);
  const stuck = await counter(await stuckSettings(ends), selling, ends);
  await occupy(stuck.room);
  const samples = { alone: new Samples(), stuck: new Samples() };
  for (let round = 0; round < rounds; round += 1) {
    const turns = round % 2 === 0 ? (['alone', 'stuck'] as const) : (['stuck', 'alone'] as const);
    for (const turn of turns) {
      const { scanner } = turn === 'alone' ? alone : stuck;
      const line = new Promise<void>((resolve) => (sold = resolve));
      samples[turn].add(
        await timed(async () => {
          scanner.scan('4006381333931');
          await line;
        }),
      );
    }
    if (index % linesPerOrder === 0) await accepted(till.submit(pay(till)));
  }
  for (const end of ends.reverse()) await end();
  const ratio = samples.stuck.p50 / samples.alone.p50;
  return [
    {
      what: 'scan → line, printer, scale and terminal stuck',
      value: `p50 ${ms(samples.stuck.p50)}, p99 ${ms(samples.stuck.p99)}`,
      beside: `without them p50 ${ms(samples.alone.p50)}, p99 ${ms(samples.alone.p99)}`,
      ratio: { value: ratio, target, atMost: true },
    },
  ];
}

/** A room with a scanner that sells, and those devices; all of them connected. */
async function counter(
  others: readonly DeviceSetting[],
  selling: () => Promise<void>,
  ends: (() => Promise<void>)[],
): Promise<{ readonly room: DeviceRoom; readonly scanner: SimulatedScanner }> {
  const noise = (count: number): Uint8Array => systemRandomness.bytes(count);
  const scanner = simulateSerial({ port: 0, clock: systemClock, noise, onChange: () => undefined });
  await scanner.socket.plug();
  const address = `tcp://127.0.0.1:${scanner.socket.port}`;
  const own: DeviceSetting = { name: 'scanner', kind: 'scanner', model: 'serial', address, options: {} };
  const clock = systemClock;
  const room = new DeviceRoom({
    settings: [...others, own],
    opener: createPipeOpener({ clock }),
    clock,
    log: pinoLog('silent'),
    randomness: systemRandomness,
  });
  ends.push(
    async () => scanner.socket.unplug(),
    async () => room.stop(),
  );
  room.on('scan', selling);
  const connected = new Promise<void>((resolve) => {
    room.onStatus(() => {
      if (room.statuses().every(({ presence }) => presence === 'ready' || presence === 'faulty')) resolve();
    });
  });
  await room.start(new AbortController().signal);
  await connected;
  return { room, scanner };
}

async function stuckSettings(ends: (() => Promise<void>)[]): Promise<readonly DeviceSetting[]> {
  const deaf = (): void => undefined;
  const scale = new HidServer({ port: 0, descriptor, onConnection: deaf, onReport: deaf });
  const wires = [
    { name: 'printer', kind: 'printer', model: 'escpos', scheme: 'tcp', socket: deafSocket() },
    { name: 'scale', kind: 'scale', model: 'hid', scheme: 'hid-tcp', socket: scale.socket },
    { name: 'terminal', kind: 'terminal', model: 'bench', scheme: 'tcp', socket: deafSocket() },
  ] as const;
  return Promise.all(
    wires.map(async ({ scheme, socket, ...setting }) => {
      await socket.plug();
      ends.push(async () => socket.unplug());
      return { ...setting, address: `${scheme}://127.0.0.1:${socket.port}`, options: {} };
    }),
  );
}

function deafSocket(): SocketServer {
  return new SocketServer({ port: 0, onConnection: () => () => undefined });
}

/** All three have been asked for something, and do not answer. */
async function occupy(room: DeviceRoom): Promise<void> {
  const given = (): undefined => undefined;
  const blocks = Array.from({ length: 500 }, () => ({ kind: 'text', text: 'a line of a receipt' }) as const);
  void room.of('printer').connected()?.print({ blocks }).catch(given);
  void room.of('scale').connected()?.zero().catch(given);
  const payment = {
    payment: 'p',
    direction: 'pay',
    amount: 100,
    tip: 0,
    currency: 'NOK',
    askTip: false,
  } as const;
  void room.of('terminal').connected()?.request(payment).catch(given);
}
