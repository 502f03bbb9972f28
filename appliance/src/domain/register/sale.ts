// A completed sale, return or exchange: the record that is journalled, signed, printed and, later, returned against. Self-contained for ever.
import type { AppliedCampaign } from '../campaign/campaign.ts';
import type { TabCoupon } from '../campaign/coupon.ts';
import type { SoldProduct } from '../catalogue/product.ts';
import type { SalePoints } from '../customer/points.ts';
import type { GiftCardOnLine } from '../gift-card/gift-card.ts';
import type { FiscalMark } from '../fiscal/fiscal-mark.ts';
import type { Minor } from '../money/money.ts';
import type { Payment } from '../payment/payment.ts';
import type { PrepaymentOnLine } from '../prepayment/prepayment.ts';
import type { Thousandths } from '../quantity/quantity.ts';
import type { UserId } from '../staff/permission.ts';
import type { Discount, LineId, MeasureSource, ReceiptWish, ReturnOf, TabId, TableRef } from '../tab/tab.ts';
import type { PricedLine, VatRow } from '../tab/totals.ts';
import type { DiningMode } from '../vat/vat.ts';

/** `sale`: only sold lines. `return`: only return lines (or deposit paid out). `exchange`: both on one receipt, counted apart on the Z. */
export type SaleKind = 'sale' | 'return' | 'exchange';

export interface SaleLine extends PricedLine {
  readonly product: SoldProduct;
  readonly quantity: Thousandths;
  readonly unitPrice: Minor;
  readonly listPrice: Minor;
  readonly labelPrice?: Minor;
  readonly source: MeasureSource;
  readonly tare?: Thousandths;
  readonly priceReason?: string;
  readonly discount?: Discount;
  readonly note?: string;
  readonly parent?: LineId;
  readonly returnOf?: ReturnOf;
  readonly seat?: number;
  readonly course?: number;
  readonly giftCard?: GiftCardOnLine;
  readonly prepayment?: PrepaymentOnLine;
}

export interface Sale {
  /** Consecutive per register, without gaps, never reset. */
  readonly receipt: number;
  readonly kind: SaleKind;
  readonly tab: {
    readonly id: TabId;
    readonly number: string;
    readonly name?: string;
    readonly table?: TableRef;
    readonly guests?: number;
  };
  readonly shift: number;
  readonly dining: DiningMode;
  readonly lines: readonly SaleLine[];
  readonly subtotal: Minor;
  readonly lineDiscounts: Minor;
  /** What campaigns took off, and what each gave; the lines hold it by line. Absent: nothing. */
  readonly campaignDiscounts?: Minor;
  readonly campaigns?: readonly AppliedCampaign[];
  readonly tabDiscount: Minor;
  readonly tabDiscountReason?: string;
  readonly total: Minor;
  readonly vat: readonly VatRow[];
  readonly rounding: Minor;
  readonly payments: readonly Payment[];
  readonly change: Minor;
  /** Whose the tips are that its payments hold. Absent: there are none. */
  readonly tipFor?: UserId;
  /** Lines voided before payment: counted as corrections on the Z. */
  readonly voidedLines: number;
  /** Customer by id only: personal data is never inside a hashed payload. */
  readonly customer?: string;
  /** Those that gave something. Absent: none. */
  readonly coupons?: readonly TabCoupon[];
  /** What moved on customers' accounts of points. Absent: nothing, and nothing was earned by. */
  readonly points?: SalePoints;
  /** How the customer wanted the receipt. Absent: as the shop does it. */
  readonly wish?: ReceiptWish;
  /** What the law of the place added. Absent: nothing. */
  readonly fiscal?: FiscalMark;
}

/** What a tab comes to before it is paid, as it was printed: no receipt, and numbered in a series of its own. */
export interface Bill extends Omit<
  Sale,
  'receipt' | 'kind' | 'rounding' | 'payments' | 'change' | 'voidedLines' | 'points'
> {
  readonly number: number;
  readonly paid: Minor;
  readonly due: Minor;
}
