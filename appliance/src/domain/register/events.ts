// Everything that can happen at a register. Each event is one journal entry; the state of the register is the fold over them.
// Payloads are versioned: a new shape gets a new `v`, and the old one stays readable for ever.
import type { FixedCampaigns } from '../campaign/campaign.ts';
import type { TabCoupon } from '../campaign/coupon.ts';
import type { SoldProduct } from '../catalogue/product.ts';
import type { AccountReceived } from '../customer/account.ts';
import type { CustomerId, TabCustomer } from '../customer/customer.ts';
import type { Redemption } from '../customer/points.ts';
import type { PointsKnown } from '../customer/customer.ts';
import type { Minor } from '../money/money.ts';
import type { Approved } from '../payment/approved.ts';
import type { CardFacts, Payment, PaymentId } from '../payment/payment.ts';
import type { Thousandths } from '../quantity/quantity.ts';
import type { ShiftReport } from '../shift/report.ts';
import type { RoundLine } from '../tab/rounds.ts';
import type { Discount, Line, LineId, ReceiptWish, Tab, TabId, TableRef } from '../tab/tab.ts';
import type { DiningMode } from '../vat/vat.ts';
import type { Bill, Sale } from './sale.ts';

export interface CurrencyAmount {
  readonly currency: string;
  readonly amount: Minor;
}

/** `key`: by hand, as its sensor told; nobody asked the till. */
export type DrawerReason =
  'sale' | 'return' | 'cash-in' | 'cash-out' | 'opening' | 'closeout' | 'no-sale' | 'key';

