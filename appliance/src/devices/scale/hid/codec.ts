// The data report of HID scales (USB-IF HID Point of Sale Usage Tables 1.02, weighing page 0x8D): id 3, status, unit, power of ten
// as a signed byte, weight as 16 bits little-endian. And the control report that asks for zero: id 2, bit 1.
import type { ScaleReading } from '../port.ts';
import { toGrams, type WeightUnit } from '../weight.ts';

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

const unitOf: Readonly<Record<number, WeightUnit>> = {
  [scaleUnit.milligram]: 'mg',
  [scaleUnit.gram]: 'g',
  [scaleUnit.kilogram]: 'kg',
  [scaleUnit.carat]: 'ct',
  [scaleUnit.grain]: 'gr',
  [scaleUnit.pennyweight]: 'dwt',
  [scaleUnit.metricTon]: 't',
  [scaleUnit.avoirTon]: 'ton',
  [scaleUnit.troyOunce]: 'ozt',
  [scaleUnit.ounce]: 'oz',
  [scaleUnit.pound]: 'lb',
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
      const unit = unitOf[view.getUint8(2)];
      if (unit === undefined) return { state: 'fault' };
      const weightGrams = toGrams({
        unit,
        exponent: view.getInt8(3),
        value: BigInt(view.getUint16(4, true)),
      });
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
