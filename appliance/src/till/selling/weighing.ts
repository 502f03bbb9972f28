// The weight on the scale at the moment it is taken. Only a stable weight counts, and one weight is sold once: the pan must have moved
// before the next is taken (the guard that checkout scales have in Dialog 06 as answer 21).
import { type Thousandths, thousandths } from '../../domain/quantity/quantity.ts';
import { ok, refuse, type Result } from '../../domain/refusal.ts';
import type { ScaleReading } from '../../devices/scale/port.ts';
import type { FailureCode } from '../../protocol/failures.ts';
import type { ScaleView } from '../../protocol/views.ts';

export interface Weighed {
  /** Stable and net, thousandths of a kilogram. */
  readonly weight: Thousandths;
  /** The line was refused after all: the same weight may be taken again. */
  readonly giveBack: () => void;
}

export class Weighing {
  #view: ScaleView = { name: null, state: 'none', weight: null, at: 0 };
  /** Who has the weight that lies on the pan. */
  #taken: Weighed | null = null;

  get view(): ScaleView {
    return this.#view;
  }

  take(name: string, reading: ScaleReading, at: number): void {
    const weight = reading.state === 'stable' ? thousandths(reading.weightGrams) : null;
    if (weight === null || weight !== this.#view.weight) this.#taken = null;
    this.#view = { name, state: reading.state, weight, at };
  }

  /** Takes the weight off the scale: whoever asks next, even at the same moment, must wait for another. */
  weigh(tare: number): Result<Weighed, FailureCode> {
    const { state, weight } = this.#view;
    if (state === 'none') return refuse('scale.missing');
    if (weight === null || weight - tare <= 0) return refuse('scale.not-stable', { state });
    if (this.#taken !== null) return refuse('scale.same-weight');
    const weighed: Weighed = {
      weight: thousandths(weight - tare),
      giveBack: () => {
        if (this.#taken === weighed) this.#taken = null;
      },
    };
    this.#taken = weighed;
    return ok(weighed);
  }
}
