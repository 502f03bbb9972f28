// Paying: what is still due, and what a tender that is handed over does to it. Cash rounding, change and exchange are decided here
// (W4–W6, W13). Sums that the customer gets back are negative throughout; the rules are the same in both directions.
import { roundCash } from '../money/cash-rounding.ts';
import { add, type Currency, divideRounded, type Minor, minor, subtract, zero } from '../money/money.ts';
import { ok, refuse, type Result } from '../refusal.ts';
import type { RegisterRefusalCode } from '../register/refusals.ts';
import type { CashRounding } from '../shop/settings.ts';
import type { Payment } from './payment.ts';
import type { Tender, TenderKind } from './tender.ts';

/** What is left to pay. `due` from `dueOf`, `paid` from `paidOf`; shop currency, negative where the customer gets money back. */
export interface Rest {
  readonly due: Minor;
  readonly paid: Minor;
  readonly rounding: CashRounding;
}

export interface TenderOffered extends Rest {
  readonly tender: Tender;
  /** What is handed over, in the tender's own currency; negative when it is paid out. */
  readonly tendered: Minor;
  /** The shop's. */
  readonly currency: Currency;
}

/** What a payment does: its `amount`, `change`, `surplus` and `rounding` as `Payment` defines them; `settles` when nothing is due after it. */
export interface Settlement extends Pick<Payment, 'amount' | 'change' | 'surplus' | 'rounding'> {
  readonly settles: boolean;
}

/** What is still to be paid, exactly: total + roundings − amounts of the payments taken. A payment without an answer has paid nothing. */
export function dueOf(total: Minor, payments: readonly Payment[]): Minor {
  return add(total, ...payments.filter(isTaken).map((payment) => subtract(payment.rounding, payment.amount)));
}

/** What the payments taken have settled so far. */
export function paidOf(payments: readonly Payment[]): Minor {
  return add(...payments.filter(isTaken).map((payment) => payment.amount));
}

function isTaken(payment: Payment): boolean {
  return payment.state === 'taken';
}

/** What settles the rest in cash. Where the whole total is rounded, that is the rounded total less what is paid already. */
export function cashDue(due: Minor, rounding: CashRounding, paid: Minor): Minor {
  if (rounding.applies === 'cash') return roundCash(due, rounding.step);
  return subtract(roundCash(add(due, paid), rounding.step), paid);
}

/** What settles the rest with a kind of tender: a card is charged exactly, unless the shop rounds every total. */
export function dueBy(kind: TenderKind, { due, paid, rounding }: Rest): Minor {
  const rounded = rounding.applies === 'always' || kind === 'cash' || kind === 'foreign-cash';
  return rounded ? cashDue(due, rounding, paid) : due;
}

/**
 * What a tender does to the rest. Cash may be more than is due, and change is given in the shop's cash; a part payment is exact.
 * Rounding belongs to the cash that settles the rest; where the shop rounds every total, to whatever is paid first. When cash rounds
 * to nothing, a tender of 0 settles it.
 * Refuses `payment.nothing-due`, `payment.too-much` and `payment.amount-invalid`: the wrong sign, nothing, foreign cash paid out, or
 * shop cash that covers the exact rest but not the rounded one.
 */
export function settleTender(offer: TenderOffered): Result<Settlement, RegisterRefusalCode> {
  const { due, tender, tendered } = offer;
  const payable = dueBy(tender.kind, offer);
  if (payable === 0 && (due === 0 || isExact(tender.kind))) return refuse('payment.nothing-due');
  const direction = Math.sign(payable === 0 ? due : payable);
  const roundedAway = payable === 0 && tendered === 0 && tender.kind === 'cash';
  if (Math.sign(tendered) !== direction && !roundedAway) return invalid(payable);
  switch (tender.kind) {
    case 'cash':
      return direction > 0 ? takeCash(offer, payable) : takeExact(offer, payable);
    case 'foreign-cash':
      return direction > 0 ? takeForeign(offer, payable) : invalid(payable);
    case 'card':
    case 'gift-card':
    case 'account':
      return takeExact(offer, payable);
    case 'other':
      return tendered > payable && direction > 0 ? takeBeyond(offer, payable) : takeExact(offer, payable);
  }
}

