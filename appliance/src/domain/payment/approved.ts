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
  const { tip: askedTip = zero } = payment;
  const asked = Math.abs(payment.amount);
  const { amount: size = asked, tip = askedTip } = told;
  if (!isSize(size, asked) || size === 0) return refuse('payment.amount-invalid');
  if (!isSize(tip, payment.amount < 0 ? 0 : totalMax)) return refuse('tip.invalid');
  if (size === asked && tip === askedTip) return ok(undefined);
  const amount = minor(payment.amount < 0 ? -size : size);
  return ok({ amount, tendered: add(amount, minor(tip)), ...(tip === 0 ? {} : { tip: minor(tip) }) });
}

function isSize(amount: number, max: number): boolean {
  return Number.isSafeInteger(amount) && amount >= 0 && amount <= max;
}

export function withApproved(payment: Payment, approved: Approved): Payment {
  const { tip: _asked, ...rest } = payment;
  return { ...rest, ...approved };
}
