// A second opinion on a register: it listens to the events only, adds up in its own way, and complains when the register's figures differ.
import { equal, is, ok } from 'uvu/assert';
import type { ReturnableSale } from '../src/domain/register/commands.ts';
import type { EventOf, RegisterEvent } from '../src/domain/register/events.ts';
import type { Sale } from '../src/domain/register/sale.ts';
import type { ShiftReport } from '../src/domain/shift/report.ts';
import type { AccountReceived } from '../src/domain/customer/account.ts';
import type { Payment } from '../src/domain/payment/payment.ts';
import { minor } from '../src/domain/money/money.ts';
import { thousandths } from '../src/domain/quantity/quantity.ts';

type Sums = Map<string, number>;

function bump(sums: Sums, key: string, amount: number): void {
  sums.set(key, (sums.get(key) ?? 0) + amount);
}

const sum = (amounts: readonly number[]): number => amounts.reduce((total, amount) => total + amount, 0);

export interface Oracle {
  readonly sales: readonly Sale[];
  readonly closes: number;
  /** Hears an event, and judges it. */
  hear(this: void, event: RegisterEvent): void;
  /** What should be in the drawer now, by currency. */
  drawer(this: void): ReadonlyMap<string, number>;
  returnable(this: void, sale: Sale): ReturnableSale;
  /** A report of the shift as it is now, or the Z. */
  check(this: void, report: ShiftReport): void;
}

export function oracleFor(currency: string): Oracle {
  const sales: Sale[] = [];
  const returned = new Map<string, { quantity: number; gross: number; vat: number }>();
  const payments = new Map<string, Payment>();
  let shiftSales: Sale[] = [];
  const received = receivedOracle();
  let drawer: Sums = new Map();
  let closes = 0;

  const cashOf = (payment: Payment, sign: number): void => {
    if (payment.kind === 'cash') bump(drawer, currency, sign * payment.tendered);
    if (payment.kind === 'foreign-cash')
      bump(drawer, payment.foreign?.currency ?? '?', sign * payment.tendered);
    bump(drawer, currency, -sign * payment.change);
  };

  const settled = ({ payment: id, state }: EventOf<'payment.settled'>['payload']): void => {
    const payment = payments.get(id);
    if (payment === undefined) throw new Error('settled what was never started');
    if (state === 'reversed') cashOf(payment, -1);
    if (state === 'taken') cashOf(payment, 1);
  };

  const completed = (sale: Sale): void => {
    judge(sale);
    is(sale.receipt, sales.length + 1, 'receipts are consecutive');
    for (const line of sale.lines) {
      // What another register sold is looked up by whoever knows both.
      if (line.returnOf?.receipt === undefined || line.returnOf.register !== undefined) continue;
      const key = `${String(line.returnOf.receipt)}/${line.returnOf.line ?? ''}`;
      const before = returned.get(key) ?? { quantity: 0, gross: 0, vat: 0 };
      const after = {
        quantity: before.quantity - line.quantity,
        gross: before.gross + line.returnOf.gross,
        vat: before.vat + line.returnOf.vat,
      };
      const original = sales[line.returnOf.receipt - 1]?.lines.find(({ id }) => id === line.returnOf?.line);
      ok(original !== undefined && after.quantity <= original.quantity, 'returned more than was sold');
      ok(after.gross <= original.total && after.vat <= original.vat, 'gave back more than was paid');
      if (after.quantity === original.quantity)
        equal([after.gross, after.vat], [original.total, original.vat], 'all returned is all paid back');
      returned.set(key, after);
    }
    sales.push(sale);
    shiftSales.push(sale);
  };

  const opened = (opening: EventOf<'shift.opened'>['payload']['opening']): void => {
    drawer = new Map(opening.map(({ currency: code, amount }) => [code, amount]));
    shiftSales = [];
    received.opened();
  };

  const check = (report: ShiftReport): void => {
    checkSales(report, shiftSales);
    received.check(report);
    for (const cash of report.cash)
      is(cash.expected, drawer.get(cash.currency) ?? 0, `cash in ${cash.currency}`);
    const shown = new Set(report.cash.map((cash) => cash.currency));
    for (const [code, amount] of drawer) ok(amount === 0 || shown.has(code), `${code} is on the report`);
    checkGrandTotals(report, sales);
  };

  const hear = (event: RegisterEvent): void => {
    switch (event.type) {
      case 'shift.opened':
        opened(event.payload.opening);
        break;
      case 'cash.moved':
        bump(
          drawer,
          event.payload.currency,
          event.payload.direction === 'in' ? event.payload.amount : -event.payload.amount,
        );
        break;
      case 'payment.started':
        payments.set(event.payload.payment.id, event.payload.payment);
        break;
      case 'payment.taken':
        payments.set(event.payload.payment.id, event.payload.payment);
        cashOf(event.payload.payment, 1);
        break;
      case 'payment.settled':
        settled(event.payload);
        break;
      case 'account.paid':
        cashOf(event.payload.received.payment, 1);
        received.hear(event.payload.received);
        break;
      case 'sale.completed':
        completed(event.payload.sale);
        break;
      case 'shift.closed':
        closes += 1;
        is(event.payload.report.zNumber, closes, 'Z numbers are consecutive');
        check(event.payload.report);
        break;
      default:
    }
  };

  return {
    sales,
    get closes() {
      return closes;
    },
    hear,
    drawer: () => drawer,
    check,
    returnable: (sale) => ({
      sale,
      returned: Object.fromEntries(
        sale.lines.flatMap(({ id }) => {
          const back = returned.get(`${String(sale.receipt)}/${id}`);
          return back === undefined
            ? []
            : [
                [
                  id,
                  { quantity: thousandths(back.quantity), gross: minor(back.gross), vat: minor(back.vat) },
                ],
              ];
        }),
      ),
    }),
  };
}

