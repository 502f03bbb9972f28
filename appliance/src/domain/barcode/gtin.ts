// Global Trade Item Numbers of 8, 12, 13 and 14 digits (GS1 General Specifications 7.9.1), made one thing: the same item scanned as
// UPC-A, typed as EAN-13 or packed in a 14-digit field must find the same product.
import type { Brand } from '../brand.ts';
import { ok, refuse } from '../refusal.ts';
import type { BarcodeResult } from './barcode-refusal.ts';

/** Canonical form: 14 digits, padded with zeros on the left, check digit right. Equal items are equal strings. */
export type Gtin = Brand<string, 'Gtin'>;

const gtinLengths: readonly number[] = [8, 12, 13, 14];

const digitsOnly = /^\d+$/;

export function isDigits(text: string): boolean {
  return digitsOnly.test(text);
}

/** The modulo-10 digit that closes `payload`: weights 3, 1, 3… from the right. Throws a RangeError when there is more than digits. */
export function checkDigit(payload: string): string {
  if (!isDigits(payload)) throw new RangeError(`not digits: ${payload}`);
  let sum = 0;
  let weight = 3;
  for (const digit of [...payload].reverse()) {
    sum += Number(digit) * weight;
    weight = 4 - weight;
  }
  return String((10 - (sum % 10)) % 10);
}

export function withCheckDigit(payload: string): string {
  return payload + checkDigit(payload);
}

/** True for digits whose last one is right for those before it. */
export function checkDigitFits(digits: string): boolean {
  return /^\d{2,}$/.test(digits) && checkDigit(digits.slice(0, -1)) === digits.slice(-1);
}

/** Reads 8, 12, 13 or 14 digits. The number 0 is refused: it is what a scanner sends when it has read nothing. */
export function parseGtin(text: string): BarcodeResult<Gtin> {
  const strange = text.search(/\D/);
  if (strange >= 0) return refuse('barcode.malformed', { position: strange });
  if (!gtinLengths.includes(text.length)) {
    return refuse('barcode.length', { length: text.length, expected: gtinLengths.join(', ') });
  }
  const expected = checkDigit(text.slice(0, -1));
  const found = text.slice(-1);
  if (found !== expected)
    return refuse('barcode.check-digit', { position: text.length - 1, expected, found });
  if (Number(text) === 0) return refuse('barcode.malformed', { position: 0 });
  return ok(text.padStart(14, '0') as Gtin);
}

/** As people read it: 8 digits for a GTIN-8, 14 for a carton, otherwise 13. Reads back to the same item. */
export function formatGtin(gtin: Gtin): string {
  if (gtin.startsWith('000000')) return gtin.slice(6);
  return gtin.startsWith('0') ? gtin.slice(1) : gtin;
}
