// How much a role may give away without somebody's approval: on one line and on the whole tab, as a share and as an amount. Above it
// somebody must approve whose own limit reaches so far, or it is refused.
import { type Minor, scale } from '../money/money.ts';
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

/** Whether the discount, taken off `from`, stays within both limits. A share of nothing is no amount. */
export function isWithin({ percent, amount }: DiscountLimit, discount: Discount, from: Minor): boolean {
  const isPercent = discount.kind === 'percent';
  const given = isPercent ? scale(from, discount.basisPoints, 10_000) : discount.amount;
  if (amount !== null && given > amount) return false;
  if (percent === null) return true;
  if (isPercent) return discount.basisPoints <= percent;
  return BigInt(given) * 10_000n <= BigInt(percent) * BigInt(from);
}
