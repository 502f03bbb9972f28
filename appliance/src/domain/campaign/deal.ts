// A deal: which campaign uses which units, and what that comes to on each line, to the minor unit. Two deals are compared by what the
// customer gets, and where that is the same by what campaigns of higher priority gave.
import { allocate } from '../money/allocate.ts';
import { type Minor, minor } from '../money/money.ts';
import type { LineId } from './campaign.ts';
import type { Lot } from './lots.ts';
import { fine, type GroupOffer, itemAt, type Offer, sum, type Taken, wholeMinor } from './offer.ts';

/** Units taken by an offer; a group may be made of like units many times. */
export interface Use {
  readonly offer: Offer;
  /** Of one time. */
  readonly taken: readonly Taken[];
  readonly times: number;
}

export interface Given {
  /** Thousandths. */
  readonly units: number;
  readonly amount: Minor;
}

export interface OfferGiven {
  readonly offer: Offer;
  readonly times: number;
  readonly byLine: ReadonlyMap<LineId, Given>;
}

export interface Deal {
  readonly uses: readonly Use[];
  readonly amount: number;
  /** The more, the higher the priority of what gave it. */
  readonly merit: number;
}

export const noDeal: Deal = { uses: [], amount: 0, merit: 0 };

/** What the uses come to, without dividing it among lines. @param offers how many there are in all */
export function dealOf(uses: readonly Use[], offers: number): Deal {
  let [amount, merit] = [0, 0];
  for (const [offer, own] of byOffer(uses)) {
    const given =
      'each' in offer
        ? sum(onEach(own, offer.each).values(), (each) => each.amount)
        : sum(own, (use) => groupOff(use, offer));
    amount += given;
    merit += given * (offers - offer.rank);
  }
  return { uses, amount, merit };
}

export function amountOf({ byLine }: OfferGiven): number {
  return sum(byLine.values(), ({ amount }) => amount);
}

/** Whether the first is the better one. */
export function isBetter(one: Deal, other: Deal): boolean {
  return one.amount === other.amount ? one.merit > other.merit : one.amount > other.amount;
}

/** What each offer takes off which line; only what takes something off. */
export function givenBy({ uses }: Pick<Deal, 'uses'>): readonly OfferGiven[] {
  return [...byOffer(uses)]
    .map(([offer, own]) => {
      const byLine = 'each' in offer ? onEach(own, offer.each) : onGroups(own, offer);
      return {
        offer,
        times: timesOf(offer, own),
        byLine: new Map([...byLine].filter(([, { amount }]) => amount > 0)),
      };
    })
    .filter(({ byLine }) => byLine.size > 0);
}

function byOffer(uses: readonly Use[]): ReadonlyMap<Offer, readonly Use[]> {
  const found = new Map<Offer, Use[]>();
  for (const use of uses) {
    const before = found.get(use.offer);
    if (before === undefined) found.set(use.offer, [use]);
    else before.push(use);
  }
  return found;
}

function timesOf({ kind }: Offer, uses: readonly Use[]): number {
  if (kind === 'spend') return 1;
  return sum(uses, ({ taken, times }) => (kind === 'each' ? sum(taken, ({ count }) => count) : times));
}

function groupOff({ taken, times }: Use, { group }: GroupOffer): number {
  return (group.off(taken) / fine) * times;
}

/** Units in thousandths, and what the caller adds up. */
interface Sum {
  readonly units: number;
  readonly amount: number;
}

function sumsOf(uses: readonly Use[], amount: (lot: Lot) => number): ReadonlyMap<LineId, Sum> {
  const sums = new Map<LineId, Sum>();
  for (const { taken, times } of uses)
    for (const { lot, count } of taken)
      bump(sums, lot.line.id, {
        units: lot.thousandths * count * times,
        amount: amount(lot) * count * times,
      });
  return sums;
}

function bump(sums: Map<LineId, Sum>, line: LineId, more: Sum): void {
  const before = sums.get(line);
  const { units, amount } = before ?? { units: 0, amount: 0 };
  sums.set(line, { units: units + more.units, amount: amount + more.amount });
}

/** Rounded on all units of a line together, as a percentage of the line. */
function onEach(uses: readonly Use[], each: OnEach): ReadonlyMap<LineId, Given> {
  return given(sumsOf(uses, each), (amount) => wholeMinor(amount) / fine);
}

/** What a group takes off is borne by all its units, in proportion to their worth: a return gives back what was really paid. */
function onGroups(uses: readonly Use[], offer: GroupOffer): ReadonlyMap<LineId, Given> {
  const sums = new Map<LineId, Sum>();
  for (const use of uses) {
    const lines = [...sumsOf([use], ({ worth }) => worth)].sort(([one], [other]) => (one < other ? -1 : 1));
    const parts = allocate(
      minor(groupOff(use, offer)),
      lines.map(([, { amount }]) => minor(amount)),
    );
    lines.forEach(([line, { units }], index) => {
      bump(sums, line, { units, amount: itemAt(parts, index) });
    });
  }
  return given(sums, (amount) => amount);
}

function given(
  sums: ReadonlyMap<LineId, Sum>,
  rounded: (amount: number) => number,
): ReadonlyMap<LineId, Given> {
  return new Map(
    [...sums].map(([line, { units, amount }]) => [line, { units, amount: minor(rounded(amount)) }]),
  );
}

type OnEach = (lot: Lot) => number;
