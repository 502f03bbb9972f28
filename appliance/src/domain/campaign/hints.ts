// What is nearly reached: words for the cashier to say before the customer pays. Only where the customer would gain by it.
import { minor } from '../money/money.ts';
import { baseOf } from './board.ts';
import type { CampaignHint } from './campaign.ts';
import type { Deal } from './deal.ts';
import { itemAt, type Offer, sum, type Taken } from './offer.ts';
import { isGroup, isSpend, type Placed, type PlacedGroup, type PlacedSpend, type Table } from './table.ts';

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
      if (hint !== undefined) byRank.set(placed.offer.rank, hint);
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
  const { campaign } = placed.offer;
  const named = { campaign: campaign.id, name: campaign.name };
  if (isSpend(placed)) {
    const amount = amountLacking(placed, solved);
    return amount === undefined ? undefined : { ...named, amount: minor(amount) };
  }
  // Of what is given on each, no piece is lacking.
  if (!isGroup(placed) || placed.offer.kind === 'limited') return undefined;
  const pieces = piecesLacking(placed, solved);
  return pieces === undefined ? undefined : { ...named, pieces };
}

function amountLacking({ offer, parts }: PlacedSpend, { table, deal }: Solved): number | undefined {
  const { threshold } = offer;
  const free = unitsFree(table, deal, offer);
  const worth = sum(parts.flat(), (at) => itemAt(free, at) * itemAt(table.lots, at).worth);
  return worth < threshold && worth >= threshold * near ? threshold - worth : undefined;
}

/** At least half of the group must be there. */
function piecesLacking({ offer, parts }: PlacedGroup, { table, deal }: Solved): number | undefined {
  const { group, limit } = offer;
  const made = sum(deal.uses, (use) => (use.offer === offer ? use.times : 0));
  const free = unitsFree(table, deal, offer);
  const taken = parts.flatMap((places, part) =>
    dearest(table, { places, part, count: itemAt(group.parts, part).count, free }),
  );
  const there = sum(taken, ({ count }) => count);
  const lacking = sum(group.parts, ({ count }) => count) - there;
  if (made >= limit || lacking === 0 || lacking > there) return undefined;
  const complete = group.parts.map(({ count }, part) => completed(taken, part, count));
  // Of a part that is not there at all the price is not known.
  if (complete.some((own) => own.length === 0)) return lacking;
  const { gain } = baseOf(table);
  const bySelf = sum(complete.flat(), ({ at, count }) => itemAt(gain, at) * count);
  return group.off(complete.flat()) > bySelf ? lacking : undefined;
}

interface Wanted {
  readonly places: readonly number[];
  readonly part: number;
  readonly count: number;
  /** Units by lot; what is found is taken from them. */
  readonly free: number[];
}

/** As many units of a part as there are, up to what it needs. */
function dearest({ lots }: Table, { places, part, count: wanted, free }: Wanted): readonly Taken[] {
  let left = wanted;
  const worth = (at: number): number => itemAt(lots, at).worth;
  return places
    .toSorted((one, other) => worth(other) - worth(one))
    .map((at) => {
      const count = Math.min(left, itemAt(free, at));
      left -= count;
      free[at] = itemAt(free, at) - count;
      return { at, lot: itemAt(lots, at), count, part };
    })
    .filter(({ count }) => count > 0);
}

/** What is there of a part, and for what is lacking more of its cheapest. */
function completed(taken: readonly Taken[], part: number, count: number): readonly Taken[] {
  const own = taken.filter((each) => each.part === part);
  const lacking = count - sum(own, (each) => each.count);
  return [...own, ...own.slice(-1).map((cheapest) => ({ ...cheapest, count: lacking }))];
}

/** Units by lot that are in no group and under no threshold, but for what the offer itself gives on each. */
function unitsFree({ lots }: Table, { uses }: Deal, offer: Offer): number[] {
  const free = lots.map(({ count }) => count);
  for (const use of uses) {
    if (use.offer !== offer && use.offer.kind === 'each') continue;
    for (const { at, count } of use.taken) free[at] = itemAt(free, at) - count * use.times;
  }
  return free;
}
