// Wires between a terminal's driver and its simulator, for its kind's contract: memory, and real sockets on which everything comes one byte at a
// time, glued together, or with noise before it. Time stands still while bytes are on their way.
import { createServer, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';
import { openTcpPipe } from '../../src/devices/transport/tcp/tcp-pipe.ts';
import type { Pipe } from '../../src/devices/transport/pipe.ts';
import type { SimulatedTerminal, SimulatedTerminalParts } from '../../src/devices/terminal/simulated.ts';
import type { VirtualClock } from '../kit.ts';
import { memoryPipe } from './memory-pipe.ts';

export type MakeTerminal = (parts: SimulatedTerminalParts) => SimulatedTerminal;

export interface TestWire {
  readonly pipe: Pipe;
  readonly simulator: SimulatedTerminal;
  unplug(): void;
  /** Requests that the transport still waits for. */
  unanswered?(): number;
  /** Everything arrives, then time passes, and what that brings about arrives too. */
  passes(ms: number): Promise<void>;
  end(): Promise<void>;
}

export type OpenWire = (clock: VirtualClock, make: MakeTerminal) => Promise<TestWire>;

export const inMemory: OpenWire = async (clock, make) => {
  const { pipe, arrive, unplug } = memoryPipe(clock, (bytes) => simulator.receive(bytes));
  const simulator = make({ send: arrive, unplug, clock });
  return {
    pipe,
    simulator,
    unplug,
    passes: (ms) => clock.advance(ms),
    end: () => pipe.close(),
  };
};

/** How the bytes of the simulator are cut. */
type Manner = (bytes: Uint8Array) => readonly Uint8Array[];

const singly: Manner = (bytes) => [...bytes].map((byte) => Uint8Array.of(byte));
const whole: Manner = (bytes) => [bytes];
/** In two, in the middle of it. */
const cut: Manner = (bytes) => [bytes.subarray(0, bytes.length >> 1), bytes.subarray(bytes.length >> 1)];

/** Turns of the loop without a byte, after which none is coming. */
const quietTurns = 12;
const stepMs = 250;
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

function onSocket(manner: Manner, glue: boolean): OpenWire {
  return async (clock, make) => {
    let client: Socket | undefined;
    const counts = { told: 0, heard: 0, asked: 0, taken: 0 };
    let queue: Uint8Array[] = [];
    const server = createServer({ noDelay: true }, (socket) => {
      client = socket;
      socket.on('error', () => undefined);
      socket.on('data', (bytes) => {
        counts.taken += bytes.length;
        simulator.receive(bytes);
      });
    });
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve);
    });
    const send = (bytes: Uint8Array): void => {
      counts.told += bytes.length;
      queue.push(...(glue ? [bytes] : manner(bytes)));
    };
    const simulator = make({ send, unplug: () => client?.destroy(), clock });
    const { port } = server.address() as AddressInfo;
    const real = await openTcpPipe(
      { scheme: 'tcp', host: '127.0.0.1', port },
      { clock, signal: new AbortController().signal },
    );
    real.onData((bytes) => {
      counts.heard += bytes.length;
    });
    let gone = false;
    real.onClose(() => {
      gone = true;
    });
    const pipe: Pipe = {
      onData: (listener) => real.onData(listener),
      onClose: (listener) => real.onClose(listener),
      close: () => real.close(),
      write: async (bytes) => {
        counts.asked += bytes.length;
        await real.write(bytes);
      },
    };
    const arrives = async (): Promise<void> => {
      for (let quiet = 0; quiet < quietTurns; quiet += 1) {
        await turn();
        const next = glue ? Buffer.concat(queue.splice(0)) : queue.shift();
        if (next !== undefined && next.length > 0) client?.write(next);
        const still = counts.told === counts.heard && counts.asked === counts.taken;
        if (queue.length > 0 || (!still && !gone)) quiet = 0;
      }
    };
    return {
      pipe,
      simulator,
      unplug: () => client?.destroy(),
      passes: async (ms) => {
        await arrives();
        for (let left = ms; left > 0; left -= stepMs) {
          await clock.advance(Math.min(left, ms > 10_000 ? ms : stepMs));
          if (ms > 10_000) left = 0;
          await arrives();
        }
      },
      end: async () => {
        queue = [];
        await real.close();
        client?.destroy();
        await new Promise<void>((resolve) => {
          server.close(() => resolve());
        });
      },
    };
  };
}

/** Every way in which bytes of a stream arrive. */
export const streamWires: Readonly<Record<string, OpenWire>> = {
  memory: inMemory,
  socket: onSocket(whole, false),
  'socket, one byte at a time': onSocket(singly, false),
  'socket, cut in two': onSocket(cut, false),
  'socket, glued': onSocket(whole, true),
};
