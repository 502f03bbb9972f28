// The very best deal of a small basket: every way to use the units is tried. What is known about the rest of a basket is kept, so that
// it is tried once, however it was reached.
import { type Base, boardOf, use, withRest, type Work } from './board.ts';
import type { Use } from './deal.ts';
import { itemAt, type Offer, type Taken } from './offer.ts';
import { isGroup, isSpend, type PlacedGroup, type PlacedSpend, type Table } from './table.ts';

/** Combinations of units left that are searched; where there can be more, nothing is. */
export const statesMax = 1_024;

/** `merit` decides where the gain is the same: the more, the higher the priority. */
interface Best {
  readonly gain: number;
  readonly merit: number;
  readonly step?: Step;
}

/** What becomes of some units; without an offer they get nothing. */
interface Step {
  readonly offer: Offer | undefined;
  readonly group: readonly Taken[];
  readonly then: string | number;
}

/** The numbers are those of the moment: each step takes from them and puts back. */
interface Search {
  readonly table: Table;
  readonly base: Base;
  readonly groups: readonly PlacedGroup[];
  readonly spends: readonly PlacedSpend[];
  readonly known: Map<string | number, Best>;
  readonly work: Work;
  /** Units by lot; 0 where none of these offers chooses. */
  readonly left: number[];
  /** Of the digits of a key: one more than each can be. */
  readonly bases: readonly number[];
  /** By group: times it may still be made, where that is limited. */
  readonly limits: number[];
  /** By threshold: what is lacking to it. */
  readonly lacks: number[];
}

/** Undefined where the table is too large, or the work is done before the end. */
export function exactUses(table: Table, base: Base, work: Work): readonly Use[] | undefined {
  const groups = table.offers.filter(isGroup);
  const spends = table.offers.filter(isSpend);
  const chosen = new Set([...groups, ...spends].flatMap(({ parts }) => parts.flat()));
  const left = table.lots.map(({ count }, at) => (chosen.has(at) ? count : 0));
  if (left.reduce((states, count) => Math.min(statesMax + 1, states * (count + 1)), 1) > statesMax)
    return undefined;
  const units = left.reduce((sum, count) => sum + count, 0);
  const limits = groups.map(({ offer }) => (offer.limit === Infinity ? 0 : Math.min(offer.limit, units)));
  const lacks = spends.map(({ offer }) => offer.threshold);
  const bases = [...left, ...limits].map((most) => most + 1);
  const known = new Map<string | number, Best>();
  const search = { table, base, groups, spends, known, work, left: [...left], bases, limits, lacks };
  const best = bestOf(search);
  return work.isDone ? undefined : usesOf(search, best);
}

function bestOf(search: Search): Best {
  const { left, known, work } = search;
  if (work.isDone) return { gain: 0, merit: 0 };
  const first = left.findIndex((count) => count > 0);
  if (first < 0) return { gain: isReached(search) ? 0 : -Infinity, merit: 0 };
  const key = keyOf(search);
  const before = known.get(key);
  if (before !== undefined) return before;
  const best = { gain: -Infinity, merit: 0 };
  tryBase(search, first, best);
  trySpends(search, first, best);
  for (const index of search.groups.keys()) tryGroups(search, { index, first }, best);
  known.set(key, best);
  return best;
}

/** Units and limits as one number: each is a digit to a base of its own. */
function keyOf({ left, limits, bases, lacks }: Search): string | number {
  let key = 0;
  for (let at = 0; at < left.length; at += 1) key = key * itemAt(bases, at) + itemAt(left, at);
  for (let index = 0; index < limits.length; index += 1)
    key = key * itemAt(bases, left.length + index) + itemAt(limits, index);
  return lacks.length === 0 ? key : `${key}|${lacks.join()}`;
}

/** A threshold that was begun must be reached. */
function isReached({ spends, lacks }: Search): boolean {
  return spends.every(({ offer }, index) => lacks[index] === 0 || lacks[index] === offer.threshold);
}

type BestSoFar = { -readonly [Field in keyof Best]: Best[Field] };

interface Option {
  readonly offer: Offer | undefined;
  readonly gain: number;
  readonly group: readonly Taken[];
}

