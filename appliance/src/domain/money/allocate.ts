// Divides an amount into parts that add up to it again: a tab discount over lines, for one. Largest remainder, in integers.
import { type Minor, minor, zero } from './money.ts';

/**
 * One part of `total` for each weight, in proportion, by largest remainder: every part is its exact share rounded down or up, and
 * a unit that is left over goes where the most was cut off, to the earliest of equals. Symmetric: the parts of −total are the parts
 * of total negated. A weight of zero gets nothing, unless all are zero: then the shares are equal.
 * Throws a RangeError for a negative weight, and for an amount without anybody to take it.
 */
export function allocate(total: Minor, weights: readonly Minor[]): Minor[] {
  if (weights.some((weight) => weight < 0))
    throw new RangeError(`negative weight among ${weights.join(', ')}`);
  if (total === 0) return weights.map(() => zero);
  if (weights.length === 0) throw new RangeError(`nothing to allocate ${String(total)} to`);
  const shares = weights.every((weight) => weight === 0)
    ? weights.map(() => 1n)
    : weights.map((weight) => BigInt(weight));
  const whole = shares.reduce((sum, share) => sum + share, 0n);
  const amount = BigInt(Math.abs(total));
  const parts = shares.map((share) => ({
    amount: (amount * share) / whole,
    cut: (amount * share) % whole,
  }));
  let left = Number(amount - parts.reduce((sum, part) => sum + part.amount, 0n));
  // A stable sort: of equals, the earliest comes first.
  for (const part of parts.toSorted((one, other) => Number(other.cut - one.cut))) {
    if (left === 0) break;
    part.amount += 1n;
    left -= 1;
  }
  const sign = Math.sign(total);
  return parts.map((part) => minor(sign * Number(part.amount)));
}
