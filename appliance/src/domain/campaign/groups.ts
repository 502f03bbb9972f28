// Making groups, the best first. Each step takes the group that is worth most by the measure given, as often as there are units for it.
import { type Board, freeAt, use, type Work } from './board.ts';
import { itemAt, sum, type Taken } from './offer.ts';
import { isGroup, type Placed, type PlacedGroup } from './table.ts';

/** A group that could be made now. */
export interface Found {
  readonly offer: PlacedGroup['offer'];
  readonly taken: readonly Taken[];
  /** What it gives beyond what its units get by themselves. */
  readonly net: number;
}

/** What makes one group better than another; of equals the one of the higher priority is made. */
export type Measure = (found: Found) => number;

export const measures = {
  perUnit: ({ net, taken }: Found) => net / sum(taken, ({ count }) => count),
  perGroup: ({ net }: Found) => net,
  byPriority: ({ offer }: Found) => -offer.rank,
} as const satisfies Readonly<Record<string, Measure>>;

/** Makes groups of these offers until none gives anything, or the work is done. */
export function makeGroups(
  board: Board,
  offers: readonly Placed[],
  options: { readonly measure: Measure; readonly work: Work },
): void {
  const { measure, work } = options;
  const makers: Maker[] = [];
  for (const placed of offers) if (isGroup(placed) && !work.isDone) makers.push(makerOf(board, placed, work));
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
    const times = Math.min(maker.left, timesOf(board, found.taken));
    use(board, { ...found, times });
    maker.left -= times;
  }
}

/** An offer at work, and its best group as last seen. */
interface Maker {
  readonly placed: PlacedGroup;
  /** The one with the least to choose from is filled first. */
  readonly parts: readonly FilledPart[];
  /** Groups it may still make. */
  left: number;
  found: Found | undefined;
  exhausted: boolean;
}

interface FilledPart {
  readonly part: number;
  readonly count: number;
  /** Its lots, best first. */
  readonly order: readonly number[];
  /** Where those begin that are left. */
  begin: number;
}

function makerOf(board: Board, placed: PlacedGroup, work: Work): Maker {
  const { offer, parts: places } = placed;
  // Sorting looks at each lot several times.
  work.take(8 * sum(places, (part) => part.length));
  const parts = offer.group.parts.map(({ count }, part) => ({
    part,
    count,
    order: ordered(board, placed, part),
    begin: 0,
  }));
  const spare = ({ order, count }: FilledPart): number => sum(order, (at) => freeAt(board, at)) - count;
  parts.sort((one, other) => spare(one) - spare(other) || one.part - other.part);
  return { placed, parts, left: offer.limit, found: undefined, exhausted: false };
}

/** The lots of a part, best first. */
function ordered(board: Board, placed: PlacedGroup, part: number): readonly number[] {
  const { share } = itemAt(placed.offer.group.parts, part);
  const rows = itemAt(placed.parts, part).map((at) => {
    const lot = itemAt(board.table.lots, at);
    const base = itemAt(board.base.gain, at);
    return { at, base, worth: lot.worth, net: share(lot) - base };
  });
  const dearestFirst = placed.offer.group.cheapest || isMixedOfTheSame(placed);
  rows.sort((one, other) =>
    dearestFirst
      ? other.worth - one.worth || one.base - other.base || one.at - other.at
      : other.net - one.net || one.worth - other.worth || one.at - other.at,
  );
  return rows.map(({ at }) => at);
}

/** Where parts of different rates want the same units, what is cheapest in a group depends on the others in it. */
function isMixedOfTheSame({ offer, parts }: PlacedGroup): boolean {
  const places = parts.flat();
  return offer.campaign.kind === 'mix-and-match' && new Set(places).size < places.length;
}

/** What was best stays best for as long as its units are there: fewer units make no other group better. */
function bestNow(board: Board, maker: Maker, work: Work): Found | undefined {
  if (maker.exhausted || maker.left <= 0) return undefined;
  if (maker.found !== undefined) work.take(maker.found.taken.length);
  if (maker.found === undefined || timesOf(board, maker.found.taken) === 0) {
    maker.found = bestGroup(board, maker, work);
    maker.exhausted = maker.found === undefined;
  }
  return maker.found;
}

/** How often a group could be made of what is left. A lot may be in it for several parts. */
function timesOf(board: Board, taken: readonly Taken[]): number {
  let times = Infinity;
  for (const { at } of taken) {
    let wanted = 0;
    for (const other of taken) if (other.at === at) wanted += other.count;
    times = Math.min(times, Math.floor(freeAt(board, at) / wanted));
  }
  return times;
}

function bestGroup(board: Board, maker: Maker, work: Work): Found | undefined {
  for (const part of maker.parts)
    while (part.begin < part.order.length && freeAt(board, itemAt(part.order, part.begin)) === 0)
      part.begin += 1;
  let best: Found | undefined;
  let bestNet = 0;
  for (let skipped = 0; skipped < triesOf(board, maker) && !work.isDone; skipped += 1) {
    const found = groupFrom(board, maker, { skipped, work });
    if (found === undefined) break;
    if (found.net <= bestNet) continue;
    best = found;
    bestNet = found.net;
  }
  return best;
}

/** Where units get something by themselves, the dearest need not make the best group. */
function triesOf({ base }: Board, { placed, parts }: Maker): number {
  const { order } = itemAt(parts, 0);
  const several = placed.offer.group.cheapest && order.some((at) => itemAt(base.gain, at) > 0);
  return several ? order.length : 1;
}

/** A group of the first units of each part. */
function groupFrom(
  board: Board,
  { placed, parts }: Maker,
  { skipped, work }: { readonly skipped: number; readonly work: Work },
): Found | undefined {
  const { offer } = placed;
  const taken: Taken[] = [];
  for (const part of parts) {
    const begin = part.begin + skipped;
    const end = takeFirst(board, { ...part, begin }, taken);
    work.take(1 + (end ?? part.order.length) - begin);
    if (end === undefined) return undefined;
  }
  const base = sum(taken, ({ at, count }) => itemAt(board.base.gain, at) * count);
  return { offer, taken, net: offer.group.off(taken) - base };
}

/** Adds the first units to what is taken. Answers where it ended; undefined where there are not enough. */
function takeFirst(
  board: Board,
  { order, begin, count: wanted, part }: FilledPart,
  taken: Taken[],
): number | undefined {
  let left = wanted;
  for (let index = begin; index < order.length; index += 1) {
    const at = itemAt(order, index);
    const gone = sum(taken, (each) => (each.at === at ? each.count : 0));
    const count = Math.min(left, freeAt(board, at) - gone);
    if (count <= 0) continue;
    taken.push({ at, lot: itemAt(board.table.lots, at), count, part });
    left -= count;
    if (left === 0) return index + 1;
  }
  return undefined;
}
