// What every transport has in common, once: writes in order with a time-out and a limit, an end that is told exactly once,
// and no byte lost between opening and the first listener. A transport only moves bytes.
import { Fault, isFault } from '../../platform/fault.ts';
import type { Clock } from '../../platform/ports/clock.ts';
import type { Pipe } from './pipe.ts';
import { within } from './within.ts';

/** More than this waiting to be written is a driver that does not wait, not a receipt. */
export const pendingBytesMax = 4 * 1024 * 1024;
/** Kept for the first listener; a device that says more before anyone listens is cut off. */
export const earlyBytesMax = 256 * 1024;
const shutLimitMs = 2_000;

/** The transport's side. */
export interface Wire {
  /** Moves one write; called again only after it settled. Foreign errors are taken for an unplugged device. */
  send(bytes: Uint8Array): Promise<void>;
  /** Lets the operating system's handle go. Called once; also after the device vanished. */
  shut(): Promise<void>;
}

export interface WirePipeOptions {
  readonly clock: Clock;
  /** For one write of this many bytes. */
  readonly writeTimeoutMs: (byteCount: number) => number;
}

type CloseReason = 'closed' | 'unplugged';
type DataListener = (bytes: Uint8Array) => void;
type CloseListener = (reason: CloseReason) => void;

export class WirePipe implements Pipe {
  readonly #wire: Wire;
  readonly #options: WirePipeOptions;
  readonly #dataListeners: DataListener[] = [];
  readonly #closeListeners: CloseListener[] = [];
  #listening = false;
  #early: Uint8Array[] = [];
  #earlyBytes = 0;
  #pendingBytes = 0;
  #lastWrite: Promise<unknown> = Promise.resolve();
  #interruptWrite: () => void = () => undefined;
  #ended: { readonly reason: CloseReason; readonly shut: Promise<void> } | undefined;

  constructor(wire: Wire, options: WirePipeOptions) {
    this.#wire = wire;
    this.#options = options;
  }

  async write(bytes: Uint8Array): Promise<void> {
    if (this.#ended !== undefined) throw new Fault('device.gone');
    if (this.#pendingBytes + bytes.length > pendingBytesMax)
      throw new Fault('device.busy', { pendingBytes: this.#pendingBytes });
    this.#pendingBytes += bytes.length;
    // The caller may reuse its buffer.
    const copy = Uint8Array.from(bytes);
    const mine = this.#lastWrite.then(() => this.#send(copy));
    this.#lastWrite = mine.catch(() => undefined);
    try {
      await mine;
    } finally {
      this.#pendingBytes -= bytes.length;
    }
  }

  onData(listener: DataListener): void {
    this.#dataListeners.push(listener);
    // Not at once: whoever is being built on this pipe must be whole before it hears anything.
    queueMicrotask(() => this.#flush());
  }

  onClose(listener: CloseListener): void {
    const ended = this.#ended;
    if (ended === undefined) this.#closeListeners.push(listener);
    else
      queueMicrotask(() => {
        listener(ended.reason);
      });
  }

  close(): Promise<void> {
    return this.#end('closed');
  }

  /** For the transport: bytes or a report from the device. */
  deliver(bytes: Uint8Array): void {
    if (this.#ended !== undefined) return;
    if (this.#listening) {
      for (const listener of this.#dataListeners) listener(bytes);
      return;
    }
    this.#earlyBytes += bytes.length;
    if (this.#earlyBytes > earlyBytesMax) this.lost();
    else this.#early.push(Uint8Array.from(bytes));
  }

  /** For the transport: the device is gone, or what it sends makes no sense any more. */
  lost(): void {
    void this.#end('unplugged');
  }

  #flush(): void {
    this.#listening = true;
    const kept = this.#early;
    this.#early = [];
    for (const bytes of kept) this.deliver(bytes);
  }

  async #send(bytes: Uint8Array): Promise<void> {
    if (this.#ended !== undefined) throw new Fault('device.gone');
    const { clock, writeTimeoutMs } = this.#options;
    const interrupted = new Promise<never>((_resolve, reject) => {
      this.#interruptWrite = () => reject(new Fault('device.gone'));
    });
    try {
      const sending = Promise.race([this.#wire.send(bytes), interrupted]);
      await within(clock, writeTimeoutMs(bytes.length), sending);
    } catch (error) {
      // What is still queued must not come out later, behind the back of whoever was told that it failed.
      this.lost();
      throw isFault(error, 'device.gone', 'device.timeout') ? error : new Fault('device.gone', {}, error);
    }
  }

  #end(reason: CloseReason): Promise<void> {
    if (this.#ended !== undefined) return this.#ended.shut;
    const shut = within(this.#options.clock, shutLimitMs, this.#wire.shut()).catch(() => undefined);
    this.#ended = { reason, shut };
    this.#early = [];
    this.#interruptWrite();
    for (const listener of this.#closeListeners.splice(0)) listener(reason);
    return shut;
  }
}
