// What pages are shown of tabs: the one at hand with its lines and payments, those that wait, and those of the shop's other registers.
import type { AppliedCampaign, CampaignDiscount, CampaignHint } from '../domain/campaign/campaign.ts';
import type { Minor } from '../domain/money/money.ts';
import type { Payment } from '../domain/payment/payment.ts';
import type { PrepaymentOnLine } from '../domain/prepayment/prepayment.ts';
import type { Thousandths, Unit } from '../domain/quantity/quantity.ts';
import type { PointsKnown } from '../domain/customer/customer.ts';
import type { PointsOnTab } from '../domain/register/sale-points.ts';
import type { Discount, MeasureSource, PaidWith, TableRef } from '../domain/tab/tab.ts';
import type { VatRow } from '../domain/tab/totals.ts';
import type { BasisPoints, DiningMode } from '../domain/vat/vat.ts';
import type { AnswerTo } from './questions.ts';

export interface LineView {
  readonly position: number;
  readonly name: string;
  readonly sku: string;
  readonly picture: string | null;
  readonly colour: string | null;
  readonly quantity: Thousandths;
  readonly unit: Unit;
  readonly unitPrice: Minor;
  readonly listPrice: Minor;
  readonly priceReason: string | null;
  readonly source: MeasureSource;
  readonly tare: Thousandths | null;
  readonly discount: Discount | null;
  /** lineDiscount as an amount. */
  readonly discountAmount: Minor;
  /** What campaigns take off, by name; already off `total`. */
  readonly campaigns: readonly CampaignDiscount[];
  readonly total: Minor;
  readonly note: string | null;
  readonly ageLimit: number | null;
  readonly depositOf: string | null;
  /** `receipt` null: goods without one. `register` null: this one's own. */
  readonly returnOf: {
    readonly receipt: number | null;
    readonly register: string | null;
    /** False: nobody could look that receipt up. */
    readonly verified: boolean;
  } | null;
  /** Money paid in on an order: its number, and the receipt where it was received (register null: this one's own). */
  readonly prepayment: {
    readonly does: PrepaymentOnLine['does'];
    readonly order: string;
    readonly receipt: number | null;
    readonly register: string | null;
  } | null;
  readonly voided: boolean;
  readonly seat: number | null;
  readonly course: number | null;
  /** Null: it has no name. */
  readonly courseName: string | null;
  /** How much of it kitchen and bar were told of, and when last. Null: nothing. */
  readonly sent: { readonly quantity: Thousandths; readonly at: number } | null;
  /** Whether some of it can go to another tab; otherwise all of it or nothing. */
  readonly divisible: boolean;
}

/** Who is on the tab. */
export interface CustomerView {
  readonly id: string;
  /** Null, and no number: the shop does not know them any more. */
  readonly name: string | null;
  readonly number: string | null;
  /** Names of the groups that count. */
  readonly groups: readonly string[];
  /** As the office said it last. Null: it never could. */
  readonly points: PointsKnown | null;
}

export interface TabView {
  readonly id: string;
  readonly number: string;
  readonly name: string | null;
  readonly note: string | null;
  readonly dining: DiningMode;
  readonly lines: Readonly<Record<string, LineView>>;
  /** Pieces count one each, a weighed line counts one. */
  readonly place: TabPlace;
  /** Lines that kitchen and bar were not told of in full; 0 where the shop sends no rounds, and at the counter: at no table, without a name. */
  readonly toSend: number;
  readonly itemCount: number;
  readonly subtotal: Minor;
  readonly lineDiscounts: Minor;
  readonly campaignDiscounts: Minor;
  /** What each campaign gives. */
  readonly campaigns: readonly AppliedCampaign[];
  /** What the customer nearly reaches, for the cashier to say; the nearest first. */
  readonly hints: readonly CampaignHint[];
  /** By campaign: what it is called, and whether it gives something on this tab. */
  readonly coupons: Readonly<
    Record<string, { readonly code: string; readonly name: string; readonly gives: boolean }>
  >;
  readonly customer: CustomerView | null;
  /** What becomes of the customer's points. Null: there are none to be had. */
  readonly points: PointsOnTab | null;
  /** How the receipt is wanted. Language null: the shop's own. */
  readonly wish: { readonly language: string | null; readonly paper: boolean };
  readonly tabDiscount: { readonly discount: Discount; readonly amount: Minor } | null;
  readonly total: Minor;
  /** Paid in on this order before, and off `total`. */
  readonly prepaid: Minor;
  /** The tab is nothing but a prepayment that is taken or paid back. */
  readonly prepayment: 'receive' | 'pay-back' | null;
  readonly vat: readonly VatRow[];
  readonly payments: Readonly<Record<string, Payment & { readonly position: number; readonly name: string }>>;
  /** What is still to pay; negative: to pay out. */
  readonly due: Minor;
  /** The same if settled in cash, rounded. */
  readonly cashDue: Minor;
  /** Where it is to pay out: how it goes back the way it came, tender by tender. Nothing where nobody knows. */
  readonly refund: readonly PaidWith[];
  /** Sensible cash amounts for quick keys, ascending, starting with `cashDue`. */
  readonly quickCash: readonly Minor[];
  /** Tips to propose for what is due, ascending. None where the shop proposes none. */
  readonly tips: readonly { readonly share: BasisPoints; readonly amount: Minor }[];
  /** Age that must be checked before payment; null when none or already checked. */
  readonly ageToCheck: number | null;
  /** A payment whose outcome is open or unknown: it must be settled before anything else is paid. */
  readonly openPayment: string | null;
}

/** Where a tab sits and whose it is. */
export interface TabPlace {
  readonly table: TableRef | null;
  readonly guests: number | null;
  /** Id and name of the user. */
  readonly owner: { readonly id: string; readonly name: string };
  /** The last bill, where it still says what is to pay. */
  readonly billed: number | null;
}

/** Answer of `tip-sums`: with the tip in each of them. */
export interface TipSums {
  readonly due: Minor;
  readonly cashDue: Minor;
  readonly quickCash: readonly Minor[];
}

/** Answer of `gift-card`. */
export interface GiftCardView extends AnswerTo<'gift-card'> {
  readonly last4: string;
}

/** Answer of `even-parts`. */
export interface EvenParts {
  readonly parts: readonly Minor[];
}

export interface ParkedTabView {
  readonly position: number;
  readonly number: string;
  readonly name: string | null;
  readonly place: TabPlace;
  /** As of the tab at hand. */
  readonly toSend: number;
  /** The one seat all of it belongs to, if so. */
  readonly seat: number | null;
  readonly total: Minor;
  /** Paid in on it before, and off `total`. */
  readonly prepaid: Minor;
  readonly itemCount: number;
  readonly openedAt: number;
  readonly openedBy: string;
}

/** A tab that another register of the shop has. */
export interface TabElsewhereView {
  readonly position: number;
  readonly register: string;
  readonly tab: string;
  /** `on-its-way`: given to the register `to`. */
  readonly state: 'waiting' | 'at-hand' | 'on-its-way';
  readonly to: string | null;
  /** Its register is out of reach: it is as it was told of last. */
  readonly away: boolean;
  readonly number: string;
  readonly name: string | null;
  readonly place: TabPlace;
  readonly total: Minor;
  readonly itemCount: number;
  readonly openedAt: number;
}
