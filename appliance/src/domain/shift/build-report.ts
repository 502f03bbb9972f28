// Makes an X- or Z-report out of the running sums. It only reads: what makes a Z a Z is the number and the counted cash given to it.
import { add, type Minor, subtract, zero } from '../money/money.ts';
import type { CurrencyAmount } from '../register/events.ts';
import type { RegisterState, Shift } from '../register/state.ts';
import type { ShopSettings } from '../shop/settings.ts';
import type { CashCount, CountedAmount, ShiftReport } from './report.ts';
import type { CashSums, ShiftSums } from './sums.ts';

export interface ReportInput {
  /** Milliseconds since 1970 UTC. */
  readonly at: number;
  readonly by: string;
  readonly settings: ShopSettings;
  /** Counted cash by currency; Z only. */
  readonly counted?: readonly CurrencyAmount[];
  /** Z only. */
  readonly zNumber?: number;
  readonly note?: string;
}

/** SAF-T code of a means of payment that the shop has since removed: "other" (fiscal.md 2.2). */
const otherTenderCode = '12999';

/** The report of the open shift. Throws when no shift is open: the rules check that first. */
export function buildReport(state: RegisterState, input: ReportInput): ShiftReport {
  const { shift } = state;
  if (shift === null) throw new Error('a report needs an open shift');
  const { sums } = shift;
  const { sale, return: returned } = state.grandTotals;
  return {
    register: state.register,
    shift: shift.number,
    ...(input.zNumber === undefined ? {} : { zNumber: input.zNumber }),
    openedAt: shift.openedAt,
    openedBy: shift.openedBy,
    at: input.at,
    by: input.by,
    total: sums.total,
    rounding: sums.rounding,
    byTender: tenderRows(sums.byTender, input.settings),
    ...(sums.surplus.count === 0 ? {} : { surplus: sums.surplus }),
    ...tipsRow(sums, input.settings),
    ...receivedRow(sums, input.settings),
    byVat: Object.values(sums.byVat).sort((a, b) => a.rate - b.rate || compare(a.code, b.code)),
    byCategory: rows(sums.byCategory).map(([category, counted]) => ({ category, ...counted })),
    byOperator: rows(sums.byOperator).map(([user, counted]) => ({ user, ...counted })),
    receipts: sums.receipts,
    sales: sums.sales,
    returns: sums.returns,
    ...(sums.looseReturns.count === 0 ? {} : { looseReturns: sums.looseReturns }),
    ...(sums.unverifiedReturns.count === 0 ? {} : { unverifiedReturns: sums.unverifiedReturns }),
    depositsPaidOut: sums.depositsPaidOut,
    ...(sums.giftCards.count === 0 ? {} : { giftCards: sums.giftCards }),
    ...prepaymentsRow(sums),
    discounts: {
      line: sums.lineDiscounts,
      ...(sums.campaignDiscounts.count === 0 ? {} : { campaign: sums.campaignDiscounts }),
      ...(sums.groupDiscounts.count === 0 ? {} : { group: sums.groupDiscounts }),
      ...(sums.voucherDiscounts.count === 0 ? {} : { voucher: sums.voucherDiscounts }),
      ...(sums.loyaltyDiscounts.count === 0 ? {} : { loyalty: sums.loyaltyDiscounts }),
      tab: sums.tabDiscounts,
    },
    tabs: tabCounts(state, shift),
    corrections: sums.corrections,
    priceOverrides: sums.priceOverrides,
    copies: sums.copies,
    ...(sums.training.count === 0 ? {} : { training: sums.training }),
    ...(sums.bills.count === 0 ? {} : { bills: sums.bills }),
    priceLookUps: sums.priceLookUps,
    drawerOpenings: sums.drawerOpenings,
    cash: cashRows(state, shift, input.counted),
    grandTotals: { sale, return: returned, net: subtract(sale, returned) },
    ...(input.note === undefined ? {} : { note: input.note }),
  };
}

/** What should be in the drawer. */
export function expectedCash(cash: CashSums): Minor {
  return subtract(add(cash.opening, cash.sales, cash.cashIn), cash.cashOut);
}

