// How each replayed sale is paid: a fixed cycle of eight by the sale's number, so that any file meets every tender and every run pays alike:
// card; exact cash; card; cash with a note; a third by card and the rest in exact cash; card; foreign cash; voucher.
import { type Minor, minor } from '../domain/money/money.ts';

export type TenderStep =
  | { readonly kind: 'cash-exact' }
  /** The next whole hundred of the currency above what is due. */
  | { readonly kind: 'cash-note' }
  | { readonly kind: 'card' }
  /** A third by card, the rest in cash. */
  | { readonly kind: 'card-part' }
  | { readonly kind: 'foreign' }
  | { readonly kind: 'voucher' };

const cycle: readonly (readonly TenderStep[])[] = [
  [{ kind: 'card' }],
  [{ kind: 'cash-exact' }],
  [{ kind: 'card' }],
  [{ kind: 'cash-note' }],
  [{ kind: 'card-part' }, { kind: 'cash-exact' }],
  [{ kind: 'card' }],
  [{ kind: 'foreign' }],
  [{ kind: 'voucher' }],
];

export function tendersFor(index: number): readonly TenderStep[] {
  return cycle[index % cycle.length] ?? [];
}

/** A third of the sum, rounded down to whole units, at least one minor unit. */
export function cardPart(due: Minor, exponent: number): Minor {
  const unit = 10 ** exponent;
  const whole = Math.floor(due / 3 / unit) * unit;
  return minor(whole > 0 ? whole : Math.max(1, Math.floor(due / 3)));
}

export function nextNote(due: Minor, exponent: number): Minor {
  const note = 100 * 10 ** exponent;
  return minor(Math.ceil(due / note) * note);
}

/** Whole units of the foreign currency that cover the sum; `rateMillionths` shop minor units per foreign minor unit, in millionths. */
export function foreignFor(due: Minor, rateMillionths: number, exponent: number): Minor {
  const unit = 10 ** exponent;
  const minorUnits = Math.ceil((due * 1_000_000) / rateMillionths);
  return minor(Math.ceil(minorUnits / unit) * unit);
}
