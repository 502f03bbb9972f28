// The shop's own codes: the receipt number printed for returns and the badge of an employee, the weight of a container, told from goods by a prefix.
// Form: `CT-R-<register>-<number>-<check>`, `CT-S-<badge>`, a gift card `CT-G-<card>-<check>`, a container `CT-T-<grams>-<check>`; CT is the default prefix and a shop may
// choose another. What is typed where it does not scan bears a check character; a receipt's code names no person.
import { ok, refuse } from '../refusal.ts';
import type { BarcodeResult } from './barcode-refusal.ts';
import { checkCharacter } from './check-character.ts';

export const internalPrefixDefault = 'CT';

export type InternalCode =
  | { readonly purpose: 'receipt'; readonly register: string; readonly number: number }
  | { readonly purpose: 'staff'; readonly badge: string }
  | { readonly purpose: 'gift-card'; readonly card: string }
  /** What a container weighs, empty. */
  | { readonly purpose: 'tare'; readonly grams: number };

/** What a shop may choose as its prefix: it can be printed in any symbology and is no number. */
export function isInternalPrefix(prefix: string): boolean {
  return /^[A-Z][A-Z0-9]{1,5}$/.test(prefix);
}

/** True when a text claims to be a code of ours; `parseInternalCode` says whether it is whole. */
export function looksInternal(text: string, prefix: string): boolean {
  return text.startsWith(`${prefix}-`);
}

/** Registers and badges are 1–32 letters, digits, dots, hyphens and underscores; numbers have no leading zeros. */
export function parseInternalCode(
  text: string,
  prefix: string = internalPrefixDefault,
): BarcodeResult<InternalCode> {
  const body = looksInternal(text, prefix) ? text.slice(prefix.length + 1) : '';
  const [, register, number, check] = /^R-([\w.-]{1,32})-([1-9]\d{0,14})-([0-9A-Z])$/.exec(body) ?? [];
  if (register !== undefined && check === checkCharacter(`${register}-${String(number)}`))
    return ok({ purpose: 'receipt', register, number: Number(number) });
  const [, badge] = /^S-([\w.-]{1,32})$/.exec(body) ?? [];
  if (badge !== undefined) return ok({ purpose: 'staff', badge });
  const [, card, cardCheck] = /^G-([0-9A-Z]{14})-([0-9A-Z])$/.exec(body) ?? [];
  if (card !== undefined && cardCheck === checkCharacter(card)) return ok({ purpose: 'gift-card', card });
  const [, grams, gramsCheck] = /^T-([1-9]\d{0,4})-([0-9A-Z])$/.exec(body) ?? [];
  if (grams !== undefined && gramsCheck === checkCharacter(grams))
    return ok({ purpose: 'tare', grams: Number(grams) });
  return refuse('barcode.bad-internal-code', { text });
}

/** The text to print as Code 128 or QR. Throws a RangeError for a code that could not be read back. */
export function formatInternalCode(code: InternalCode, prefix: string = internalPrefixDefault): string {
  const text = `${prefix}-${bodyOf(code)}`;
  if (!isInternalPrefix(prefix) || !parseInternalCode(text, prefix).ok)
    throw new RangeError(`not a printable code: ${text}`);
  return text;
}

function bodyOf(code: InternalCode): string {
  switch (code.purpose) {
    case 'receipt': {
      const named = `${code.register}-${String(code.number)}`;
      return `R-${named}-${checkCharacter(named)}`;
    }
    case 'staff':
      return `S-${code.badge}`;
    case 'gift-card':
      return `G-${code.card}-${checkCharacter(code.card)}`;
    case 'tare':
      return `T-${String(code.grams)}-${checkCharacter(String(code.grams))}`;
  }
}
