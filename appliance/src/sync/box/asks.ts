// What the till asks of the office while somebody waits for it: each question is answered once, refused, or given up after a few seconds.
import type { Clock } from '../../platform/ports/clock.ts';
import type { Ids } from '../../platform/ports/ids.ts';
import type { BoxFrame, OfficeFrame } from '../../protocol/sync.ts';
import type { Result } from '../../domain/refusal.ts';

/** A cashier looks at the screen for as long. */
const askMs = 5_000;
/** At once; an office answers half as many of one box at a time, and keeps the rest waiting. */
const underWayMax = 16;

/** `too-old`: this office does not know the question. `no-answer`: whether it heard it is not known. */
export type AskOutcome =
  | { readonly outcome: 'answered'; readonly answer: Result<unknown> }
  | { readonly outcome: 'not-linked' | 'too-old' | 'busy' | 'no-answer' };

export interface AsksParts {
  readonly clock: Clock;
  readonly ids: Ids;
  readonly say: (frame: BoxFrame) => void;
}

export class Asks {
  readonly #parts: AsksParts;
  readonly #underWay = new Map<string, (outcome: AskOutcome) => void>();
  #known: ReadonlySet<string> | undefined;

  constructor(parts: AsksParts) {
    this.#parts = parts;
  }

  /** Linked from here on, to an office that takes these questions. */
  start(questions: readonly string[]): void {
    this.#known = new Set(questions);
  }

  async ask(question: string, body: unknown): Promise<AskOutcome> {
    if (this.#known === undefined) return { outcome: 'not-linked' };
    if (!this.#known.has(question)) return { outcome: 'too-old' };
    if (this.#underWay.size >= underWayMax) return { outcome: 'busy' };
    const id = this.#parts.ids.uuid();
    return new Promise((resolve) => {
      const settle = (outcome: AskOutcome): void => {
        cancel();
        this.#underWay.delete(id);
        resolve(outcome);
      };
      const cancel = this.#parts.clock.after(askMs, () => {
        settle({ outcome: 'no-answer' });
      });
      this.#underWay.set(id, settle);
      this.#parts.say({ t: 'ask', id, question, body });
    });
  }

  /** An answer that came too late is passed over. */
  take({ id, value, refusal }: Extract<OfficeFrame, { t: 'answer' }>): void {
    const answer: Result<unknown> = refusal === undefined ? { ok: true, value } : { ok: false, refusal };
    this.#underWay.get(id)?.({ outcome: 'answered', answer });
  }

  stop(): void {
    this.#known = undefined;
    for (const settle of [...this.#underWay.values()]) settle({ outcome: 'no-answer' });
  }
}
