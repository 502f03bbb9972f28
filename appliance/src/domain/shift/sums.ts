// Running sums of a shift: what an X- or Z-report is made of. Only added to, event by event, never computed again from the sales.
// Counting follows the official SAF-T example (fiscal.md 2.3): num = transactions, what is given back counts -1.
import type { OfferSource } from '../campaign/campaign.ts';
import { add, type Minor, negate, subtract, zero } from '../money/money.ts';
import type { Payment } from '../payment/payment.ts';
import type { PrepaymentOnLine } from '../prepayment/prepayment.ts';
import type { Sale } from '../register/sale.ts';
import type { VatRow } from '../tab/totals.ts';
import { cashOfPayment } from './cash-movements.ts';
import type { CashCount, CountedAmount } from './report.ts';
import { givenAwayBy, goodsOf, type Goods, isSale } from './sale-goods.ts';

export type CashSums = Omit<CashCount, 'currency' | 'expected' | 'counted' | 'difference'>;

export interface ShiftSums {
  readonly total: Minor;
  readonly rounding: Minor;
  readonly byTender: Readonly<Record<string, CountedAmount>>;
  /** Key `<code>/<rate>`. */
  readonly byVat: Readonly<Record<string, VatRow>>;
  readonly byCategory: Readonly<Record<string, CountedAmount>>;
  readonly byOperator: Readonly<Record<string, CountedAmount>>;
  readonly receipts: number;
  readonly sales: CountedAmount;
  readonly returns: CountedAmount;
  /** Of the returns, those without a receipt: lines. */
  readonly looseReturns: CountedAmount;
  /** Of the returns, those against other registers' receipts that nobody could look up: lines. */
  readonly unverifiedReturns: CountedAmount;
  /** What each user gave back, positive. */
  readonly returnsByOperator: Readonly<Record<string, CountedAmount>>;
  readonly depositsPaidOut: CountedAmount;
  /** Multi-purpose, sold and filled. */
  readonly giftCards: CountedAmount;
  /** Each counts receipts. */
  readonly prepayments: Readonly<Record<PrepaymentOnLine['does'], CountedAmount>>;
  /** Of them, what is no turnover. */
  readonly prepaidOutside: Minor;
  readonly lineDiscounts: CountedAmount;
  readonly campaignDiscounts: CountedAmount;
  /** What customer groups are given. */
  readonly groupDiscounts: CountedAmount;
  /** By coupons. */
  readonly voucherDiscounts: CountedAmount;
  /** For points. */
  readonly loyaltyDiscounts: CountedAmount;
  readonly tabDiscounts: CountedAmount;
  /** Given beyond what was due, and kept. */
  readonly surplus: CountedAmount;
  /** Given to the staff, in no sum of the sales. */
  readonly tipsByTender: Readonly<Record<string, CountedAmount>>;
  readonly tipsByUser: Readonly<Record<string, CountedAmount>>;
  /** What was owed and came in, by no sale: at what it brought in, cash rounding in it. */
  readonly receivedByTender: Readonly<Record<string, CountedAmount>>;
  readonly receivedRounding: Minor;
  readonly paidTabs: number;
  readonly voidedTabs: CountedAmount;
  readonly corrections: CountedAmount;
  readonly priceOverrides: CountedAmount;
  readonly copies: CountedAmount;
  readonly training: CountedAmount;
  readonly priceLookUps: CountedAmount;
  readonly drawerOpenings: number;
  /** Handed on to a colleague. */
  readonly transferredTabs: number;
  /** Bills printed before payment. */
  readonly bills: CountedAmount;
  /** By currency code; without `expected`, which follows from the rest. */
  readonly cash: Readonly<Record<string, CashSums>>;
}

const nothing: CountedAmount = { count: 0, amount: zero };
const noCash: CashSums = { opening: zero, sales: zero, cashIn: zero, cashOut: zero };

