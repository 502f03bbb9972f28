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
import { givenBy, type OfferGiven } from './deal.ts';
import { hintsFor } from './hints.ts';
import { type Buyer, isFor } from './in-force.ts';
import { lotsOf } from './lots.ts';
import { type Offer, offerOf } from './offer.ts';
import { place, tablesOf } from './table.ts';

export interface CampaignCase extends Buyer {
  readonly lines: readonly CampaignLine[];
  /** Those that run now (`runningAt`). */
  readonly campaigns: readonly Campaign[];
}

export const noCampaigns: CampaignOutcome = { byLine: new Map(), applied: [], hints: [] };

/**
 * The best deal: exact where the units that compete can be combined in up to 1,024 ways or only one campaign competes for them, and good
 * beyond that; the steps of the search are counted (`best-deal.ts`). No line gets more than it costs. Campaigns that share (`stackable`)
 * come after, in their order, on what is left to pay; a threshold of theirs counts what the lines cost before.
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
  const all = offers
    .filter(({ campaign }) => campaign.stackable === true)
    .reduce((before, offer) => [...before, ...onTop(sold, offer, before)], given);
  return { ...explained(all), hints: hintsFor(deals) };
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
  const gone = new Map<LineId, number>();
  for (const { byLine } of before)
    for (const [line, { amount }] of byLine) gone.set(line, (gone.get(line) ?? 0) + amount);
  const lots = lotsOf(lines, ({ id, amount }) => amount - (gone.get(id) ?? 0));
  const placed = place(offer, lots);
  const named = new Set(placed.parts.flat().flatMap((at) => lots[at]?.line ?? []));
  const worth = [...named].reduce((total, { amount }) => total + amount, 0);
  if (worth < (offer.threshold ?? 0)) return [];
  const reached = offer.threshold === undefined ? placed : { ...placed, offer: { ...offer, threshold: 0 } };
  const uses = alone({ loose: false, lots, offers: [reached] }, reached);
  return uses === undefined ? [] : givenBy({ uses });
}

function explained(given: readonly OfferGiven[]): Pick<CampaignOutcome, 'byLine' | 'applied'> {
  const byLine = new Map<LineId, CampaignDiscount[]>();
  const applied = new Map<Offer['rank'], AppliedCampaign>();
  const onTop = ({ offer }: OfferGiven): number => (offer.campaign.stackable === true ? 1 : 0);
  const ordered = given.toSorted(
    (one, other) => onTop(one) - onTop(other) || one.offer.rank - other.offer.rank,
  );
  for (const { offer, times, byLine: own } of ordered) {
    const { id: campaign, name } = offer.campaign;
    const before = applied.get(offer.rank) ?? { times: 0, units: 0, amount: zero };
    let [units, amount]: [number, Minor] = [before.units, before.amount];
    for (const [line, part] of own) {
      const discount = { campaign, name, units: thousandths(part.units), amount: part.amount };
      byLine.set(line, [...(byLine.get(line) ?? []), discount]);
      units += part.units;
      amount = add(amount, part.amount);
    }
    applied.set(offer.rank, {
      campaign,
      name,
      times: before.times + times,
      units: thousandths(units),
      amount: minor(amount),
    });
  }
  return { byLine, applied: [...applied.values()] };
}
