// The data report of HID scales (USB-IF HID Point of Sale Usage Tables 1.02, weighing page 0x8D): id 3, status, unit, power of ten
// as a signed byte, weight as 16 bits little-endian. And the control report that asks for zero: id 2, bit 1.
import type { ScaleReading } from '../port.ts';

export const dataReportId = 3;
const dataReportLength = 6;
/** Control report: bit 0 is Enforced Zero Return, bit 1 Zero Scale. */
export const zeroReport: Readonly<Uint8Array> = Uint8Array.of(0x02, 0x02);

export const scaleStatus = {
  fault: 1,
  zero: 2,
  motion: 3,
  stable: 4,
  underZero: 5,
  overLimit: 6,
  needsCalibration: 7,
  needsZero: 8,
} as const;

/** Units of the usage table with a weight by law. Tael (5) is left out: it weighs differently from country to country. */
export const scaleUnit = {
  milligram: 1,
  gram: 2,
  kilogram: 3,
  carat: 4,
  grain: 6,
  pennyweight: 7,
  metricTon: 8,
  avoirTon: 9,
  troyOunce: 10,
  ounce: 11,
  pound: 12,
} as const;

/** One unit in grams, exactly, as a fraction (international yard and pound agreement of 1959 for the last six). */
const gramsPerUnit: Readonly<Record<number, readonly [bigint, bigint]>> = {
  [scaleUnit.milligram]: [1n, 1_000n],
  [scaleUnit.gram]: [1n, 1n],
  [scaleUnit.kilogram]: [1_000n, 1n],
  [scaleUnit.carat]: [1n, 5n],
  [scaleUnit.grain]: [6_479_891n, 100_000_000n],
  [scaleUnit.pennyweight]: [155_517_384n, 100_000_000n],
  [scaleUnit.metricTon]: [1_000_000n, 1n],
  [scaleUnit.avoirTon]: [90_718_474n, 100n],
  [scaleUnit.troyOunce]: [311_034_768n, 10_000_000n],
  [scaleUnit.ounce]: [28_349_523_125n, 1_000_000_000n],
  [scaleUnit.pound]: [45_359_237n, 100_000n],
};

/** Undefined when it is no data report or a cut one. `fault` also for a unit, status or weight that cannot be sold. */
export function readWeightReport(report: Uint8Array, weightGramsMax: number): ScaleReading | undefined {
  if (report.length !== dataReportLength || report[0] !== dataReportId) return undefined;
  const view = new DataView(report.buffer, report.byteOffset, dataReportLength);
  const status = view.getUint8(1);
  switch (status) {
    case scaleStatus.zero:
      return { state: 'stable', weightGrams: 0 };
    case scaleStatus.motion:
      return { state: 'motion' };
    case scaleStatus.stable: {
      const weightGrams = toGrams({
        unit: view.getUint8(2),
        exponent: view.getInt8(3),
        weight: view.getUint16(4, true),
      });
      if (weightGrams === undefined) return { state: 'fault' };
      return weightGrams > BigInt(weightGramsMax)
        ? { state: 'overload' }
        : { state: 'stable', weightGrams: Number(weightGrams) };
    }
    case scaleStatus.underZero:
      return { state: 'under-zero' };
    case scaleStatus.overLimit:
      return { state: 'overload' };
    case scaleStatus.needsZero:
      return { state: 'needs-zero' };
    default:
      return { state: 'fault' };
  }
}

/** Whole grams, half a gram up; undefined for a unit without a weight. */
function toGrams(of: { weight: number; unit: number; exponent: number }): bigint | undefined {
  const factor = gramsPerUnit[of.unit];
  if (factor === undefined) return undefined;
  const power = 10n ** BigInt(Math.abs(of.exponent));
  const numerator = BigInt(of.weight) * factor[0] * (of.exponent > 0 ? power : 1n);
  const denominator = factor[1] * (of.exponent < 0 ? power : 1n);
  return (2n * numerator + denominator) / (2n * denominator);
}

/** The report a scale sends. `exponent` from -128 to 127, `weight` 16 bits. */
export function encodeWeightReport(of: {
  readonly status: number;
  readonly unit: number;
  readonly exponent: number;
  readonly weight: number;
}): Uint8Array {
  return Uint8Array.of(
    dataReportId,
    of.status,
    of.unit,
    of.exponent & 0xff,
    of.weight & 0xff,
    of.weight >> 8,
  );
}
