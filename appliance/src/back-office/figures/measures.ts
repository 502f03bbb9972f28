// What one sale adds to the figures. Counting is that of the Z-report (domain/shift): same parts, same signs, so that the figures of a day and
// the Z-reports of its shifts are one sum. What the Z does not tell apart and an owner wants to see apart: deposits, net of VAT, margin.
import { goodsOf } from '../../domain/shift/sale-goods.ts';
import { add, type Minor, minor, scale, subtract, zero } from '../../domain/money/money.ts';
import type { SaleLine } from '../../domain/register/sale.ts';
import type { SoldSale } from './read-sale.ts';

/** Columns of every table of sales, in minor units unless told. */
export const measures = [
  /** As the Z's total: everything, deposits among it, but gift cards and prepayments that are no turnover yet (W11, W12). */
  'total',
  'rounding',
  /** Receipts of any kind. */
  'tabs',
  'sales',
  'sales_amount',
  'returns',
  /** Positive, deposits given back along with goods among it. */
  'returns_amount',
  /** Receipts with deposit paid out for empties, and what was paid out, positive. */
  'empties',
  'empties_amount',
  /** Deposit charged on what was sold, less what was given back with returned goods. */
  'deposits',
  /** The part of it that was charged on sold lines. */
  'deposits_sold',
  /** Turnover without VAT and without deposits. */
  'net',
  /** Thousandths sold, deposits left out; what is weighed or measured is one a line. */
  'items',
  'line_discounts',
  'line_discounts_amount',
  'campaign_discounts',
  'campaign_discounts_amount',
  'tab_discounts',
  'tab_discounts_amount',
  /** Of the lines whose product has a known cost: what they cost, and their part of `net`. */
  'cost',
  'cost_net',
] as const;

export type Measure = (typeof measures)[number];
export type Measures = Readonly<Record<Measure, number>>;

export const noMeasures = Object.fromEntries(measures.map((name) => [name, 0])) as Record<Measure, number>;

/** Goods are what turnover is made of; deposits are money kept for somebody else (W14). */
export function isGoods(line: Pick<SaleLine, 'product'>): boolean {
  const { kind } = line.product;
  return kind === undefined || kind === 'goods';
}

export function isDeposit(line: Pick<SaleLine, 'product'>): boolean {
  return line.product.kind === 'deposit';
}

/** Turnover when it is sold or received, and so less of it when it is used. */
function isTaxedBefore({ giftCard, prepayment }: Pick<SaleLine, 'giftCard' | 'prepayment'>): boolean {
  return giftCard?.purpose === 'single' || prepayment?.taxed !== undefined;
}

/** @param costOf minor units for one unit of the product; undefined where it is not known */
export function measuresOf(sale: SoldSale, costOf: (product: string) => number | undefined): Measures {
  const all = goodsOf(sale);
  const { sold, soldAmount, returned, returnedAmount, empties, emptiesAmount } = all;
  const goods = sale.lines.filter(isGoods);
  return {
    total: subtract(sale.total, add(all.giftCardsAmount, all.prepaidOutside)),
    rounding: sale.rounding,
    tabs: 1,
    sales: sold.length > 0 ? 1 : 0,
    sales_amount: soldAmount,
    returns: returned.length > 0 ? 1 : 0,
    returns_amount: returnedAmount,
    empties: empties.length > 0 ? 1 : 0,
    empties_amount: emptiesAmount,
    deposits: totalOf([...sold, ...returned].filter(isDeposit)),
    deposits_sold: totalOf(sold.filter(isDeposit)),
    net: netOf([...goods, ...sale.lines.filter(isTaxedBefore)]),
    items: sold.filter(isGoods).reduce((sum, line) => sum + itemsOf(line), 0),
    line_discounts: sale.lines.filter((line) => line.lineDiscount !== 0).length,
    line_discounts_amount: sale.lineDiscounts,
    campaign_discounts: sale.lines.filter((line) => line.campaigns !== undefined).length,
    campaign_discounts_amount: sale.campaignDiscounts ?? 0,
    tab_discounts: sale.tabDiscount === 0 ? 0 : 1,
    tab_discounts_amount: sale.tabDiscount,
    ...costsOf(goods, costOf),
  };
}

/** Thousandths. */
export function itemsOf({ product, quantity }: Pick<SaleLine, 'product' | 'quantity'>): number {
  return product.unit === 'piece' ? quantity : 1000 * Math.sign(quantity);
}

/** What the line's goods cost, negative for what came back; undefined where it is not known. */
export function costOfLine(
  { product, quantity }: Pick<SaleLine, 'product' | 'quantity'>,
  costOf: (product: string) => number | undefined,
): Minor | undefined {
  const cost = costOf(product.id);
  return cost === undefined ? undefined : scale(minor(cost), quantity, 1000);
}

export function netOf(lines: readonly SaleLine[]): Minor {
  return lines.reduce((sum, line) => add(sum, subtract(line.total, line.vat)), zero);
}

function totalOf(lines: readonly SaleLine[]): Minor {
  return lines.reduce((sum, line) => add(sum, line.total), zero);
}

function costsOf(
  goods: readonly SaleLine[],
  costOf: (product: string) => number | undefined,
): { readonly cost: Minor; readonly cost_net: Minor } {
  let [cost, net] = [zero, zero];
  for (const line of goods) {
    const known = costOfLine(line, costOf);
    if (known === undefined) continue;
    cost = add(cost, known);
    net = add(net, netOf([line]));
  }
  return { cost, cost_net: net };
}
