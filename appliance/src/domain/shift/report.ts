// X- and Z-report: one shape. A Z is an X that closes the shift, is numbered, and is journalled and signed in full content (kassasystemforskrifta §2-8).
import type { Minor } from '../money/money.ts';
import type { VatRow } from '../tab/totals.ts';

export interface CountedAmount {
  readonly count: number;
  readonly amount: Minor;
}

export interface CashCount {
  readonly currency: string;
  readonly opening: Minor;
  /** Cash taken less change and refunds paid out. */
  readonly sales: Minor;
  readonly cashIn: Minor;
  readonly cashOut: Minor;
  readonly expected: Minor;
  /** Absent on an X-report. */
  readonly counted?: Minor;
  readonly difference?: Minor;
}

export interface ShiftReport {
  readonly register: string;
  readonly shift: number;
  /** Present on a Z only. Consecutive per register. */
  readonly zNumber?: number;
  readonly openedAt: number;
  readonly openedBy: string;
  readonly at: number;
  readonly by: string;
  /** Everything sold and returned, VAT included, after discounts, before cash rounding. */
  readonly total: Minor;
  readonly rounding: Minor;
  /** What each tender brought in, cash rounding included and change taken off: the sum is total + rounding. Count: payments in less refunds. */
  readonly byTender: readonly ({
    readonly tender: string;
    readonly name: string;
    readonly code: string;
  } & CountedAmount)[];
  /** Taken by vouchers beyond what was due and not paid back: in no sum of the sales. Absent: none. */
  readonly surplus?: CountedAmount;
  /** Given to the staff: no turnover, in no other sum but the cash that lies in the drawer. Absent: none. */
  readonly tips?: CountedAmount & {
    readonly byTender: readonly ({ readonly tender: string; readonly name: string } & CountedAmount)[];
    readonly byUser: readonly ({ readonly user: string } & CountedAmount)[];
  };
  /** Owed by customers and paid now: no turnover, no VAT, in no other sum but the cash that lies in the drawer. `amount` less `rounding` is
   *  what is owed no more. Absent: none. */
  readonly receivedOnAccount?: CountedAmount & {
    readonly rounding: Minor;
    readonly byTender: ShiftReport['byTender'];
  };
  readonly byVat: readonly VatRow[];
  /** Count: receipts with goods of the category, less receipts that give some back. */
  readonly byCategory: readonly ({ readonly category: string } & CountedAmount)[];
  readonly byOperator: readonly ({ readonly user: string } & CountedAmount)[];
  /** Sales receipts (exchanges among them); a receipt that only gives back is not one (§2-8-2 l). */
  readonly receipts: number;
  /** Sold, before what was given back. total = sales + giftCards + prepayments.outside − returns − depositsPaidOut. */
  readonly sales: CountedAmount;
  /** Given back, on return receipts and on exchanges together, as a positive amount (§2-8-2 p). */
  readonly returns: CountedAmount;
  /** Of the returns, the lines of goods without a receipt. Absent: none. */
  readonly looseReturns?: CountedAmount;
  /** Of the returns, the lines against other registers' receipts that nobody could look up. Absent: none. */
  readonly unverifiedReturns?: CountedAmount;
  /** Deposit paid out for empties, positive: neither sale nor return, never turnover (W14). */
  readonly depositsPaidOut: CountedAmount;
  /** Multi-purpose gift cards sold and filled: received and owed, never turnover (W11). Absent: none. */
  readonly giftCards?: CountedAmount;
  /** On orders: received, used on the receipt of the goods, paid back, each positive. `outside`: received less the others, as far as it is no
   *  turnover; what is taxed when it is received is in `sales`, and paid back in `returns` (W12). Absent: none. */
  readonly prepayments?: {
    readonly received: CountedAmount;
    readonly used: CountedAmount;
    readonly paidBack: CountedAmount;
    readonly outside: Minor;
  };
  /** Each kind apart. Those that may be absent: there was none. */
  readonly discounts: {
    /** On single lines, given by hand. */
    readonly line: CountedAmount;
    readonly campaign?: CountedAmount;
    /** What customer groups are given off everything. */
    readonly group?: CountedAmount;
    /** Coupons that take something off. */
    readonly voucher?: CountedAmount;
    /** Points redeemed. */
    readonly loyalty?: CountedAmount;
    readonly tab: CountedAmount;
  };
  readonly tabs: {
    readonly paid: number;
    /** To another user. Absent: none. */
    readonly transferred?: number;
    readonly voided: CountedAmount;
    readonly open: number;
    readonly parked: number;
  };
  /** Lines voided and quantities lowered before payment (§2-8-2 s). */
  readonly corrections: CountedAmount;
  /** Lines sold at another price than the list's; the amount is what was given away (negative: taken on top). */
  readonly priceOverrides: CountedAmount;
  readonly copies: CountedAmount;
  /** Receipts of training, in no other sum (§2-8-2 w). Absent: none. */
  readonly training?: CountedAmount;
  /** Bills printed before payment, which are no receipts (§2-8-2 o). Absent: none. */
  readonly bills?: CountedAmount;
  /** Prices asked for without a sale (§2-8-2 t). */
  readonly priceLookUps: CountedAmount;
  /** Drawer openings without sale or refund ("nullinnslag", §2-8-2 m). */
  readonly drawerOpenings: number;
  readonly cash: readonly CashCount[];
  readonly grandTotals: { readonly sale: Minor; readonly return: Minor; readonly net: Minor };
  readonly note?: string;
}
