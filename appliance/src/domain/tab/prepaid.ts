// What was paid in on an order, as lines of its tab: less to pay for the goods, by the very amounts that were received.
import { add, type Minor, negate, zero } from '../money/money.ts';
import type { PrepaymentOnLine } from '../prepayment/prepayment.ts';
import { activeLines } from './lines.ts';
import type { Line, Tab } from './tab.ts';

/** On a tab or on its receipt. */
export type PrepaymentLine = Pick<Line, 'id' | 'product' | 'quantity' | 'unitPrice' | 'source'> & {
  readonly prepayment: PrepaymentOnLine;
};

export function isPrepayment<Some extends { readonly prepayment?: PrepaymentOnLine }>(
  line: Some,
): line is Some & { readonly prepayment: PrepaymentOnLine } {
  return line.prepayment !== undefined;
}

/** Paid in on this order and not used yet. */
export function prepaidLines(tab: Tab): readonly PrepaymentLine[] {
  return activeLines(tab)
    .filter(isPrepayment)
    .filter(({ prepayment }) => prepayment.does === 'use');
}

/** Their sum; >= 0. */
export function prepaidOn(tab: Tab): Minor {
  return add(zero, ...prepaidLines(tab).map(({ unitPrice }) => negate(unitPrice)));
}

/** The order that this tab takes a prepayment for, or pays one back; undefined where it does neither. */
export function orderPaidOn(tab: Tab): PrepaymentOnLine['order'] | undefined {
  return activeLines(tab)
    .filter(isPrepayment)
    .find(({ prepayment }) => prepayment.does !== 'use')?.prepayment.order;
}

/** The order, once the receipt with these lines is there. */
export function withPrepaid(
  order: Tab,
  lines: readonly PrepaymentLine[],
  received: NonNullable<PrepaymentOnLine['received']>,
): Tab {
  const back = new Set(lines.filter(({ prepayment }) => prepayment.does === 'pay-back').map(({ id }) => id));
  const left = order.lines.filter((line) => line.prepayment?.does !== 'use' || !back.has(paidBackBy(line)));
  const paidIn = lines.filter(({ prepayment }) => prepayment.does === 'receive');
  return { ...order, lines: [...left, ...paidIn.map((line) => used(line, received))] };
}

/** The id of the line that pays this one back. */
export function paidBackBy({ id }: Pick<Line, 'id'>): string {
  return `${id}:b`;
}

function used(
  { id, product, quantity, unitPrice, source, prepayment }: PrepaymentLine,
  received: NonNullable<PrepaymentOnLine['received']>,
): Line {
  const amount = negate(unitPrice);
  return {
    id,
    product,
    quantity,
    unitPrice: amount,
    listPrice: amount,
    source,
    prepayment: { ...prepayment, does: 'use', received },
  };
}
