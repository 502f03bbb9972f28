// What can be asked of a register, already resolved: products looked up, ids made by the sender. The rules answer with events or a refusal.
import type { CampaignId } from '../campaign/campaign.ts';
import type { Product } from '../catalogue/product.ts';
import type { AccountKnown } from '../customer/account.ts';
import type { CustomerId, PointsKnown, TabCustomer } from '../customer/customer.ts';
import type { GiftCardKnown, GiftCardRef } from '../gift-card/gift-card.ts';
import type { Minor } from '../money/money.ts';
import type { CardFacts, PaymentId } from '../payment/payment.ts';
import type { Thousandths } from '../quantity/quantity.ts';
import type { UserId } from '../staff/permission.ts';
import type { Discount, LineId, MeasureSource, ReceiptWish, Tab, TabId, TableRef } from '../tab/tab.ts';
import type { DiningMode } from '../vat/vat.ts';
import type { WorkingTime, WorkingTimeId } from '../working-time/working-time.ts';
import type { CurrencyAmount } from './events.ts';
import type { Sale } from './sale.ts';

/** Several commands name no tab: they mean the register's current one. `tabId` is used only when a new tab must be opened. */
export type RegisterCommand =
  | { readonly type: 'open-shift'; readonly opening: readonly CurrencyAmount[] }
  | {
      readonly type: 'close-shift';
      readonly counted: readonly CurrencyAmount[];
      readonly note?: string;
      readonly print: boolean;
    }
  | { readonly type: 'x-report' }
  | {
      readonly type: 'move-cash';
      readonly direction: 'in' | 'out';
      readonly currency: string;
      readonly amount: Minor;
      readonly note: string;
    }
  | { readonly type: 'open-drawer'; readonly reason: string }
  /** For whoever acts, and for nobody else. */
  | { readonly type: 'clock-in'; readonly workingTime: WorkingTimeId }
  | { readonly type: 'clock-out' }
  /** `others`: the same person's around that time. Read by the till from the journal. */
  | {
      readonly type: 'correct-working-time';
      readonly time: WorkingTime;
      readonly others: readonly WorkingTime[];
      readonly start: number;
      readonly end: number | null;
      readonly reason?: string;
    }
  | { readonly type: 'delete-working-time'; readonly time: WorkingTime; readonly reason?: string }
  /** `hold`: the current tab is put aside first; without it, a tab that holds something is in the way. */
  | {
      readonly type: 'open-tab';
      readonly tabId: TabId;
      readonly name?: string;
      readonly table?: TableRef;
      readonly guests?: number;
      readonly hold?: boolean;
    }
  | { readonly type: 'park-tab'; readonly name?: string }
  | { readonly type: 'recall-tab'; readonly tab: TabId; readonly hold?: boolean }
  | { readonly type: 'void-tab'; readonly reason: string }
  /** Null: at no table. */
  | { readonly type: 'move-to-table'; readonly table: TableRef | null }
  | { readonly type: 'set-guests'; readonly guests: number | null }
  /** Null: nobody's. Seats and courses count from 1. */
  | { readonly type: 'set-seat'; readonly lines: readonly LineId[]; readonly seat: number | null }
  | { readonly type: 'set-course'; readonly lines: readonly LineId[]; readonly course: number | null }
  /** Lines of goods, each at most once; their deposits go along. A quantity is a size, also of what is given back. */
  | {
      readonly type: 'split-lines';
      readonly tabId: TabId;
      readonly lines: readonly { readonly line: LineId; readonly quantity: number }[];
      readonly name?: string;
    }
  /** The new tabs are called `<tabId>:<seat>`. */
  | { readonly type: 'split-by-seat'; readonly tabId: TabId }
  | { readonly type: 'merge-tab'; readonly tab: TabId }
  | { readonly type: 'transfer-tab'; readonly to: UserId }
  /** `waiting`: only where nobody works on it. */
  | { readonly type: 'hand-over-tab'; readonly tab: TabId; readonly to: string; readonly waiting?: true }
  /** `content` as the register `from` told of it last. */
  | {
      readonly type: 'take-over-tab';
      readonly from: string;
      readonly content: Tab;
      readonly unconfirmed?: true;
      readonly recall?: true;
      readonly hold?: boolean;
    }
  /** `revision`: at which it was taken over; `changed`: also where it is another one here by now. */
  | {
      readonly type: 'give-up-tab';
      readonly tab: TabId;
      readonly to: string;
      readonly revision: number;
      readonly changed?: true;
    }
  /** What was not sent yet; of one course only, where one is named. */
  | { readonly type: 'send-round'; readonly course?: number }
  | { readonly type: 'print-bill' }
  /** `customer`: who was on the sale, as they are known today. */
  | {
      readonly type: 'reopen-sale';
      readonly tabId: TabId;
      readonly original: ReturnableSale;
      readonly customer?: TabCustomer;
    }
  | { readonly type: 'rename-tab'; readonly name: string }
  | { readonly type: 'note-tab'; readonly note: string }
  | { readonly type: 'switch-dining'; readonly dining: DiningMode }
  | { readonly type: 'discount-tab'; readonly discount: Discount | null }
  | { readonly type: 'set-customer'; readonly tabId: TabId; readonly customer: TabCustomer | null }
  | { readonly type: 'add-coupon'; readonly tabId: TabId; readonly code: string }
  | { readonly type: 'remove-coupon'; readonly campaign: CampaignId }
  /** Null: none. `known`: what the office keeps for this tab; absent: it could not be asked. */
  | { readonly type: 'redeem-points'; readonly points: number | null; readonly known?: PointsKnown }
  | { readonly type: 'check-age'; readonly age: number }
  | {
      readonly type: 'add-line';
      readonly tabId: TabId;
      readonly lineId: LineId;
      readonly product: Product;
      readonly gtin?: string;
      /** Absent: one piece. A weighed product without a weight is refused with `line.weight-needed`. */
      readonly quantity?: Thousandths;
      readonly source: MeasureSource;
      readonly tare?: Thousandths;
      /** Variable-price products: the price asked for. */
      readonly price?: Minor;
      /** Line total printed on a price label. */
      readonly labelPrice?: Minor;
      /** The product named by `product.deposit`, if any; sold along. */
      readonly deposit?: Product;
    }
  | {
      readonly type: 'add-return';
      readonly tabId: TabId;
      readonly lineId: LineId;
      readonly original: ReturnableSale;
      /** Whose receipt it is. Absent: this register's own. */
      readonly register?: string;
      readonly line: LineId;
      readonly quantity: Thousandths;
      readonly reason?: string;
    }
  | {
      readonly type: 'return-without-receipt';
      readonly tabId: TabId;
      readonly lineId: LineId;
      readonly product: Product;
      readonly gtin?: string;
      readonly quantity: Thousandths;
      /** Per unit, as the shop writes its prices. Absent: the price of today, and never more than that. */
      readonly price?: Minor;
      readonly reason: string;
      /** The customer has this receipt of another register, and nobody can look it up now. */
      readonly unverified?: { readonly register: string; readonly receipt: number };
    }
  /** A card, or more on one. `amount` where the type has no value of its own; `madeOf`: the till made its code of that id. */
  | {
      readonly type: 'sell-gift-card';
      readonly tabId: TabId;
      readonly lineId: LineId;
      readonly giftCardType: string;
      readonly amount?: Minor;
      readonly card: GiftCardRef;
      readonly topUp: boolean;
      readonly madeOf?: string;
      /** The office could not be asked whether there is such a card. */
      readonly unconfirmed?: true;
    }
  /** On the order at hand. */
  | {
      readonly type: 'sell-prepayment';
      readonly tabId: TabId;
      readonly lineId: LineId;
      readonly amount: Minor;
    }
  | { readonly type: 'pay-back-prepayment'; readonly tabId: TabId }
  | { readonly type: 'change-quantity'; readonly line: LineId; readonly quantity: Thousandths }
  | {
      readonly type: 'override-price';
      readonly line: LineId;
      readonly unitPrice: Minor;
      readonly reason: string;
    }
  | { readonly type: 'discount-line'; readonly line: LineId; readonly discount: Discount | null }
  | { readonly type: 'note-line'; readonly line: LineId; readonly note: string }
  | { readonly type: 'void-line'; readonly line: LineId; readonly reason: string }
  /**
   * Cash and vouchers: taken at once. `tendered` in the tender's own currency, positive also when money is paid out; when it settles the
   * tab, the sale is completed. `tip`: so much of it, in the shop's currency; `change`: what else would be given back.
   */
  | {
      readonly type: 'take-payment';
      readonly paymentId: PaymentId;
      readonly tender: string;
      readonly tendered: Minor;
      readonly tip?: Minor | 'change';
      readonly reference?: string;
      /** `account` tenders only: of the customer on the tab. */
      readonly account?: AccountKnown;
    }
  /** What a customer owed; by no tab. `tendered` as above; absent: exactly the amount. */
  | {
      readonly type: 'receive-on-account';
      readonly paymentId: PaymentId;
      readonly customer: CustomerId;
      readonly tender: string;
      readonly amount: Minor;
      readonly tendered?: Minor;
      readonly reference?: string;
      readonly account: AccountKnown;
    }
  /** Card (or another tender that asks a device): written down as started before the terminal hears of it. Absent amount: the whole rest; positive also when money is paid out. The tip comes on top. */
  | {
      readonly type: 'start-payment';
      readonly paymentId: PaymentId;
      readonly tender: string;
      readonly amount?: Minor;
      /** `gift-card` tenders only: they pay as much as is on the card. */
      readonly giftCard?: GiftCardKnown;
      readonly tip?: Minor;
      /** The till asks its terminal itself. */
      readonly terminal?: true;
      /** What that terminal said before. */
      readonly mark?: string;
    }
  /**
   * An unknown payment is settled by a decision: it needs a reason, or the reference that the terminal gave after all. What was approved
   * may be less than was asked (`amount`, positive) and may hold another tip; absent: as it was asked.
   */
  | {
      readonly type: 'settle-payment';
      readonly payment: PaymentId;
      readonly outcome: 'taken' | 'declined' | 'unknown' | 'reversed';
      readonly amount?: Minor;
      readonly tip?: Minor;
      readonly card?: CardFacts;
      readonly reference?: string;
      readonly reason?: string;
    }
  | { readonly type: 'reverse-payment'; readonly payment: PaymentId; readonly reason: string }
  /** Completes a tab whose rest is zero (nothing to pay, or even exchange). */
  | { readonly type: 'complete-tab' }
  /** How the customer wants the receipt of the tab at hand. Null: as the shop does it. */
  | { readonly type: 'wish-receipt'; readonly wish: ReceiptWish | null }
  /** The same goods without prices, for whoever is given them. */
  | { readonly type: 'print-gift-receipt'; readonly sale: Sale }
  /** The office has it. `copies`: how many were made before. */
  | { readonly type: 'mail-receipt'; readonly sale: Sale; readonly copies: number; readonly mail: string }
  | { readonly type: 'start-training' }
  | { readonly type: 'end-training' }
  /** `copies`: how many were made before. */
  | { readonly type: 'copy-receipt'; readonly sale: Sale; readonly copies: number }
  /** The price of something is shown without selling it; journalled and counted on the Z (§2-8-2 t). */
  | { readonly type: 'look-up-price'; readonly product: Product; readonly gtin?: string };

/** The sale a return is made against, with what has been returned of each line before. Read by the till from the journal. */
export interface ReturnableSale {
  readonly sale: Sale;
  readonly returned: Readonly<
    Record<LineId, { readonly quantity: Thousandths; readonly gross: Minor; readonly vat: Minor }>
  >;
}

export type RegisterCommandType = RegisterCommand['type'];
export type CommandOf<Type extends RegisterCommandType> = Extract<RegisterCommand, { readonly type: Type }>;
