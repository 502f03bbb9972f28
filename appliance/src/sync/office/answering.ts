// What a box asks of the office, each question answered once. A box that asks faster than it is answered waits its turn.
import { isFault } from '../../platform/fault.ts';
import type { BoxFrame, OfficeFrame } from '../../protocol/sync.ts';
import type { OfficeAnswers } from '../ports.ts';

type Ask = Extract<BoxFrame, { t: 'ask' }>;

/** Of one box at a time. */
const atOnceMax = 8;
/** A box has no more under way than this and what is being answered; one that asks on breaks the rule. */
const waitingMax = 24;

export interface AnsweringParts {
  readonly register: string;
  readonly answers: OfficeAnswers;
  readonly say: (frame: OfficeFrame) => void;
  /** The store had a bad moment: the box hears nothing, and knows what that means. */
  readonly failed: (error: unknown) => void;
}

export class Answering {
  readonly #parts: AnsweringParts;
  readonly #waiting: Ask[] = [];
  #atOnce = 0;
  #over = false;

  constructor(parts: AnsweringParts) {
    this.#parts = parts;
  }

  /** False: the box asks more than it may. */
  take(ask: Ask): boolean {
    if (this.#waiting.length >= waitingMax) return false;
    this.#waiting.push(ask);
    this.#next();
    return true;
  }

  stop(): void {
    this.#over = true;
    this.#waiting.length = 0;
  }

  #next(): void {
    while (this.#atOnce < atOnceMax) {
      const ask = this.#waiting.shift();
      if (ask === undefined) return;
      this.#atOnce += 1;
      void this.#answer(ask);
    }
  }

  async #answer({ id, question, body }: Ask): Promise<void> {
    const { register, answers, say, failed } = this.#parts;
    try {
      const answered = await answers.answer(register, question, body);
      if (this.#over) return;
      say({ t: 'answer', id, ...(answered.ok ? { value: answered.value } : { refusal: answered.refusal }) });
    } catch (error) {
      if (!isFault(error)) throw error;
      failed(error);
    } finally {
      this.#atOnce -= 1;
      this.#next();
    }
  }
}
