// A tab is a basket in the making: lines, discounts, payments taken so far. It ends as a sale, or voided. The journal folds into it.
import type { FixedCampaigns } from '../campaign/campaign.ts';
import type { TabCoupon } from '../campaign/coupon.ts';
import type { SoldProduct } from '../catalogue/product.ts';
import type { TabCustomer } from '../customer/customer.ts';
import type { GiftCardOnLine } from '../gift-card/gift-card.ts';
import type { Redemption, ReturnedPoints } from '../customer/points.ts';
import type { Minor } from '../money/money.ts';
import type { PrepaymentOnLine } from '../prepayment/prepayment.ts';
import type { Thousandths } from '../quantity/quantity.ts';
import type { DiningMode } from '../vat/vat.ts';
import type { Payment } from '../payment/payment.ts';

export type TabId = string;
export type LineId = string;

/** A table of the shop's floor plan, by the name it had when somebody sat down: what was sold there reads the same when the room is arranged anew. */
export interface TableRef {
  readonly id: string;
  readonly name: string;
}

/** A bill given before payment: what it came to, and when. */
export interface BillGiven {
  readonly number: number;
  readonly total: Minor;
  readonly at: number;
}

export type Discount =
  | { readonly kind: 'percent'; readonly basisPoints: number; readonly reason: string }
  | { readonly kind: 'amount'; readonly amount: Minor; readonly reason: string };

/** How the quantity of a weighed line was obtained; a typed weight is marked on the receipt (hardware.md 2.3). */
export type MeasureSource = 'count' | 'scale' | 'label' | 'manual';

/** What one tender brought in on the receipt that goods come back of; positive. */
export interface PaidWith {
  readonly tender: string;
  readonly amount: Minor;
}

/** What a return line gives back. With a receipt the amounts come from that sale, never from today's prices (W9). */
export interface ReturnOf {
  /** Absent, with `line`: goods without a receipt, at a price of today. */
  readonly receipt?: number;
  readonly line?: LineId;
  /** Whose receipt it is. Absent: this register's own. */
  readonly register?: string;
  /** Another register's receipt that nobody could look up: taken at its word, at a price of today. It names no line. */
  readonly unverified?: true;
  /** How it was paid: money goes back the same way. Absent where nobody knows. */
  readonly paidWith?: readonly PaidWith[];
  readonly reason?: string;
  /** Positive amounts given back for exactly this quantity, VAT at the original rate; the last return of a line takes the rest. */
  readonly gross: Minor;
  readonly vat: Minor;
  readonly rate: number;
  readonly vatCode: string;
  /** Absent: nobody earned or used points on that receipt. */
  readonly points?: ReturnedPoints;
}

export interface Line {
  readonly id: LineId;
  readonly product: SoldProduct;
  readonly quantity: Thousandths;
  /** What the line sells at per unit now (list price unless overridden or priced by a label). */
  readonly unitPrice: Minor;
  /** Price of the catalogue at the time the line was added. */
  readonly listPrice: Minor;
  /** Line total fixed by a price label; then the unit price is informative. */
  readonly labelPrice?: Minor;
  readonly source: MeasureSource;
  readonly tare?: Thousandths;
  readonly priceReason?: string;
  readonly discount?: Discount;
  readonly note?: string;
  /** A deposit line follows the quantity and the fate of its parent. */
  readonly parent?: LineId;
  readonly returnOf?: ReturnOf;
  /** Whose it is at the table, from 1. A deposit has none of its own: it goes with its goods. */
  readonly seat?: number;
  /** When it is wanted: 1 is served first. */
  readonly course?: number;
  /** Of a product of kind `gift-card`. */
  readonly giftCard?: GiftCardOnLine;
  /** Of a product of kind `prepayment`. */
  readonly prepayment?: PrepaymentOnLine;
  /** What kitchen and bar were told of, and when last. Absent: nothing. */
  readonly sent?: { readonly quantity: Thousandths; readonly at: number };
  readonly voided?: { readonly reason: string };
}

/** A value of its own, without anything of the register it stands at: it can be handed on as it is. */
/** How a customer wants the receipt. */
export interface ReceiptWish {
  /** One of the shop's languages. Absent: the shop's own. */
  readonly language?: string;
  /** Nothing on paper, where the law leaves that to the customer. Absent: on paper. */
  readonly paper?: false;
}

export interface Tab {
  readonly id: TabId;
  /** `<register>-<shift>-<running number>`, e.g. `B1-075-0001`. */
  readonly number: string;
  readonly name?: string;
  readonly note?: string;
  readonly dining: DiningMode;
  readonly lines: readonly Line[];
  readonly discount?: Discount;
  readonly customer?: TabCustomer;
  readonly coupons?: readonly TabCoupon[];
  /** Points of that customer that become a discount. */
  readonly redemption?: Redemption;
  readonly wish?: ReceiptWish;
  /** Highest age an operator has checked for this tab; one check serves the whole tab. */
  readonly ageChecked?: number;
  readonly payments: readonly Payment[];
  /** Counts while there is money on the tab; before that the campaigns of the moment do. */
  readonly campaigns?: FixedCampaigns;
  readonly openedAt: number;
  readonly openedBy: string;
  /** Whose it is, where it was handed on; absent: who opened it. */
  readonly owner?: string;
  readonly table?: TableRef;
  /** Absent: nobody counted them. */
  readonly guests?: number;
  /** The last bill; it is out of date when the total is another. */
  readonly billed?: BillGiven;
  /** How many were sent to kitchen and bar. Absent: none. */
  readonly rounds?: number;
  readonly parked?: boolean;
  /** How often the shop's other registers were told of it. Absent: never. */
  readonly revision?: number;
}
