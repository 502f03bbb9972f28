// A deal: which campaign uses which units, and what that comes to on each line, to the minor unit. Two deals are compared by what the
// customer gets, and where that is the same by what campaigns of higher priority gave.
import { allocate } from '../money/allocate.ts';
import { type Minor, minor } from '../money/money.ts';
import type { LineId } from './campaign.ts';
import { fine, type Offer, sum, type Taken, wholeMinor } from './offer.ts';

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
      offer.each === undefined
        ? sum(own, groupOff)
        : sum(eachAmounts(own, offer.each).values(), (each) => each);
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
    .map(([offer, own]) => offerGiven(offer, own))
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

function offerGiven(offer: Offer, uses: readonly Use[]): OfferGiven {
  const amounts = offer.each === undefined ? groupAmounts(uses) : eachAmounts(uses, offer.each);
  const units = new Map<LineId, number>();
  for (const { taken, times } of uses)
    for (const { lot, count } of taken)
      units.set(lot.line.id, (units.get(lot.line.id) ?? 0) + lot.thousandths * count * times);
  const byLine = [...amounts]
    .filter(([, amount]) => amount > 0)
    .map(([line, amount]): [LineId, Given] => [line, { units: units.get(line) ?? 0, amount: minor(amount) }]);
  return { offer, times: timesOf(offer, uses), byLine: new Map(byLine) };
}

function groupOff({ offer, taken, times }: Use): number {
  return ((offer.group?.off(taken) ?? 0) / fine) * times;
}

function timesOf({ each, group, threshold }: Offer, uses: readonly Use[]): number {
  if (threshold !== undefined) return 1;
  if (group !== undefined) return sum(uses, ({ times }) => times);
  return each === undefined ? 0 : sum(uses, ({ taken }) => sum(taken, ({ count }) => count));
}

/** Rounded on all units of a line together, as a percentage of the line. */
function eachAmounts(uses: readonly Use[], each: NonNullable<Offer['each']>): ReadonlyMap<LineId, number> {
  const exact = new Map<LineId, number>();
  for (const { taken, times } of uses)
    for (const { lot, count } of taken)
      exact.set(lot.line.id, (exact.get(lot.line.id) ?? 0) + each(lot) * count * times);
  return new Map([...exact].map(([line, amount]) => [line, wholeMinor(amount) / fine]));
}

/** What a group takes off is borne by all its units, in proportion to their worth: a return gives back what was really paid. */
function groupAmounts(uses: readonly Use[]): ReadonlyMap<LineId, number> {
  const amounts = new Map<LineId, number>();
  for (const use of uses) {
    const { taken, times } = use;
    const worth = new Map<LineId, number>();
    for (const { lot, count } of taken)
      worth.set(lot.line.id, (worth.get(lot.line.id) ?? 0) + lot.worth * count * times);
    const lines = [...worth].sort(([one], [other]) => (one < other ? -1 : 1));
    const parts = allocate(
      minor(groupOff(use)),
      lines.map(([, each]) => minor(each)),
    );
    lines.forEach(([line], index) => amounts.set(line, (amounts.get(line) ?? 0) + (parts[index] ?? 0)));
  }
  return amounts;
}
