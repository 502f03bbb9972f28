// What a barcode says about the piece in hand: its weight, its price, how many. Integers with a decimal point beside them, never floats.
import { type Currency, type Minor, minor } from '../money/money.ts';
import { type Thousandths, thousandths } from '../quantity/quantity.ts';
import { ok, refuse } from '../refusal.ts';
import type { BarcodeResult } from './barcode-refusal.ts';

/** `value` with `decimals` digits after the point: 1234 with 2 is 12.34. `currency` is set where the code itself names one. */
export interface EncodedAmount {
  readonly value: number;
  readonly decimals: number;
  /** ISO 4217 letters; the three digits as scanned when no currency has them. */
  readonly currency?: string;
}

/** What a variable-measure label carries: kilograms in thousandths, the price of the piece, or how many. */
export type Measure =
  | { readonly kind: 'weight'; readonly thousandths: Thousandths }
  | { readonly kind: 'price'; readonly amount: EncodedAmount }
  | { readonly kind: 'count'; readonly count: number };

/** `value` / 10^`decimals` of a unit, in thousandths; refused when finer than that, as rounding a weight would change a price. */
export function inThousandths(value: number, decimals: number): BarcodeResult<Thousandths> {
  const shifted = shift(value, 3 - decimals);
  return shifted === undefined
    ? refuse('barcode.measure-precision', { value, decimals })
    : ok(thousandths(shifted));
}

/**
 * The amount in minor units of the shop's currency. Refused when the code names another currency (a label is a price, not an
 * exchange rate) or is finer than the minor unit.
 */
export function inMinorUnits(amount: EncodedAmount, currency: Currency): BarcodeResult<Minor> {
  if (amount.currency !== undefined && amount.currency !== currency.code) {
    return refuse('barcode.price-currency', { currency: amount.currency, expected: currency.code });
  }
  const shifted = shift(amount.value, currency.exponent - amount.decimals);
  if (shifted !== undefined) return ok(minor(shifted));
  const { value, decimals } = amount;
  return refuse('barcode.price-precision', { value, decimals, exponent: currency.exponent });
}

/** `value` × 10^`places`, or undefined when that is not a whole number that fits. */
function shift(value: number, places: number): number | undefined {
  const factor = 10 ** Math.abs(places);
  if (places < 0) return value % factor === 0 ? value / factor : undefined;
  return Number.isSafeInteger(value * factor) ? value * factor : undefined;
}
