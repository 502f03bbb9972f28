// The other half of the wire: a HID scale with its bad days. It only makes reports; what the daemon sends goes to `receive`.
import type { Clock } from '../../../platform/ports/clock.ts';
import { type ScaleMood, SimulatedPan } from '../simulated-pan.ts';
import { encodeWeightReport, scaleStatus, scaleUnit, zeroReport } from './codec.ts';

export const descriptor = {
  vendorId: 0x0922,
  productId: 0x8004,
  serial: 'SIMULATED-SCALE',
  usagePage: 0x8d,
  usage: 0x20,
} as const;

const statusOf: Readonly<Record<ScaleMood, number>> = {
  stable: scaleStatus.stable,
  motion: scaleStatus.motion,
  'under-zero': scaleStatus.underZero,
  overload: scaleStatus.overLimit,
  'needs-zero': scaleStatus.needsZero,
  fault: scaleStatus.fault,
};

export interface ScaleSimulatorParts {
  send(report: Uint8Array): void;
  readonly clock: Clock;
  readonly noise: (count: number) => Uint8Array;
}

export class ScaleSimulator extends SimulatedPan {
  readonly #parts: ScaleSimulatorParts;
  silent = false;

  constructor(parts: ScaleSimulatorParts) {
    super(parts.clock, () => this.tell());
    this.#parts = parts;
  }

  /** One report, as scales send several times a second. */
  tell(): void {
    if (!this.silent) this.#parts.send(this.report());
  }

  report(): Uint8Array {
    const { grams, state } = this.shows;
    const magnitude = Math.abs(grams);
    // Above what 16 bits hold the scale shows hundredths of a kilogram.
    const [weight, exponent, unit] =
      magnitude <= 0xffff
        ? [magnitude, 0, scaleUnit.gram]
        : [Math.min(0xffff, Math.round(magnitude / 10)), -2, scaleUnit.kilogram];
    const status = state === 'stable' && grams === 0 ? scaleStatus.zero : statusOf[state];
    return encodeWeightReport({ status, unit, exponent, weight });
  }

  garbage(): void {
    this.#parts.send(Uint8Array.of(3, ...this.#parts.noise(9)));
    this.#parts.send(Uint8Array.of(0x77, ...this.#parts.noise(5)));
  }

  receive(report: Uint8Array): void {
    if (this.silent || Buffer.compare(report, zeroReport) !== 0) return;
    if (!this.zero()) this.tell();
  }
}
