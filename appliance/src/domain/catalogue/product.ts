// A product as the till sells it. The catalogue is the back office's; a line keeps its own copy (`SoldProduct`), so that a price
// changed tomorrow changes nothing that was sold today.
import type { Minor } from '../money/money.ts';
import type { Unit } from '../quantity/quantity.ts';
import type { VatClass } from '../vat/vat.ts';

export type ProductId = string;

export interface Product {
  readonly id: ProductId;
  readonly sku: string;
  readonly name: string;
  /** Shorter name for narrow receipts and grid keys. */
  readonly shortName?: string;
  readonly category: string;
  /** The category and all above it; absent: only the category. */
  readonly categories?: readonly string[];
  readonly vatClass: VatClass;
  readonly unit: Unit;
  /** Per one unit (piece, kg…). Absent: variable price, asked at the till. */
  readonly price?: Minor;
  readonly ageLimit?: number;
  /** Product sold along with each piece (bottle deposit). */
  readonly deposit?: ProductId;
  /** A deposit line or another product no discount may touch (fiscal.md 4.1). */
  readonly noDiscount?: boolean;
  /** `deposit-return`: paid out for returned empties, sold with a negative price, never turnover (W14). */
  readonly kind?: 'goods' | 'deposit' | 'deposit-return';
  readonly plu?: string;
  /** Name of a bundled or uploaded picture; absent: a monogram. */
  readonly picture?: string;
  readonly colour?: string;
  /** Weight of its usual container in grams: proposed when it is weighed. */
  readonly tare?: number;
  /** False: only while the box is in contact with the office. */
  readonly soldOffline?: boolean;
  /** Sold only along with another product. */
  readonly addOn?: boolean;
  readonly active: boolean;
}

/** What a line keeps of its product: enough to print, tax and return it in ten years. */
export interface SoldProduct {
  readonly id: ProductId;
  readonly sku: string;
  readonly name: string;
  readonly category: string;
  /** The category and all above it, as they were when it was sold; absent: only the category. */
  readonly categories?: readonly string[];
  readonly vatClass: VatClass;
  readonly unit: Unit;
  readonly ageLimit?: number;
  readonly noDiscount?: boolean;
  readonly kind?: 'goods' | 'deposit' | 'deposit-return' | 'gift-card' | 'prepayment';
  readonly addOn?: boolean;
  readonly gtin?: string;
  readonly picture?: string;
}
