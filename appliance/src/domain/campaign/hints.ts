// What is nearly reached: words for the cashier to say before the customer pays. Only where the customer would gain by it.
import { minor } from '../money/money.ts';
import { baseOf } from './board.ts';
import type { CampaignHint } from './campaign.ts';
import type { Deal } from './deal.ts';
import { type Offer, sum } from './offer.ts';
import type { Placed, Table } from './table.ts';

/** More would not be read. */
const hintsMax = 3;
/** Share of a threshold from which it is worth a word. */
const near = 0.8;

interface Solved {
  readonly table: Table;
  readonly deal: Deal;
}

/** The nearest first. */
export function hintsFor(solved: readonly Solved[]): readonly CampaignHint[] {
  const byRank = new Map<number, CampaignHint>();
  for (const each of solved)
    for (const placed of each.table.offers) {
      const hint = hintOf(placed, each);
      const before = byRank.get(placed.offer.rank);
      if (hint !== undefined && (before === undefined || lacks(hint) < lacks(before)))
        byRank.set(placed.offer.rank, hint);
    }
  return [...byRank]
    .sort(([rank, hint], [other, otherHint]) => lacks(hint) - lacks(otherHint) || rank - other)
    .slice(0, hintsMax)
    .map(([, hint]) => hint);
}

/** Pieces go before money. */
function lacks(hint: CampaignHint): number {
  return 'pieces' in hint ? hint.pieces : hint.amount * 1_000;
}

function hintOf(placed: Placed, solved: Solved): CampaignHint | undefined {
  const { campaign, threshold, group, each } = placed.offer;
  const named = { campaign: campaign.id, name: campaign.name };
  if (threshold !== undefined) {
    const amount = amountLacking(placed, solved, threshold);
    return amount === undefined ? undefined : { ...named, amount: minor(amount) };
  }
  if (group === undefined || each !== undefined) return undefined;
  const pieces = piecesLacking(placed, solved);
  return pieces === undefined ? undefined : { ...named, pieces };
}

function amountLacking(
  { offer, parts }: Placed,
  { table, deal }: Solved,
  threshold: number,
): number | undefined {
  const free = unitsFree(table, deal, offer);
  const worth = sum(parts[0] ?? [], (at) => (free[at] ?? 0) * (table.lots[at]?.worth ?? 0));
  return worth < threshold && worth >= threshold * near ? threshold - worth : undefined;
}

/** At least half of the group must be there. */
function piecesLacking({ offer, parts }: Placed, { table, deal }: Solved): number | undefined {
  const { group } = offer;
  const made = sum(deal.uses, (use) => (use.offer === offer ? use.times : 0));
  if (group === undefined || made >= offer.limit) return undefined;
  const free = unitsFree(table, deal, offer);
  const whole = sum(group.parts, ({ count }) => count);
  const taken = parts.flatMap((places, part) => {
    let wanted = group.parts[part]?.count ?? 0;
    const ordered = places.toSorted(
      (one, other) => (table.lots[other]?.worth ?? 0) - (table.lots[one]?.worth ?? 0),
    );
    return ordered.flatMap((at) => {
      const [lot, count] = [table.lots[at], Math.min(wanted, free[at] ?? 0)];
      if (lot === undefined || count === 0) return [];
      wanted -= count;
      free[at] = (free[at] ?? 0) - count;
      return [{ lot, at, count, part }];
    });
  });
  const lacking = whole - sum(taken, ({ count }) => count);
  if (lacking === 0 || lacking * 2 > whole || taken.length === 0) return undefined;
  // One more of each part's cheapest: would the customer gain? Of a part that is not there at all the price is not known.
  const complete = [...taken];
  for (const [part, { count }] of group.parts.entries()) {
    const here = taken.filter((each) => each.part === part);
    const cheapest = here.at(-1);
    const missing = count - sum(here, (each) => each.count);
    if (missing > 0 && cheapest === undefined) return lacking;
    if (missing > 0 && cheapest !== undefined) complete.push({ ...cheapest, count: missing });
  }
  const { gain } = baseOf(table);
  const bySelf = sum(complete, ({ at, count }) => (gain[at] ?? 0) * count);
  return group.off(complete) > bySelf ? lacking : undefined;
}

/** Units by lot that are in no group and under no threshold of another campaign. */
function unitsFree({ lots }: Table, deal: Deal, offer: Offer): number[] {
  const free = lots.map(({ count }) => count);
  const placeOf = new Map(lots.map((lot, at) => [lot, at]));
  for (const use of deal.uses) {
    if (use.offer !== offer && use.offer.group === undefined && use.offer.threshold === undefined) continue;
    for (const { lot, count } of use.taken) {
      const at = placeOf.get(lot) ?? 0;
      free[at] = (free[at] ?? 0) - count * use.times;
    }
  }
  return free;
}
