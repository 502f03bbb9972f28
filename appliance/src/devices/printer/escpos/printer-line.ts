// The driver's end of the wire: whole commands out, status frames in, questions with a time limit, and an end that everyone hears of.
import type { Clock } from '../../../platform/ports/clock.ts';
import type { Pipe } from '../../transport/pipe.ts';
import { StatusReader } from './codec/status.ts';
import type { StatusFrame } from './codec/status.ts';

/** A frame that someone waits for. */
export interface Expectation {
  /** The frame, or undefined when it did not come in this time or the line closed. May be called again. */
  within(limitMs: number): Promise<StatusFrame | undefined>;
  cancel(): void;
}

export class PrinterLine {
  readonly #pipe: Pipe;
  readonly #clock: Clock;
  readonly #reader = new StatusReader();
  readonly #frameListeners = new Set<(frame: StatusFrame) => void>();
  readonly #closeListeners = new Set<() => void>();
  #closed = false;

  constructor(pipe: Pipe, clock: Clock) {
    this.#pipe = pipe;
    this.#clock = clock;
  }

  /** Begins to listen; listeners are to be in place. */
  start(): void {
    this.#pipe.onClose(() => {
      this.#closed = true;
      for (const listener of [...this.#closeListeners]) listener();
    });
    this.#pipe.onData((bytes) => {
      for (const frame of this.#reader.push(bytes))
        for (const listener of [...this.#frameListeners]) listener(frame);
    });
  }

  get closed(): boolean {
    return this.#closed;
  }

  /** Throws Fault `device.gone` | `device.timeout`. */
  write(bytes: Uint8Array): Promise<void> {
    return this.#pipe.write(bytes);
  }

  close(): Promise<void> {
    return this.#pipe.close();
  }

  onFrame(listener: (frame: StatusFrame) => void): () => void {
    this.#frameListeners.add(listener);
    return () => this.#frameListeners.delete(listener);
  }

  onClosed(listener: () => void): () => void {
    this.#closeListeners.add(listener);
    return () => this.#closeListeners.delete(listener);
  }

  /** Begins to wait before the question is sent, so that a quick answer is not missed. */
  expect(fits: (frame: StatusFrame) => boolean): Expectation {
    let answer: StatusFrame | undefined;
    let wake: () => void = () => undefined;
    const forgetFrames = this.onFrame((frame) => {
      if (answer !== undefined || !fits(frame)) return;
      answer = frame;
      wake();
    });
    const forgetClosed = this.onClosed(() => {
      wake();
    });
    return {
      within: async (limitMs) => {
        if (answer === undefined && !this.#closed) {
          await new Promise<void>((resolve) => {
            const cancel = this.#clock.after(limitMs, resolve);
            wake = () => {
              cancel();
              resolve();
            };
          });
        }
        return answer;
      },
      cancel: () => {
        forgetFrames();
        forgetClosed();
      },
    };
  }

  /** Sends the question; the first frame that fits is the answer. Undefined when none came. Throws as `write` does. */
  async ask(
    question: Uint8Array,
    fits: (frame: StatusFrame) => boolean,
    limitMs: number,
  ): Promise<StatusFrame | undefined> {
    const expectation = this.expect(fits);
    try {
      await this.write(question);
      return await expectation.within(limitMs);
    } finally {
      expectation.cancel();
    }
  }
}
