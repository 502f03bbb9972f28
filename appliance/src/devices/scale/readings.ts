// What a scale says, told to whoever listens when it changes; and what is asked of it, proved by what it says next: scales confirm
// little, but a zeroed scale shows zero and a tared one is net.
import { Fault } from '../../platform/fault.ts';
import type { Clock } from '../../platform/ports/clock.ts';
import { type ScaleReading, sameReading } from './port.ts';

interface Expected {
  hear(reading: ScaleReading): void;
  fail(fault: Fault): void;
}

export class Readings {
  readonly #clock: Clock;
  readonly #weightGramsMax: number;
  readonly #listeners: ((reading: ScaleReading) => void)[] = [];
  #last: ScaleReading | undefined;
  #expected: Expected | undefined;
  #gone = false;

  constructor(clock: Clock, weightGramsMax: number) {
    this.#clock = clock;
    this.#weightGramsMax = weightGramsMax;
  }

  get last(): ScaleReading | undefined {
    return this.#last;
  }

  onReading(listener: (reading: ScaleReading) => void): void {
    this.#listeners.push(listener);
  }

  hear(said: ScaleReading): void {
    const tooMuch = said.state === 'stable' && said.weightGrams > this.#weightGramsMax;
    const reading: ScaleReading = tooMuch ? { state: 'overload' } : said;
    this.#expected?.hear(reading);
    if (sameReading(reading, this.#last)) return;
    this.#last = reading;
    for (const listener of this.#listeners) listener(reading);
  }

  gone(): void {
    this.#gone = true;
    this.#expected?.fail(new Fault('device.gone'));
  }

  /**
   * Asks, and resolves with the first reading that is as wanted. One at a time. Throws Fault `device.busy`, `device.gone`, `device.refused`
   * when it says something else until the time is over, `device.timeout` when it says nothing; and what `ask` throws.
   */
  async until(
    wanted: (reading: ScaleReading) => boolean,
    { limitMs, ask }: { readonly limitMs: number; readonly ask: () => Promise<void> },
  ): Promise<void> {
    if (this.#gone) throw new Fault('device.gone');
    if (this.#expected !== undefined) throw new Fault('device.busy');
    let cancel = (): void => undefined;
    const settled = new Promise<void>((resolve, reject) => {
      let answered: ScaleReading | undefined;
      cancel = this.#clock.after(limitMs, () => {
        // Scales that tell changes only say nothing when they stood so already.
        if (answered === undefined && this.#last !== undefined && wanted(this.#last)) resolve();
        else if (answered === undefined) reject(new Fault('device.timeout'));
        else reject(new Fault('device.refused', { state: answered.state }));
      });
      this.#expected = {
        hear(reading) {
          // A fault may be silence: it is no answer.
          if (reading.state !== 'fault') answered = reading;
          if (wanted(reading)) resolve();
        },
        fail: reject,
      };
    });
    try {
      await Promise.race([ask().then(() => settled), settled]);
    } finally {
      cancel();
      this.#expected = undefined;
    }
  }
}

export function isZero(reading: ScaleReading): boolean {
  return reading.state === 'stable' && reading.weightGrams === 0 && reading.net === undefined;
}
