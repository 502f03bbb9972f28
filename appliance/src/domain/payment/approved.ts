// What a terminal approved of what it was asked: less of the amount, and another tip, may be in it.
import { add, type Minor, minor, zero } from '../money/money.ts';
import { ok, refuse, type Result } from '../refusal.ts';
import type { RegisterRefusalCode } from '../register/refusals.ts';
import type { SellingLimits } from '../shop/settings.ts';
import type { Payment } from './payment.ts';

/** What the payment is instead; no `tip`: there was none. Its rounding stays: a card settles exactly, or what was rounded before. */
export type Approved = Pick<Payment, 'amount' | 'tendered' | 'tip'>;

/** Undefined: exactly what was asked. `amount` is a size. Refuses `payment.amount-invalid` and `tip.invalid`. */
export function approvedOf(
  payment: Payment,
  told: { readonly amount?: Minor; readonly tip?: Minor },
  { totalMax }: Pick<SellingLimits, 'totalMax'>,
): Result<Approved | undefined, RegisterRefusalCode> {
  const asked = Math.abs(payment.amount);
  const size = told.amount ?? asked;
  const tip = told.tip ?? payment.tip ?? zero;
  if (!Number.isSafeInteger(size) || size <= 0 || size > asked) return refuse('payment.amount-invalid');
  if (!Number.isSafeInteger(tip) || tip < 0 || tip > totalMax || (tip > 0 && payment.amount < 0))
    return refuse('tip.invalid');
  if (size === asked && tip === (payment.tip ?? zero)) return ok(undefined);
  const amount = minor(payment.amount < 0 ? -size : size);
  return ok({ amount, tendered: add(amount, tip), ...(tip === 0 ? {} : { tip }) });
}

export function withApproved(payment: Payment, approved: Approved): Payment {
  const { tip: _asked, ...rest } = payment;
  return { ...rest, ...approved };
}