/** What must hold of any receipt, whatever was sold. */
function judge(sale: Sale): void {
  is(sum(sale.lines.map((line) => line.total)), sale.total, 'lines add up to the total');
  is(
    sum(sale.payments.map((payment) => payment.amount)),
    sale.total + sale.rounding,
    'payments add up to total and rounding',
  );
  const campaigns = sale.campaignDiscounts ?? 0;
  is(
    sale.subtotal - sale.lineDiscounts - campaigns - sale.tabDiscount,
    sale.total,
    'discounts explain the total',
  );
  judgeCampaigns(sale);
  is(sum(sale.vat.map((row) => row.gross)), sale.total, 'VAT rows add up to the total');
  is(sum(sale.vat.map((row) => row.vat)), sum(sale.lines.map((line) => line.vat)), 'VAT of rows and lines');
  for (const row of sale.vat) is(row.net + row.vat, row.gross, 'net and VAT');
  is(sum(sale.payments.map((payment) => payment.change)), sale.change, 'change');
  ok(
    sale.payments.every((payment) => payment.state === 'taken'),
    'only what was taken is on the receipt',
  );
  for (const { foreign, surplus = 0, tip = 0, ...payment } of sale.payments) {
    ok(tip >= 0 && (tip === 0 || (payment.amount >= 0 && sale.tipFor !== undefined)), 'a tip is somebody’s');
    ok(surplus >= 0 && (surplus === 0 || payment.change === 0), 'what is kept is not paid back');
    if (foreign === undefined)
      is(
        payment.amount + payment.change + surplus + tip,
        payment.tendered,
        'where what was handed over went',
      );
  }
  ok(sale.lines.length > 0, 'something was sold');
  const deposits = new Map(sale.lines.map((line) => [line.id, line.quantity]));
  for (const line of sale.lines)
    if (line.parent !== undefined)
      is(line.quantity, deposits.get(line.parent), 'a deposit follows its goods');
}

