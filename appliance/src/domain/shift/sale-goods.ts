// A receipt taken apart into what was sold, what was given back and what was paid out for empties: the Z counts each apart.
import { add, type Minor, negate, subtract, zero } from '../money/money.ts';
import { priceFor } from '../quantity/quantity.ts';
import type { Sale, SaleLine } from '../register/sale.ts';

export interface Goods {
  readonly sold: readonly SaleLine[];
  readonly soldAmount: Minor;
  readonly returned: readonly SaleLine[];
  /** Positive. */
  readonly returnedAmount: Minor;
  /** Deposit paid out for returned empties (W14). */
  readonly empties: readonly SaleLine[];
  /** Positive. */
  readonly emptiesAmount: Minor;
  /** Multi-purpose gift cards sold and filled: money received, no turnover (W11). */
  readonly giftCards: readonly SaleLine[];
  readonly giftCardsAmount: Minor;
}

export function goodsOf(sale: Pick<Sale, 'lines'>): Goods {
  const returned = sale.lines.filter((line) => line.returnOf !== undefined);
  const empties = sale.lines.filter(
    (line) => line.returnOf === undefined && line.product.kind === 'deposit-return',
  );
  const sold = sale.lines.filter(
    (line) =>
      line.returnOf === undefined &&
      line.product.kind !== 'deposit-return' &&
      line.giftCard?.purpose !== 'multi',
  );
  const giftCards = sale.lines.filter((line) => line.giftCard?.purpose === 'multi');
  return {
    sold,
    soldAmount: totalOf(sold),
    returned,
    returnedAmount: negate(totalOf(returned)),
    empties,
    emptiesAmount: negate(totalOf(empties)),
    giftCards,
    giftCardsAmount: totalOf(giftCards),
  };
}

/** List price less the price sold at, for the whole quantity. */
export function givenAwayBy(line: SaleLine): Minor {
  return priceFor(subtract(line.listPrice, line.unitPrice), line.quantity);
}

function totalOf(lines: readonly SaleLine[]): Minor {
  return add(zero, ...lines.map((line) => line.total));
}
