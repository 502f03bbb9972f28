// What all simulated scales have in common, whatever their wire: a pan with a load, its zero and its tare, and moods.
import type { Clock } from '../../platform/ports/clock.ts';

export type ScaleMood = 'stable' | 'motion' | 'under-zero' | 'overload' | 'needs-zero' | 'fault';

/** Farther from its zero than this, a scale refuses to zero: 2 % of 15 kg. */
const zeroCaptureGrams = 300;
const settleMs = 150;

export class SimulatedPan {
  readonly #clock: Clock;
  readonly #onChange: () => void;
  #loadGrams = 0;
  #zeroGrams = 0;
  #tareGrams = 0;
  #mood: ScaleMood = 'stable';
  /** Since it was weighed last, for scales that give no weight twice. */
  moved = true;

  constructor(clock: Clock, onChange: () => void = () => undefined) {
    this.#clock = clock;
    this.#onChange = onChange;
  }

  /** Grams on the platter against the scale's zero and tare, and its state. */
  get shows(): { readonly grams: number; readonly state: ScaleMood; readonly net: boolean } {
    const gross = this.#loadGrams - this.#zeroGrams;
    const state = this.#mood === 'stable' && gross < 0 ? 'under-zero' : this.#mood;
    return { grams: gross - this.#tareGrams, state, net: this.#tareGrams > 0 };
  }

  get tareGrams(): number {
    return this.#tareGrams;
  }

  /** Puts a load on the platter and says how the scale takes it, at once. */
  put(grams: number, state: ScaleMood = 'stable'): void {
    if (grams !== this.#loadGrams || state !== 'stable') this.moved = true;
    this.#loadGrams = grams;
    this.#mood = state;
    this.#onChange();
  }

  /** A load that swings a few times before it rests. */
  putUnsteadily(grams: number): void {
    [7, -4, 2].forEach((offGrams, index) => {
      this.#clock.after(index * settleMs, () => this.put(grams + offGrams, 'motion'));
    });
    this.#clock.after(3 * settleMs, () => this.put(grams));
  }

  /** Whether it zeroed itself: at rest, and near enough to its zero. */
  zero(): boolean {
    if (this.#mood !== 'stable' || Math.abs(this.#loadGrams) > zeroCaptureGrams) return false;
    this.#zeroGrams = this.#loadGrams;
    this.#tareGrams = 0;
    this.#onChange();
    return true;
  }

  tare(): boolean {
    const gross = this.#loadGrams - this.#zeroGrams;
    if (this.#mood !== 'stable' || gross <= 0) return false;
    this.#tareGrams = gross;
    this.#onChange();
    return true;
  }

  clearTare(): void {
    this.#tareGrams = 0;
    this.#onChange();
  }

  /** Power was off: zero is what lies on it now, where that is little. */
  reboot(): void {
    this.#tareGrams = 0;
    this.#zeroGrams = 0;
    this.moved = true;
    this.zero();
  }
}
