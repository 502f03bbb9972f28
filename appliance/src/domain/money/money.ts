// Money is an integer count of minor units (øre, cent, fils; whole yen where a currency has no minor unit).
// No float ever holds an amount; products that can pass 2^53 go through BigInt.
import type { Brand } from '../brand.ts';

/** Minor units of the currency that the context names. Signed: refunds and discounts are negative where their docs say so. */
export type Minor = Brand<number, 'Minor'>;

/** ISO 4217 code with the number of decimals of its minor unit (0 JPY, 2 NOK, 3 KWD). */
export interface Currency {
  readonly code: string;
  readonly exponent: 0 | 2 | 3;
}

export const zero = 0 as Minor;

/** Makes an amount. Throws a RangeError for anything but a safe integer: a float here is a bug of the caller. */
export function minor(value: number): Minor {
  if (!Number.isSafeInteger(value)) throw new RangeError(`not an amount in minor units: ${value}`);
  return (value === 0 ? 0 : value) as Minor;
}

export function add(...amounts: readonly Minor[]): Minor {
  let sum = 0;
  for (const amount of amounts) sum += amount;
  return minor(sum);
}

export function subtract(from: Minor, amount: Minor): Minor {
  return minor(from - amount);
}

export function negate(amount: Minor): Minor {
  return minor(-amount);
}

/** `numerator / denominator` rounded half away from zero, sign-symmetric (fiscal.md 4.1). */
export function divideRounded(numerator: bigint, denominator: bigint): bigint {
  if (denominator === 0n) throw new RangeError('division by zero');
  const negative = numerator < 0n !== denominator < 0n;
  const n = numerator < 0n ? -numerator : numerator;
  const d = denominator < 0n ? -denominator : denominator;
  const rounded = (2n * n + d) / (2n * d);
  return negative ? -rounded : rounded;
}

/**
 * `amount × numerator / denominator` (whole numbers), rounded half away from zero, exact up to the safe range of the result.
 * Everyday sums stay plain numbers, ten times as fast: remainder and quotient of safe integers are exact, no fraction ever arises.
 */
export function scale(amount: Minor, numerator: number, denominator: number): Minor {
  const product = amount * numerator;
  if (!Number.isSafeInteger(product) || !Number.isSafeInteger(denominator) || denominator < 1) {
    return minor(Number(divideRounded(BigInt(amount) * BigInt(numerator), BigInt(denominator))));
  }
  const rest = product % denominator;
  const whole = (product - rest) / denominator;
  return minor(2 * Math.abs(rest) < denominator ? whole : whole + Math.sign(rest));
}
