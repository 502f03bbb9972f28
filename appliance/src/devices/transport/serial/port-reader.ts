// Reads a serial port. Ours, because the package's own reading takes "no bytes, the line is cut" for "no bytes yet" and asks again
// without pause: a scanner unplugged at the wrong moment would take the whole processor and then all memory, and its end would never
// be told (serialport/bindings-cpp issue 162).
import { read } from 'node:fs';
import { promisify } from 'node:util';

const readNode = promisify(read);
const chunkBytes = 16 * 1024;

/** The part of the package's Unix port that is used. */
export interface KernelPort {
  /** Not blocking. Null when closed. */
  readonly fd: number | null;
  readonly poller: {
    /** `error` when the port was closed or the device has gone. */
    once(event: 'readable', listener: (error: Error | null) => void): unknown;
  };
}

export class PortReader {
  readonly #port: KernelPort;
  #stopped = false;
  #reading: Promise<unknown> = Promise.resolve();

  constructor(port: KernelPort) {
    this.#port = port;
  }

  /** Resolves when the line is cut or the reader stopped. */
  async run(deliver: (bytes: Uint8Array) => void): Promise<void> {
    const buffer = Buffer.allocUnsafe(chunkBytes);
    try {
      for (;;) {
        const { fd } = this.#port;
        if (this.#stopped || fd === null) return;
        const reading = this.#read(fd, buffer);
        this.#reading = reading;
        const count = await reading;
        if (count === 0) return;
        if (count === undefined) await this.#readable();
        else deliver(Uint8Array.from(buffer.subarray(0, count)));
      }
    } catch {
      // The words of the kernel differ by driver and moment; all of them mean that the device has gone.
    }
  }

  /** Resolves when nothing is being read, so that the number of the port may be given to another file. */
  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#reading.catch(() => undefined);
  }

  /** Undefined when there is nothing to read yet. */
  async #read(fd: number, buffer: Buffer): Promise<number | undefined> {
    try {
      return (await readNode(fd, buffer, 0, buffer.length, null)).bytesRead;
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : undefined;
      if (code === 'EAGAIN' || code === 'EINTR') return undefined;
      throw error;
    }
  }

  #readable(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#port.poller.once('readable', (error) => (error === null ? resolve() : reject(error)));
    });
  }
}
