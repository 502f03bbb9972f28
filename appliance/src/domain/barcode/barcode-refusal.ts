// Why a scan is not taken, as codes with the data their words need. The list is the one that the failure catalogue is checked against.
// `position` counts characters from 0 in the scanned data after its AIM identifier.
import type { Refused, Result } from '../refusal.ts';
import { refuse } from '../refusal.ts';

export const barcodeRefusalCodes = [
  /** Nothing but white space was scanned. */
  'barcode.empty',
  /** {length, limit} */
  'barcode.too-long',
  /** {position}: a character that cannot stand there. */
  'barcode.malformed',
  /** {length, expected}: `expected` names the allowed lengths. */
  'barcode.length',
  /** {position, expected, found, ai?}: misread or mistyped. */
  'barcode.check-digit',
  /** {expected, found}: the digit that guards the weight or price inside a label. */
  'barcode.value-check-digit',
  /** {position, ai}: `ai` shows what stands where an application identifier belongs. */
  'barcode.unknown-ai',
  /** {position, ai}: the data ends before the element does. */
  'barcode.truncated',
  /** {position, ai}: the element's value breaks its format. */
  'barcode.bad-value',
  /** {position, ai, value} */
  'barcode.bad-date',
  /** {position, ai}: twice, with different values. */
  'barcode.repeated-ai',
  /** {position, ai, requires} */
  'barcode.requires-ai',
  /** {position, ai, other} */
  'barcode.conflicting-ai',
  /** A web address without a product in it. */
  'barcode.not-digital-link',
  /** {value, decimals}: finer than a thousandth, which no price can be worked out of. */
  'barcode.measure-precision',
  /** {value, decimals, exponent}: finer than the currency's minor unit. */
  'barcode.price-precision',
  /** {currency, expected}: the label is priced in another currency than the shop's. */
  'barcode.price-currency',
  /** {text} */
  'barcode.not-plu',
  /** {text}: a 5-digit code with the leading 8 that IFPS keeps for later. */
  'barcode.plu-reserved',
  /** {text}: starts like one of our own codes but is not whole. */
  'barcode.bad-internal-code',
  /** {layout, reason}: a mistake in the shop's pattern table. */
  'barcode.bad-pattern',
  /** {value, limit}: does not fit into the label. */
  'barcode.value-too-large',
] as const;

export type BarcodeRefusalCode = (typeof barcodeRefusalCodes)[number];

/** The outcome of every rule in this folder that may say no. */
export type BarcodeResult<T> = Result<T, BarcodeRefusalCode>;

/** A refusal about one element of GS1 data. */
export function refuseElement(
  code: BarcodeRefusalCode,
  element: { readonly position: number; readonly ai: string },
  more: Readonly<Record<string, string | number>> = {},
): Refused<BarcodeRefusalCode> {
  return refuse(code, { position: element.position, ai: element.ai, ...more });
}