/** Currencies that must be counted at the close: the shop's own, and each foreign one that was there or moved. */
export function currenciesToCount(state: RegisterState, shift: Shift): readonly string[] {
  const foreign = Object.entries(shift.sums.cash)
    .filter(([code, cash]) => code !== state.currency && Object.values(cash).some((amount) => amount !== 0))
    .map(([code]) => code);
  return [state.currency, ...foreign.sort(compare)];
}

function tenderRows(
  sums: Readonly<Record<string, CountedAmount>>,
  settings: ShopSettings,
): ShiftReport['byTender'] {
  const known = new Map(settings.tenders.map((tender, position) => [tender.id, { ...tender, position }]));
  const last = settings.tenders.length;
  return rows(sums)
    .sort(([a], [b]) => (known.get(a)?.position ?? last) - (known.get(b)?.position ?? last))
    .map(([tender, counted]) => {
      const { name, code } = known.get(tender) ?? { name: tender, code: otherTenderCode };
      return { tender, name, code, ...counted };
    });
}

function tipsRow({ tipsByTender, tipsByUser }: ShiftSums, settings: ShopSettings): Pick<ShiftReport, 'tips'> {
  const byTender = tenderRows(tipsByTender, settings).map(({ code: _code, ...each }) => each);
  if (byTender.length === 0) return {};
  return {
    tips: {
      ...inAll(byTender),
      byTender,
      byUser: rows(tipsByUser).map(([user, counted]) => ({ user, ...counted })),
    },
  };
}

function receivedRow(
  { receivedByTender, receivedRounding }: ShiftSums,
  settings: ShopSettings,
): Pick<ShiftReport, 'receivedOnAccount'> {
  const byTender = tenderRows(receivedByTender, settings);
  if (byTender.length === 0) return {};
  return { receivedOnAccount: { ...inAll(byTender), rounding: receivedRounding, byTender } };
}

function prepaymentsRow({ prepayments, prepaidOutside }: ShiftSums): Pick<ShiftReport, 'prepayments'> {
  const { receive, use, 'pay-back': paidBack } = prepayments;
  if (receive.count + use.count + paidBack.count === 0) return {};
  return { prepayments: { received: receive, used: use, paidBack, outside: prepaidOutside } };
}

function inAll(rows: readonly CountedAmount[]): CountedAmount {
  return {
    count: rows.reduce((sum, { count }) => sum + count, 0),
    amount: add(...rows.map(({ amount }) => amount)),
  };
}

function tabCounts(state: RegisterState, shift: Shift): ShiftReport['tabs'] {
  const tabs = Object.values(state.tabs);
  const parked = tabs.filter((tab) => tab.parked === true).length;
  const { paidTabs, transferredTabs, voidedTabs } = shift.sums;
  return {
    paid: paidTabs,
    ...(transferredTabs === 0 ? {} : { transferred: transferredTabs }),
    voided: voidedTabs,
    open: tabs.length - parked,
    parked,
  };
}

function cashRows(
  state: RegisterState,
  shift: Shift,
  counted: readonly CurrencyAmount[] | undefined,
): readonly CashCount[] {
  const none: CashSums = { opening: zero, sales: zero, cashIn: zero, cashOut: zero };
  const cash = new Map(Object.entries(shift.sums.cash));
  const currencies = new Set([
    ...currenciesToCount(state, shift),
    ...(counted ?? []).map((each) => each.currency),
  ]);
  return [...currencies].map((currency) => {
    const sums = cash.get(currency) ?? none;
    const expected = expectedCash(sums);
    const row = { currency, ...sums, expected };
    const count = counted?.find((each) => each.currency === currency);
    return count === undefined
      ? row
      : { ...row, counted: count.amount, difference: subtract(count.amount, expected) };
  });
}

function rows<T>(record: Readonly<Record<string, T>>): [string, T][] {
  return Object.entries(record).sort(([a], [b]) => compare(a, b));
}

/** By code unit, not by locale: a report must come out the same on every box. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
