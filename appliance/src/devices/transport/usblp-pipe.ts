// Printers through the kernel's usblp driver (/dev/usb/lp*): plain reads and writes, both directions, no native add-on. The kernel
// lets one program in. The node cannot be waited on, so that it is asked for answers: often after a write, seldom otherwise.
import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { Fault } from '../../platform/fault.ts';
import type { Clock } from '../../platform/ports/clock.ts';
import type { PrinterAddress } from './address.ts';
import type { Pipe } from './pipe.ts';
import type { OpenOptions } from './socket.ts';
import { WirePipe } from './wire-pipe.ts';
import { throwIfStopped } from './within.ts';

/** The part of a file handle that is used. Throws errors with a `code`; EAGAIN when it would have to wait. */
export interface NodeHandle {
  read(buffer: Uint8Array): Promise<{ readonly bytesRead: number }>;
  write(bytes: Uint8Array): Promise<{ readonly bytesWritten: number }>;
  close(): Promise<void>;
}

export interface UsblpOptions extends OpenOptions {
  /** The kernel's node, unless a test brings its own. */
  readonly openNode?: (path: string) => Promise<NodeHandle>;
}

/** After a write an answer is likely. */
const [busyPollMs, idlePollMs, busyForMs] = [20, 250, 2_000];
const fullRetryMs = 10;
const writeTimeoutMs = (): number => 10_000;

/** Throws Fault `device.gone` | `device.busy` | `stopped`. */
export async function openUsblpPipe({ target: path }: PrinterAddress, options: UsblpOptions): Promise<Pipe> {
  const { clock, signal, openNode = openKernelNode } = options;
  throwIfStopped(signal);
  let handle: NodeHandle;
  try {
    handle = await openNode(path);
  } catch (error) {
    const held = ['EBUSY', 'EACCES', 'EPERM'].includes(codeOf(error));
    throw new Fault(held ? 'device.busy' : 'device.gone', { path }, error);
  }
  const node = new PolledNode(handle, clock);
  const pipe = new WirePipe(
    { send: (bytes) => node.send(bytes), shut: () => node.shut() },
    { clock, writeTimeoutMs },
  );
  void node.readOn(
    (bytes) => pipe.deliver(bytes),
    () => pipe.lost(),
  );
  return pipe;
}

async function openKernelNode(path: string): Promise<NodeHandle> {
  const file = await open(path, constants.O_RDWR | constants.O_NONBLOCK | constants.O_NOCTTY);
  return {
    // Position null: the node has none.
    read: (buffer) => file.read(buffer, 0, buffer.length, null),
    write: (bytes) => file.write(bytes, 0, bytes.length, null),
    close: () => file.close(),
  };
}

class PolledNode {
  readonly #handle: NodeHandle;
  readonly #clock: Clock;
  #open = true;
  #wroteAt: number;
  #wake: () => void = () => undefined;

  constructor(handle: NodeHandle, clock: Clock) {
    this.#handle = handle;
    this.#clock = clock;
    this.#wroteAt = clock.monotonic();
  }

  async send(bytes: Uint8Array): Promise<void> {
    for (let sent = 0; sent < bytes.length && this.#open;) {
      const count = await this.#try(
        async () => (await this.#handle.write(bytes.subarray(sent))).bytesWritten,
      );
      if (count === 0) await this.#pause(fullRetryMs);
      sent += count;
    }
    this.#wroteAt = this.#clock.monotonic();
    this.#wake();
  }

  /** Until the node is shut or the printer gone. */
  async readOn(deliver: (bytes: Uint8Array) => void, lost: () => void): Promise<void> {
    const buffer = new Uint8Array(256);
    try {
      while (this.#open) {
        const count = await this.#try(async () => (await this.#handle.read(buffer)).bytesRead);
        if (count > 0) deliver(buffer.slice(0, count));
        else await this.#nextPoll();
      }
    } catch {
      lost();
    }
  }

  async shut(): Promise<void> {
    this.#open = false;
    this.#wake();
    await this.#handle.close();
  }

  /** Zero when the node would have to wait. */
  async #try(transfer: () => Promise<number>): Promise<number> {
    try {
      return await transfer();
    } catch (error) {
      if (codeOf(error) === 'EAGAIN') return 0;
      throw error;
    }
  }

  #nextPoll(): Promise<void> {
    const busy = this.#clock.monotonic() - this.#wroteAt < busyForMs;
    return new Promise((resolve) => {
      const cancel = this.#clock.after(busy ? busyPollMs : idlePollMs, resolve);
      this.#wake = () => {
        cancel();
        resolve();
      };
    });
  }

  #pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      this.#clock.after(ms, resolve);
    });
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}
