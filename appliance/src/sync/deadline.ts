// One thing that must happen in time; begun anew, it forgets the time before.
import type { Clock } from '../platform/ports/clock.ts';

export class Deadline {
  readonly #clock: Clock;
  #cancel: () => void = () => undefined;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  set(ms: number, late: () => void): void {
    this.#cancel();
    this.#cancel = this.#clock.after(ms, late);
  }

  clear(): void {
    this.#cancel();
  }
}
