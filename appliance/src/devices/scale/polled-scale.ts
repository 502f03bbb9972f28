// A scale that is asked for its weight again and again: the state machine that all request/answer protocols share. A protocol only says
// how one weighing is asked and answered.
import type { Clock } from '../../platform/ports/clock.ts';
import type { Pipe } from '../transport/pipe.ts';
import {
  cannot,
  type OfferedGoods,
  type Scale,
  type ScaleRange,
  type ScaleReading,
  sameReading,
} from './port.ts';
import { isZero, Readings } from './readings.ts';
import { RequestLine } from './request-line.ts';
import { type PollOptions, rangeOf } from './scale-options.ts';

export interface ScaleDialogue {
  /** At least this long from one question to the next. */
  readonly gapMs: number;
  /** Answers bear no check sum: a weight counts when it was said twice in a row. */
  readonly sayTwice: boolean;
  /** One weighing. Undefined: no answer, or none that can be understood. */
  weigh(line: RequestLine): Promise<ScaleReading | undefined>;
  /** Absent: cannot be asked. Each may throw Fault `device.refused`, where the scale says no; that it worked shows in the weighings after. */
  readonly zero?: (line: RequestLine) => Promise<unknown>;
  readonly tare?: (line: RequestLine) => Promise<unknown>;
  readonly clearTare?: (line: RequestLine) => Promise<unknown>;
  /** Where the scale computes prices. */
  readonly offer?: (goods: OfferedGoods | null) => void;
}

export interface PolledScaleParts {
  readonly pipe: Pipe;
  readonly clock: Clock;
  readonly options: PollOptions;
  readonly dialogue: ScaleDialogue;
}

/** So many questions in a row without an answer are a fault. */
export const missesMax = 3;

type Step = NonNullable<ScaleDialogue['zero']>;

export class PolledScale implements Scale {
  readonly range: ScaleRange;
  readonly can: Scale['can'];
  readonly #parts: PolledScaleParts;
  readonly #line: RequestLine;
  readonly #readings: Readings;
  #errand: (() => Promise<void>) | undefined;

  constructor(parts: PolledScaleParts) {
    const { pipe, clock, options, dialogue } = parts;
    this.#parts = parts;
    this.range = rangeOf(options);
    this.can = {
      zero: dialogue.zero !== undefined,
      tare: dialogue.tare !== undefined,
      price: dialogue.offer !== undefined,
    };
    this.#readings = new Readings(clock, options.weightGramsMax);
    this.#line = new RequestLine({
      pipe,
      clock,
      answerTimeoutMs: options.answerTimeoutMs,
      gapMs: dialogue.gapMs,
    });
    pipe.onClose(() => this.#readings.gone());
    void this.#run().catch((error: unknown) => {
      // Thrown where the supervisor of the driver catches.
      clock.after(0, () => {
        throw error;
      });
    });
  }

  onReading(listener: (reading: ScaleReading) => void): void {
    this.#readings.onReading(listener);
  }

  async zero(): Promise<void> {
    await this.#do('zero', this.#parts.dialogue.zero, isZero);
  }

  async tare(): Promise<void> {
    await this.#do('tare', this.#parts.dialogue.tare, (reading) => isNet(reading));
  }

  async clearTare(): Promise<void> {
    await this.#do(
      'tare',
      this.#parts.dialogue.clearTare,
      (reading) => reading.state === 'stable' && !isNet(reading),
    );
  }

  offer(goods: OfferedGoods | null): void {
    this.#parts.dialogue.offer?.(goods);
  }

  async #do(
    what: 'zero' | 'tare',
    step: Step | undefined,
    wanted: (reading: ScaleReading) => boolean,
  ): Promise<void> {
    if (step === undefined) return cannot(what);
    let errand: (() => Promise<void>) | undefined;
    const ask = (): Promise<void> =>
      new Promise<void>((resolve, reject) => {
        errand = async () => step.call(this.#parts.dialogue, this.#line).then(() => resolve(), reject);
        this.#errand = errand;
        this.#line.hurry();
      });
    try {
      await this.#readings.until(wanted, { limitMs: this.#parts.options.zeroTimeoutMs, ask });
    } finally {
      // What nobody waits for any more is not done when the scale comes back.
      if (this.#errand === errand) this.#errand = undefined;
    }
  }

  async #run(): Promise<void> {
    const { dialogue, options } = this.#parts;
    let misses = 0;
    while (!this.#line.hasEnded()) {
      await this.#runErrand();
      const reading = await this.#weigh();
      if (this.#line.hasEnded()) return;
      misses = reading === undefined ? misses + 1 : 0;
      if (reading !== undefined) this.#readings.hear(reading);
      else if (misses >= missesMax) this.#readings.hear({ state: 'fault' });
      if (!this.#hasErrand()) await this.#line.pause(options.pollMs - dialogue.gapMs);
    }
  }

  #hasErrand(): boolean {
    return this.#errand !== undefined;
  }

  async #runErrand(): Promise<void> {
    const errand = this.#errand;
    this.#errand = undefined;
    await errand?.();
  }

  async #weigh(): Promise<ScaleReading | undefined> {
    const { dialogue } = this.#parts;
    const first = await dialogue.weigh(this.#line);
    if (!dialogue.sayTwice || first?.state !== 'stable' || sameReading(first, this.#readings.last))
      return first;
    const second = await dialogue.weigh(this.#line);
    if (second === undefined || sameReading(second, first) || sameReading(second, this.#readings.last))
      return second;
    return second.state === 'stable' ? { state: 'motion' } : second;
  }
}

function isNet(reading: ScaleReading): boolean {
  return reading.state === 'stable' && reading.net === true;
}
