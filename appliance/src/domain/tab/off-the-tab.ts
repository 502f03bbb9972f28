// What a customer brings that takes something off everything on the tab: points. It comes after the campaigns, on what they left, and is told
// on the lines like what they gave, so that a line's sums, its return and its VAT need to know nothing more.
import type { AppliedCampaign, CampaignDiscount, OfferSource } from '../campaign/campaign.ts';
import { worthOf } from '../customer/points.ts';
import { allocate } from '../money/allocate.ts';
import { add, type Currency, type Minor, minor, subtract, zero } from '../money/money.ts';
import { thousandths } from '../quantity/quantity.ts';
import type { CampaignsOnTab, OpenLine } from './open-line.ts';
import type { Tab } from './tab.ts';

export interface OffTheTab {
  readonly id: string;
  /** As it stands on the receipt. */
  readonly name: string;
  readonly source: OfferSource;
  /** What it takes off this much, VAT included; not more than that. */
  readonly amountOff: (left: Minor) => Minor;
}

/** In the order in which they are taken off. */
export function broughtAlong({ redemption }: Tab, currency: Currency): readonly OffTheTab[] {
  if (redemption === undefined) return [];
  const { group, name, points, pointsPerUnitOff, shareMax } = redemption;
  // The group may take something off by itself, which is told apart.
  const id = `points:${group}`;
  const worth = worthOf(points, pointsPerUnitOff, currency);
  const most = (left: Minor): number => Number((BigInt(left) * BigInt(shareMax)) / 10_000n);
  return [{ id, name, source: 'loyalty', amountOff: (left) => minor(Math.min(worth, most(left))) }];
}

/** @param before what campaigns gave, VAT included */
export function withBrought(
  before: CampaignsOnTab,
  lines: readonly OpenLine[],
  brought: readonly OffTheTab[],
): CampaignsOnTab {
  return brought.reduce((all, each) => withOne(all, lines, each), before);
}

function withOne(
  { byLine, applied, hints }: CampaignsOnTab,
  lines: readonly OpenLine[],
  { id, name, source, amountOff }: OffTheTab,
): CampaignsOnTab {
  const lefts = lines.map(({ line, gross }) =>
    subtract(gross, add(zero, ...(byLine.get(line.id) ?? []).map(({ amount }) => amount))),
  );
  const amount = amountOff(add(zero, ...lefts));
  if (amount <= 0) return { byLine, applied, hints };
  const shares = allocate(amount, lefts);
  const named = { campaign: id, name, source };
  const next = new Map(byLine);
  let units = 0;
  for (const [index, { line }] of lines.entries()) {
    // As many as lines.
    const share = shares[index] as Minor;
    if (share === 0) continue;
    const given: CampaignDiscount = { ...named, units: line.quantity, amount: share };
    next.set(line.id, [...(next.get(line.id) ?? []), given]);
    units += line.quantity;
  }
  const whole: AppliedCampaign = { ...named, times: 1, units: thousandths(units), amount };
  return { byLine: next, applied: [...applied, whole], hints };
}
