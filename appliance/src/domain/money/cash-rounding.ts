// Cash is paid in coins that exist. Rounding touches what is paid, never prices or VAT (fiscal.md 4.1).
import { type Minor, minor, scale } from './money.ts';

/**
 * The nearest amount that can be paid in steps of `step` minor units; exactly between two steps, the one away from zero. So −16.50
 * paid out in whole kroner is −17.00. A step of 1 leaves the amount as it is. Throws a RangeError for a step below 1.
 */
export function roundCash(amount: Minor, step: Minor): Minor {
  if (step < 1) throw new RangeError(`not a step of cash: ${String(step)}`);
  return minor(scale(amount, 1, step) * step);
}
