// Which elements may not stand alone or together (General Specifications 4.13, 4.14), as far as money or the item's identity hangs on it.
// The rest of that section (addresses, certificates) is no reason to turn a customer away.
import { ok } from '../refusal.ts';
import { type BarcodeResult, refuseElement } from './barcode-refusal.ts';
import type { Gs1Element } from './gs1.ts';

interface Rule {
  readonly of: RegExp;
  /** One of the identifiers must be present, for each of these. */
  readonly needs?: readonly { readonly oneOf: RegExp; readonly words: string }[];
  readonly not?: RegExp;
}

const tradeItem = { oneOf: /^0[12]$/, words: '01, 02' };
const tradeMeasure = { oneOf: /^(30$|31|32|35|36)/, words: '30, 31nn, 32nn, 35nn, 36nn' };

const rules: readonly Rule[] = [
  { of: /^01$/, not: /^(02|03|37|255)$/ },
  { of: /^02$/, needs: [{ oneOf: /^37$/, words: '37' }], not: /^03$/ },
  { of: /^37$/, needs: [{ oneOf: /^(02|8026)$/, words: '02, 8026' }] },
  { of: /^(30$|31|32|35[01267]|36[01456])/, needs: [tradeItem] },
  { of: /^392/, needs: [{ oneOf: /^01$/, words: '01' }, tradeMeasure], not: /^393/ },
  { of: /^393/, needs: [tradeMeasure] },
  { of: /^395/, needs: [tradeMeasure], not: /^(392|393|8005)/ },
];

/** Families whose last digit is a decimal point: two of one family would be two weights or two prices. */
const onceOnly = /^(3[1-6]|39)/;

/**
 * Checks the elements against each other and leaves out what is said twice with the same value.
 * Refuses with `barcode.repeated-ai`, `barcode.requires-ai` or `barcode.conflicting-ai`.
 */
export function checkTogether(elements: readonly Gs1Element[]): BarcodeResult<readonly Gs1Element[]> {
  const distinct: Gs1Element[] = [];
  for (const element of elements) {
    const before = distinct.find((other) => sameMeaning(other.ai, element.ai));
    if (before === undefined) distinct.push(element);
    else if (before.ai !== element.ai || before.value !== element.value)
      return refuseElement('barcode.repeated-ai', element);
  }
  for (const element of distinct) {
    const checked = checkRules(element, distinct);
    if (!checked.ok) return checked;
  }
  return ok(distinct);
}

function sameMeaning(one: string, other: string): boolean {
  return one === other || (onceOnly.test(one) && one.slice(0, 3) === other.slice(0, 3));
}

function checkRules(element: Gs1Element, all: readonly Gs1Element[]): BarcodeResult<Gs1Element> {
  for (const rule of rules.filter(({ of }) => of.test(element.ai))) {
    const missing = (rule.needs ?? []).find(({ oneOf }) => !all.some(({ ai }) => oneOf.test(ai)));
    if (missing !== undefined)
      return refuseElement('barcode.requires-ai', element, { requires: missing.words });
    const other = all.find(({ ai }) => rule.not?.test(ai) ?? false);
    if (other !== undefined) return refuseElement('barcode.conflicting-ai', element, { other: other.ai });
  }
  return ok(element);
}
