// Gift cards as a register knows them: by a hash of the code and its last characters, never by the code, which is money to whoever reads it.
// Council Directive (EU) 2016/1065: where rate and place are known when a card is sold (single-purpose) its VAT is due then, and none when it is
// used; otherwise (multi-purpose) the sale is money received and no turnover, and VAT is due on what is bought with it (fiscal.md 4.1, W11).
import type { Minor } from '../money/money.ts';
import type { VatClass } from '../vat/vat.ts';

export type GiftCardPurpose = 'single' | 'multi';

export interface GiftCardRef {
  /** Hash of the code with the company's salt, hex. */
  readonly card: string;
  readonly last4: string;
}

export interface GiftCardType {
  readonly id: string;
  readonly name: string;
  readonly purpose: GiftCardPurpose;
  /** Single-purpose only: what it is taxed by when it is sold. */
  readonly vatClass?: VatClass;
  /** What it is sold at. Absent: what the customer wants, between `min` and `max`. */
  readonly value?: Minor;
  readonly min?: Minor;
  readonly max?: Minor;
  /** Absent: it does not expire. */
  readonly validityMonths?: number;
  /** More may be put on a card that was sold. */
  readonly topUp: boolean;
}

/** What a line is about: a card sold, more put on one, or (`used`) a single-purpose card that goods were paid with. */
export interface GiftCardOnLine extends GiftCardRef {
  readonly type: string;
  readonly purpose: GiftCardPurpose;
  readonly does: 'issue' | 'top-up' | 'use';
  /** Milliseconds since 1970 UTC: good until then. Absent: for ever. */
  readonly expiresAt?: number;
  /** The id its code was made of, where the till made it. Absent: a card that was printed before. */
  readonly madeOf?: string;
  /** Sold without having asked the office whether there is such a card. */
  readonly unconfirmed?: true;
}

/** The card that a payment takes from, or, where money goes back, puts on. */
export interface GiftCardPaid extends GiftCardRef {
  /** Absent: the office could not be asked; then it counts as multi-purpose. */
  readonly single?: { readonly type: string; readonly name: string; readonly vatClass: VatClass };
  /** What is left on it after this payment, as far as the office could say. */
  readonly left?: Minor;
}

/** A card as the office answers for it. */
export interface GiftCardKnown extends Omit<GiftCardPaid, 'left'> {
  /** What may be taken from it now. Absent: nobody could be asked. */
  readonly balance?: Minor;
  /** Most that may be taken without knowing. */
  readonly most?: Minor;
}

/** No rate and no class: outside the VAT, as deposits of other people's money are. */
export const outsideVat = { rate: 0, code: '0' } as const;

/** The same day `months` later, or the last day of that month. Milliseconds since 1970 UTC. */
export function monthsLater(at: number, months: number): number {
  const then = new Date(at);
  const day = then.getUTCDate();
  then.setUTCDate(1);
  then.setUTCMonth(then.getUTCMonth() + months);
  const last = new Date(Date.UTC(then.getUTCFullYear(), then.getUTCMonth() + 1, 0)).getUTCDate();
  then.setUTCDate(Math.min(day, last));
  return then.getTime();
}
