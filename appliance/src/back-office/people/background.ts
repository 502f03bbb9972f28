// Work that goes on after the answer, so that the time an answer takes tells nothing about it. Bounded, and finished before the box stops.
import type { Log } from '../../platform/ports/log.ts';

const atOnceMax = 100;

export class Background {
  readonly #log: Log;
  readonly #running = new Set<Promise<void>>();

  constructor(log: Log) {
    this.#log = log;
  }

  /** False: too much is going on, nothing was begun. What fails is logged. */
  run(work: () => Promise<void>): boolean {
    if (this.#running.size >= atOnceMax) return false;
    const running = work()
      .catch((error: unknown) => {
        this.#log.error({ error }, 'work after an answer failed');
      })
      .finally(() => this.#running.delete(running));
    this.#running.add(running);
    return true;
  }

  async idle(): Promise<void> {
    while (this.#running.size > 0) await Promise.all(this.#running);
  }
}
