// What campaigns give on the lines of a sale: the best deal for the customer, with the explanation of it. The order of lines and of
// campaigns changes nothing; a unit is used by one campaign, and by those on top that may share.
import { add, type Minor, minor, zero } from '../money/money.ts';
import { thousandths } from '../quantity/quantity.ts';
import { alone, bestDeal } from './best-deal.ts';
import type {
  AppliedCampaign,
  Campaign,
  CampaignDiscount,
  CampaignLine,
  CampaignOutcome,
  LineId,
} from './campaign.ts';
import { amountOf, givenBy, type OfferGiven } from './deal.ts';
import { hintsFor } from './hints.ts';
import { type Buyer, isFor } from './in-force.ts';
import { lotsOf } from './lots.ts';
import { itemAt, type Offer, offerOf, sum } from './offer.ts';
import { place, tablesOf } from './table.ts';

export interface CampaignCase extends Buyer {
  readonly lines: readonly CampaignLine[];
  /** Those that run now (`runningAt`). */
  readonly campaigns: readonly Campaign[];
}

export const noCampaigns: CampaignOutcome = { byLine: new Map(), applied: [], hints: [] };

/**
 * The best deal. Exact where what is left of the units that compete can be any of up to 1,024 combinations and the search ends within
 * its steps, and where one campaign alone takes them out of one set of goods; good beyond that, and never less than any one campaign
 * gives by itself. The steps are counted (`best-deal.ts`). No line gets more than it costs. Campaigns that share (`stackable`) come
 * after, in their order, on what is left to pay; a threshold of theirs counts what the lines cost before.
 */
export function applyCampaigns({ lines, campaigns, ...buyer }: CampaignCase): CampaignOutcome {
  const offers = offersOf(campaigns.filter((campaign) => isFor(campaign, buyer)));
  if (offers.length === 0 || lines.length === 0) return noCampaigns;
  const sold = lines.filter(({ quantity, amount }) => quantity > 0 && amount > 0);
  const own = offers.filter(({ campaign }) => campaign.stackable !== true);
  const lots = lotsOf(sold);
  const tables = tablesOf(
    lots,
    own.map((offer) => place(offer, lots)),
  );
  const deals = tables.map((table) => ({ table, deal: bestDeal(table, offers.length) }));
  const given = deals.flatMap(({ deal }) => givenBy(deal));
  const shared = offers.filter(({ campaign }) => campaign.stackable === true);
  return { ...explained(bestOf(plans(sold, given, shared))), hints: hintsFor(deals) };
}

/** What shares comes after. Groups of several parts may come out worse on what others left: then one goes first, with what shares. */
function plans(
  lines: readonly CampaignLine[],
  given: readonly OfferGiven[],
  shared: readonly Offer[],
): readonly (readonly OfferGiven[])[] {
  const after = (before: readonly OfferGiven[], offers: readonly Offer[]): readonly OfferGiven[] =>
    offers.reduce((all, offer) => [...all, ...onTop(lines, offer, all)], before);
  const groups = shared.filter((offer) => 'group' in offer && offer.group.parts.length > 1);
  return [
    after(given, shared),
    ...groups.map((first) => after([], [first, ...shared.filter((each) => each !== first)])),
  ];
}

/** Of equals the first. */
function bestOf(all: readonly (readonly OfferGiven[])[]): readonly OfferGiven[] {
  const worth = (plan: readonly OfferGiven[]): number => sum(plan, amountOf);
  return all.reduce((best, plan) => (worth(plan) > worth(best) ? plan : best));
}

function offersOf(campaigns: readonly Campaign[]): readonly Offer[] {
  return campaigns
    .toSorted((one, other) => other.priority - one.priority || (one.id < other.id ? -1 : 1))
    .flatMap((campaign, rank) => offerOf(campaign, rank) ?? []);
}

/** One more campaign on what the others left. */
function onTop(
  lines: readonly CampaignLine[],
  offer: Offer,
  before: readonly OfferGiven[],
): readonly OfferGiven[] {
  const gone = (line: CampaignLine): number => sum(before, ({ byLine }) => byLine.get(line.id)?.amount ?? 0);
  const lots = lotsOf(lines, (line) => line.amount - gone(line));
  const placed = place(offer, lots);
  const named = new Set(placed.parts.flat().map((at) => itemAt(lots, at).line));
  if (offer.kind !== 'spend')
    return givenBy({ uses: alone({ loose: false, lots, offers: [placed] }, placed) });
  if (sum(named, ({ amount }) => amount) < offer.threshold) return [];
  const reached = { ...placed, offer: { ...offer, threshold: 0 } };
  return givenBy({ uses: alone({ loose: false, lots, offers: [reached] }, reached) });
}

function explained(given: readonly OfferGiven[]): Pick<CampaignOutcome, 'byLine' | 'applied'> {
  const byLine = new Map<LineId, CampaignDiscount[]>();
  const applied = new Map<Offer['rank'], AppliedCampaign>();
  const onTop = ({ offer }: OfferGiven): number => (offer.campaign.stackable === true ? 1 : 0);
  const ordered = given.toSorted(
    (one, other) => onTop(one) - onTop(other) || one.offer.rank - other.offer.rank,
  );
  for (const { offer, times, byLine: own } of ordered) {
    const { id: campaign, name, source } = offer.campaign;
    const named = { campaign, name, ...(source === undefined ? {} : { source }) };
    const before = applied.get(offer.rank) ?? { times: 0, units: 0, amount: zero };
    let [units, amount]: [number, Minor] = [before.units, before.amount];
    for (const [line, part] of own) {
      const discount = { ...named, units: thousandths(part.units), amount: part.amount };
      byLine.set(line, [...(byLine.get(line) ?? []), discount]);
      units += part.units;
      amount = add(amount, part.amount);
    }
    applied.set(offer.rank, {
      ...named,
      times: before.times + times,
      units: thousandths(units),
      amount: minor(amount),
    });
  }
  return { byLine, applied: [...applied.values()] };
}
