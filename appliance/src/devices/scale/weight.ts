// Weights as scales write them, in whole grams. Exact: fractions of big integers, half a gram goes up.

/** One unit in grams, exactly, as a fraction (international yard and pound agreement of 1959 for the last six). */
const gramsPerUnit = {
  mg: [1n, 1_000n],
  g: [1n, 1n],
  kg: [1_000n, 1n],
  ct: [1n, 5n],
  gr: [6_479_891n, 100_000_000n],
  dwt: [155_517_384n, 100_000_000n],
  t: [1_000_000n, 1n],
  ton: [90_718_474n, 100n],
  ozt: [311_034_768n, 10_000_000n],
  oz: [28_349_523_125n, 1_000_000_000n],
  lb: [45_359_237n, 100_000n],
} as const satisfies Record<string, readonly [bigint, bigint]>;

export type WeightUnit = keyof typeof gramsPerUnit;

export function isWeightUnit(text: string): text is WeightUnit {
  return Object.hasOwn(gramsPerUnit, text);
}

/** `value` times ten to the power of `exponent`, in whole grams. */
export function toGrams(of: {
  readonly value: bigint;
  readonly exponent: number;
  readonly unit: WeightUnit;
}): bigint {
  const [numeratorOfUnit, denominatorOfUnit] = gramsPerUnit[of.unit];
  const power = 10n ** BigInt(Math.abs(of.exponent));
  const numerator = of.value * numeratorOfUnit * (of.exponent > 0 ? power : 1n);
  const denominator = denominatorOfUnit * (of.exponent < 0 ? power : 1n);
  return (2n * numerator + denominator) / (2n * denominator);
}

/** `01.234`: digits with at most one point, no sign, leading spaces allowed. Undefined for anything else. */
export function gramsOf(text: string, unit: WeightUnit): number | undefined {
  const [, whole, decimals = ''] = /^ *(\d{1,9})(?:\.(\d{1,6}))?$/.exec(text) ?? [];
  if (whole === undefined) return undefined;
  return Number(toGrams({ value: BigInt(whole + decimals), exponent: -decimals.length, unit }));
}
