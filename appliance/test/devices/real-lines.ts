// Real lines between a driver and its simulator: a pair of kernel terminals, or HID reports over a socket. What the simulator sends arrives
// whole, one byte at a time, cut in two, or glued to what comes next.
import { encodeDescriptor, encodeFrame } from '../../src/devices/transport/hid-tcp/report-frames.ts';
import { openHidTcpPipe } from '../../src/devices/transport/hid-tcp/hid-tcp-pipe.ts';
import { parseAddress, type SerialAddress } from '../../src/devices/transport/address.ts';
import type { Pipe } from '../../src/devices/transport/pipe.ts';
import { openSerialPipe } from '../../src/devices/transport/serial/serial-pipe.ts';
import { systemClock } from '../../src/platform/clock/system-clock.ts';
import { cutPtyLine, haveSocat, ptyLine } from './pty-line.ts';
import { testServer } from './sockets.ts';

export interface RealLine {
  /** The driver's end. */
  readonly pipe: Pipe;
  /** What the simulator sends, in this manner. */
  send(bytes: Uint8Array): void;
  /** What was held back so that it is glued to the next has been sent too. */
  flush(): void;
  end(): Promise<void>;
}

export const manners = ['whole', 'singly', 'cut', 'glued'] as const;
export type Manner = (typeof manners)[number];

/** Undefined: this machine cannot make one. */
export type OpenLine = (manner: Manner) => Promise<RealLine | undefined>;

const never = new AbortController().signal;
const options = { clock: systemClock, signal: never };

/** Sends in this manner, a turn of the loop between two pieces, so that they are read apart where the kernel does not glue them. */
function inManner(manner: Manner, write: (bytes: Uint8Array) => unknown): Pick<RealLine, 'send' | 'flush'> {
  const pieces: Uint8Array[] = [];
  let held: Uint8Array[] = [];
  let going = false;
  const go = (): void => {
    const piece = pieces.shift();
    going = piece !== undefined;
    if (piece === undefined) return;
    write(piece);
    setImmediate(go);
  };
  const post = (...more: readonly Uint8Array[]): void => {
    pieces.push(...more.filter(({ length }) => length > 0));
    if (!going) go();
  };
  return {
    send(bytes) {
      const middle = bytes.length >> 1;
      if (manner === 'glued') held.push(bytes);
      else if (manner === 'cut') post(bytes.subarray(0, middle), bytes.subarray(middle));
      else if (manner === 'singly') post(...[...bytes].map((byte) => Uint8Array.of(byte)));
      else post(bytes);
    },
    flush() {
      post(Buffer.concat(held));
      held = [];
    },
  };
}

export const serialLine: OpenLine = async (manner) => {
  if (!haveSocat) return undefined;
  const pty = await ptyLine();
  const open = async (path: string): Promise<Pipe> =>
    openSerialPipe(parseAddress(`serial://${path}`) as SerialAddress, options);
  const [pipe, device] = await Promise.all([open(pty.host), open(pty.device)]);
  let writing: Promise<void> = Promise.resolve();
  return {
    pipe,
    ...inManner(manner, (bytes) => {
      writing = writing.then(async () => device.write(bytes)).catch(() => undefined);
    }),
    end: async () => {
      await Promise.all([pipe.close(), device.close()]);
      await cutPtyLine(pty);
    },
  };
};

export const hidLine: OpenLine = async (manner) => {
  const server = await testServer();
  const opening = openHidTcpPipe({ scheme: 'hid-tcp', host: '127.0.0.1', port: server.port }, options);
  const device = await server.client();
  device.write(encodeDescriptor({ vendorId: 1, productId: 2, serial: '', usagePage: 0x8c, usage: 2 }));
  const pipe = await opening;
  const { send, flush } = inManner(manner, (bytes) => device.write(bytes));
  return {
    pipe,
    send: (report) => send(encodeFrame(report)),
    flush,
    end: async () => {
      await pipe.close();
      await server.close();
    },
  };
};