/** Never rounded, and never more than is due. */
function isExact(kind: TenderKind): boolean {
  return kind === 'card' || kind === 'gift-card' || kind === 'account';
}

/** Not more than settles the rest, and not an amount between the exact rest and the rounded one: no coin makes that up. */
function takeExact(offer: TenderOffered, payable: Minor): Result<Settlement, RegisterRefusalCode> {
  const rest = exactRest(offer, payable);
  const size = Math.abs(offer.tendered);
  if (size > Math.abs(payable)) return refuse('payment.too-much', { payable });
  if (size >= Math.abs(rest) && offer.tendered !== payable) return invalid(payable);
  return ok(settled(offer, payable, { amount: offer.tendered, change: zero }));
}

function takeCash(offer: TenderOffered, payable: Minor): Result<Settlement, RegisterRefusalCode> {
  if (offer.tendered <= payable) return takeExact(offer, payable);
  return ok(settled(offer, payable, { amount: payable, change: subtract(offer.tendered, payable) }));
}

/** When it settles the rest, foreign cash is worth what the shop's own coins can make up: change cannot be given any finer. */
function takeForeign(offer: TenderOffered, payable: Minor): Result<Settlement, RegisterRefusalCode> {
  const exact = inShopCurrency(offer);
  if (exact <= 0 || !Number.isSafeInteger(exact)) return invalid(payable);
  const amount = minor(exact);
  const worth = roundCash(amount, offer.rounding.step);
  if (Math.max(amount, worth) < payable) return ok(settled(offer, payable, { amount, change: zero }));
  return ok(settled(offer, payable, { amount: payable, change: minor(Math.max(0, worth - payable)) }));
}

/** May be past the safe range, where it is no amount. Throws a RangeError for a tender without an exchange rate. */
function inShopCurrency({ tender, tendered, currency }: TenderOffered): number {
  if (tender.foreign === undefined) throw new RangeError(`foreign cash without a rate: ${tender.id}`);
  const shopUnits =
    BigInt(tendered) * BigInt(tender.foreign.rateMillionths) * 10n ** BigInt(currency.exponent);
  return Number(divideRounded(shopUnits, 1_000_000n * 10n ** BigInt(tender.foreign.currency.exponent)));
}

/** A voucher worth more than the rest. */
function takeBeyond(offer: TenderOffered, payable: Minor): Result<Settlement, RegisterRefusalCode> {
  switch (offer.tender.overpay) {
    case 'refuse':
      return takeExact(offer, payable);
    case 'change':
      return takeForChange(offer, payable);
    case 'keep': {
      const surplus = subtract(offer.tendered, payable);
      return ok({ ...settled(offer, payable, { amount: payable, change: zero }), surplus });
    }
  }
}

/** What comes back is cash, so it is that which is rounded, and never to more than the voucher. */
function takeForChange(offer: TenderOffered, payable: Minor): Result<Settlement, RegisterRefusalCode> {
  const { due, tendered, rounding } = offer;
  const nearest = roundCash(subtract(tendered, payable), rounding.step);
  const change = nearest > tendered ? subtract(nearest, rounding.step) : nearest;
  const amount = subtract(tendered, change);
  return ok({ amount, change, rounding: subtract(amount, due), settles: true });
}

/** The rest to the last unit, as the next payer finds it if this payment is only a part. */
function exactRest({ due, rounding }: Rest, payable: Minor): Minor {
  return rounding.applies === 'always' ? payable : due;
}

function settled(
  rest: Rest,
  payable: Minor,
  { amount, change }: Pick<Settlement, 'amount' | 'change'>,
): Settlement {
  const settles = amount === payable;
  return {
    amount,
    change,
    rounding: subtract(settles ? payable : exactRest(rest, payable), rest.due),
    settles,
  };
}

function invalid(payable: Minor): Result<Settlement, RegisterRefusalCode> {
  return refuse('payment.amount-invalid', { payable });
}