export function emptySums(): ShiftSums {
  return {
    total: zero,
    rounding: zero,
    byTender: {},
    byVat: {},
    byCategory: {},
    byOperator: {},
    receipts: 0,
    sales: nothing,
    returns: nothing,
    looseReturns: nothing,
    unverifiedReturns: nothing,
    returnsByOperator: {},
    depositsPaidOut: nothing,
    giftCards: nothing,
    prepayments: { receive: nothing, use: nothing, 'pay-back': nothing },
    prepaidOutside: zero,
    lineDiscounts: nothing,
    campaignDiscounts: nothing,
    groupDiscounts: nothing,
    voucherDiscounts: nothing,
    loyaltyDiscounts: nothing,
    tabDiscounts: nothing,
    surplus: nothing,
    tipsByTender: {},
    tipsByUser: {},
    receivedByTender: {},
    receivedRounding: zero,
    paidTabs: 0,
    voidedTabs: nothing,
    corrections: nothing,
    priceOverrides: nothing,
    copies: nothing,
    training: nothing,
    priceLookUps: nothing,
    drawerOpenings: 0,
    transferredTabs: 0,
    bills: nothing,
    cash: {},
  };
}

/** A completed sale, return or exchange. The drawer's cash is counted apart, when it changes hands (`withCashOf`). */
export function withSale(sums: ShiftSums, sale: Sale, operator: string): ShiftSums {
  const goods = goodsOf(sale);
  return {
    ...sums,
    total: add(sums.total, sale.total),
    rounding: add(sums.rounding, sale.rounding),
    byTender: sale.payments.reduce(tenderTaken, sums.byTender),
    byVat: sale.vat.reduce(vatSold, sums.byVat),
    byCategory: categoriesSold(sums.byCategory, goods),
    byOperator: bump(sums.byOperator, operator, { count: transactions(goods), amount: sale.total }),
    receipts: sums.receipts + (isSale(goods) ? 1 : 0),
    sales: plus(sums.sales, goods.sold.length > 0 ? 1 : 0, goods.soldAmount),
    returns: plus(sums.returns, goods.returned.length > 0 ? 1 : 0, goods.returnedAmount),
    looseReturns: goods.returned.filter(isLoose).reduce(lineBack, sums.looseReturns),
    unverifiedReturns: goods.returned.filter(isUnverified).reduce(lineBack, sums.unverifiedReturns),
    returnsByOperator:
      goods.returned.length === 0
        ? sums.returnsByOperator
        : bump(sums.returnsByOperator, operator, { count: 1, amount: goods.returnedAmount }),
    depositsPaidOut: plus(sums.depositsPaidOut, goods.empties.length > 0 ? 1 : 0, goods.emptiesAmount),
    giftCards: plus(sums.giftCards, goods.giftCards.length, goods.giftCardsAmount),
    prepayments: {
      receive: once(sums.prepayments.receive, goods.prepayments.receive),
      use: once(sums.prepayments.use, goods.prepayments.use),
      'pay-back': once(sums.prepayments['pay-back'], goods.prepayments['pay-back']),
    },
    prepaidOutside: add(sums.prepaidOutside, goods.prepaidOutside),
    lineDiscounts: plus(
      sums.lineDiscounts,
      sale.lines.filter((line) => line.lineDiscount !== 0).length,
      sale.lineDiscounts,
    ),
    campaignDiscounts: offered(sums.campaignDiscounts, sale, undefined),
    groupDiscounts: offered(sums.groupDiscounts, sale, 'customer-group'),
    voucherDiscounts: offered(sums.voucherDiscounts, sale, 'voucher'),
    loyaltyDiscounts: offered(sums.loyaltyDiscounts, sale, 'loyalty'),
    tabDiscounts: plus(sums.tabDiscounts, sale.tabDiscount === 0 ? 0 : 1, sale.tabDiscount),
    surplus: sale.payments.reduce(
      (sum, { surplus }) => (surplus === undefined ? sum : plus(sum, 1, surplus)),
      sums.surplus,
    ),
    ...tipped(sums, sale, operator),
    paidTabs: sums.paidTabs + 1,
    priceOverrides: goods.sold.reduce(overridden, sums.priceOverrides),
  };
}

