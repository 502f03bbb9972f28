// Every word that stands on paper. Labels only: numbers stand beside them, so that no language has to bend a word to a count.
import type { SaleKind } from '../../../domain/register/sale.ts';
import type { MeasureSource } from '../../../domain/tab/tab.ts';
import type { OfferSource } from '../../../domain/campaign/campaign.ts';
import type { PointsMove } from '../../../domain/customer/points.ts';
import type { DiningMode } from '../../../domain/vat/vat.ts';

export interface ReceiptWords {
  /** The language's own tag, for numbers and dates where the shop's locale is of another language. */
  readonly locale: string;

  // What the paper is.
  readonly heading: Readonly<Record<SaleKind, string>>;
  readonly copy: string;
  /** Printed again because nobody knows whether the first came out; the note says so. */
  readonly reprint: string;
  /** What was practised, and what it is not. */
  readonly training: string;
  readonly trainingNote: string;
  readonly giftReceipt: string;
  readonly giftNote: string;
  readonly reprintNote: string;
  /** Followed by the name of the printer that it was meant for. */
  readonly backupFrom: string;
  readonly giftCard: {
    /** Who has the slip has the money. */
    readonly slipNote: string;
    readonly validUntil: string;
    /** Before the last characters of a card's code. */
    readonly card: string;
    readonly left: string;
    /** Multi-purpose, of a report. */
    readonly sold: string;
  };
  /** On an order: what a line does, where it was received, and, of a report, the same in sums. */
  readonly prepayment: Readonly<
    Record<'receive' | 'use' | 'pay-back' | 'order' | 'received' | 'used' | 'paidBack' | 'outside', string>
  >;
  /** Marks a bill, which is no receipt, larger than any amount on it. */
  readonly billMark: string;
  readonly billNumber: string;
  /** What kitchen and bar are told: the number of a round, or that something is not wanted any more. */
  readonly round: {
    readonly number: string;
    readonly takenBack: string;
    readonly course: string;
    readonly seat: string;
  };
  readonly zReport: string;
  readonly xReport: string;
  readonly testPage: string;

  // Where, when and who.
  readonly phone: string;
  readonly receipt: string;
  readonly date: string;
  readonly register: string;
  readonly operator: string;
  readonly tab: string;
  readonly table: string;
  readonly guests: string;
  readonly customer: string;
  readonly dining: Readonly<Record<DiningMode, string>>;

  // Lines.
  /** Where a measure came from; a count needs no mark, a weight typed by hand a plain one (hardware.md 2.3). */
  readonly measured: Readonly<Record<Exclude<MeasureSource, 'count'>, string>>;
  readonly litre: string;
  readonly pieces: string;
  readonly tare: string;
  readonly priceFromLabel: string;
  readonly priceChanged: string;
  readonly listPrice: string;
  readonly discount: string;
  /** By what a discount was given that is no campaign's. */
  readonly given: Readonly<Record<OfferSource, string>>;
  readonly returnOf: string;
  readonly looseReturn: string;
  /** Behind the receipt that was not looked up. */
  readonly unverifiedReturn: string;
  readonly withoutVat: string;

  // Sums.
  readonly subtotal: string;
  readonly total: string;
  readonly rounding: string;
  readonly roundedTotal: string;
  readonly saved: string;
  readonly paidOut: string;
  readonly paidSoFar: string;
  readonly leftToPay: string;
  readonly reference: string;
  readonly rate: string;
  readonly change: string;
  readonly surplus: string;
  readonly points: Readonly<Record<PointsMove['kind'] | 'balance', string>>;
  readonly tip: string;
  /** Heading on reports. */
  readonly tips: string;
  readonly vat: string;
  readonly vatRate: string;
  readonly net: string;
  readonly gross: string;
  readonly sum: string;

  // Reports.
  readonly shift: string;
  readonly opened: string;
  readonly openedBy: string;
  readonly closed: string;
  readonly closedBy: string;
  readonly printed: string;
  readonly printedBy: string;
  readonly duration: string;
  readonly count: string;
  readonly amount: string;
  readonly amountsIn: string;
  readonly tenders: string;
  readonly turnover: string;
  readonly categories: string;
  readonly operators: string;
  readonly discounts: string;
  readonly lineDiscounts: string;
  readonly campaigns: string;
  readonly groupDiscounts: string;
  readonly vouchers: string;
  readonly loyalty: string;
  readonly tabDiscounts: string;
  readonly tabs: string;
  readonly paidTabs: string;
  readonly openTabs: string;
  readonly parkedTabs: string;
  readonly transferredTabs: string;
  readonly voidedTabs: string;
  readonly refundedTabs: string;
  readonly salesAndReturns: string;
  readonly receipts: string;
  readonly sales: string;
  readonly returns: string;
  readonly looseReturns: string;
  readonly unverifiedReturns: string;
  readonly depositsPaidOut: string;
  readonly events: string;
  readonly corrections: string;
  readonly priceOverrides: string;
  readonly copies: string;
  readonly trainingReceipts: string;
  readonly bills: string;
  readonly priceLookUps: string;
  readonly drawerOpenings: string;
  readonly cash: string;
  readonly openingCash: string;
  readonly cashSales: string;
  readonly cashIn: string;
  readonly cashOut: string;
  readonly expectedCash: string;
  readonly countedCash: string;
  readonly difference: string;
  readonly grandTotals: string;
  readonly grandSale: string;
  readonly grandReturn: string;
  readonly grandNet: string;
  /** Paid later, and paid of it then. */
  readonly account: {
    readonly toPay: string;
    readonly heading: string;
    readonly number: string;
    readonly left: string;
    readonly received: string;
  };
  readonly note: string;
  readonly signature: string;

  // The test page.
  readonly testLetters: string;
  readonly testWidth: string;
  readonly testEnd: string;
}
