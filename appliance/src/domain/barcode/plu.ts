// Price look-up codes of the International Federation for Produce Standards: 4 digits 3000–4999 for loose fruit and vegetables, with a
// 9 before them for organic ones. A leading 8 is kept for later use. They are typed from the sticker, or come inside a GS1 DataBar.
import type { Brand } from '../brand.ts';
import { ok, refuse } from '../refusal.ts';
import type { BarcodeResult } from './barcode-refusal.ts';
import { type Gtin, withCheckDigit } from './gtin.ts';

/** Four digits, without the organic 9. */
export type Plu = Brand<string, 'Plu'>;

export interface PluCode {
  readonly plu: Plu;
  readonly organic: boolean;
}

export function parsePlu(text: string): BarcodeResult<PluCode> {
  const [, lead, plu] = /^([89]?)([34]\d{3})$/.exec(text) ?? [];
  if (plu === undefined) return refuse('barcode.not-plu', { text });
  if (lead === '8') return refuse('barcode.plu-reserved', { text });
  return ok({ plu: plu as Plu, organic: lead === '9' });
}

/** As on the sticker. */
export function formatPlu({ plu, organic }: PluCode): string {
  return organic ? `9${plu}` : plu;
}

/** The number that a shop's own DataBar sticker carries for a PLU: nothing but zeros before it, so no company owns it. @public */
export function gtinOfPlu(code: PluCode): Gtin {
  return withCheckDigit(formatPlu(code).padStart(13, '0')) as Gtin;
}

/** The other way; undefined for an item that has a number of its own. */
export function pluOfGtin(gtin: Gtin): PluCode | undefined {
  const [, digits = ''] = /^0{8}0?(\d{4,5})\d$/.exec(gtin) ?? [];
  const parsed = parsePlu(digits);
  return parsed.ok ? parsed.value : undefined;
}