/** Campaigns are told by line and in all, and the two agree. */
function judgeCampaigns(sale: Sale): void {
  const given: Sums = new Map();
  for (const line of sale.lines) {
    const own = line.campaigns ?? [];
    for (const { campaign, amount } of own) bump(given, campaign, amount);
    const off = line.lineDiscount + sum(own.map(({ amount }) => amount)) + line.tabDiscount;
    is(line.gross - off, line.total, 'discounts explain the line');
    ok(
      own.every(({ amount }) => amount > 0),
      'a campaign takes something off',
    );
    if (own.length === 0) continue;
    ok(line.total >= 0, 'no line below nothing');
    ok(line.returnOf === undefined && (line.product.kind ?? 'goods') === 'goods', 'goods that are sold');
    ok(line.product.noDiscount !== true, 'goods that may be discounted');
  }
  equal(
    sortedSums((sale.campaigns ?? []).map(({ campaign, amount }) => [campaign, amount])),
    sortedSums([...given]),
    'campaigns add up to their lines',
  );
  is(sum([...given.values()]), sale.campaignDiscounts ?? 0, 'and to the sum of them');
}

function paidInOn(sales: readonly Sale[]): readonly Sale['lines'][number][] {
  return sales.flatMap((sale) => sale.lines).filter(({ prepayment }) => prepayment !== undefined);
}

/** Paid in on orders, used and paid back, as far as VAT follows the goods: no turnover. */
export function prepaidOutside(sales: readonly Sale[]): number {
  return sum(
    paidInOn(sales).flatMap(({ prepayment, total }) => (prepayment?.taxed === undefined ? total : [])),
  );
}

/** Multi-purpose, sold and filled: money that is owed. */
export function giftCardsOf(sales: readonly Sale[]): number {
  const lines = sales.flatMap((sale) => sale.lines);
  return sum(lines.filter(({ giftCard }) => giftCard?.purpose === 'multi').map(({ total }) => total));
}

const none = { count: 0, amount: 0 };
const noPrepayments = { received: none, used: none, paidBack: none, outside: 0 };

function checkSales(report: ShiftReport, sales: readonly Sale[]): void {
  const beyond = giftCardsOf(sales) + prepaidOutside(sales);
  is(report.total, sum(sales.map((sale) => sale.total)), 'total');
  is(report.rounding, sum(sales.map((sale) => sale.rounding)), 'rounding');
  is(
    report.total,
    report.sales.amount + beyond - report.returns.amount - report.depositsPaidOut.amount,
    'sales less what went back',
  );
  is(report.giftCards?.amount ?? 0, giftCardsOf(sales), 'gift cards');
  is(report.tabs.paid, sales.length, 'paid tabs');
  is(report.receipts, sales.filter(({ kind }) => kind !== 'return').length, 'sales receipts');
  const { received, used, paidBack, outside } = report.prepayments ?? noPrepayments;
  is(outside, prepaidOutside(sales), 'prepayments');
  is(
    received.amount - used.amount - paidBack.amount,
    sum(paidInOn(sales).map(({ total }) => total)),
    'by what became of them',
  );
  const goods = report.total - beyond;
  is(sum(report.byCategory.map(({ amount }) => amount)), goods, 'categories add up');
  is(sum(report.byOperator.map(({ amount }) => amount)), report.total, 'operators add up');
  is(sum(report.byTender.map(({ amount }) => amount)), report.total + report.rounding, 'tenders add up');
  checkDiscounts(report, sales);
  checkBeyond(report, sales);
  checkRows(report, sales);
}

function checkDiscounts({ discounts }: ShiftReport, sales: readonly Sale[]): void {
  is(discounts.line.amount, sum(sales.map((sale) => sale.lineDiscounts)), 'line discounts');
  is(discounts.tab.amount, sum(sales.map((sale) => sale.tabDiscount)), 'tab discounts');
  const offers = sales.flatMap((sale) => sale.campaigns ?? []);
  const offered = (wanted: (typeof offers)[number]['source']): number =>
    sum(offers.filter(({ source }) => source === wanted).map(({ amount }) => amount));
  is(discounts.campaign?.amount ?? 0, offered(undefined), 'campaigns');
  is(discounts.group?.amount ?? 0, offered('customer-group'), 'customer groups');
  is(discounts.voucher?.amount ?? 0, offered('voucher'), 'coupons');
  is(discounts.loyalty?.amount ?? 0, offered('loyalty'), 'points');
}

