// A TCP connection to a device: opened within a time, kept alive, cut when it ends. Raw bytes (tcp) and reports (hid-tcp) stand on it.
import { createConnection } from 'node:net';
import type { Socket } from 'node:net';
import { Fault } from '../../platform/fault.ts';
import type { Clock } from '../../platform/ports/clock.ts';
import type { SocketAddress } from './address.ts';

const connectLimitMs = 3_000;
/** A cable pulled from a network printer sends no FIN: the kernel's probes find it. */
const keepAliveFirstMs = 5_000;

/** For one write: a printer may stop reading for seconds while it feeds, cuts or waits for paper. */
export const socketWriteTimeoutMs = (): number => 10_000;

export interface OpenOptions {
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

/** Throws Fault `device.gone` | `device.timeout` | `stopped`. The socket is paused and has no listeners but its own. */
export function openSocket(address: SocketAddress, { clock, signal }: OpenOptions): Promise<Socket> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) {
      reject(new Fault('stopped'));
      return;
    }
    const socket = createConnection({ host: address.host, port: address.port, noDelay: true });
    const settle = (fault?: Fault): void => {
      cancelLimit();
      signal.removeEventListener('abort', onAbort);
      socket.removeAllListeners();
      // A later error always comes with `close`, which is what the pipe listens for; without a listener Node would throw it.
      socket.on('error', () => undefined);
      if (fault === undefined) {
        socket.pause();
        resolve(socket);
      } else {
        socket.destroy();
        reject(fault);
      }
    };
    const onAbort = (): void => settle(new Fault('stopped'));
    const cancelLimit = clock.after(connectLimitMs, () =>
      settle(new Fault('device.timeout', { connectLimitMs })),
    );
    signal.addEventListener('abort', onAbort);
    socket.once('error', (error) => settle(new Fault('device.gone', { ...address }, error)));
    socket.once('connect', () => {
      socket.setKeepAlive(true, keepAliveFirstMs);
      settle();
    });
  });
}

/** Resolves when the kernel took the bytes; rejects with the socket's error. */
export function writeSocket(socket: Socket, bytes: Uint8Array): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.write(bytes, (error) => (error ? reject(error) : resolve()));
  });
}

/** Sends what is queued and says goodbye; whoever does not answer is cut. */
export function shutSocket(socket: Socket, clock: Clock): Promise<void> {
  return new Promise((resolve) => {
    if (socket.destroyed) {
      resolve();
      return;
    }
    const cancel = clock.after(500, () => socket.destroy());
    socket.once('close', () => {
      cancel();
      resolve();
    });
    // Data nobody reads would keep `close` from coming.
    socket.resume();
    socket.end();
  });
}
