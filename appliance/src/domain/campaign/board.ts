// A search under way on one table: what is left of each lot, what a unit gets by itself if no group takes it, and what was used so far.
import type { Use } from './deal.ts';
import { itemAt, type Offer, sum, type Taken } from './offer.ts';
import type { Placed, Table } from './table.ts';

/** `rate`: a threshold's discount is one of those a unit may get. `all`: it gets everything it may, and no group takes of that. */
export type Spending = ReadonlyMap<Placed, 'rate' | 'all'>;

/** Steps that a search may take. They are counted, not timed: the same basket has the same price on every box. */
export class Work {
  taken = 0;
  readonly max: number;

  constructor(max: number) {
    this.max = max;
  }

  get isDone(): boolean {
    return this.taken >= this.max;
  }

  take(steps: number): void {
    this.taken += steps;
  }
}

export interface Board {
  readonly table: Table;
  readonly left: number[];
  readonly base: Base;
  readonly uses: Use[];
}

/** By lot: what a unit gets if no group takes it, and from whom; and whether a group may. */
export interface Base {
  readonly gain: readonly number[];
  readonly offer: readonly (Offer | undefined)[];
  readonly locked: readonly boolean[];
}

export function boardOf(table: Table, base: Base): Board {
  return { table, left: table.lots.map(({ count }) => count), base, uses: [] };
}

export function baseOf({ lots, offers }: Table, spending: Spending = new Map()): Base {
  const gain = lots.map(() => 0);
  const offer: (Offer | undefined)[] = lots.map(() => undefined);
  const locked = lots.map(() => false);
  for (const placed of offers) {
    const own = placed.offer;
    if ('group' in own) continue;
    const mode = own.kind === 'each' ? 'rate' : spending.get(placed);
    if (mode === undefined) continue;
    for (const at of placed.parts.flat()) {
      const here = own.each(itemAt(lots, at));
      if (locked[at] || (mode === 'rate' && here <= itemAt(gain, at))) continue;
      gain[at] = here;
      offer[at] = own;
      locked[at] = mode === 'all';
    }
  }
  return { gain, offer, locked };
}

/** Units of a lot that a group may still take. */
export function freeAt({ left, base }: Board, at: number): number {
  return base.locked[at] ? 0 : itemAt(left, at);
}

/** Without an offer the units are only gone. */
export function use(board: Board, { offer, taken, times }: Using): void {
  for (const { at, count } of taken) board.left[at] = itemAt(board.left, at) - count * times;
  if (offer !== undefined) board.uses.push({ offer, taken, times });
}

export interface Using {
  readonly offer: Offer | undefined;
  readonly taken: readonly Taken[];
  readonly times: number;
}

/** All that is left gets what it gets by itself. */
export function withRest(board: Board): readonly Use[] {
  const rest = new Map<Offer, Taken[]>();
  board.table.lots.forEach((lot, at) => {
    const [count, offer] = [itemAt(board.left, at), board.base.offer[at]];
    if (count === 0 || offer === undefined) return;
    const taken = { at, lot, count, part: 0 };
    const before = rest.get(offer);
    if (before === undefined) rest.set(offer, [taken]);
    else before.push(taken);
  });
  return [...board.uses, ...[...rest].map(([offer, taken]) => ({ offer, taken, times: 1 }))];
}

/** Whether each threshold that is used is reached by all that is used for it. */
export function isReached(uses: readonly Use[]): boolean {
  const worth = ({ taken, times }: Use): number => times * sum(taken, ({ lot, count }) => lot.worth * count);
  return uses.every(
    ({ offer }) =>
      offer.kind !== 'spend' || sum(uses, (use) => (use.offer === offer ? worth(use) : 0)) >= offer.threshold,
  );
}
