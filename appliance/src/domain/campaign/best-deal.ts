// The best deal for the customer on one table. A small basket is searched through; a large one is tried in several ways, of which the
// best is made. Either way no campaign by itself would have given more, and the work has an end.
import { type Base, baseOf, boardOf, isReached, type Spending, use, withRest, Work } from './board.ts';
import { type Deal, dealOf, isBetter, noDeal, type Use } from './deal.ts';
import { exactUses } from './exact.ts';
import { type Measure, makeGroups, measures } from './groups.ts';
import { itemAt } from './offer.ts';
import { isGroup, isSpend, type Placed, type Table } from './table.ts';

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
  const consider = (uses: readonly Use[]): void => {
    const deal = dealOf(uses, offers);
    if (isReached(uses) && isBetter(deal, best)) best = deal;
  };
  const base = baseOf(table);
  const [only, ...others] = table.offers;
  if (table.loose) consider(withRest(boardOf(table, base)));
  else if (only !== undefined && others.length === 0) consider(alone(table, only));
  else {
    const singles = table.offers.map((placed) => dealOf(alone(table, placed), offers));
    const exact = exactUses(table, base, effort.exact);
    if (exact === undefined) tryAll({ table, base, work: effort.tries, consider }, singles);
    else consider(exact);
    // Nothing beats the exact deal but the rounding of a percentage.
    for (const { uses } of singles) consider(uses);
  }
  return best;
}

/** What one campaign gives where there is no other: the same, whatever else is on the table. */
export function alone(table: Table, placed: Placed): readonly Use[] {
  const board = boardOf(table, baseOf({ ...table, offers: [] }));
  if (!isGroup(placed)) {
    const taken = placed.parts.flat().map((at) => {
      const lot = itemAt(table.lots, at);
      return { at, lot, count: lot.count, part: 0 };
    });
    const uses = [{ offer: placed.offer, taken, times: 1 }];
    return isReached(uses) ? uses : [];
  }
  // Work without an end: it looks at its lots about once.
  makeGroups(board, [placed], { measure: measures.perUnit, work: new Work(Infinity) });
  // Taking the dearest first is the best there is, unless parts want the same units.
  if (placed.parts.length === 1) return board.uses;
  const exact = exactUses({ ...table, offers: [placed] }, board.base, new Work(aloneStepsMax));
  return exact !== undefined && isBetter(dealOf(exact, 1), dealOf(board.uses, 1)) ? exact : board.uses;
}

interface Tries {
  readonly table: Table;
  /** Without thresholds. */
  readonly base: Base;
  readonly work: Work;
  readonly consider: (uses: readonly Use[]) => void;
}

/** All offers compete: by what each unit gives, by what a group gives, by priority, with thresholds; and each goes first once. */
function tryAll(tries: Tries, singles: readonly Deal[]): void {
  const { table, base, work, consider } = tries;
  for (const measure of Object.values(measures)) consider(together(table, { base, measure, work }));
  trySpends(tries);
  const best = singles.toSorted((one, other) => (isBetter(one, other) ? -1 : 1));
  for (const { uses } of best.slice(0, firstsMax)) consider(first(tries, uses));
}

/** Thresholds one after another, each in the way that gives most, for as long as it gives more than without. */
function trySpends({ table, work, consider }: Tries): void {
  const open = new Set<Placed>(table.offers.filter(isSpend).slice(0, spendsMax));
  let reached: Reached = { spending: new Map(), amount: 0 };
  for (let better = true; better;) {
    const before = reached;
    for (const placed of open)
      for (const mode of ['rate', 'all'] as const) {
        const spending: Spending = new Map([...before.spending, [placed, mode]]);
        const uses = together(table, { base: baseOf(table, spending), measure: measures.perUnit, work });
        consider(uses);
        const { amount } = dealOf(uses, 0);
        if (isReached(uses) && amount > reached.amount) reached = { spending, amount };
      }
    for (const placed of reached.spending.keys()) open.delete(placed);
    better = reached !== before;
  }
}

interface Reached {
  readonly spending: Spending;
  readonly amount: number;
}

interface Together {
  readonly base: Base;
  readonly measure: Measure;
  readonly work: Work;
}

function together(table: Table, { base, measure, work }: Together): readonly Use[] {
  const board = boardOf(table, base);
  makeGroups(board, table.offers, { measure, work });
  return withRest(board);
}

/** One offer takes all it can, as if it were alone; what it leaves is for the others. Never less than the offer alone. */
function first({ table, base, work }: Tries, uses: readonly Use[]): readonly Use[] {
  const board = boardOf(table, base);
  for (const own of uses) use(board, own);
  const others = table.offers.filter(({ offer }) => uses.every((own) => own.offer !== offer));
  makeGroups(board, others, { measure: measures.perUnit, work });
  return withRest(board);
}
