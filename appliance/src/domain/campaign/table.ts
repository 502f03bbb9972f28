// The search for the best deal, laid out: units and offers that compete with each other, apart from all that do not. What is not on the
// same table cannot change anything here, so an unrelated line never changes a price, nor does it use up the work that is allowed.
import type { Lot } from './lots.ts';
import type { Offer } from './offer.ts';
import { isSelected } from './selection.ts';

/** An offer with the places of the lots it may take, by part; an offer on each has one part. */
export interface Placed {
  readonly offer: Offer;
  readonly parts: readonly (readonly number[])[];
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
  const { group, on } = offer;
  const places = (selection: NonNullable<typeof on>, counted: boolean): readonly number[] =>
    lots.flatMap((lot, at) =>
      (lot.counted || !counted) && mayTouch(offer, lot) && isSelected(lot.line, selection) ? [at] : [],
    );
  if (group !== undefined) return { offer, parts: group.parts.map((part) => places(part.on, group.counted)) };
  return { offer, parts: on === undefined ? [] : [places(on, false)] };
}

/** A price made by hand stands, unless the campaign says otherwise. */
function mayTouch({ campaign }: Offer, { line }: Lot): boolean {
  return !line.changed || campaign.onChangedPrices === true;
}

/** One table for all lots that are bound together by groups and thresholds, and one for all lots that are bound to none. */
export function tablesOf(lots: readonly Lot[], offers: readonly Placed[]): readonly Table[] {
  const headOf = heads(lots, offers.filter(binds));
  const sizes = new Map<number, number>();
  lots.forEach((_lot, at) => sizes.set(headOf(at), (sizes.get(headOf(at)) ?? 0) + 1));
  const bound = new Set(offers.filter(binds).flatMap(({ parts }) => parts.flat().map(headOf)));
  const tableOf = (at: number): number => {
    const head = headOf(at);
    return bound.has(head) || (sizes.get(head) ?? 0) > 1 ? head : -1;
  };
  const tables = new Map<
    number,
    { readonly loose: boolean; readonly lots: Lot[]; readonly offers: Placed[] }
  >();
  const placeOf = lots.map((lot, at) => {
    const table = tables.get(tableOf(at)) ?? { loose: tableOf(at) < 0, lots: [], offers: [] };
    tables.set(tableOf(at), table);
    return table.lots.push(lot) - 1;
  });
  for (const { offer, parts } of offers) {
    for (const [key, here] of byTable(parts, tableOf)) {
      const moved = here.map((part) => part.map((at) => placeOf[at] ?? 0));
      tables.get(key)?.offers.push({ offer, parts: moved });
    }
  }
  return [...tables.values()].filter((table) => table.offers.length > 0);
}

/** On each, without a limit, is given whatever else is sold. */
function binds({ offer }: Placed): boolean {
  return offer.group !== undefined || offer.threshold !== undefined;
}

/** The lot that stands for all that are bound to this one. */
function heads(lots: readonly Lot[], offers: readonly Placed[]): (at: number) => number {
  // The lots of a line stand side by side, and stay together.
  const above = lots.map(({ line }, at) => (lots[at - 1]?.line === line ? at - 1 : at));
  const headOf = (at: number): number => {
    let head = at;
    for (let next = above[head] ?? head; next !== head; next = above[head] ?? head) head = next;
    above[at] = head;
    return head;
  };
  for (const { parts } of offers) {
    const [first, ...rest] = parts.flat();
    if (first !== undefined) for (const at of rest) above[headOf(at)] = headOf(first);
  }
  return headOf;
}

function byTable(
  parts: Placed['parts'],
  tableOf: (at: number) => number,
): ReadonlyMap<number, readonly number[][]> {
  const found = new Map<number, number[][]>();
  parts.forEach((part, index) => {
    for (const at of part) {
      const here = found.get(tableOf(at)) ?? parts.map(() => []);
      found.set(tableOf(at), here);
      here[index]?.push(at);
    }
  });
  return found;
}
