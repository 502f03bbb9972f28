// Amounts as nexo writes them: decimals of the whole unit, as JSON numbers. Turned into minor units by their digits, never by arithmetic.

/** 10999 with two decimals: 109.99. */
export function toMajor(amount: number, exponent: number): number {
  const digits = String(amount).padStart(exponent + 1, '0');
  return exponent === 0 ? amount : Number(`${digits.slice(0, -exponent)}.${digits.slice(-exponent)}`);
}

/** Undefined: it has more decimals than its currency. */
export function toMinor(amount: number, exponent: number): number | undefined {
  const text = amount.toFixed(exponent);
  return Number(text) === amount ? Number(text.replace('.', '')) : undefined;
}
