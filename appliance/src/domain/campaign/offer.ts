// A campaign as the search for the best deal sees it: what it takes off a unit by itself, or off a group of units. Amounts here are in
// ten-thousandths of a minor unit ("fine"), so that a percentage of a unit is a whole number; they are rounded where money is given.
import { priceFor } from '../quantity/quantity.ts';
import type { Campaign, Part, Selection } from './campaign.ts';
import type { Lot } from './lots.ts';
import { isSelected } from './selection.ts';

/** Fine amounts in one minor unit. */
export const fine = 10_000;

/** Units of one lot, taken for one part of a group. */
export interface Taken {
  /** Place of the lot on the table. */
  readonly at: number;
  readonly lot: Lot;
  readonly count: number;
  readonly part: number;
}

export interface Group {
  readonly parts: readonly GroupPart[];
  /** Of whole pieces only. */
  readonly counted: boolean;
  /** Whether the dearest go first and share the discount: what is cheapest in a group depends on the others in it. */
  readonly cheapest: boolean;
  /** Taken off one group of these units: whole minor units, but for a group of one. */
  readonly off: (taken: readonly Taken[]) => number;
}

export interface GroupPart {
  readonly count: number;
  readonly on: Selection;
  /** How much a unit adds to what is taken off, to find the best; exact where nothing else matters. */
  readonly share: (lot: Lot) => number;
}

interface Named {
  readonly campaign: Campaign;
  /** Place in the order of priority, then id; 0 is the first. */
  readonly rank: number;
}

interface OnEach extends Named {
  /** Taken off one unit by itself; rounded on what the line comes to. */
  readonly each: (lot: Lot) => number;
  readonly on: Selection;
}

export interface EachOffer extends OnEach {
  readonly kind: 'each';
}

/** On each, once the units are worth so much together. */
export interface SpendOffer extends OnEach {
  readonly kind: 'spend';
  /** Minor units. */
  readonly threshold: number;
}

/** On each of some units only: groups of one. */
export interface LimitedOffer extends OnEach {
  readonly kind: 'limited';
  readonly group: Group;
  /** Groups at most. */
  readonly limit: number;
}

export interface GroupOffer extends Named {
  readonly kind: 'group';
  readonly group: Group;
  readonly limit: number;
}

export type Offer = EachOffer | SpendOffer | LimitedOffer | GroupOffer;

/** Undefined for a campaign that makes no sense: it gives nothing. */
export function offerOf(campaign: Campaign, rank: number): Offer | undefined {
  const { limitPerSale: limit = Infinity } = campaign;
  if (limit !== Infinity && !isCount(limit)) return undefined;
  switch (campaign.kind) {
    case 'percentage':
    case 'amount-off':
    case 'fixed-price': {
      const each = eachOf(campaign);
      if (each === undefined) return undefined;
      const { on } = campaign;
      const named = { campaign, rank, each, on };
      if (limit === Infinity) return { ...named, kind: 'each' };
      const off = (taken: readonly Taken[]): number => sum(taken, ({ lot }) => each(lot));
      const parts = [{ count: 1, on, share: each }];
      return { ...named, kind: 'limited', limit, group: { parts, counted: false, cheapest: false, off } };
    }
    case 'spend': {
      const { threshold, basisPoints, on } = campaign;
      if (!isRate(basisPoints) || !isAmount(threshold)) return undefined;
      return { campaign, rank, kind: 'spend', each: ({ worth }) => worth * basisPoints, on, threshold };
    }
    case 'n-for-m':
    case 'n-for-price':
    case 'mix-and-match':
    case 'bundle': {
      const group = groupOf(campaign);
      return group === undefined ? undefined : { campaign, rank, kind: 'group', limit, group };
    }
  }
}

type EachCampaign = Extract<Campaign, { readonly kind: 'percentage' | 'amount-off' | 'fixed-price' }>;

function eachOf(campaign: EachCampaign): ((lot: Lot) => number) | undefined {
  switch (campaign.kind) {
    case 'percentage': {
      const { basisPoints } = campaign;
      return isRate(basisPoints) ? ({ worth }) => worth * basisPoints : undefined;
    }
    case 'amount-off': {
      const { amount } = campaign;
      if (!isAmount(amount)) return undefined;
      return ({ worth, thousandths }) => fine * Math.min(worth, priceFor(amount, thousandths));
    }
    case 'fixed-price': {
      const { price } = campaign;
      if (!isAmount(price)) return undefined;
      return ({ worth, thousandths }) => fine * Math.max(0, worth - priceFor(price, thousandths));
    }
  }
}

