// What queries answer, by name, and the value types of the domain that views and answers are made of. Types only: no rule enters a page.
import type { Minor } from '../domain/money/money.ts';
import type { ReturnableSale } from '../domain/register/commands.ts';
import type { ShiftReport } from '../domain/shift/report.ts';
import type { CashLines, CashReport, OpenShiftReport } from './cash.ts';
import type { QueryName } from './commands.ts';
import type { AnswerTo } from './questions.ts';
import type { EvenParts, GiftCardView, TipSums } from './tab-views.ts';
import type { CustomerHit, ProductHit, SaleHit, ReceiptFile, ReceiptName, SheetLine } from './views.ts';
import type { WorkingTimesAnswer } from './working-times.ts';

/** What a customer owes, as far as this till knows. */
export interface AccountAnswer {
  /** Most they may owe; null: they pay at once. */
  readonly limit: Minor | null;
  readonly owed: Minor;
  /** What settles it in cash. */
  readonly inCash: Minor;
  /** By the office just now; false: what other tills did is as it said last. */
  readonly confirmed: boolean;
}

export interface Answers extends Record<QueryName, unknown> {
  readonly 'search-products': readonly ProductHit[];
  readonly 'search-customers': readonly CustomerHit[];
  readonly 'account-of-customer': AccountAnswer;
  readonly 'even-parts': EvenParts;
  readonly 'tip-sums': TipSums;
  readonly sales: readonly SaleHit[];
  readonly sale: ReturnableSale;
  readonly 'find-receipt': ReceiptName;
  readonly 'receipt-sheet': readonly SheetLine[];
  readonly 'receipt-pdf': ReceiptFile;
  readonly 'state-of-mail': AnswerTo<'state-of-mail'>;
  readonly 'shift-report': OpenShiftReport;
  readonly 'cash-journal': CashLines;
  readonly 'cash-report': CashReport;
  readonly 'z-reports': readonly ShiftReport[];
  readonly 'working-times': WorkingTimesAnswer;
  readonly 'stock-of-product': AnswerTo<'stock-of-product'>;
  readonly 'gift-card': GiftCardView;
  readonly 'look-up': ProductHit;
}

export type { Currency, Minor } from '../domain/money/money.ts';
export type { Payment, PaymentState } from '../domain/payment/payment.ts';
export type { TenderKind } from '../domain/payment/tender.ts';
export type { Thousandths, Unit } from '../domain/quantity/quantity.ts';
export type { CurrencyAmount, DrawerReason } from '../domain/register/events.ts';
export type { ReturnableSale } from '../domain/register/commands.ts';
export type { Sale, SaleLine } from '../domain/register/sale.ts';
export type { LastSale } from '../domain/register/state.ts';
export type { CashCount, CountedAmount, ShiftReport } from '../domain/shift/report.ts';
export type { Grant, Permission } from '../domain/staff/permission.ts';
export type { Discount, MeasureSource } from '../domain/tab/tab.ts';
export type { VatRow } from '../domain/tab/totals.ts';
export type { DiningMode } from '../domain/vat/vat.ts';
