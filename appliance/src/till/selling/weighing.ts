// The weight on the scale at the moment it is taken. Only a stable weight counts, and one weight is sold once: the pan must have moved
// before the next is taken (the guard that checkout scales have in Dialog 06 as answer 21).
import { type Thousandths, thousandths } from '../../domain/quantity/quantity.ts';
import { refuse, type Result } from '../../domain/refusal.ts';
import type { ScaleReading } from '../../devices/scale/port.ts';
import type { FailureCode } from '../../protocol/failures.ts';
import type { ScaleView } from '../../protocol/views.ts';

export class Weighing {
  #view: ScaleView = { name: null, state: 'none', weight: null, at: 0 };
  #taken = false;

  get view(): ScaleView {
    return this.#view;
  }

  take(name: string, reading: ScaleReading, at: number): void {
    const weight = reading.state === 'stable' ? thousandths(reading.weightGrams) : null;
    if (weight === null || weight !== this.#view.weight) this.#taken = false;
    this.#view = { name, state: reading.state, weight, at };
  }

  /** The scale was unplugged: whatever it said last is no weight. */
  gone(at: number): void {
    this.#taken = false;
    this.#view = { name: null, state: 'none', weight: null, at };
  }

  /** The stable net weight in thousandths of a kilogram. */
  weigh(tare: number): Result<Thousandths, FailureCode> {
    const { state, weight } = this.#view;
    if (state === 'none') return refuse('scale.missing');
    if (weight === null || weight - tare <= 0) return refuse('scale.not-stable', { state });
    return this.#taken ? refuse('scale.same-weight') : { ok: true, value: thousandths(weight - tare) };
  }

  /** Called once the weight is on a line. */
  sold(): void {
    this.#taken = true;
  }
}