type GroupCampaign = Extract<
  Campaign,
  { readonly kind: 'n-for-m' | 'n-for-price' | 'mix-and-match' | 'bundle' }
>;

function groupOf(campaign: GroupCampaign): Group | undefined {
  switch (campaign.kind) {
    case 'n-for-m': {
      const { take, pay, on, basisPoints = fine } = campaign;
      if (!isCount(take) || !isCount(pay) || pay >= take || !isRate(basisPoints)) return undefined;
      const parts = [{ count: take, on, share: (lot: Lot) => lot.worth * basisPoints }];
      return {
        parts,
        counted: true,
        cheapest: true,
        off: (taken) => offCheapest(taken, take - pay, basisPoints),
      };
    }
    case 'n-for-price':
      return atPrice([{ count: campaign.take, on: campaign.on }], campaign.price);
    case 'bundle':
      return atPrice(campaign.parts, campaign.price);
    case 'mix-and-match': {
      const { parts } = campaign;
      if (!areParts(parts) || !parts.every(({ basisPoints }) => isRate(basisPoints))) return undefined;
      const shares = parts.map(({ count, on, basisPoints }) => ({
        count,
        on,
        share: (lot: Lot) => lot.worth * basisPoints,
      }));
      return { parts: shares, counted: true, cheapest: false, off: (taken) => offMixed(taken, parts) };
    }
  }
}

/**
 * What each part takes off its units. Where two units could stand in each other's place, the dearer is the one that costs more: who buys
 * two and gets a third for less, out of the same goods, gets the cheapest for less.
 */
function offMixed(
  taken: readonly Taken[],
  parts: readonly (Part & { readonly basisPoints: number })[],
): number {
  const units = taken.flatMap(({ lot, count, part }) =>
    Array.from({ length: count }, () => ({ lot, part: itemAt(parts, part) })),
  );
  for (let settled = false; !settled;) {
    settled = true;
    for (const one of units)
      for (const other of units) {
        const wrong = one.lot.worth > other.lot.worth && one.part.basisPoints > other.part.basisPoints;
        if (!wrong || !isSelected(one.lot.line, other.part.on) || !isSelected(other.lot.line, one.part.on))
          continue;
        [one.part, other.part] = [other.part, one.part];
        settled = false;
      }
  }
  return wholeMinor(sum(units, ({ lot, part }) => lot.worth * part.basisPoints));
}

function atPrice(parts: readonly Part[], price: number): Group | undefined {
  if (!areParts(parts) || !isAmount(price)) return undefined;
  const off = (taken: readonly Taken[]): number =>
    fine * Math.max(0, sum(taken, ({ lot, count }) => lot.worth * count) - price);
  const shares = parts.map(({ count, on }) => ({ count, on, share: (lot: Lot) => lot.worth * fine }));
  return { parts: shares, counted: true, cheapest: false, off };
}

function offCheapest(taken: readonly Taken[], free: number, basisPoints: number): number {
  let [left, off] = [free, 0];
  for (const { lot, count } of taken.toSorted((one, other) => one.lot.worth - other.lot.worth)) {
    const units = Math.min(left, count);
    off += lot.worth * units * basisPoints;
    left -= units;
  }
  return wholeMinor(off);
}

/** Rounded half up; nothing here is negative. */
export function wholeMinor(amount: number): number {
  const rest = amount % fine;
  return amount - rest + (2 * rest < fine ? 0 : fine);
}

/** What stands at a place that was made for this list. */
export function itemAt<T>(list: readonly T[], place: number): T {
  return list[place] as T;
}

export function sum<T>(list: Iterable<T>, amount: (each: T) => number): number {
  let total = 0;
  for (const each of list) total += amount(each);
  return total;
}

/** Beyond this no shop has a price, and sums of products would leave the whole numbers. */
const amountMax = 1_000_000_000_000;

function isAmount(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0 && value <= amountMax;
}

function isRate(value: number): boolean {
  return isAmount(value) && value <= fine;
}

function isCount(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 1;
}

function areParts(parts: readonly Part[]): boolean {
  return parts.length > 0 && parts.every(({ count }) => isCount(count));
}
