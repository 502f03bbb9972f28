// What has been typed on a number pad, as text, so that "12." and "12.50" can be shown as typed. Becomes an integer only at the end.
import { decimalText, parseDecimal } from '../i18n/formats.ts';

export interface NumberEntry {
  /** Digits with at most one point. */
  readonly text: string;
  /** Filled in beforehand: the first digit replaces it, Backspace empties it. */
  readonly fresh: boolean;
}

export interface EntryRule {
  /** Decimals allowed; the value is in units of 10^-exponent. */
  readonly exponent: number;
  /** Largest value; keys that would pass it do nothing. */
  readonly max: number;
}

export type PadKey =
  '0' | '1' | '2' | '3' | '4' | '5' | '6' | '7' | '8' | '9' | '00' | 'point' | 'back' | 'clear';

export const emptyEntry: NumberEntry = { text: '', fresh: false };

/** An entry filled in beforehand. Needless zeros after the point are kept: amounts look like amounts. */
export function entryOf(value: number | null, exponent: number): NumberEntry {
  return value === null ? emptyEntry : { text: decimalText(value, exponent), fresh: true };
}

export function valueOf(entry: NumberEntry, exponent: number): number | null {
  return parseDecimal(entry.text, exponent) ?? null;
}

/** The entry after a key; the same entry when the key cannot mean anything here. */
export function press(entry: NumberEntry, key: PadKey, rule: EntryRule): NumberEntry {
  if (key === 'clear') return emptyEntry;
  if (key === 'back') return entry.fresh ? emptyEntry : { text: entry.text.slice(0, -1), fresh: false };
  const before = entry.fresh ? '' : entry.text;
  const text = key === 'point' ? withPoint(before, rule) : `${before}${key}`.replace(/^0+(?=\d)/, '');
  const value = parseDecimal(text === '.' ? '0.' : text, rule.exponent);
  if (value === undefined || value > rule.max) return entry;
  return { text, fresh: false };
}

function withPoint(text: string, rule: EntryRule): string {
  if (rule.exponent === 0 || text.includes('.')) return text;
  return `${text === '' ? '0' : text}.`;
}

/** The pad key that a key of the keyboard means, the numeric block's included. */
export function padKey(key: string): PadKey | undefined {
  if (/^[0-9]$/.test(key)) return key as PadKey;
  if (key === '.' || key === ',' || key === 'Decimal') return 'point';
  if (key === 'Backspace') return 'back';
  if (key === 'Delete') return 'clear';
  return undefined;
}
