// Tips: given on top of what is due, by any tender. They are the staff's, so they are no turnover and carry no VAT (W10); what matters is
// that the money is told apart to the last unit.
import { add, divideRounded, type Minor, minor, subtract, zero } from '../money/money.ts';
import { refuse, ok, type Result } from '../refusal.ts';
import type { RegisterRefusalCode } from '../register/refusals.ts';
import type { ShopSettings } from '../shop/settings.ts';
import type { BasisPoints } from '../vat/vat.ts';
import type { Payment } from './payment.ts';
import { type Settlement, settleTender, type TenderOffered } from './settle.ts';
import type { TenderKind } from './tender.ts';

export interface WithTip extends Settlement {
  /** More than zero; absent: none. */
  readonly tip?: Minor;
}

export type TipGiven = Minor | 'change' | undefined;

/** Of all these payments. */
export function tipsOf(payments: readonly Payment[]): Minor {
  return add(...payments.map(({ tip }) => tip ?? zero));
}

/** A share of what is due, in coins. */
export function tipOf(due: Minor, share: BasisPoints, step: Minor): Minor {
  return minor(Number(divideRounded(BigInt(due) * BigInt(share), 10_000n * BigInt(step))) * step);
}

/** Of these nothing could be handed to the staff. */
const withoutTip: ReadonlySet<TenderKind> = new Set<TenderKind>(['gift-card', 'account']);

/**
 * What a tender does when so much of it is a tip. Foreign cash is counted first, and the tip comes out of the change; anything else is
 * settled with what is left when the tip is put aside. Refuses what `settleTender` does, `tip.not-taken` and `tip.invalid`: money that is
 * paid out, more than there is, by a gift card, or cash that no coin makes up.
 */
export function settleWithTip(
  offer: TenderOffered,
  tip: TipGiven,
  settings: Pick<ShopSettings, 'tips' | 'limits'>,
): Result<WithTip, RegisterRefusalCode> {
  if (tip === undefined || tip === 0) return settleTender(offer);
  if (settings.tips === undefined) return refuse('tip.not-taken');
  if (tip === 'change') return withChangeKept(offer);
  const coins = offer.tender.kind === 'cash' || offer.tender.kind === 'foreign-cash';
  const wrong =
    withoutTip.has(offer.tender.kind) ||
    !Number.isSafeInteger(tip) ||
    tip < 0 ||
    tip > settings.limits.totalMax ||
    offer.due <= 0;
  if (wrong || (coins && tip % offer.rounding.step !== 0)) return refuse('tip.invalid');
  if (offer.tender.foreign !== undefined) return outOfChange(offer, tip);
  const settled = settleTender({ ...offer, tendered: subtract(offer.tendered, tip) });
  return settled.ok ? ok({ ...settled.value, tip }) : settled;
}

function withChangeKept(offer: TenderOffered): Result<WithTip, RegisterRefusalCode> {
  const settled = settleTender(offer);
  if (!settled.ok || settled.value.change === 0) return settled;
  return ok({ ...settled.value, change: zero, tip: settled.value.change });
}

function outOfChange(offer: TenderOffered, tip: Minor): Result<WithTip, RegisterRefusalCode> {
  const settled = settleTender(offer);
  if (!settled.ok) return settled;
  const { change } = settled.value;
  return change < tip ? refuse('tip.invalid') : ok({ ...settled.value, change: subtract(change, tip), tip });
}
