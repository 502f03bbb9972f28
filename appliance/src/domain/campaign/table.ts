// The search for the best deal, laid out: units and offers that compete with each other, apart from all that do not. What is not on the
// same table cannot change anything here, so an unrelated line never changes a price, nor does it use up the work that is allowed.
import type { Lot } from './lots.ts';
import type { Selection } from './campaign.ts';
import { type GroupOffer, itemAt, type LimitedOffer, type Offer, type SpendOffer } from './offer.ts';
import { isSelected } from './selection.ts';

/** An offer with the places of the lots it may take, by part; an offer on each has one part. */
export interface Placed<Own extends Offer = Offer> {
  readonly offer: Own;
  readonly parts: readonly (readonly number[])[];
}

/** One whose units are taken in groups. */
export type PlacedGroup = Placed<LimitedOffer | GroupOffer>;
export type PlacedSpend = Placed<SpendOffer>;

export function isGroup(placed: Placed): placed is PlacedGroup {
  return 'group' in placed.offer;
}

export function isSpend(placed: Placed): placed is PlacedSpend {
  return placed.offer.kind === 'spend';
}

export interface Table {
  /** Nothing here competes: each line takes the best of what is given on each. */
  readonly loose: boolean;
  /** In an order of their own, whatever the order of the lines. */
  readonly lots: readonly Lot[];
  /** By rank. */
  readonly offers: readonly Placed[];
}

/** The lots that an offer may take. */
export function place(offer: Offer, lots: readonly Lot[]): Placed {
  const places = (on: Selection, counted: boolean): readonly number[] =>
    lots.flatMap((lot, at) =>
      (lot.counted || !counted) && mayTouch(offer, lot) && isSelected(lot.line, on) ? [at] : [],
    );
  if (!('group' in offer)) return { offer, parts: [places(offer.on, false)] };
  const { parts, counted } = offer.group;
  return { offer, parts: parts.map((part) => places(part.on, counted)) };
}

/** A price made by hand stands, unless the campaign says otherwise. */
function mayTouch({ campaign }: Offer, { line }: Lot): boolean {
  return !line.changed || campaign.onChangedPrices === true;
}

interface Laying extends Table {
  readonly lots: Lot[];
  readonly offers: Placed[];
}

/** One table for all lots that are bound together by groups and thresholds, and one for all lots that are bound to none. */
export function tablesOf(lots: readonly Lot[], offers: readonly Placed[]): readonly Table[] {
  const keys = keysOf(
    lots,
    offers.filter((placed) => isGroup(placed) || isSpend(placed)),
  );
  const tables = new Map(
    keys.map((key): [number, Laying] => [key, { loose: key === loose, lots: [], offers: [] }]),
  );
  // Each key has its table.
  const tableOf = (key: number): Laying => tables.get(key) as Laying;
  const placeOf = lots.map((lot, at) => tableOf(itemAt(keys, at)).lots.push(lot) - 1);
  for (const { offer, parts } of offers)
    for (const [key, here] of byTable(parts, keys))
      tableOf(key).offers.push({
        offer,
        parts: here.map((part) => part.map((at) => itemAt(placeOf, at))),
      });
  return [...tables.values()].filter((table) => table.offers.length > 0);
}

function byTable(
  parts: Placed['parts'],
  keys: readonly number[],
): ReadonlyMap<number, readonly (readonly number[])[]> {
  const found = new Map<number, number[][]>();
  for (const [index, part] of parts.entries())
    for (const at of part) {
      const key = itemAt(keys, at);
      const here = found.get(key) ?? parts.map(() => []);
      found.set(key, here);
      itemAt(here, index).push(at);
    }
  return found;
}

/** The table of all that is bound to nothing. */
const loose = -1;

/** By lot: the table it belongs to. */
function keysOf(lots: readonly Lot[], binding: readonly Placed[]): readonly number[] {
  // The lots of a line stand side by side, and stay together.
  const above = lots.map(({ line }, at) => (lots[at - 1]?.line === line ? at - 1 : at));
  const headOf = (at: number): number => {
    let head = at;
    while (itemAt(above, head) !== head) head = itemAt(above, head);
    above[at] = head;
    return head;
  };
  const bound = new Set(lots.flatMap(({ line }, at) => (lots[at - 1]?.line === line ? [at - 1, at] : [])));
  for (const { parts } of binding) {
    const places = parts.flat();
    for (const at of places) {
      above[headOf(at)] = headOf(itemAt(places, 0));
      bound.add(at);
    }
  }
  // One lot of those that are bound together speaks for all.
  const heads = new Set([...bound].map(headOf));
  return lots.map((_lot, at) => (heads.has(headOf(at)) ? headOf(at) : loose));
}
