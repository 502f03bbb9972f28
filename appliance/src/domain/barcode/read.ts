// The one door for whatever a scanner sends or someone types: says what it is, or why it is nothing. Which product it stands for is
// the catalogue's business; this only makes sure that one item is always the same key.
import { ok, refuse } from '../refusal.ts';
import { type AimTreatment, splitAim } from './aim.ts';
import type { BarcodeResult } from './barcode-refusal.ts';
import { parseDigitalLink } from './digital-link.ts';
import { type Gs1Element, groupSeparator, parseElementString } from './gs1.ts';
import type { CalendarDay } from './gs1-date.ts';
import { type Gs1Facts, itemOf } from './gs1-item.ts';
import { checkTogether } from './gs1-rules.ts';
import { type Gtin, checkDigitFits, isDigits, parseGtin } from './gtin.ts';
import {
  type InternalCode,
  internalPrefixDefault,
  looksInternal,
  parseInternalCode,
} from './internal-code.ts';
import type { Measure } from './measure.ts';
import { type Plu, parsePlu, pluOfGtin } from './plu.ts';
import { parseUpcE } from './upce.ts';
import { type VariableMeasurePattern, patternOf, readLabel } from './variable-measure.ts';

/** Longest scan taken, in characters; the largest GS1 symbol a shop meets is far below. */
export const scanLengthMax = 400;

/** What a scan is. `text` is the data as scanned, without its AIM identifier, for messages and for look-up as an alias. */
export type ScannedCode =
  | ScannedItem
  | {
      readonly kind: 'variable-measure';
      /** The label's number with its value zeroed: what the product is registered under. */
      readonly identity: Gtin;
      /** The whole number on the label, for shops that register one. */
      readonly gtin: Gtin;
      readonly measure: Measure;
      readonly text: string;
    }
  | ScannedPlu
  | { readonly kind: 'internal'; readonly code: InternalCode; readonly text: string }
  /** GS1 data that names no item for sale: a pallet, a coupon, a place, a customer. */
  | { readonly kind: 'gs1'; readonly elements: readonly Gs1Element[]; readonly text: string }
  /** `suspectCheckDigit`: has the length of an item number, but the check digit of none. Most often mistyped. */
  | { readonly kind: 'other'; readonly text: string; readonly suspectCheckDigit: boolean };

export interface ScannedItem extends Gs1Facts {
  readonly kind: 'gtin';
  readonly gtin: Gtin;
  readonly text: string;
  /** Eight digits can be both a GTIN-8 and a UPC-E; where both fit, this is the second to look up. */
  readonly otherReading?: Gtin;
  /** The 2 or 5 digits beside a magazine's or book's code. */
  readonly addOn?: string;
  /** Everything a GS1 code says, when it is one. */
  readonly elements?: readonly Gs1Element[];
}

export interface ScannedPlu extends Gs1Facts {
  readonly kind: 'plu';
  readonly plu: Plu;
  readonly organic: boolean;
  readonly text: string;
  /** The number a DataBar carries it in; absent when the PLU was typed. */
  readonly gtin?: Gtin;
  readonly elements?: readonly Gs1Element[];
}

export interface ReadOptions {
  /** The shop's labels, already checked (`checkPatterns`). */
  readonly patterns: readonly VariableMeasurePattern[];
  /** For two-digit years; the shop's calendar day. */
  readonly today: CalendarDay;
  /** Prefix of the shop's own codes; `CT` unless told. */
  readonly internalPrefix?: string;
}

/** Reads one scan, with or without its AIM identifier, or one typed code. Never throws for what is scanned. */
export function readBarcode(raw: string, options: ReadOptions): BarcodeResult<ScannedCode> {
  if (raw.length > scanLengthMax)
    return refuse('barcode.too-long', { length: raw.length, limit: scanLengthMax });
  const { aim, data } = splitAim(raw.trim());
  if (data === '') return refuse('barcode.empty');
  const strange = data.search(controlCharacter);
  if (strange >= 0) return refuse('barcode.malformed', { position: strange });
  return readers[aim?.treatment ?? 'free'](data, options);
}

/** All but line ends and tabs, which texts in QR codes hold, and the separator of GS1. */
const controlCharacter = /[^\P{Cc}\t\n\r\x1d]/u;

type Reader = (data: string, options: ReadOptions) => BarcodeResult<ScannedCode>;

const readers: Readonly<Record<AimTreatment, Reader>> = {
  retail: readRetail,
  'ean-8': readNumber,
  databar: readDataBar,
  gs1: readElementString,
  // A beam across a corner of the symbol yields fewer digits, one time in ten with a fitting check digit: only 14 are an item.
  itf: (data, options) => (data.length === 14 ? readNumber(data, options) : ok(other(data))),
  'add-on': (data) => ok(other(data)),
  free: readFree,
};

