// The sections of an X- or Z-report, each from its part of the figures. Nothing is left out because it is zero: a report that leaves
// a line out cannot be told from one that forgot it (kassasystemforskrifta § 2-8).
import type { PrintBlock } from '../../devices/printer/port.ts';
import { add, type Minor, subtract, zero } from '../../domain/money/money.ts';
import type { CashCount, CountedAmount, ShiftReport } from '../../domain/shift/report.ts';
import { below, blank, row, rule, signatureLine, text, unbroken } from './blocks.ts';
import { exponentOf } from './receipt-sums.ts';
import { vatTable } from './vat-table.ts';
import type { Wording } from './wording.ts';

interface Names {
  /** Name of an operator by id. */
  readonly user: (id: string) => string;
  /** Name of a category by id. */
  readonly category: (id: string) => string;
}

export interface Section {
  readonly report: ShiftReport;
  readonly wording: Wording;
  readonly names: Names;
}

/** Some things are only counted. */
type Counted = readonly [label: string, counted: Pick<CountedAmount, 'count'> & Partial<CountedAmount>];

export function shiftInformation({ report, wording: { words, figures }, names }: Section): PrintBlock[] {
  const closing = report.zNumber !== undefined;
  return [
    row(words.register, report.register),
    row(words.shift, figures.plain(report.shift)),
    row(words.opened, figures.dateTime(report.openedAt)),
    row(words.openedBy, names.user(report.openedBy)),
    row(closing ? words.closed : words.printed, figures.dateTime(report.at)),
    row(closing ? words.closedBy : words.printedBy, names.user(report.by)),
    row(words.duration, figures.duration(report.at - report.openedAt)),
  ];
}

export function tenderSection({ report, wording }: Section): PrintBlock[] {
  const { words } = wording;
  const amount = shopAmount(wording);
  return [
    ...countedRows(
      words.tenders,
      report.byTender.map((each): Counted => [`${each.name} (${each.code})`, each]),
      wording,
    ),
    row(words.sum, amount(add(report.total, report.rounding)), { bold: true }),
    row(words.rounding, amount(report.rounding)),
    ...noTurnover(report, wording),
    row(words.turnover, amount(subtract(report.total, outside(report))), { bold: true }),
    ...(report.surplus === undefined ? [] : [row(words.surplus, amount(report.surplus.amount))]),
  ];
}

/** Received by these tenders, and owed in goods: gift cards, and prepayments as far as VAT follows the goods. */
function noTurnover({ giftCards, prepayments: paidIn }: ShiftReport, wording: Wording): PrintBlock[] {
  const { words } = wording;
  const amount = shopAmount(wording);
  return [
    ...(giftCards === undefined ? [] : [row(words.giftCard.sold, amount(giftCards.amount))]),
    ...(paidIn === undefined || paidIn.outside === 0
      ? []
      : [row(words.prepayment.outside, amount(paidIn.outside))]),
  ];
}

function outside({ giftCards, prepayments: paidIn }: ShiftReport): Minor {
  return add(giftCards?.amount ?? zero, paidIn?.outside ?? zero);
}

/** Of no sum above: whose they are, and by which tender they came. */
export function tipSection({ report: { tips }, wording, names }: Section): PrintBlock[] {
  if (tips === undefined) return [];
  const { words } = wording;
  const byTender = tips.byTender.map((each): Counted => [each.name, each]);
  const byUser = tips.byUser.map((each): Counted => [names.user(each.user), each]);
  return [
    ...countedRows(words.tips, [...byTender, [words.sum, tips]], wording),
    ...countedRows(`${words.tips}: ${words.operators}`, byUser, wording),
  ];
}

/** Of no sum above, either: owed before, and paid now. */
export function receivedSection({ report: { receivedOnAccount: received }, wording }: Section): PrintBlock[] {
  if (received === undefined) return [];
  const { words } = wording;
  const byTender = received.byTender.map((each): Counted => [`${each.name} (${each.code})`, each]);
  return [
    ...countedRows(words.account.received, [...byTender, [words.sum, received]], wording),
    ...(received.rounding === 0 ? [] : [row(words.rounding, shopAmount(wording)(received.rounding))]),
  ];
}

/** Two codes may have the same rate, and accounting knows them by their codes. */
export function vatSection({ report, wording }: Section): PrintBlock[] {
  if (report.byVat.length === 0) return [];
  const named = ({ rate, code }: { readonly rate: number; readonly code: string }): string =>
    `${wording.figures.percent(rate)} (${code})`;
  return [title(wording.words.vat), ...vatTable(report.byVat, wording, named)];
}

export function categorySection({ report, wording, names }: Section): PrintBlock[] {
  const rows = report.byCategory.map((each): Counted => [names.category(each.category), each]);
  return countedRows(wording.words.categories, rows, wording);
}

export function operatorSection({ report, wording, names }: Section): PrintBlock[] {
  const rows = report.byOperator.map((each): Counted => [names.user(each.user), each]);
  return countedRows(wording.words.operators, rows, wording);
}

export function discountSection({ report: { discounts }, wording }: Section): PrintBlock[] {
  const { words } = wording;
  const rows: readonly Counted[] = [
    [words.lineDiscounts, discounts.line],
    ...some(words.campaigns, discounts.campaign),
    ...some(words.groupDiscounts, discounts.group),
    ...some(words.vouchers, discounts.voucher),
    ...some(words.loyalty, discounts.loyalty),
    [words.tabDiscounts, discounts.tab],
  ];
  return countedRows(words.discounts, rows, wording);
}

