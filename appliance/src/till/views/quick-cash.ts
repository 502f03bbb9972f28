// Cash amounts a customer is likely to hand over for a sum: the sum itself, then what one gets by rounding up to coins and notes.
import { type Minor, minor } from '../../domain/money/money.ts';

/** Steps people round up to, in whole units of the currency: coins, then notes. */
const steps = [1, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000];
const keysMax = 5;

/** Ascending, without repeats, starting with `due`. Empty when nothing is due. */
export function quickCash(due: Minor, exponent: number): readonly Minor[] {
  if (due <= 0) return [];
  const unit = 10 ** exponent;
  const amounts = new Set<number>([due]);
  for (const step of steps) {
    const size = step * unit;
    // A note worth more than ten times the sum is not handed over for it.
    if (size > due * 10 && amounts.size > 1) break;
    amounts.add(Math.ceil(due / size) * size);
  }
  return [...amounts]
    .sort((a, b) => a - b)
    .slice(0, keysMax)
    .map(minor);
}
