// Which way money goes back: the way it came. What a receipt brought in by each tender is known from its return lines; money for goods
// without a receipt, and for empties, came no way that anybody knows, and goes back by any.
import { add, type Minor, minor, negate, zero } from '../money/money.ts';
import type { Payment } from '../payment/payment.ts';
import type { Tender } from '../payment/tender.ts';
import { priceFor } from '../quantity/quantity.ts';
import type { Sale } from '../register/sale.ts';
import type { ShopSettings } from '../shop/settings.ts';
import { activeLines } from './lines.ts';
import type { Line, PaidWith, Tab } from './tab.ts';

type Tenders = Pick<ShopSettings, 'tenders'>;

/** What may still be paid out by this tender without asking anybody; >= 0. */
export function refundLeft(tab: Tab, tender: Tender, settings: Tenders): Minor {
  const { pools, unknown } = waysBack(tab, settings);
  return minor(Math.max(0, pools.get(poolOf(tender)) ?? 0) + unknown);
}

/** How `due`, negative, is paid out by rights, tender by tender; nothing where nobody knows how it came in. */
export function refundPlan(tab: Tab, due: Minor, settings: Tenders): readonly PaidWith[] {
  const { pools } = waysBack(tab, settings);
  let left = Math.max(0, -due);
  const plan: PaidWith[] = [];
  for (const tender of settings.tenders) {
    const pool = poolOf(tender);
    const amount = Math.min(left, pools.get(pool) ?? 0);
    if (amount <= 0 || !tender.active || tender.kind === 'foreign-cash') continue;
    plan.push({ tender: tender.id, amount: minor(amount) });
    pools.delete(pool);
    left -= amount;
  }
  return plan;
}

/** Foreign cash is never paid out, and what change is given for is as good as cash. */
function poolOf({ id, kind, overpay }: Tender): string {
  return kind === 'cash' || kind === 'foreign-cash' || (kind === 'other' && overpay === 'change')
    ? 'cash'
    : id;
}

interface WaysBack {
  /** What each pool brought in, less what was paid out of it; below zero where more was. */
  readonly pools: Map<string, Minor>;
  /** What came in nobody knows how, less what was paid out beyond the pools; >= 0. */
  readonly unknown: number;
}

function waysBack(tab: Tab, { tenders }: Tenders): WaysBack {
  const pools = new Map<string, Minor>();
  const put = (tenderId: string, amount: Minor): void => {
    const tender = tenders.find(({ id }) => id === tenderId);
    const pool = tender === undefined ? tenderId : poolOf(tender);
    pools.set(pool, add(pools.get(pool) ?? zero, amount));
  };
  for (const { tender, amount } of paidOnReceipts(activeLines(tab))) put(tender, amount);
  for (const { tender, amount } of tab.payments.filter(isPaidOut)) put(tender, amount);
  const beyond = [...pools.values()].reduce((sum, each) => sum + Math.min(0, each), 0);
  return { pools, unknown: Math.max(0, unknownOf(tab) + beyond) };
}

/** How a receipt was paid, and what was paid in on its goods before. */
export function broughtIn({ payments, lines }: Pick<Sale, 'payments' | 'lines'>): readonly PaidWith[] {
  const paid = payments.filter(({ amount }) => amount > 0);
  return [...paid.map(({ tender, amount }) => ({ tender, amount })), ...paidOnReceipts(lines)];
}

/** Of each receipt once, however many of its lines there are. */
function paidOnReceipts(lines: readonly Pick<Line, 'returnOf' | 'prepayment'>[]): readonly PaidWith[] {
  const receipts = new Map<string, readonly PaidWith[]>();
  for (const { returnOf, prepayment } of lines) {
    const from = prepayment?.received ?? returnOf;
    if (from?.paidWith !== undefined)
      receipts.set(`${from.register ?? ''}/${String(from.receipt)}`, from.paidWith);
  }
  return [...receipts.values()].flat();
}

function unknownOf(tab: Tab): number {
  return activeLines(tab).reduce((sum, { returnOf, prepayment, unitPrice, quantity }) => {
    if (prepayment !== undefined) return sum;
    if (returnOf !== undefined) return sum + (returnOf.paidWith === undefined ? returnOf.gross : 0);
    return sum + Math.max(0, negate(priceFor(unitPrice, quantity)));
  }, 0);
}

function isPaidOut({ amount, state }: Payment): boolean {
  return amount < 0 && state !== 'declined' && state !== 'reversed';
}
