// The best deal for the customer on one table. A small basket is searched through; a large one is tried in several ways, of which the
// best is made. Either way no campaign by itself would have given more, and the work has an end.
import { type Base, baseOf, boardOf, finished, type Spending, use, Work } from './board.ts';
import { type Deal, dealOf, isBetter, noDeal, type Use } from './deal.ts';
import { exactUses } from './exact.ts';
import { type Measure, makeGroups, measures } from './groups.ts';
import { sum } from './offer.ts';
import type { Placed, Table } from './table.ts';

/** Steps of the search through a small basket, and of all tries together on a large one. One step is one lot looked at. */
export const exactStepsMax = 20_000;
export const triesStepsMax = 100_000;
/** And of the search for what one campaign of several parts gives by itself. */
const aloneStepsMax = 4_000;
/** Thresholds that are tried together on one table; each of them is tried alone in any case. */
const spendsMax = 4;
/** Campaigns that are filled up with others, of those that give most alone. */
const firstsMax = 6;

/** The work of one table. */
export interface Effort {
  readonly exact: Work;
  readonly tries: Work;
}

export function freshEffort(): Effort {
  return { exact: new Work(exactStepsMax), tries: new Work(triesStepsMax) };
}

/** @param offers how many there are in the whole sale */
export function bestDeal(table: Table, offers: number, effort = freshEffort()): Deal {
  let best = noDeal;
  const consider = (uses: readonly Use[] | undefined): void => {
    if (uses === undefined) return;
    const deal = dealOf(uses, offers);
    if (isBetter(deal, best)) best = deal;
  };
  const base = baseOf(table);
  const [only, ...others] = table.offers;
  if (table.loose) consider(finished(boardOf(table, base)));
  else if (only !== undefined && others.length === 0) consider(alone(table, only));
  else {
    const exact = exactUses(table, base, effort.exact);
    consider(exact);
    const tries = { table, base, work: effort.tries, consider };
    if (exact === undefined) tryTogether(tries);
    // Nothing beats the exact deal but the rounding of a percentage.
    const singles = table.offers.map((placed) => dealOf(alone(table, placed), offers));
    for (const { uses } of singles) consider(uses);
    if (exact === undefined)
      for (const { uses } of singles
        .sort((one, other) => (isBetter(one, other) ? -1 : 1))
        .slice(0, firstsMax))
        consider(first(tries, uses));
  }
  return best;
}

/** What one campaign gives where there is no other: the same, whatever else is on the table. */
export function alone(table: Table, placed: Placed): readonly Use[] {
  const { offer, parts } = placed;
  const board = boardOf(table, baseOf({ ...table, offers: [] }));
  if (offer.group === undefined) {
    const taken = (parts[0] ?? []).flatMap((at) => {
      const lot = table.lots[at];
      return lot === undefined ? [] : [{ at, lot, count: lot.count, part: 0 }];
    });
    const reached = sum(taken, ({ lot, count }) => lot.worth * count) >= (offer.threshold ?? 0);
    return reached ? [{ offer, taken, times: 1 }] : [];
  }
  // Work without an end: it looks at its lots about once.
  makeGroups(board, [placed], { measure: measures.perUnit, work: new Work(Infinity) });
  // Taking the dearest first is the best there is, unless parts want the same units.
  if (parts.length === 1) return board.uses;
  const exact = exactUses({ ...table, offers: [placed] }, board.base, new Work(aloneStepsMax));
  return exact !== undefined && isBetter(dealOf(exact, 1), dealOf(board.uses, 1)) ? exact : board.uses;
}

interface Tries {
  readonly table: Table;
  /** Without thresholds. */
  readonly base: Base;
  readonly work: Work;
  readonly consider: (uses: readonly Use[] | undefined) => void;
}

/** All offers compete: by what each unit gives, by what a group gives, by priority; then with thresholds, one after another. */
function tryTogether({ table, base, work, consider }: Tries): void {
  for (const measure of Object.values(measures)) consider(together(table, { base, measure, work }));
  const open = new Set(table.offers.filter(({ offer }) => offer.threshold !== undefined).slice(0, spendsMax));
  let reached: Reached = { spending: new Map(), amount: 0 };
  while (open.size > 0) {
    const before = reached;
    for (const placed of open)
      for (const mode of ['rate', 'all'] as const) {
        const spending: Spending = new Map([...before.spending, [placed, mode]]);
        const uses = together(table, { base: baseOf(table, spending), measure: measures.perUnit, work });
        const amount = uses === undefined ? 0 : dealOf(uses, 0).amount;
        if (amount > reached.amount) reached = { spending, amount, placed };
        consider(uses);
      }
    if (reached === before || reached.placed === undefined) return;
    open.delete(reached.placed);
  }
}

interface Reached {
  readonly spending: Spending;
  readonly amount: number;
  readonly placed?: Placed;
}

interface Together {
  readonly base: Base;
  readonly measure: Measure;
  readonly work: Work;
}

function together(table: Table, { base, measure, work }: Together): readonly Use[] | undefined {
  const board = boardOf(table, base);
  makeGroups(board, table.offers, { measure, work });
  return finished(board);
}

/** One offer takes all it can, as if it were alone; what it leaves is for the others. Never less than the offer alone. */
function first({ table, base, work }: Tries, uses: readonly Use[]): readonly Use[] | undefined {
  const board = boardOf(table, base);
  for (const own of uses) use(board, own);
  const others = table.offers.filter(({ offer }) => uses.every((own) => own.offer !== offer));
  makeGroups(board, others, { measure: measures.perUnit, work });
  return finished(board);
}