/** Payload by event type. `tab` and `shift` are repeated in the entry's subject by the journal. */
export interface RegisterEventPayloads {
  'daemon.started': { readonly version: string };
  'daemon.stopped': { readonly reason: string };
  'staff.logged-in': { readonly user: string };
  'staff.logged-out': {
    readonly user: string;
    /** `revoked`: the office took away the right to stand here. */
    readonly reason: 'chosen' | 'replaced' | 'idle' | 'restart' | 'revoked';
  };
  'staff.locked-out': { readonly user: string; readonly attempts: number };
  'working-time.started': { readonly workingTime: string; readonly user: string; readonly start: number };
  /** By the person themselves; never before the start, also where the clock was set back. */
  'working-time.ended': { readonly workingTime: string; readonly user: string; readonly end: number };
  /** `end` null: still in progress. What it was before stays in the entries before. */
  'working-time.corrected': {
    readonly workingTime: string;
    readonly user: string;
    readonly start: number;
    readonly end: number | null;
    readonly reason?: string;
  };
  'working-time.deleted': { readonly workingTime: string; readonly user: string; readonly reason?: string };
  'shift.opened': { readonly shift: number; readonly opening: readonly CurrencyAmount[] };
  'shift.closed': { readonly report: ShiftReport };
  'shift.x-reported': { readonly report: ShiftReport };
  'cash.moved': {
    readonly direction: 'in' | 'out';
    readonly currency: string;
    readonly amount: Minor;
    readonly note: string;
  };
  'drawer.opened': { readonly reason: DrawerReason; readonly note?: string };
  'tab.opened': {
    readonly tab: TabId;
    readonly number: string;
    readonly name?: string;
    readonly dining: DiningMode;
    readonly table?: TableRef;
    readonly guests?: number;
  };
  'tab.parked': { readonly tab: TabId; readonly name?: string };
  'tab.recalled': { readonly tab: TabId };
  'tab.voided': {
    readonly tab: TabId;
    readonly reason: string;
    readonly value: Minor;
    /** Whose points were to be used on it. Absent: nobody's. */
    readonly pointsFreed?: CustomerId;
  };
  /** Null: at no table. */
  'tab.placed': { readonly tab: TabId; readonly table: TableRef | null };
  'tab.guests-set': { readonly tab: TabId; readonly guests: number | null };
  /** The tabs as they are afterwards. The parts were opened before, and wait; the tab that was divided stays at hand. */
  'tab.split': { readonly tab: TabId; readonly rest: Tab; readonly parts: readonly Tab[] };
  /** The tab as it is afterwards; the other one is no more. */
  'tab.merged': { readonly tab: TabId; readonly from: TabId; readonly merged: Tab };
  /** Handed on to a colleague; `value` is what was to pay. */
  'tab.transferred': {
    readonly tab: TabId;
    readonly from: string;
    readonly to: string;
    readonly value: Minor;
  };
  /** For the shop's other registers: the tab as it waits, or as it was when it came to a table. `value`: what it came to then; absent in old entries. */
  'tab.shared': { readonly tab: TabId; readonly content: Tab; readonly value?: Minor };
  /** Others were told of it, and cannot have it any more: it is worked on, or it is no more. */
  'tab.withdrawn': {
    readonly tab: TabId;
    readonly because: 'at-hand' | 'sold' | 'voided' | 'merged';
    /** Where it was sold. */
    readonly receipt?: number;
  };
  /** It is no longer here; the register named goes on with it. */
  'tab.handed-over': { readonly tab: TabId; readonly to: string; readonly content: Tab };
  /** `revision`: how often it had been told of when it was taken. `unconfirmed`: the register that had it could not be asked. */
  'tab.taken-over': {
    readonly tab: TabId;
    readonly from: string;
    readonly revision: number;
    readonly content: Tab;
    /** What it came to then; absent in old entries. */
    readonly value?: Minor;
    readonly unconfirmed?: true;
  };
  /** Taken over by the register named, at this revision, while this one could not be asked. */
  'tab.given-up': { readonly tab: TabId; readonly to: string; readonly revision: number };
  /** Kitchen and bar are told: what is new, or, negative, what of the rounds before is not wanted any more; that is in no round of its own. */
  'round.sent': {
    readonly tab: TabId;
    readonly number: number;
    readonly head: {
      readonly number: string;
      readonly name?: string;
      readonly table?: TableRef;
      readonly guests?: number;
    };
    readonly lines: readonly RoundLine[];
  };
  'bill.printed': { readonly tab: TabId; readonly bill: Bill };
  'tab.renamed': { readonly tab: TabId; readonly name: string };
  'tab.receipt-wished': { readonly tab: TabId; readonly wish: ReceiptWish | null };
  'tab.noted': { readonly tab: TabId; readonly note: string };
  'tab.dining-switched': { readonly tab: TabId; readonly dining: DiningMode };
  'tab.discounted': { readonly tab: TabId; readonly discount: Discount | null };
  /** By id: who it is lies beside the journal. Null: taken off. */
  'tab.customer-set': { readonly tab: TabId; readonly customer: TabCustomer | null };
  'tab.coupons-set': { readonly tab: TabId; readonly coupons: readonly TabCoupon[] };
  /** Null: none any more. `known`: what the office said of the balance. */
  'tab.points-redeemed': {
    readonly tab: TabId;
    readonly redemption: Redemption | null;
    readonly known?: PointsKnown;
  };
  'tab.age-checked': { readonly tab: TabId; readonly age: number };
  'line.added': { readonly tab: TabId; readonly line: Line };
  'line.quantity-changed': { readonly tab: TabId; readonly line: LineId; readonly quantity: Thousandths };
  'line.priced': {
    readonly tab: TabId;
    readonly line: LineId;
    readonly unitPrice: Minor;
    readonly reason: string;
  };
  'line.discounted': { readonly tab: TabId; readonly line: LineId; readonly discount: Discount | null };
  'line.noted': { readonly tab: TabId; readonly line: LineId; readonly note: string };
  'line.seat-set': { readonly tab: TabId; readonly line: LineId; readonly seat: number | null };
  'line.course-set': { readonly tab: TabId; readonly line: LineId; readonly course: number | null };
  'line.voided': {
    readonly tab: TabId;
    readonly line: LineId;
    readonly reason: string;
    readonly value: Minor;
  };
  /** `campaigns`: what they gave when money was first asked for; it holds for as long as there is money on the tab. Absent: nothing. */
  'payment.started': { readonly tab: TabId; readonly payment: Payment; readonly campaigns?: FixedCampaigns };
  'payment.settled': {
    readonly tab: TabId;
    readonly payment: PaymentId;
    readonly state: 'taken' | 'declined' | 'unknown' | 'reversed';
    /** What was taken, where that is not what was asked. */
    readonly approved?: Approved;
    readonly card?: CardFacts;
    /** It is being taken back at the terminal: unknown until that answers. */
    readonly reversing?: true;
    readonly reference?: string;
    readonly reason?: string;
  };
  /** `campaigns` as above, unless this payment completes the sale, which then tells. */
  'payment.taken': { readonly tab: TabId; readonly payment: Payment; readonly campaigns?: FixedCampaigns };
  'sale.completed': { readonly sale: Sale };
  /** By somebody who owed it. */
  'account.paid': { readonly received: AccountReceived };
  'receipt.copied': { readonly receipt: number; readonly amount: Minor; readonly copy: number };
  'receipt.gift-printed': { readonly receipt: number };
  /** By the office; the address is in its outbox and never here. */
  'receipt.mailed': { readonly receipt: number; readonly mail: string };
  /** What signs sales from here on; the older ones stay in the journal, and so verifiable. */
  'fiscal.key-taken': { readonly provider: string; readonly keyVersion: string; readonly publicKey: string };
  'training.started': Readonly<Record<string, never>>;
  /** One that was practised: no sale, in no sum but its own, with a number of its own series in `receipt`. */
  'training.receipt': { readonly sale: Sale };
  /** By choice; it ends with a log-out, too. */
  'training.ended': Readonly<Record<string, never>>;
  'price.looked-up': { readonly product: SoldProduct; readonly price: Minor | null };
}

export type RegisterEventType = keyof RegisterEventPayloads;

/** Version of each payload's shape as written today. */
export const eventVersion = 1;

export type RegisterEvent = {
  [Type in RegisterEventType]: { readonly type: Type; readonly payload: RegisterEventPayloads[Type] };
}[RegisterEventType];

export type EventOf<Type extends RegisterEventType> = Extract<RegisterEvent, { readonly type: Type }>;

/** When and by whom: the entry's part that folding needs. */
export interface EventContext {
  /** Milliseconds since 1970 UTC, by the box's clock. */
  readonly at: number;
  readonly by: string;
}