/** EAN-13, UPC-A, or UPC-E as printed (an EAN-8 has an identifier of its own); with an add-on behind 13 digits. */
function readRetail(data: string, options: ReadOptions): BarcodeResult<ScannedCode> {
  if (/^\d{13}(\d{2}|\d{5})$/.test(data)) {
    const read = readNumber(data.slice(0, 13), options);
    return read.ok && read.value.kind === 'gtin'
      ? ok({ ...read.value, addOn: data.slice(13), text: data })
      : read;
  }
  return data.length <= 8 ? readShort(data, 'upc-e') : readNumber(data, options);
}

/** Six to eight digits of the EAN/UPC family. Both readings are kept where both fit, the likelier first. */
function readShort(data: string, likelier: 'ean-8' | 'upc-e'): BarcodeResult<ScannedCode> {
  const [first, second] =
    likelier === 'ean-8' ? [parseGtin(data), parseUpcE(data)] : [parseUpcE(data), parseGtin(data)];
  const gtin = second.ok && !first.ok ? second : first;
  if (!gtin.ok) return gtin;
  const otherReading = first.ok && second.ok ? { otherReading: second.value } : {};
  return ok({ kind: 'gtin', gtin: gtin.value, text: data, ...otherReading });
}

/** A number that must be an item: one of the shop's labels, or a GTIN. */
function readNumber(data: string, { patterns }: ReadOptions): BarcodeResult<ScannedCode> {
  const gtin = parseGtin(data);
  if (!gtin.ok) return gtin;
  const pattern = patternOf(gtin.value, patterns);
  if (pattern === undefined) return ok({ kind: 'gtin', gtin: gtin.value, text: data });
  const label = readLabel(gtin.value, pattern);
  return label.ok ? ok({ kind: 'variable-measure', ...label.value, gtin: gtin.value, text: data }) : label;
}

function readDataBar(data: string, options: ReadOptions): BarcodeResult<ScannedCode> {
  const read = readElementString(data, options);
  if (!read.ok || read.value.kind !== 'gtin') return read;
  const plu = pluOfGtin(read.value.gtin);
  return plu === undefined ? read : ok({ ...read.value, ...plu, kind: 'plu' });
}

function readElementString(data: string, { today }: ReadOptions): BarcodeResult<ScannedCode> {
  const elements = parseElementString(data, today);
  return elements.ok ? readElements(data, elements.value, today) : elements;
}

function readElements(
  text: string,
  elements: readonly Gs1Element[],
  today: CalendarDay,
): BarcodeResult<ScannedCode> {
  const checked = checkTogether(elements);
  if (!checked.ok) return checked;
  const item = itemOf(checked.value, today);
  if (!item.ok) return item;
  if (item.value === undefined) return ok({ kind: 'gs1', elements: checked.value, text });
  return ok({ kind: 'gtin', ...item.value, elements: checked.value, text });
}

/** Symbology unknown, or one that anything can be printed in: what the text itself gives away, and no more. */
function readFree(data: string, options: ReadOptions): BarcodeResult<ScannedCode> {
  const prefix = options.internalPrefix ?? internalPrefixDefault;
  if (looksInternal(data, prefix)) {
    const code = parseInternalCode(data, prefix);
    return code.ok ? ok({ kind: 'internal', code: code.value, text: data }) : code;
  }
  if (data.includes(groupSeparator)) return readElementString(data, options);
  if (isDigits(data)) return readDigits(data, options);
  return readText(data, options);
}

/** A web address that is an item, or else text. Elements of a separator-less GS1 code can hold letters too. */
function readText(data: string, options: ReadOptions): BarcodeResult<ScannedCode> {
  if (startsLikeItem(data)) return elseOther(data, readElementString(data, options));
  const link = parseDigitalLink(data, options.today);
  if (link.ok) return readElements(data, link.value, options.today);
  return link.refusal.code === 'barcode.not-digital-link' ? ok(other(data)) : link;
}

function readDigits(data: string, options: ReadOptions): BarcodeResult<ScannedCode> {
  const plu = parsePlu(data);
  if (plu.ok) return ok({ kind: 'plu', ...plu.value, text: data });
  if (startsLikeItem(data)) return elseOther(data, readElementString(data, options));
  if (data.length === 8) return elseOther(data, readShort(data, 'ean-8'));
  return elseOther(data, readNumber(data, options));
}

/** (01) and a GTIN with its check digit: long enough to be no accident. */
function startsLikeItem(data: string): boolean {
  return /^01\d{14}/.test(data) && checkDigitFits(data.slice(2, 16));
}

/** Where the symbology is unknown, digits that make no item are no mistake: they may be a customer's card. */
function elseOther(text: string, read: BarcodeResult<ScannedCode>): BarcodeResult<ScannedCode> {
  if (read.ok || read.refusal.code === 'barcode.value-check-digit') return read;
  return ok(other(text, read.refusal.code === 'barcode.check-digit'));
}

function other(text: string, suspectCheckDigit = false): ScannedCode {
  return { kind: 'other', text, suspectCheckDigit };
}
