// The text that a Norwegian register signs for each transaction (kassasystemforskrifta § 2-7; format by Skatteetaten, fiscal.md 2.1): the
// signature before, day, time, number, amount with and without VAT. Cash rounding is in neither amount.
import type { Minor } from '../money/money.ts';

export interface SignedFacts {
  /** Signature of the transaction before, base64; undefined for the register's first. */
  readonly previous: string | undefined;
  /** The shop's own: `YYYY-MM-DD HH:MM:SS`. */
  readonly at: string;
  /** At most 35 characters. */
  readonly number: string;
  readonly amountIn: Minor;
  readonly amountEx: Minor;
  /** Decimals of the currency. */
  readonly exponent: number;
}

export function signedText({ previous, at, number, amountIn, amountEx, exponent }: SignedFacts): string {
  const amounts = [amountIn, amountEx].map((amount) => twoDecimals(amount, exponent));
  return [previous ?? '0', ...at.split(' '), number, ...amounts].join(';');
}

/** `-16.40`: a point and two decimals, whatever the currency has; a third would be a currency that Norway does not keep books in. */
function twoDecimals(amount: Minor, exponent: number): string {
  const digits = String(Math.abs(amount)).padStart(exponent + 1, '0');
  const whole = digits.slice(0, digits.length - exponent);
  const part = digits
    .slice(digits.length - exponent)
    .padEnd(2, '0')
    .slice(0, 2);
  return `${amount < 0 ? '-' : ''}${whole}.${part}`;
}
