// Numbers as people type them, in the marks of their place, and back. Integers of 10^-exponent throughout: no float holds an amount.
import { decimalText, parseDecimal } from '../../../i18n/formats.ts';

export interface NumberMarks {
  readonly decimal: string;
  readonly group: string;
}

export interface NumberRule {
  /** Decimals there may be. */
  readonly exponent: number;
  readonly min?: number | undefined;
  readonly max?: number | undefined;
}

export type TypedProblem = 'not-a-number' | 'too-many-decimals' | 'too-small' | 'too-large';
export type Typed =
  | { readonly ok: true; readonly value: number | null }
  | { readonly ok: false; readonly problem: TypedProblem };

export function marksOf(locale: string): NumberMarks {
  const parts = new Intl.NumberFormat(locale).formatToParts(1_234_567.5);
  const sign = (type: string): string | undefined => parts.find((part) => part.type === type)?.value;
  return { decimal: sign('decimal') ?? '.', group: sign('group') ?? '' };
}

const refused = (problem: TypedProblem): Typed => ({ ok: false, problem });

/**
 * Reads a number. Spaces and apostrophes group. A point or comma is the decimal mark where it is the place's own; the other one is too,
 * unless it groups in this place and stands as a grouping mark would (three figures behind each).
 */
export function parseTyped(text: string, marks: NumberMarks, rule: NumberRule): Typed {
  const bare = text.replace(/[\s'’]/g, '').replace(/^[-−–]/, '-');
  if (bare === '') return { ok: true, value: null };
  const negative = bare.startsWith('-');
  const plain = withPoint(negative ? bare.slice(1) : bare, marks);
  if (plain === undefined) return refused('not-a-number');
  const [whole = '', fraction = ''] = plain.split('.');
  const kept = fraction.replace(/0+$/, '');
  if (kept.length > rule.exponent) return refused('too-many-decimals');
  const size = parseDecimal(`${whole || '0'}.${kept}`, rule.exponent);
  if (size === undefined) return refused('too-large');
  return within(negative && size !== 0 ? -size : size, rule);
}

function within(value: number, { min, max }: NumberRule): Typed {
  if (min !== undefined && value < min) return refused('too-small');
  return max !== undefined && value > max ? refused('too-large') : { ok: true, value };
}

/** The same with one point as the decimal mark and nothing that groups; undefined where the marks make no sense. */
function withPoint(text: string, { decimal, group }: NumberMarks): string | undefined {
  const grouped = group === '.' || group === ',' ? group : undefined;
  if (grouped !== undefined) {
    const pattern = new RegExp(`^[1-9]\\d{0,2}(\\${grouped}\\d{3})+(\\${decimal}\\d*)?$`);
    if (pattern.test(text)) return text.replaceAll(grouped, '').replace(decimal, '.');
  }
  const plain = text.replace(',', '.');
  return /^\d*\.?\d*$/.test(plain) && /\d/.test(plain) ? plain : undefined;
}

/** As it is shown at rest: grouped; with all decimals where `fixed`, otherwise without needless zeros. */
export function shownNumber(
  value: number | null,
  exponent: number,
  how: { locale: string; fixed: boolean },
): string {
  if (value === null) return '';
  return new Intl.NumberFormat(how.locale, {
    minimumFractionDigits: how.fixed ? exponent : 0,
    maximumFractionDigits: exponent,
  }).format(decimalText(value, exponent));
}

/** As it is shown for typing: the place's decimal mark, nothing that groups. */
export function typingNumber(
  value: number | null,
  exponent: number,
  how: { marks: NumberMarks; fixed: boolean },
): string {
  if (value === null) return '';
  const text = decimalText(value, exponent);
  const shown = how.fixed || exponent === 0 ? text : text.replace(/\.?0+$/, '');
  return shown.replace('.', how.marks.decimal);
}

/** One step up or down, within the limits; an empty field starts at the lower one, or at nothing. */
export function stepped(value: number | null, step: number, { min, max }: NumberRule): number {
  const next = value === null ? Math.max(min ?? 0, 0) : value + step;
  return Math.min(Math.max(next, min ?? -Number.MAX_SAFE_INTEGER), max ?? Number.MAX_SAFE_INTEGER);
}
