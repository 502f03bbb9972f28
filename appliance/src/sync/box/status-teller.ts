// Tells the office how the box is: each quarter of a minute, and soon after something changed, but never in a rush.
import { isFault } from '../../platform/fault.ts';
import type { Clock } from '../../platform/ports/clock.ts';
import type { BoxStatus } from '../../protocol/sync.ts';
import { Deadline } from '../deadline.ts';
import type { BoxSelf, JournalOutbox } from '../ports.ts';

const statusMs = 15_000;
/** After a change; what changes meanwhile goes along. */
const soonMs = 500;
/** A clock further away than before by this is worth telling at once. */
const offsetStepMs = 1_000;

export interface TellerParts {
  readonly self: BoxSelf;
  readonly outbox: JournalOutbox;
  readonly clock: Clock;
  readonly acked: () => number;
  readonly say: (status: BoxStatus, offsetMs: number | null) => void;
  readonly onEnd: (why: string) => void;
}

export class StatusTeller {
  feedNumber = 0;
  readonly #parts: TellerParts;
  readonly #deadline: Deadline;
  #offsetMs: number | null = null;
  #soon = false;
  #over = true;

  constructor(parts: TellerParts) {
    this.#parts = parts;
    this.#deadline = new Deadline(parts.clock);
  }

  /** The box's clock less the office's; null before the first pong. */
  get offsetMs(): number | null {
    return this.#offsetMs;
  }

  start(): void {
    this.#over = false;
    void this.#tell();
  }

  changed(): void {
    if (this.#over || this.#soon) return;
    this.#soon = true;
    this.#deadline.set(soonMs, () => void this.#tell());
  }

  offset(ms: number): void {
    const before = this.#offsetMs;
    this.#offsetMs = ms;
    if (before === null || Math.abs(before - ms) >= offsetStepMs) this.changed();
  }

  stop(): void {
    this.#over = true;
    this.#deadline.clear();
  }

  async #tell(): Promise<void> {
    const { self, outbox, acked, say, onEnd } = this.#parts;
    this.#soon = false;
    // Set before anything is awaited: whatever happens, the next one comes.
    this.#deadline.set(statusMs, () => void this.#tell());
    try {
      const [status, head] = await Promise.all([self.status(), outbox.head()]);
      if (this.#over) return;
      say({ ...status, queue: Math.max(0, head.seq - acked()), feedNumber: this.feedNumber }, this.#offsetMs);
    } catch (error) {
      if (!isFault(error)) throw error;
      onEnd(`the box cannot read its own data: ${error.code}`);
    }
  }
}
