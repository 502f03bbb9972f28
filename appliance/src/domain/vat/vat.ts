// VAT classes, rates and the two directions of the sum. Rounded half away from zero, sign-symmetric, in integers (fiscal.md 4.1).
import type { Brand } from '../brand.ts';
import { type Minor, scale } from '../money/money.ts';

/** 1/100 of a percent: 25 % = 2500. */
export type BasisPoints = Brand<number, 'BasisPoints'>;
/** Id of a VAT class of the shop (food, standard, deposit…): class × dining mode → rate. */
export type VatClass = string;
export type DiningMode = 'take-away' | 'eat-in';

export function basisPoints(value: number): BasisPoints {
  if (!Number.isSafeInteger(value) || value < 0 || value > 100_000)
    throw new RangeError(`not a rate in basis points: ${value}`);
  return value as BasisPoints;
}

/** VAT contained in a gross amount: `gross × r / (100 % + r)`. */
export function vatOfGross(gross: Minor, rate: BasisPoints): Minor {
  return scale(gross, rate, 10_000 + rate);
}

/** VAT on top of a net amount: `net × r`. */
export function vatOfNet(net: Minor, rate: BasisPoints): Minor {
  return scale(net, rate, 10_000);
}
