// Tells pages that something changed, and nothing else: they ask again, with their own rights. Many changes at once become few nudges; a page
// that does not read is dropped, as the next one would tell it everything anyway.
import type { Clock } from '../../platform/ports/clock.ts';
import type { LiveMatter, Nudge } from '../../protocol/office/figures.ts';

/** Between two rounds of nudges: five a second. */
export const roundMs = 200;
/** Keeps proxies and dead connections honest. */
export const heartbeatMs = 15_000;
export const listenersMax = 200;
export const perUserMax = 10;
/** Not yet read by the page's side. */
export const pendingBytesMax = 65_536;

/** One page that listens. */
export interface LiveListener {
  readonly user: string;
  /** Whether this page may know of it. */
  readonly hears: (nudge: Nudge) => boolean;
  readonly send: (text: string) => void;
  readonly pendingBytes: () => number;
  /** Whoever it is may still listen; asked with every heartbeat. */
  readonly still: () => Promise<boolean>;
  readonly close: () => void;
}

export class LiveHub {
  readonly #clock: Clock;
  readonly #listeners = new Map<LiveListener, () => void>();
  /** What waits for the next round, by matter and kind. */
  readonly #waiting = new Map<string, Nudge>();
  #number = 0;
  #round: (() => void) | undefined;
  #lastRound = -Infinity;
  #stopped = false;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Something changed. `kind`: of record, where `what` is records. */
  nudge(what: LiveMatter, kind?: string): void {
    this.#number += 1;
    const nudge = { what, ...(kind === undefined ? {} : { kind }), number: this.#number };
    this.#waiting.set(`${what}/${kind ?? ''}`, nudge);
    if (this.#round !== undefined || this.#stopped) return;
    const rest = Math.max(0, this.#lastRound + roundMs - this.#clock.monotonic());
    this.#round = this.#clock.after(rest, () => {
      this.#tell();
    });
  }

  get count(): number {
    return this.#listeners.size;
  }

  /** Whether one more page of this user may listen. */
  hasRoom(user: string): boolean {
    const own = [...this.#listeners.keys()].filter((listener) => listener.user === user).length;
    return !this.#stopped && this.#listeners.size < listenersMax && own < perUserMax;
  }

  /** From now on it hears. */
  add(listener: LiveListener): void {
    this.#beat(listener);
  }

  /** The page is gone. */
  remove(listener: LiveListener): void {
    this.#listeners.get(listener)?.();
    this.#listeners.delete(listener);
  }

  /** This user may have lost their session: each of their pages is asked now. */
  async look(user: string): Promise<void> {
    const own = [...this.#listeners.keys()].filter((listener) => listener.user === user);
    await Promise.all(own.map(async (listener) => this.#ask(listener)));
  }

  stop(): void {
    this.#stopped = true;
    this.#round?.();
    for (const listener of [...this.#listeners.keys()]) this.#drop(listener);
  }

  #tell(): void {
    this.#round = undefined;
    this.#lastRound = this.#clock.monotonic();
    const nudges = [...this.#waiting.values()];
    this.#waiting.clear();
    for (const listener of [...this.#listeners.keys()]) {
      const heard = nudges.filter((nudge) => listener.hears(nudge));
      if (heard.length === 0) continue;
      if (listener.pendingBytes() > pendingBytesMax) this.#drop(listener);
      else listener.send(heard.map((nudge) => `data: ${JSON.stringify(nudge)}\n\n`).join(''));
    }
  }

  #beat(listener: LiveListener): void {
    this.#listeners.set(
      listener,
      this.#clock.after(heartbeatMs, () => {
        void this.#ask(listener);
      }),
    );
  }

  async #ask(listener: LiveListener): Promise<void> {
    const still = await listener.still().catch(() => false);
    if (!this.#listeners.has(listener)) return;
    if (!still || listener.pendingBytes() > pendingBytesMax) {
      this.#drop(listener);
      return;
    }
    this.#listeners.get(listener)?.();
    listener.send(': \n\n');
    this.#beat(listener);
  }

  #drop(listener: LiveListener): void {
    this.remove(listener);
    listener.close();
  }
}
