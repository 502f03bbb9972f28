// UPC-E: the 8-digit short form of UPC-A numbers that hold a run of zeros (GS1 General Specifications 5.2.2.4.2), in number systems 0 and 1.
// Some scanners expand it, some send it as printed; both must find the same item.
import { refuse } from '../refusal.ts';
import type { BarcodeResult } from './barcode-refusal.ts';
import { type Gtin, parseGtin, withCheckDigit } from './gtin.ts';

/**
 * Reads a UPC-E number: 6 digits (number system 0 understood, no check digit), 7 (with number system) or 8 (with check digit too).
 * The check digit is that of the expanded number.
 */
export function parseUpcE(text: string): BarcodeResult<Gtin> {
  const strange = text.search(/\D/);
  if (strange >= 0) return refuse('barcode.malformed', { position: strange });
  if (text.length < 6 || text.length > 8)
    return refuse('barcode.length', { length: text.length, expected: '6, 7, 8' });
  const full = text.length === 6 ? `0${text}` : text;
  if (!/^[01]/.test(full)) return refuse('barcode.malformed', { position: 0 });
  const expanded = withCheckDigit(full.slice(0, 1) + expandSix(full.slice(1, 7)));
  const found = full.slice(7);
  const expected = expanded.slice(-1);
  if (found !== '' && found !== expected)
    return refuse('barcode.check-digit', { position: 7, expected, found });
  return parseGtin(expanded);
}

/** The 8 digits that print as UPC-E, or undefined when the item has no such short form. @public */
export function compressUpcE(gtin: Gtin): string | undefined {
  if (!/^00[01]/.test(gtin)) return undefined;
  const ten = gtin.slice(3, 13);
  const rule = shortForms.find(({ fits }) => fits.test(ten));
  return rule && gtin.slice(2, 3) + ten.replace(rule.fits, rule.six) + gtin.slice(13);
}

/** The last digit says where the zeros were. */
function expandSix(six: string): string {
  const last = six.slice(5);
  if (last <= '2') return `${six.slice(0, 2)}${last}0000${six.slice(2, 5)}`;
  if (last === '3') return `${six.slice(0, 3)}00000${six.slice(3, 5)}`;
  if (last === '4') return `${six.slice(0, 4)}00000${six.slice(4, 5)}`;
  return `${six.slice(0, 5)}0000${last}`;
}

/** Tried in this order, as a number may fit several and only the first is canonical. */
const shortForms: readonly { readonly fits: RegExp; readonly six: string }[] = [
  { fits: /^(?<head>\d\d)(?<last>[012])0000(?<tail>\d{3})$/, six: '$<head>$<tail>$<last>' },
  { fits: /^(?<head>\d{3})00000(?<tail>\d\d)$/, six: '$<head>$<tail>3' },
  { fits: /^(?<head>\d{4})00000(?<tail>\d)$/, six: '$<head>$<tail>4' },
  { fits: /^(?<head>\d{5})0000(?<last>[5-9])$/, six: '$<head>$<last>' },
];
