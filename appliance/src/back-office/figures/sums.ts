// Measures added up, and made into what an answer shows.
import { divideRounded } from '../../domain/money/money.ts';
import type { SalesSums } from '../../protocol/office/figures.ts';
import { type Measures, measures, noMeasures } from './measures.ts';

export function addedMeasures(rows: Iterable<Measures>): Measures {
  const sum = { ...noMeasures };
  for (const row of rows) for (const name of measures) sum[name] += row[name];
  return sum;
}

export function turnoverOf({ sales_amount, returns_amount, deposits }: Measures): number {
  return sales_amount - returns_amount - deposits;
}

export function salesSums(of: Measures): SalesSums {
  const gross = turnoverOf(of);
  return {
    total: of.total,
    rounding: of.rounding,
    sales: { count: of.sales, amount: of.sales_amount },
    returns: { count: of.returns, amount: of.returns_amount },
    deposits: { charged: of.deposits, paidOut: of.empties_amount },
    turnover: { gross, net: of.net, vat: gross - of.net },
    basket:
      of.sales === 0
        ? null
        : { value: mean(of.sales_amount - of.deposits_sold, of.sales), items: mean(of.items, of.sales) },
    discounts: {
      count: of.line_discounts + of.campaign_discounts + of.tab_discounts,
      amount: of.line_discounts_amount + of.campaign_discounts_amount + of.tab_discounts_amount,
    },
    margin: marginOf(of),
  };
}

/** Null where no cost was known: goods that cost nothing and bring nothing have no margin either. */
export function marginOf({ cost, cost_net: net }: { readonly cost: number; readonly cost_net: number }) {
  return cost === 0 && net === 0 ? null : { net, cost, margin: net - cost };
}

function mean(sum: number, count: number): number {
  return Number(divideRounded(BigInt(sum), BigInt(count)));
}