/** What one kind of offer took off, and on how many lines. */
function offered(sum: CountedAmount, sale: Sale, source: OfferSource | undefined): CountedAmount {
  const ofLines = sale.lines.flatMap(({ campaigns = [] }) => {
    const given = campaigns.filter((each) => each.source === source);
    return given.length === 0 ? [] : [add(...given.map(({ amount }) => amount))];
  });
  return plus(sum, ofLines.length, add(zero, ...ofLines));
}

/** Money of a payment that went into the drawer (or out of it, where negative). `direction` -1 takes a reversed payment back. */
export function withCashOf(
  sums: ShiftSums,
  payment: Payment,
  options: { readonly currency: string; readonly direction: 1 | -1 },
): ShiftSums {
  const { currency, direction } = options;
  return cashOfPayment(payment, currency).reduce(
    (all, cash) => withCashSales(all, cash.currency, direction === 1 ? cash.amount : negate(cash.amount)),
    sums,
  );
}

/** Money that somebody owed; `currency`: the shop's. */
export function withReceived(sums: ShiftSums, payment: Payment, currency: string): ShiftSums {
  return {
    ...withCashOf(sums, payment, { currency, direction: 1 }),
    receivedByTender: tenderTaken(sums.receivedByTender, payment),
    receivedRounding: add(sums.receivedRounding, payment.rounding),
  };
}

export function withOpeningCash(sums: ShiftSums, currency: string, amount: Minor): ShiftSums {
  return withCash(sums, currency, (cash) => ({ ...cash, opening: add(cash.opening, amount) }));
}

export interface CashMove {
  readonly direction: 'in' | 'out';
  readonly currency: string;
  readonly amount: Minor;
}

export function withCashMoved(sums: ShiftSums, move: CashMove): ShiftSums {
  return withCash(sums, move.currency, (cash) =>
    move.direction === 'in'
      ? { ...cash, cashIn: add(cash.cashIn, move.amount) }
      : { ...cash, cashOut: add(cash.cashOut, move.amount) },
  );
}

/** A line voided or a quantity lowered: counted by its size, so that a voided return line hides nothing. */
export function withCorrection(sums: ShiftSums, value: Minor): ShiftSums {
  return { ...sums, corrections: plus(sums.corrections, 1, magnitude(value)) };
}

export function withVoidedTab(sums: ShiftSums, value: Minor): ShiftSums {
  return { ...sums, voidedTabs: plus(sums.voidedTabs, 1, magnitude(value)) };
}

export function withCopy(sums: ShiftSums, amount: Minor): ShiftSums {
  return { ...sums, copies: plus(sums.copies, 1, amount) };
}

export function withTransfer(sums: ShiftSums): ShiftSums {
  return { ...sums, transferredTabs: sums.transferredTabs + 1 };
}

export function withBill(sums: ShiftSums, total: Minor): ShiftSums {
  return { ...sums, bills: plus(sums.bills, 1, total) };
}

export function withTraining(sums: ShiftSums, total: Minor): ShiftSums {
  return { ...sums, training: plus(sums.training, 1, total) };
}

export function withPriceLookUp(sums: ShiftSums, price: Minor | null): ShiftSums {
  return { ...sums, priceLookUps: plus(sums.priceLookUps, 1, price ?? zero) };
}

export function withDrawerOpening(sums: ShiftSums): ShiftSums {
  return { ...sums, drawerOpenings: sums.drawerOpenings + 1 };
}

function once(sum: CountedAmount, amount: Minor): CountedAmount {
  return amount === 0 ? sum : plus(sum, 1, amount);
}

function plus(sum: CountedAmount, count: number, amount: Minor): CountedAmount {
  return { count: sum.count + count, amount: add(sum.amount, amount) };
}

