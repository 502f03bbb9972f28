// Making groups, the best first. Each step takes the group that is worth most by the measure given, as often as there are units for it.
import { type Board, freeAt, use, type Work } from './board.ts';
import { sum, type Taken } from './offer.ts';
import type { Placed } from './table.ts';

/** A group that could be made now. */
export interface Found {
  readonly placed: Placed;
  readonly group: readonly Taken[];
  /** What it gives beyond what its units get by themselves. */
  readonly net: number;
}

/** What makes one group better than another; of equals the one of the higher priority is made. */
export type Measure = (found: Found) => number;

export const measures = {
  perUnit: ({ net, group }: Found) => net / sum(group, ({ count }) => count),
  perGroup: ({ net }: Found) => net,
  byPriority: ({ placed }: Found) => -placed.offer.rank,
} as const satisfies Readonly<Record<string, Measure>>;

/** Makes groups of these offers until none gives anything, or the work is done. */
export function makeGroups(
  board: Board,
  offers: readonly Placed[],
  options: { readonly measure: Measure; readonly work: Work },
): void {
  const { measure, work } = options;
  const makers = offers.flatMap((placed) => makerOf(board, placed, work) ?? []);
  while (!work.isDone) {
    let best: { readonly maker: Maker; readonly found: Found; readonly value: number } | undefined;
    for (const maker of makers) {
      const found = bestNow(board, maker, work);
      if (found === undefined) continue;
      const value = measure(found);
      if (best === undefined || value > best.value) best = { maker, found, value };
    }
    if (best === undefined) return;
    const { maker, found } = best;
    const times = Math.min(maker.left, timesOf(board, found.group));
    use(board, { offer: found.placed.offer, taken: found.group, times });
    maker.left -= times;
  }
}

/** An offer at work: its lots by part, best first, where those that are left begin, and its best group as last seen. */
interface Maker {
  readonly placed: Placed;
  readonly orders: readonly (readonly number[])[];
  readonly begins: number[];
  /** The parts, in the order in which they are filled: the one with the least to choose from first. */
  readonly filled: readonly number[];
  /** Groups it may still make. */
  left: number;
  found: Found | undefined;
  exhausted: boolean;
}

function makerOf(board: Board, placed: Placed, work: Work): Maker | undefined {
  if (placed.offer.group === undefined || work.isDone) return undefined;
  // Sorting looks at each lot several times.
  work.take(8 * sum(placed.parts, (places) => places.length));
  const { lots } = board.table;
  const { gain } = board.base;
  const { parts, cheapest } = placed.offer.group;
  const dearestFirst = cheapest || isMixedOfTheSame(placed);
  const orders = placed.parts.map((places, index) => {
    const rows = places.flatMap((at) => {
      const lot = lots[at];
      if (lot === undefined) return [];
      const base = gain[at] ?? 0;
      return [{ at, base, worth: lot.worth, net: (parts[index]?.share(lot) ?? 0) - base }];
    });
    rows.sort((one, other) =>
      dearestFirst
        ? other.worth - one.worth || one.base - other.base || one.at - other.at
        : other.net - one.net || one.worth - other.worth || one.at - other.at,
    );
    return rows.map(({ at }) => at);
  });
  const begins = orders.map(() => 0);
  const filled = scarceFirst(board, placed);
  return { placed, orders, begins, filled, left: placed.offer.limit, found: undefined, exhausted: false };
}

/** Where parts of different rates want the same units, what is cheapest in a group depends on the others in it. */
function isMixedOfTheSame({ offer, parts }: Placed): boolean {
  const places = parts.flat();
  return offer.campaign.kind === 'mix-and-match' && new Set(places).size < places.length;
}

/** What was best stays best for as long as its units are there: fewer units make no other group better. */
function bestNow(board: Board, maker: Maker, work: Work): Found | undefined {
  if (maker.exhausted || maker.left <= 0) return undefined;
  if (maker.found !== undefined) work.take(maker.found.group.length);
  if (maker.found === undefined || timesOf(board, maker.found.group) === 0) {
    maker.found = bestGroup(board, maker, work);
    maker.exhausted = maker.found === undefined;
  }
  return maker.found;
}

/** How often a group could be made of what is left. A lot may be in it for several parts. */
function timesOf(board: Board, group: readonly Taken[]): number {
  let times = Infinity;
  for (const { at } of group) {
    let wanted = 0;
    for (const other of group) if (other.at === at) wanted += other.count;
    times = Math.min(times, Math.floor(freeAt(board, at) / wanted));
  }
  return times;
}

function bestGroup(board: Board, maker: Maker, work: Work): Found | undefined {
  skipTaken(board, maker);
  const { group } = maker.placed.offer;
  const [order = []] = maker.orders;
  // Where units get something by themselves, the dearest need not make the best group.
  const tries =
    group?.cheapest === true && order.some((at) => (board.base.gain[at] ?? 0) > 0) ? order.length : 1;
  let best: Found | undefined;
  for (let skipped = 0; skipped < tries && !work.isDone; skipped += 1) {
    const found = groupFrom(board, maker, { skipped, work });
    if (found === undefined) break;
    if (found.net > (best?.net ?? 0)) best = found;
  }
  return best;
}

function skipTaken(board: Board, { orders, begins }: Maker): void {
  orders.forEach((order, part) => {
    let begin = begins[part] ?? 0;
    for (let at = order[begin]; at !== undefined && freeAt(board, at) === 0; at = order[begin]) begin += 1;
    begins[part] = begin;
  });
}

/** A group of the first units of each part. */
function groupFrom(
  board: Board,
  { placed, orders, begins, filled }: Maker,
  { skipped, work }: { readonly skipped: number; readonly work: Work },
): Found | undefined {
  const { group } = placed.offer;
  if (group === undefined) return undefined;
  const taken: Taken[] = [];
  for (const part of filled) {
    const wanted = group.parts[part]?.count ?? 0;
    const order = orders[part] ?? [];
    const begin = (begins[part] ?? 0) + skipped;
    const looked = takeFirst(board, { order, begin, wanted, part }, taken);
    work.take(1 + (looked ?? order.length) - begin);
    if (looked === undefined) return undefined;
  }
  const base = sum(taken, ({ at, count }) => (board.base.gain[at] ?? 0) * count);
  return { placed, group: taken, net: group.off(taken) - base };
}

interface Filling {
  readonly order: readonly number[];
  readonly begin: number;
  readonly wanted: number;
  readonly part: number;
}

/** Adds the first units to what is taken. Answers where it ended; undefined where there are not enough. */
function takeFirst(
  board: Board,
  { order, begin, wanted, part }: Filling,
  taken: Taken[],
): number | undefined {
  let left = wanted;
  for (let index = begin; index < order.length; index += 1) {
    const at = order[index] ?? 0;
    const lot = board.table.lots[at];
    const gone = sum(taken, (each) => (each.at === at ? each.count : 0));
    const count = Math.min(left, freeAt(board, at) - gone);
    if (lot === undefined || count <= 0) continue;
    taken.push({ at, lot, count, part });
    left -= count;
    if (left === 0) return index + 1;
  }
  return undefined;
}

/** Parts by the units they can choose from beyond what they need. */
function scarceFirst(board: Board, { offer, parts }: Placed): readonly number[] {
  const spare = parts.map((places, part) => ({
    part,
    units: sum(places, (at) => freeAt(board, at)) - (offer.group?.parts[part]?.count ?? 0),
  }));
  return spare.sort((one, other) => one.units - other.units || one.part - other.part).map(({ part }) => part);
}
