// Variable-measure labels: EAN-13 (or UPC-A) numbers of restricted circulation with a weight, a price or a count inside. What the digits
// mean is decided per country and per shop, so the meaning is data: a table of patterns that the shop chooses or writes.
import { ok, refuse } from '../refusal.ts';
import type { BarcodeResult } from './barcode-refusal.ts';
import { type Gtin, isDigits, withCheckDigit } from './gtin.ts';
import { type Measure, inThousandths } from './measure.ts';
import { valueCheckDigit } from './value-check-digit.ts';

/** One kind of label. */
export interface VariableMeasurePattern {
  /**
   * The 12 digits before the check digit, as EAN-13 (a UPC-A starts with 0): the literal prefix, then `I` for the item, `V` for the value,
   * `C` for the check digit of the value (4 or 5 digits only), `X` for a digit that says nothing. `22IIIICVVVVV`.
   */
  readonly layout: string;
  readonly meaning: 'weight' | 'price' | 'count';
  /** Digits of the value behind the decimal point; a weight is in kilograms, a count has none. */
  readonly decimals: number;
  /** ISO 4217 letters of a price; absent: the shop's own. */
  readonly currency?: string;
}

export interface VariableMeasureLabel {
  /** The label's number with its value zeroed and check digits made anew: what the product is registered under. */
  readonly identity: Gtin;
  readonly measure: Measure;
}

export const patternsMax = 100;

/** Only prefixes that no company is given as its own (GS1 General Specifications 1.4): 20–29, 02 and 04. */
const layoutPattern = /^(?:2\d|0[24])\d*[ICVX]+$/;

/** Checks a shop's table before it is used. The first mistake is refused with `barcode.bad-pattern`. */
export function checkPatterns(
  patterns: readonly VariableMeasurePattern[],
): BarcodeResult<readonly VariableMeasurePattern[]> {
  if (patterns.length > patternsMax) return refuse('barcode.bad-pattern', { layout: '', reason: 'too-many' });
  const prefixes = new Set<string>();
  for (const pattern of patterns) {
    const reason = prefixes.has(prefixOf(pattern)) ? 'same-prefix' : mistakeIn(pattern);
    if (reason !== undefined) return refuse('barcode.bad-pattern', { layout: pattern.layout, reason });
    prefixes.add(prefixOf(pattern));
  }
  return ok(patterns);
}

function mistakeIn({ layout, meaning, decimals, currency }: VariableMeasurePattern): string | undefined {
  const most = { weight: 3, price: countOf(layout, 'V'), count: 0 }[meaning];
  const wrongDecimals = !Number.isInteger(decimals) || decimals < 0 || decimals > most;
  const wrongCurrency = currency !== undefined && (meaning !== 'price' || !/^[A-Z]{3}$/.test(currency));
  return mistakeInLayout(layout) ?? (wrongDecimals ? 'decimals' : wrongCurrency ? 'currency' : undefined);
}

function mistakeInLayout(layout: string): string | undefined {
  if (layout.length !== 12 || !layoutPattern.test(layout)) return 'layout';
  if (!/^[^V]*V+[^V]*$/.test(layout)) return 'value';
  const checks = countOf(layout, 'C');
  const values = countOf(layout, 'V');
  return checks > 1 || (checks === 1 && values !== 4 && values !== 5) ? 'check-digit' : undefined;
}

/** The pattern of an item number, that with the longest prefix where several fit; undefined when it is an ordinary number. */
export function patternOf(
  gtin: Gtin,
  patterns: readonly VariableMeasurePattern[],
): VariableMeasurePattern | undefined {
  let best: VariableMeasurePattern | undefined;
  for (const pattern of patterns) {
    const fits = gtin.startsWith(`0${prefixOf(pattern)}`);
    if (fits && (best === undefined || prefixOf(pattern).length > prefixOf(best).length)) best = pattern;
  }
  return best;
}

/** Reads a label by its pattern. Refuses with `barcode.value-check-digit` when the value and its check digit disagree. */
export function readLabel(gtin: Gtin, pattern: VariableMeasurePattern): BarcodeResult<VariableMeasureLabel> {
  const digits = gtin.slice(1, 13);
  const value = digitsAt(digits, pattern.layout, 'V');
  const found = digitsAt(digits, pattern.layout, 'C');
  if (found !== '' && found !== valueCheckDigit(value)) {
    return refuse('barcode.value-check-digit', { expected: valueCheckDigit(value), found });
  }
  const measure = measureOf(Number(value), pattern);
  if (!measure.ok) return measure;
  const identity = fill(pattern, digitsAt(digits, pattern.layout, 'I'), '0'.repeat(value.length));
  return ok({ identity: `0${identity}` as Gtin, measure: measure.value });
}

/** The 13 digits of a label, for a scale's or our own label printer. `value` is in the smallest step the pattern can hold. */
export function buildLabel(
  pattern: VariableMeasurePattern,
  item: string,
  value: number,
): BarcodeResult<string> {
  const itemLength = countOf(pattern.layout, 'I');
  if (item.length !== itemLength || (itemLength > 0 && !isDigits(item))) {
    return refuse('barcode.length', { length: item.length, expected: String(itemLength) });
  }
  const limit = 10 ** countOf(pattern.layout, 'V') - 1;
  if (!Number.isSafeInteger(value) || value < 0 || value > limit)
    return refuse('barcode.value-too-large', { value, limit });
  return ok(fill(pattern, item, String(value).padStart(countOf(pattern.layout, 'V'), '0')));
}

function measureOf(
  value: number,
  { meaning, decimals, currency }: VariableMeasurePattern,
): BarcodeResult<Measure> {
  if (meaning === 'count') return ok({ kind: 'count', count: value });
  if (meaning === 'price')
    return ok({
      kind: 'price',
      amount: { value, decimals, ...(currency === undefined ? {} : { currency }) },
    });
  const weight = inThousandths(value, decimals);
  return weight.ok ? ok({ kind: 'weight', thousandths: weight.value }) : weight;
}

/** Puts item and value into the layout and closes it with its check digits. */
function fill({ layout }: VariableMeasurePattern, item: string, value: string): string {
  const rest = { I: [...item], V: [...value], C: layout.includes('C') ? [valueCheckDigit(value)] : [] };
  const digits = layout.replace(/[ICV]/g, (letter) => String(rest[letter as 'I' | 'C' | 'V'].shift()));
  return withCheckDigit(digits.replaceAll('X', '0'));
}

function prefixOf({ layout }: VariableMeasurePattern): string {
  return layout.replace(/\D.*$/, '');
}

function digitsAt(digits: string, layout: string, letter: 'I' | 'C' | 'V'): string {
  return [...digits].filter((_, place) => layout.charAt(place) === letter).join('');
}

function countOf(layout: string, letter: 'I' | 'C' | 'V'): number {
  return layout.split(letter).length - 1;
}