type Counted = Readonly<Record<string, CountedAmount>>;

function bump(sums: Counted, key: string, by: CountedAmount): Counted {
  return { ...sums, [key]: plus(own(sums, key) ?? nothing, by.count, by.amount) };
}

function tenderTaken(sums: Counted, payment: Payment): Counted {
  return bump(sums, payment.tender, { count: payment.amount < 0 ? -1 : 1, amount: payment.amount });
}

/** Each payment with a tip counts one; they are whose tab it was. */
function tipped(
  { tipsByTender, tipsByUser }: ShiftSums,
  { payments, tipFor }: Sale,
  operator: string,
): Pick<ShiftSums, 'tipsByTender' | 'tipsByUser'> {
  const given = payments.flatMap(({ tender, tip }) => (tip === undefined ? [] : [{ tender, tip }]));
  const one = (amount: Minor): CountedAmount => ({ count: 1, amount });
  return {
    tipsByTender: given.reduce((all, { tender, tip }) => bump(all, tender, one(tip)), tipsByTender),
    tipsByUser: given.reduce((all, { tip }) => bump(all, tipFor ?? operator, one(tip)), tipsByUser),
  };
}

function vatSold(rows: Readonly<Record<string, VatRow>>, row: VatRow): Readonly<Record<string, VatRow>> {
  const key = `${row.code}/${String(row.rate)}`;
  const before = own(rows, key);
  if (before === undefined) return { ...rows, [key]: row };
  const sum = {
    ...row,
    gross: add(before.gross, row.gross),
    net: add(before.net, row.net),
    vat: add(before.vat, row.vat),
  };
  return { ...rows, [key]: sum };
}

function categoriesSold(sums: Counted, goods: Goods): Counted {
  const touched = new Map<string, { amount: Minor; out: 0 | 1; back: 0 | 1 }>();
  const touch = (category: string, amount: Minor, side: 'out' | 'back'): void => {
    const before = touched.get(category) ?? { amount: zero, out: 0, back: 0 };
    touched.set(category, { ...before, amount: add(before.amount, amount), [side]: 1 });
  };
  for (const line of goods.sold) touch(line.product.category, line.total, 'out');
  for (const line of [...goods.returned, ...goods.empties]) touch(line.product.category, line.total, 'back');
  let result = sums;
  for (const [category, { amount, out, back }] of touched)
    result = bump(result, category, { count: out - back, amount });
  return result;
}

/** +1 for a receipt that sells, -1 for one that gives back goods; an exchange is both. Paying out for empties only is neither. */
function transactions(goods: Goods): number {
  return (goods.sold.length > 0 ? 1 : 0) - (goods.returned.length > 0 ? 1 : 0);
}

function isLoose({ returnOf }: Sale['lines'][number]): boolean {
  return returnOf !== undefined && returnOf.receipt === undefined;
}

function isUnverified({ returnOf }: Sale['lines'][number]): boolean {
  return returnOf?.unverified === true;
}

function lineBack(sum: CountedAmount, { total }: Sale['lines'][number]): CountedAmount {
  return plus(sum, 1, negate(total));
}

function overridden(sum: CountedAmount, line: Sale['lines'][number]): CountedAmount {
  return line.priceReason === undefined ? sum : plus(sum, 1, givenAwayBy(line));
}

function withCashSales(sums: ShiftSums, currency: string, amount: Minor): ShiftSums {
  return withCash(sums, currency, (cash) => ({ ...cash, sales: add(cash.sales, amount) }));
}

function withCash(sums: ShiftSums, currency: string, change: (cash: CashSums) => CashSums): ShiftSums {
  return { ...sums, cash: { ...sums.cash, [currency]: change(own(sums.cash, currency) ?? noCash) } };
}

function magnitude(amount: Minor): Minor {
  return amount < 0 ? subtract(zero, amount) : amount;
}

/** Keys come from the shop's data: `constructor` is a category like any other. */
function own<T>(record: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}