/** Of what is received on account: no sale, and in no sum of sales. */
function receivedOracle() {
  let count = 0;
  let ofShift: AccountReceived[] = [];
  return {
    opened: () => {
      ofShift = [];
    },
    hear: (received: AccountReceived) => {
      const { number, amount, payment } = received;
      is(number, (count += 1), 'receipts on account are consecutive');
      is(payment.amount - payment.rounding, amount, 'received is what less is owed, and its rounding');
      if (payment.foreign === undefined)
        is(payment.amount + payment.change, payment.tendered, 'where what was handed over went');
      ofShift.push(received);
    },
    check: ({ receivedOnAccount: told }: ShiftReport) => {
      const amount = sum(ofShift.map(({ payment }) => payment.amount));
      is(told?.count ?? 0, ofShift.length, 'how often something was received on account');
      is(told?.amount ?? 0, amount, 'received on account');
      is(told?.rounding ?? 0, sum(ofShift.map(({ payment }) => payment.rounding)), 'and its rounding');
      is(sum(told?.byTender.map((row) => row.amount) ?? []), amount, 'and by tender');
    },
  };
}

/** What was given beyond what was due. */
function checkBeyond({ surplus, tips }: ShiftReport, sales: readonly Sale[]): void {
  const payments = sales.flatMap((sale) => sale.payments);
  is(surplus?.amount ?? 0, sum(payments.map((payment) => payment.surplus ?? 0)), 'surplus');
  const given = payments.flatMap(({ tip }) => tip ?? []);
  is(tips?.amount ?? 0, sum(given), 'tips');
  is(tips?.count ?? 0, given.length, 'and how many');
  for (const rows of [tips?.byTender ?? [], tips?.byUser ?? []])
    is(sum(rows.map(({ amount }) => amount)), sum(given), 'tips by tender and by user');
}

function checkRows(report: ShiftReport, sales: readonly Sale[]): void {
  const tenders: Sums = new Map();
  const vat: Sums = new Map();
  const gross: Sums = new Map();
  for (const sale of sales) {
    for (const { tender, amount } of sale.payments) bump(tenders, tender, amount);
    for (const row of sale.vat) {
      bump(vat, `${row.code}/${String(row.rate)}`, row.vat);
      bump(gross, `${row.code}/${String(row.rate)}`, row.gross);
    }
  }
  equal(
    sortedSums(report.byTender.map(({ tender, amount }) => [tender, amount])),
    sortedSums([...tenders]),
    'per tender',
  );
  equal(
    sortedSums(report.byVat.map((row) => [`${row.code}/${String(row.rate)}`, row.vat])),
    sortedSums([...vat]),
    'VAT per rate',
  );
  equal(
    sortedSums(report.byVat.map((row) => [`${row.code}/${String(row.rate)}`, row.gross])),
    sortedSums([...gross]),
    'gross per rate',
  );
}

function checkGrandTotals(report: ShiftReport, sales: readonly Sale[]): void {
  const lines = sales.flatMap((sale) => sale.lines);
  const taxedBack = (line: Sale['lines'][number]): boolean =>
    line.prepayment?.does === 'pay-back' && line.prepayment.taxed !== undefined;
  const back = lines.filter((line) => line.returnOf !== undefined || taxedBack(line));
  const sold = lines.filter(
    (line) =>
      !back.includes(line) &&
      line.product.kind !== 'deposit-return' &&
      line.giftCard?.purpose !== 'multi' &&
      (line.prepayment === undefined || line.prepayment.taxed !== undefined),
  );
  const [sale, given] = [sum(sold.map((line) => line.total)), -sum(back.map((line) => line.total))];
  equal(
    [report.grandTotals.sale, report.grandTotals.return + 0, report.grandTotals.net],
    [sale, given + 0, sale - given],
    'grand totals',
  );
}

function sortedSums(sums: readonly (readonly [string, number])[]): readonly (readonly [string, number])[] {
  return [...sums].sort(([a], [b]) => (a < b ? -1 : 1));
}