/** Looks at what comes after a step that was just taken, and keeps it where it is the best so far. */
function weigh(search: Search, { offer, gain, group }: Option, best: BestSoFar): void {
  const after = bestOf(search);
  const whole = gain + after.gain;
  const place = offer === undefined ? 0 : offer.rank / search.table.offers.length;
  const merit = after.merit + gain * (1 - place);
  if (whole < best.gain || (whole === best.gain && merit <= best.merit)) return;
  best.gain = whole;
  best.merit = merit;
  best.step = { offer, group: [...group], then: keyOf(search) };
}

/** One unit of the first lot gets what it gets by itself. */
function tryBase(search: Search, first: number, best: BestSoFar): void {
  const { base, left, table, work } = search;
  work.take(1);
  const group = [{ at: first, lot: itemAt(table.lots, first), count: 1, part: 0 }];
  left[first] = itemAt(left, first) - 1;
  weigh(search, { offer: base.offer[first], gain: itemAt(base.gain, first), group }, best);
  left[first] += 1;
}

/** One unit of the first lot counts for a threshold. */
function trySpends(search: Search, first: number, best: BestSoFar): void {
  const { left, lacks, table, work } = search;
  const lot = itemAt(table.lots, first);
  for (const [index, { offer, parts }] of search.spends.entries()) {
    if (!parts.flat().includes(first)) continue;
    work.take(1);
    const lack = itemAt(lacks, index);
    left[first] = itemAt(left, first) - 1;
    lacks[index] = Math.max(0, lack - lot.worth);
    const group = [{ at: first, lot, count: 1, part: 0 }];
    weigh(search, { offer, gain: offer.each(lot), group }, best);
    left[first] += 1;
    lacks[index] = lack;
  }
}

/** A group in the making. */
interface Filling {
  readonly placed: PlacedGroup;
  /** By part: units still to be chosen when it begins. */
  readonly counts: readonly number[];
  readonly taken: Taken[];
  readonly best: BestSoFar;
}

/** One unit of the first lot is in a group, with every choice of others. */
function tryGroups(
  search: Search,
  { index, first }: { readonly index: number; readonly first: number },
  best: BestSoFar,
): void {
  const { left, limits, table } = search;
  const placed = itemAt(search.groups, index);
  const { group, limit } = placed.offer;
  const spent = limit === Infinity ? 0 : 1;
  if (spent > itemAt(limits, index)) return;
  limits[index] = itemAt(limits, index) - spent;
  left[first] = itemAt(left, first) - 1;
  for (const [part, places] of placed.parts.entries()) {
    if (!places.includes(first)) continue;
    const counts = group.parts.map(({ count }, at) => (at === part ? count - 1 : count));
    const taken = [{ at: first, lot: itemAt(table.lots, first), count: 1, part }];
    fillParts(search, { placed, counts, taken, best }, 0);
  }
  left[first] += 1;
  limits[index] += spent;
}

/** The parts from this one on; when all are filled, the group is weighed. */
function fillParts(search: Search, filling: Filling, part: number): void {
  const { placed, counts, taken, best } = filling;
  const wanted = counts[part];
  if (wanted !== undefined) {
    fillPart(search, filling, { part, from: 0, wanted });
    return;
  }
  const { offer } = placed;
  const gain = offer.group.off(taken);
  if (gain > 0) weigh(search, { offer, gain, group: taken }, best);
}

interface Slot {
  readonly part: number;
  /** Place in the part's list from which lots are looked at. */
  readonly from: number;
  readonly wanted: number;
}

function fillPart(search: Search, filling: Filling, { part, from, wanted }: Slot): void {
  const { left, table, work } = search;
  if (work.isDone) return;
  work.take(1);
  if (wanted === 0) {
    fillParts(search, filling, part + 1);
    return;
  }
  const places = itemAt(filling.placed.parts, part);
  for (let next = from; next < places.length; next += 1) {
    const at = itemAt(places, next);
    const free = itemAt(left, at);
    for (let count = Math.min(wanted, free); count > 0; count -= 1) {
      left[at] = free - count;
      filling.taken.push({ at, lot: itemAt(table.lots, at), count, part });
      fillPart(search, filling, { part, from: next + 1, wanted: wanted - count });
      filling.taken.pop();
    }
    left[at] = free;
  }
}

/** The way that was found, walked again. */
function usesOf({ table, base, known }: Search, found: Best): readonly Use[] {
  const board = boardOf(table, base);
  for (let step = found.step; step !== undefined; step = known.get(step.then)?.step)
    use(board, { offer: step.offer, taken: step.group, times: 1 });
  // What is left now was not chosen here: lots that no group and no threshold names.
  return withRest(board);
}
