// A line on which the scale only speaks when asked: one question at a time, a pause between questions, and a time limit on each answer.
// All timing of request/answer scales is here.
import type { Clock } from '../../platform/ports/clock.ts';
import type { Pipe } from '../transport/pipe.ts';
import { type AnswerForm, createAnswerReader } from './answer-form.ts';

export interface RequestLineParts {
  readonly pipe: Pipe;
  readonly clock: Clock;
  readonly answerTimeoutMs: number;
  /** At least this long from one question to the next. */
  readonly gapMs: number;
}

export class RequestLine {
  readonly #parts: RequestLineParts;
  #askedAt = Number.NEGATIVE_INFINITY;
  #hear: (bytes: Uint8Array) => void = () => undefined;
  /** Ends whatever waits. */
  #release: () => void = () => undefined;
  #hurry: () => void = () => undefined;
  #ended = false;

  constructor(parts: RequestLineParts) {
    this.#parts = parts;
    // What comes unasked is not heard: it belongs to no question.
    parts.pipe.onData((bytes) => this.#hear(bytes));
    parts.pipe.onClose(() => {
      this.#ended = true;
      this.#release();
    });
  }

  hasEnded(): boolean {
    return this.#ended;
  }

  /** The first answer of that form; undefined when none came in time, or the line ended. */
  async ask<T>(question: string, form: AnswerForm<T>): Promise<T | undefined> {
    await this.#gap();
    if (this.#ended) return undefined;
    const { clock, answerTimeoutMs } = this.#parts;
    const reader = createAnswerReader(form);
    const answer = await new Promise<T | undefined>((resolve) => {
      const cancel = clock.after(answerTimeoutMs, () => resolve(undefined));
      this.#release = () => {
        cancel();
        resolve(undefined);
      };
      this.#hear = (bytes) => {
        const [first] = reader.read(bytes);
        if (first === undefined) return;
        cancel();
        resolve(first);
      };
      void this.#write(question);
    });
    this.#hear = () => undefined;
    this.#release = () => undefined;
    return answer;
  }

  /** Says something that is not answered. */
  async tell(words: string): Promise<void> {
    await this.#gap();
    await this.#write(words);
  }

  /** Resolves after that time, when the line ends, or when somebody hurries it. */
  async pause(ms: number): Promise<void> {
    const pausing = this.#wait(ms);
    this.#hurry = this.#release;
    await pausing;
    this.#hurry = () => undefined;
  }

  /** Ends a pause; waiting for an answer and between questions goes on. */
  hurry(): void {
    this.#hurry();
  }

  async #wait(ms: number): Promise<void> {
    if (this.#ended || ms <= 0) return;
    await new Promise<void>((resolve) => {
      const cancel = this.#parts.clock.after(ms, resolve);
      this.#release = () => {
        cancel();
        resolve();
      };
    });
    this.#release = () => undefined;
  }

  async #gap(): Promise<void> {
    const { clock, gapMs } = this.#parts;
    await this.#wait(this.#askedAt + gapMs - clock.monotonic());
    this.#askedAt = clock.monotonic();
  }

  /** A write that fails ends the pipe, which tells its end itself. */
  async #write(words: string): Promise<void> {
    await this.#parts.pipe.write(Buffer.from(words, 'latin1')).catch(() => undefined);
  }
}
