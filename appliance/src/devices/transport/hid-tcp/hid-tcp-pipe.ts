// HID reports over a socket: how a simulated scanner or scale is plugged in without a kernel driver. Same bytes as hidraw.
import { Fault } from '../../../platform/fault.ts';
import type { SocketAddress } from '../address.ts';
import type { Pipe } from '../pipe.ts';
import { openSocket, shutSocket, socketWriteTimeoutMs, writeSocket } from '../socket.ts';
import type { OpenOptions } from '../socket.ts';
import { WirePipe } from '../wire-pipe.ts';
import { within } from '../within.ts';
import { createFrameReader, encodeFrame, readDescriptor } from './report-frames.ts';

const descriptorLimitMs = 2_000;

/** Throws Fault `device.gone` | `device.timeout` | `device.protocol` | `stopped`. */
export async function openHidTcpPipe(address: SocketAddress, options: OpenOptions): Promise<Pipe> {
  const { clock, signal } = options;
  const socket = await openSocket(address, options);
  const reader = createFrameReader();
  const pipe = new WirePipe(
    {
      send: (report) => writeSocket(socket, encodeFrame(report)),
      shut: () => shutSocket(socket, clock),
    },
    { clock, writeTimeoutMs: socketWriteTimeoutMs },
  );

  const introduction = oneAnswer<boolean>();
  let introduced = false;
  socket.on('data', (chunk) => {
    const { reports, broken } = reader.read(chunk);
    for (const report of reports) {
      if (introduced) pipe.deliver(report);
      else {
        introduced = true;
        introduction.resolve(readDescriptor(report) !== undefined);
      }
    }
    if (broken) {
      introduction.resolve(false);
      pipe.lost();
    }
  });
  socket.on('end', () => pipe.lost());
  socket.on('close', () => pipe.lost());
  pipe.onClose(() => introduction.reject(new Fault('device.gone', { ...address })));
  const onAbort = (): void => introduction.reject(new Fault('stopped'));
  signal.addEventListener('abort', onAbort);
  socket.resume();

  try {
    if (!(await within(clock, descriptorLimitMs, introduction.promise)))
      throw new Fault('device.protocol', { ...address, problem: 'no HID descriptor' });
    return pipe;
  } catch (error) {
    await pipe.close();
    throw error;
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
}

interface Answer<T> {
  readonly promise: Promise<T>;
  resolve(value: T): void;
  reject(error: Fault): void;
}

function oneAnswer<T>(): Answer<T> {
  let resolve: (value: T) => void = () => undefined;
  let reject: (error: Fault) => void = () => undefined;
  const promise = new Promise<T>((onResolve, onReject) => {
    resolve = onResolve;
    reject = onReject;
  });
  // The end of a pipe that was introduced long ago is nobody's error.
  promise.catch(() => undefined);
  return { promise, resolve, reject };
}
