// Commands and queries that wait for their answer. After a lost link they are sent again under the same id, so nothing is done twice;
// the number that may wait and the time each may wait are limited, and both limits are answers a person can read.
import type { CommandFrame, DaemonFrame, Failure, QueryFrame } from '@countertop/appliance/protocol';
import type { PageClock } from './page-clock.ts';

/** What can go wrong before the daemon has said anything. `link.no-answer`: it may or may not have been done. */
export type LinkFailureCode = 'link.no-answer' | 'link.queue-full';

export type PageFailure = Failure | { readonly code: LinkFailureCode; readonly data: Failure['data'] };

export type Outcome<T = unknown> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly failure: PageFailure };

export type Waiting = CommandFrame | QueryFrame;
type Reply = Extract<DaemonFrame, { readonly t: 'reply' }>;

export const waitingMax = 32;
export const answerTimeoutMs = 15_000;

interface Entry {
  readonly frame: Waiting;
  readonly settle: (outcome: Outcome) => void;
  readonly cancelTimeout: () => void;
}

export class Outbox {
  readonly #entries = new Map<string, Entry>();
  readonly #clock: PageClock;

  constructor(clock: PageClock) {
    this.#clock = clock;
  }

  get waiting(): number {
    return this.#entries.size;
  }

  /** Takes the frame in and sends it if the link is up; resolves with the answer, or with a link failure. Never rejects. */
  submit(frame: Waiting, send: (frame: Waiting) => void): Promise<Outcome> {
    if (this.#entries.size >= waitingMax) return Promise.resolve(failed('link.queue-full'));
    return new Promise((settle) => {
      const cancelTimeout = this.#clock.after(answerTimeoutMs, () => {
        this.#entries.delete(frame.id);
        settle(failed('link.no-answer'));
      });
      this.#entries.set(frame.id, { frame, settle, cancelTimeout });
      send(frame);
    });
  }

  /** In the order they were made. */
  sendAgain(send: (frame: Waiting) => void): void {
    for (const { frame } of this.#entries.values()) send(frame);
  }

  answer(reply: Reply): void {
    const entry = this.#entries.get(reply.id);
    if (entry === undefined) return;
    this.#entries.delete(reply.id);
    entry.cancelTimeout();
    entry.settle(reply.ok ? { ok: true, value: reply.value } : { ok: false, failure: reply.failure });
  }
}

function failed(code: LinkFailureCode): Outcome<never> {
  return { ok: false, failure: { code, data: {} } };
}
