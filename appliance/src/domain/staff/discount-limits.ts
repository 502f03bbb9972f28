// How much a role may give away without somebody's approval: on one line and on the whole tab, as a share and as an amount. Above it
// somebody must approve whose own limit reaches so far, or it is refused.
import { type Minor, scale, zero } from '../money/money.ts';
import type { Discount } from '../tab/tab.ts';

/** Null: no limit. */
export interface DiscountLimit {
  /** Basis points of what it is taken off. */
  readonly percent: number | null;
  /** What the customer pays less, VAT included. */
  readonly amount: Minor | null;
}

export interface DiscountLimits {
  readonly line: DiscountLimit;
  readonly tab: DiscountLimit;
  /** What becomes of more: somebody approves, or nobody gives it. */
  readonly above: 'approval' | 'denied';
}

/** What was given away by hand. The share is `parts` of `of`, exactly: what rounding does to an amount is no discount. */
export interface GivenAway {
  readonly parts: bigint;
  /** More than zero. */
  readonly of: bigint;
  /** VAT included. */
  readonly amount: Minor;
}

export const nothingGiven: GivenAway = { parts: 0n, of: 1n, amount: zero };

/** A discount taken off `from`. A share of nothing is no amount; an amount off nothing gives all there is. */
export function givenBy(discount: Discount | undefined, from: Minor): GivenAway {
  if (discount === undefined) return nothingGiven;
  if (discount.kind === 'percent') {
    const { basisPoints } = discount;
    return { parts: BigInt(basisPoints), of: 10_000n, amount: scale(from, basisPoints, 10_000) };
  }
  const { amount } = discount;
  return amount >= from
    ? { parts: 1n, of: 1n, amount: from }
    : { parts: BigInt(amount), of: BigInt(from), amount };
}

export function isWithin({ percent, amount }: DiscountLimit, given: GivenAway): boolean {
  if (amount !== null && given.amount > amount) return false;
  return percent === null || given.parts * 10_000n <= BigInt(percent) * given.of;
}

/** Whether one gives a larger share away than the other. */
export function givesMore(one: GivenAway, other: GivenAway): boolean {
  return one.parts * other.of > other.parts * one.of;
}