/** Refunded: receipts that give goods back. */
export function tabSection({ report: { tabs, returns }, wording }: Section): PrintBlock[] {
  const { words } = wording;
  const rows: readonly Counted[] = [
    [words.paidTabs, { count: tabs.paid }],
    ...(tabs.transferred === undefined
      ? []
      : [[words.transferredTabs, { count: tabs.transferred }] as const]),
    [words.voidedTabs, tabs.voided],
    [words.refundedTabs, returns],
    [words.openTabs, { count: tabs.open }],
    [words.parkedTabs, { count: tabs.parked }],
  ];
  return countedRows(words.tabs, rows, wording);
}

export function returnSection({ report, wording }: Section): PrintBlock[] {
  const { words } = wording;
  const rows: readonly Counted[] = [
    [words.receipts, { count: report.receipts }],
    [words.sales, report.sales],
    [words.returns, report.returns],
    ...some(words.looseReturns, report.looseReturns),
    ...some(words.unverifiedReturns, report.unverifiedReturns),
    [words.depositsPaidOut, report.depositsPaidOut],
    ...some(words.giftCard.sold, report.giftCards),
    ...prepayments(report, wording),
  ];
  return countedRows(words.salesAndReturns, rows, wording);
}

function prepayments({ prepayments: paidIn }: ShiftReport, { words }: Wording): readonly Counted[] {
  if (paidIn === undefined) return [];
  return [
    [words.prepayment.received, paidIn.received],
    [words.prepayment.used, paidIn.used],
    [words.prepayment.paidBack, paidIn.paidBack],
  ];
}

export function eventSection({ report, wording }: Section): PrintBlock[] {
  const { words } = wording;
  const rows: readonly Counted[] = [
    [words.corrections, report.corrections],
    [words.priceOverrides, report.priceOverrides],
    [words.copies, report.copies],
    ...(report.training === undefined ? [] : [[words.trainingReceipts, report.training] as const]),
    ...(report.bills === undefined ? [] : [[words.bills, report.bills] as const]),
    [words.priceLookUps, report.priceLookUps],
    [words.drawerOpenings, { count: report.drawerOpenings }],
  ];
  return countedRows(words.events, rows, wording);
}

export function cashSections({ report, wording }: Section): PrintBlock[] {
  return report.cash.flatMap((cash) => [rule, ...cashSection(cash, wording)]);
}

function cashSection(cash: CashCount, { words, figures, settings }: Wording): PrintBlock[] {
  const exponent = exponentOf(cash.currency, settings);
  const amount = (minor: Minor): string => figures.amount(minor, exponent);
  return [
    title(`${words.cash} ${cash.currency}`),
    row(words.openingCash, amount(cash.opening)),
    row(words.cashSales, amount(cash.sales)),
    row(words.cashIn, amount(cash.cashIn)),
    row(words.cashOut, amount(cash.cashOut)),
    row(words.expectedCash, amount(cash.expected), { bold: true }),
    ...(cash.counted === undefined ? [] : [row(words.countedCash, amount(cash.counted))]),
    ...(cash.difference === undefined
      ? []
      : [row(words.difference, figures.signedAmount(cash.difference, exponent), { bold: true })]),
  ];
}

export function grandTotalSection({ report: { grandTotals }, wording }: Section): PrintBlock[] {
  const { words } = wording;
  const amount = shopAmount(wording);
  return [
    title(words.grandTotals),
    row(words.grandSale, amount(grandTotals.sale)),
    row(words.grandReturn, amount(grandTotals.return)),
    row(words.grandNet, amount(grandTotals.net), { bold: true }),
  ];
}

export function noteSection({ report: { note }, wording: { words } }: Section): PrintBlock[] {
  return note === undefined || note === '' ? [] : [rule, title(words.note), below(note)];
}

/** Whoever counted the drawer signs for it. */
export function signatureSection({ report, wording }: Section): PrintBlock[] {
  if (report.zNumber === undefined) return [];
  return [blank, blank, signatureLine(wording)];
}

/** Of what there may be none in a shop. */
function some(label: string, counted: CountedAmount | undefined): readonly Counted[] {
  return counted === undefined ? [] : [[label, counted]];
}

function title(words: string): PrintBlock {
  return text(words, { bold: true });
}

/** Counts and amounts in two columns under their names. */
function countedRows(heading: string, rows: readonly Counted[], wording: Wording): PrintBlock[] {
  const { words, figures } = wording;
  const amount = shopAmount(wording);
  const cells = rows.map(([label, { count, amount: sum }]) => ({
    label,
    count: figures.count(count),
    amount: sum === undefined ? '' : amount(sum),
  }));
  const all = [{ label: heading, count: words.count, amount: words.amount }, ...cells];
  const width = Math.max(...all.map((each) => each.amount.length));
  return all.map((each, index) =>
    row(each.label, unbroken(`${each.count}  ${each.amount.padStart(width)}`), { bold: index === 0 }),
  );
}

function shopAmount({ figures, settings }: Wording): (amount: Minor) => string {
  return (amount) => figures.amount(amount, settings.currency.exponent);
}
