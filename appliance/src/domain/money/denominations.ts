// The coins and notes that lie in drawers, by currency: what a drawer is counted by where the shop does not name its own. Those of other
// currencies follow from the smallest amount paid in cash, in the steps 1, 2, 5 that nearly all currencies know.
import { currency } from './currencies.ts';
import { type Minor, minor } from './money.ts';

/** In whole units and parts of them, largest first; as issued and taken by the central banks in 2026. */
const issued: ReadonlyMap<string, readonly number[]> = new Map([
  ['CHF', [1000, 200, 100, 50, 20, 10, 5, 2, 1, 0.5, 0.2, 0.1, 0.05]],
  ['CZK', [5000, 2000, 1000, 500, 200, 100, 50, 20, 10, 5, 2, 1]],
  ['DKK', [500, 200, 100, 50, 20, 10, 5, 2, 1, 0.5]],
  ['EUR', [500, 200, 100, 50, 20, 10, 5, 2, 1, 0.5, 0.2, 0.1, 0.05, 0.02, 0.01]],
  ['GBP', [50, 20, 10, 5, 2, 1, 0.5, 0.2, 0.1, 0.05, 0.02, 0.01]],
  ['HUF', [20000, 10000, 5000, 2000, 1000, 500, 200, 100, 50, 20, 10, 5]],
  ['NOK', [1000, 500, 200, 100, 50, 20, 10, 5, 1]],
  ['PLN', [500, 200, 100, 50, 20, 10, 5, 2, 1, 0.5, 0.2, 0.1, 0.05, 0.02, 0.01]],
  ['SEK', [1000, 500, 200, 100, 50, 20, 10, 5, 2, 1]],
  ['USD', [100, 50, 20, 10, 5, 2, 1, 0.5, 0.25, 0.1, 0.05, 0.01]],
]);

/** Sizes of a currency nobody listed: from its smallest step, so many of them. */
const steps = 13;

/** In minor units, largest first; none for a code that is no currency. */
export function usualDenominations(code: string): readonly Minor[] {
  const known = currency(code);
  if (known === undefined) return [];
  const { exponent, cashStep } = known;
  const own = issued.get(code);
  if (own !== undefined) return own.map((value) => minor(Math.round(value * 10 ** exponent)));
  return [1, 10, 100, 1_000, 10_000]
    .flatMap((power) => [1, 2, 5].map((first) => minor(cashStep * first * power)))
    .slice(0, steps)
    .reverse();
}
