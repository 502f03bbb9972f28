// Where a simulated device is plugged in: a TCP port of this machine that one daemon at a time connects to. Unplugging closes the
// port and cuts the connection, in the middle of a report if it must.
import { createServer } from 'node:net';
import type { AddressInfo, Server, Socket } from 'node:net';

export interface SocketServerParts {
  /** 0 takes any free port; it is kept over unplug and plug. */
  readonly port: number;
  /** Sent to each new connection before anything else. */
  readonly greeting?: () => Uint8Array;
  /** A daemon has connected; what it sends goes to the returned function until it leaves. */
  readonly onConnection: () => (bytes: Uint8Array) => void;
  /** Told after every plug, unplug, connect and disconnect. */
  readonly onChange?: () => void;
}

/** A daemon that takes in less than this much leaves the device behind; it is cut off, as a real device's buffer would run over. */
const unsentBytesMax = 4 * 1024 * 1024;

export class SocketServer {
  readonly #parts: SocketServerParts;
  #server: Server | undefined;
  #client: Socket | undefined;
  #port: number;

  constructor(parts: SocketServerParts) {
    this.#parts = parts;
    this.#port = parts.port;
  }

  /** The port taken; valid after the first `plug`. */
  get port(): number {
    return this.#port;
  }

  get plugged(): boolean {
    return this.#server !== undefined;
  }

  get connected(): boolean {
    return this.#client !== undefined;
  }

  /** Rejects when the port is taken by something else. */
  async plug(): Promise<void> {
    if (this.#server !== undefined) return;
    const server = createServer({ noDelay: true }, (socket) => this.#take(socket));
    this.#server = server;
    try {
      await new Promise<void>((resolve, reject) => {
        server.once('error', reject);
        server.listen(this.#port, '127.0.0.1', () => {
          server.off('error', reject);
          resolve();
        });
      });
    } catch (error) {
      this.#server = undefined;
      throw error;
    }
    this.#port = (server.address() as AddressInfo).port;
    this.#parts.onChange?.();
  }

  async unplug(): Promise<void> {
    const server = this.#server;
    if (server === undefined) return;
    this.#server = undefined;
    // `resetAndDestroy` would throw away what was sent just before; a cable carries it to its end.
    this.#client?.destroy();
    this.#client = undefined;
    await new Promise<void>((resolve) => {
      server.close(() => resolve());
    });
    this.#parts.onChange?.();
  }

  /** Bytes to the daemon; lost when none is connected, as with a real cable. */
  send(bytes: Uint8Array): void {
    const client = this.#client;
    if (client === undefined) return;
    if (client.writableLength > unsentBytesMax) client.destroy();
    else client.write(bytes);
  }

  /** Sends these bytes and pulls the plug behind them: a device that vanishes in the middle of a report. */
  async sendAndUnplug(bytes: Uint8Array): Promise<void> {
    const client = this.#client;
    if (client !== undefined)
      await new Promise<void>((resolve) => {
        client.once('close', () => resolve());
        client.write(bytes, () => resolve());
      });
    await this.unplug();
  }

  #take(socket: Socket): void {
    // A device is held by one program; a second one finds it busy.
    if (this.#client !== undefined || this.#server === undefined) {
      socket.destroy();
      return;
    }
    this.#client = socket;
    if (this.#parts.greeting !== undefined) socket.write(this.#parts.greeting());
    const take = this.#parts.onConnection();
    socket.on('data', take);
    socket.on('error', () => undefined);
    socket.on('close', () => {
      if (this.#client !== socket) return;
      this.#client = undefined;
      this.#parts.onChange?.();
    });
    this.#parts.onChange?.();
  }
}
