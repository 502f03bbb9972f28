// Campaigns and lines for tests, each with only what matters to it.
import type {
  Campaign,
  CampaignKind,
  CampaignLine,
  CampaignOutcome,
  Selection,
} from '../src/domain/campaign/campaign.ts';
import { applyCampaigns, type CampaignCase } from '../src/domain/campaign/apply-campaigns.ts';
import { minor } from '../src/domain/money/money.ts';
import { pieces, thousandths } from '../src/domain/quantity/quantity.ts';
import { basisPoints } from '../src/domain/vat/vat.ts';

export const everything: Selection = {};

export function sampleCampaign(
  what: CampaignKind,
  rest: Partial<Omit<Campaign, keyof CampaignKind>> = {},
): Campaign {
  return { id: what.kind, name: what.kind, priority: 0, ...rest, ...what };
}

export const percentage = (points: number, on = everything): CampaignKind => ({
  kind: 'percentage',
  basisPoints: basisPoints(points),
  on,
});
export const amountOffEach = (amount: number, on = everything): CampaignKind => ({
  kind: 'amount-off',
  amount: minor(amount),
  on,
});
export const fixedPrice = (price: number, on = everything): CampaignKind => ({
  kind: 'fixed-price',
  price: minor(price),
  on,
});
export const nForM = (take: number, pay: number, on = everything): CampaignKind => ({
  kind: 'n-for-m',
  take,
  pay,
  on,
});
export const nForPrice = (take: number, price: number, on = everything): CampaignKind => ({
  kind: 'n-for-price',
  take,
  price: minor(price),
  on,
});
export const spend = (threshold: number, points: number, on = everything): CampaignKind => ({
  kind: 'spend',
  threshold: minor(threshold),
  basisPoints: basisPoints(points),
  on,
});
/** So many of each selection, at so many basis points less. */
export const mix = (...parts: readonly [count: number, on: Selection, points: number][]): CampaignKind => ({
  kind: 'mix-and-match',
  parts: parts.map(([count, on, points]) => ({ count, on, basisPoints: basisPoints(points) })),
});
export const bundle = (price: number, ...parts: readonly [count: number, on: Selection][]): CampaignKind => ({
  kind: 'bundle',
  price: minor(price),
  parts: parts.map(([count, on]) => ({ count, on })),
});

/** Products whose id is one of these. */
export const only = (...products: readonly string[]): Selection => ({ products });
export const within = (...categories: readonly string[]): Selection => ({ categories });

/** Pieces at a price, one unless told; the id is the product's too. */
export function sold(
  id: string,
  price: number,
  wanted: number | (Partial<CampaignLine> & { readonly count?: number }) = {},
): CampaignLine {
  const { count = 1, ...rest } = typeof wanted === 'number' ? { count: wanted } : wanted;
  return {
    id,
    product: id,
    categories: [],
    quantity: pieces(count),
    counted: true,
    amount: minor(price * count),
    changed: false,
    ...rest,
  };
}

/** Something weighed, and what it costs in all. */
export function weighed(
  id: string,
  [quantity, amount]: readonly [quantity: number, amount: number],
  rest: Partial<CampaignLine> = {},
): CampaignLine {
  return { ...sold(id, amount), quantity: thousandths(quantity), counted: false, ...rest };
}

export function apply(
  lines: readonly CampaignLine[],
  campaigns: readonly Campaign[],
  rest: Partial<CampaignCase> = {},
): CampaignOutcome {
  return applyCampaigns({ lines, campaigns, customerGroups: [], dining: 'take-away', ...rest });
}

/** `line campaign units amount`, and a total for each line that got something. */
export function piecesOf({ byLine }: CampaignOutcome): string[] {
  return [...byLine]
    .flatMap(([line, given]) =>
      given.map(({ campaign, units, amount }) => `${line} ${campaign} ${units / 1000} ${amount}`),
    )
    .sort();
}

/** `campaign times amount`. */
export function appliedOf({ applied }: CampaignOutcome): string[] {
  return applied.map(({ campaign, times, amount }) => `${campaign} ${times} ${amount}`);
}

export function totalOf({ applied }: CampaignOutcome): number {
  return applied.reduce((sum, { amount }) => sum + amount, 0);
}
