// One payment towards a tab. Written down before the terminal hears of it; an answer that never came is `unknown`, never `declined`.
import type { CustomerId } from '../customer/customer.ts';
import type { GiftCardPaid } from '../gift-card/gift-card.ts';
import type { Minor } from '../money/money.ts';
import type { TenderKind } from '../payment/tender.ts';

export type PaymentId = string;

/** `started` and `unknown` block a second payment of the same tab and closing the shift, until they are settled. */
export type PaymentState = 'started' | 'unknown' | 'taken' | 'declined' | 'reversed';

/** Of a payment of kind `account`. */
export interface OnAccount {
  readonly customer: CustomerId;
  /** Owed for what was not at this register, as the office just said. Absent: it could not be asked. */
  readonly others?: Minor;
}

export interface Payment {
  readonly id: PaymentId;
  readonly tender: string;
  readonly kind: TenderKind;
  readonly state: PaymentState;
  /** What it settles of the tab, shop currency; negative when money is paid out (refund). */
  readonly amount: Minor;
  /** What was handed over, in the tender's own currency. */
  readonly tendered: Minor;
  /** Paid back in cash, shop currency, >= 0. */
  readonly change: Minor;
  /** Given beyond what was due and not paid back: no part of the sale. More than zero; absent: nothing. */
  readonly surplus?: Minor;
  /** Given to the staff on top of `amount`: no turnover, no VAT, no part of the sale (W10). More than zero; absent: nothing. */
  readonly tip?: Minor;
  /** Cash rounding of this payment: rounded due − exact due. Its own line on the receipt, no VAT (W4–W6). */
  readonly rounding: Minor;
  readonly foreign?: { readonly currency: string; readonly rateMillionths: number };
  /** Reference the terminal gave or the cashier typed; never a full card number. */
  readonly reference?: string;
  /** `gift-card` only. */
  readonly giftCard?: GiftCardPaid;
  /** `account` only: to be paid later, by whom. */
  readonly account?: OnAccount;
  /** The till asks the terminal itself. Absent: somebody reads what a terminal says. */
  readonly terminal?: true;
  /** `terminal` only: how far the terminal had counted before, where it knows a payment by nothing else. */
  readonly mark?: string;
  /** What the terminal told of the card. Absent: it was not asked by the till. */
  readonly card?: CardFacts;
}

/** Of a card as a terminal tells it: never a number that could be charged. */
export interface CardFacts {
  readonly scheme?: string;
  readonly last4?: string;
  readonly authorisation?: string;
  /** The application on the chip. */
  readonly application?: string;
  /** To be printed as they are. */
  readonly slip: readonly string[];
}
