// A receipt taken apart into what was sold, what was given back, what was paid out for empties and what is only money received: the Z counts
// each apart.
import { add, type Minor, negate, subtract, zero } from '../money/money.ts';
import { priceFor } from '../quantity/quantity.ts';
import type { PrepaymentOnLine } from '../prepayment/prepayment.ts';
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
  /** By what is done. Those that are taxed are among what is sold, or given back, too. */
  readonly prepayments: Readonly<Record<PrepaymentOnLine['does'], Minor>>;
  /** Of them, what is no turnover: received less used and paid back (W12). */
  readonly prepaidOutside: Minor;
}

export function goodsOf(sale: Pick<Sale, 'lines'>): Goods {
  const returned = sale.lines.filter(isGivenBack);
  const empties = sale.lines.filter(
    (line) => line.returnOf === undefined && line.product.kind === 'deposit-return',
  );
  const sold = sale.lines.filter(
    (line) =>
      !isGivenBack(line) &&
      line.product.kind !== 'deposit-return' &&
      line.giftCard?.purpose !== 'multi' &&
      !isOutside(line),
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
    prepayments: {
      receive: prepaid(sale, 'receive'),
      use: negate(prepaid(sale, 'use')),
      'pay-back': negate(prepaid(sale, 'pay-back')),
    },
    prepaidOutside: totalOf(sale.lines.filter(isOutside)),
  };
}

/** Something is sold, or money is received for what will be; otherwise it only gives back. */
export function isSale({ sold, giftCards, prepayments }: Goods): boolean {
  return sold.length + giftCards.length > 0 || prepayments.receive > 0;
}

/** Goods, or a prepayment that was turnover when it was received. */
function isGivenBack({ returnOf, prepayment }: SaleLine): boolean {
  return returnOf !== undefined || (prepayment?.does === 'pay-back' && prepayment.taxed !== undefined);
}

/** Owed until the goods are handed over. */
function isOutside({ prepayment }: SaleLine): boolean {
  return prepayment !== undefined && prepayment.taxed === undefined;
}

function prepaid({ lines }: Pick<Sale, 'lines'>, does: PrepaymentOnLine['does']): Minor {
  return totalOf(lines.filter(({ prepayment }) => prepayment?.does === does));
}

/** List price less the price sold at, for the whole quantity. */
export function givenAwayBy(line: SaleLine): Minor {
  return priceFor(subtract(line.listPrice, line.unitPrice), line.quantity);
}

function totalOf(lines: readonly SaleLine[]): Minor {
  return add(zero, ...lines.map((line) => line.total));
}
