// Campaigns on the lines of a tab, and what the customer's groups are given: which lines they may touch, and what they take off, VAT
// included. While nothing is paid it is what runs at the moment; once there is money on the tab it is what was fixed then.
import { applyCampaigns, noCampaigns } from '../campaign/apply-campaigns.ts';
import type {
  AppliedCampaign,
  Campaign,
  CampaignDiscount,
  CampaignLine,
  FixedCampaigns,
} from '../campaign/campaign.ts';
import { opened } from '../campaign/coupon.ts';
import { type CustomerGroup, groupOffer, groupsOf } from '../customer/customer.ts';
import { add, type Currency, type Minor, minor, subtract, zero } from '../money/money.ts';
import { vatOfNet } from '../vat/vat.ts';
import { hasLivePayments } from './lines.ts';
import { broughtAlong, withBrought } from './off-the-tab.ts';
import type { CampaignsOnTab, OpenLine } from './open-line.ts';
import type { LineId, Tab } from './tab.ts';

export interface CampaignSettings {
  readonly running: readonly Campaign[];
  /** Of the shop. */
  readonly groups: readonly CustomerGroup[];
  readonly prices: 'gross' | 'net';
  readonly currency: Currency;
}

export function campaignsOn(
  tab: Tab,
  settings: CampaignSettings,
  open: () => readonly OpenLine[],
): CampaignsOnTab {
  if (hasLivePayments(tab)) return fixed(tab.campaigns);
  const groups = groupsOf(tab.customer, settings.groups);
  const own = groupOffer(groups);
  const running = opened(settings.running, tab.coupons);
  const offers = own === undefined ? running : [...running, own];
  const brought = broughtAlong(tab, settings.currency);
  if (offers.length === 0 && brought.length === 0) return noCampaigns;
  const lines = open();
  const outcome = applyCampaigns({
    lines: lines.map(campaignLine),
    campaigns: offers,
    customerGroups: groups.map(({ id }) => id),
    dining: tab.dining,
  });
  const given = settings.prices === 'gross' ? outcome : { ...withVat(outcome, lines), hints: outcome.hints };
  return withBrought(given, lines, brought);
}

/** As it is kept with the first payment; undefined where there is nothing to keep. */
export function fixedCampaigns({
  lines,
  campaigns,
}: {
  readonly lines: readonly { readonly id: LineId; readonly campaigns?: readonly CampaignDiscount[] }[];
  readonly campaigns: readonly AppliedCampaign[];
}): FixedCampaigns | undefined {
  const kept = lines.flatMap(({ id, campaigns: given }) =>
    given === undefined ? [] : [{ line: id, given }],
  );
  return kept.length === 0 ? undefined : { lines: kept, applied: campaigns };
}

/** What campaigns take off a line. */
export function campaignSum(given: readonly CampaignDiscount[] | undefined): Minor {
  return given === undefined ? zero : add(...given.map(({ amount }) => amount));
}

function fixed(campaigns: FixedCampaigns | undefined): CampaignsOnTab {
  if (campaigns === undefined) return noCampaigns;
  return {
    byLine: new Map(campaigns.lines.map(({ line, given }) => [line, given])),
    applied: campaigns.applied,
    hints: [],
  };
}

function campaignLine({ line, price }: OpenLine): CampaignLine {
  const { id, product, quantity, labelPrice } = line;
  return {
    id,
    product: product.id,
    categories: product.categories ?? [product.category],
    quantity,
    // A label prices the whole of what is in the pack.
    counted: product.unit === 'piece' && labelPrice === undefined,
    amount: price,
    changed: line.discount !== undefined || line.priceReason !== undefined,
  };
}

/** Where prices are without VAT, the customer pays what is left of the price with the VAT on that: all before it was taken off. */
function withVat(
  { byLine, applied }: Pick<CampaignsOnTab, 'byLine' | 'applied'>,
  lines: readonly OpenLine[],
): Pick<CampaignsOnTab, 'byLine' | 'applied'> {
  const inGross = lines.flatMap(({ line, ...amounts }): [LineId, readonly CampaignDiscount[]][] => {
    const given = byLine.get(line.id);
    return given === undefined ? [] : [[line.id, grossDiscounts(given, amounts)]];
  });
  const all = inGross.flatMap(([, given]) => given);
  const sumOf = (wanted: string): Minor =>
    add(zero, ...all.filter(({ campaign }) => campaign === wanted).map(({ amount }) => amount));
  return {
    byLine: new Map(inGross.filter(([, given]) => given.length > 0)),
    applied: applied
      .map((each) => ({ ...each, amount: sumOf(each.campaign) }))
      .filter(({ amount }) => amount > 0),
  };
}

function grossDiscounts(
  given: readonly CampaignDiscount[],
  { rate, price, gross }: Pick<OpenLine, 'rate' | 'price' | 'gross'>,
): readonly CampaignDiscount[] {
  let [net, left] = [price, gross];
  return given.flatMap((discount) => {
    net = subtract(net, discount.amount);
    // Where VAT is rounded on the receipt, a line may bear a minor unit less than its own VAT.
    const amount = minor(Math.max(0, left - add(net, vatOfNet(net, rate))));
    left = subtract(left, amount);
    return amount > 0 ? [{ ...discount, amount }] : [];
  });
}
