// What a campaign is: when it runs, for whom, on what, and what it gives; and the shapes in which it explains itself on a line, on the
// receipt and to the cashier. The office owns campaigns; the till is given those of its shop.
import type { ProductId } from '../catalogue/product.ts';
import type { Minor } from '../money/money.ts';
import type { Thousandths } from '../quantity/quantity.ts';
import type { BasisPoints, DiningMode } from '../vat/vat.ts';

export type CampaignId = string;
/** Of a line on the tab. */
export type LineId = string;
export type CategoryId = string;
export type CustomerGroupId = string;
/** ISO 8601: Monday 1 … Sunday 7. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

/** `customer-group`: what a group of customers is given by itself; `voucher`: by a coupon; `loyalty`: for points. Absent: a campaign. */
export type OfferSource = 'customer-group' | 'voucher' | 'loyalty';

/** Without products and categories: everything. An exception goes before whatever names it. */
export interface Selection {
  readonly products?: readonly ProductId[];
  readonly categories?: readonly CategoryId[];
  readonly exceptProducts?: readonly ProductId[];
  readonly exceptCategories?: readonly CategoryId[];
}

/** So many pieces out of a selection. */
export interface Part {
  readonly count: number;
  readonly on: Selection;
}

/**
 * Prices and amounts as the shop writes its prices (with VAT or without), for one piece, kilogram, litre or metre.
 * What is weighed or measured takes part in the first three and in `spend`; groups are made of whole pieces.
 */
export type CampaignKind =
  | { readonly kind: 'percentage'; readonly basisPoints: BasisPoints; readonly on: Selection }
  | { readonly kind: 'amount-off'; readonly amount: Minor; readonly on: Selection }
  | { readonly kind: 'fixed-price'; readonly price: Minor; readonly on: Selection }
  /** Of `take` pieces the cheapest `take − pay` are free, or cost `basisPoints` less ("the second at half price"). */
  | {
      readonly kind: 'n-for-m';
      readonly take: number;
      readonly pay: number;
      readonly basisPoints?: BasisPoints;
      readonly on: Selection;
    }
  | { readonly kind: 'n-for-price'; readonly take: number; readonly price: Minor; readonly on: Selection }
  /** Who takes every part gets the pieces of each part for so much less: "buy A, get B at half price". Where both are out of the same
   *  goods, it is the cheapest that costs less. */
  | {
      readonly kind: 'mix-and-match';
      readonly parts: readonly (Part & { readonly basisPoints: BasisPoints })[];
    }
  /** One of each part, together at a price. */
  | { readonly kind: 'bundle'; readonly parts: readonly Part[]; readonly price: Minor }
  /** On all that is selected, once it comes to the threshold. */
  | {
      readonly kind: 'spend';
      readonly threshold: Minor;
      readonly basisPoints: BasisPoints;
      readonly on: Selection;
    };

export type Campaign = CampaignKind & {
  readonly id: CampaignId;
  /** As it stands on the receipt. */
  readonly name: string;
  readonly source?: OfferSource;
  /** Runs only for who brings it: `SUMMER`, or `SUM*` for all that begin so. Absent: for everybody. */
  readonly coupon?: string;
  /** Where two deals give the customer the same, the one of the higher priority is made; then the lower id. */
  readonly priority: number;
  /** Comes on top of what other campaigns gave, on what is then left to pay. Others never share a unit. */
  readonly stackable?: boolean;
  /** Also where the price was changed or a discount was given by hand. */
  readonly onChangedPrices?: boolean;
  /** Milliseconds since 1970 UTC; from the first to before the last. */
  readonly validFrom?: number;
  readonly validUntil?: number;
  /** Absent or empty: every day. */
  readonly weekdays?: readonly Weekday[];
  /** Minutes of the shop's day, until not included; may pass midnight and belongs to the day it began on. The same twice: the whole day. */
  readonly hours?: { readonly from: number; readonly until: number };
  /** Absent or empty: everybody. */
  readonly customerGroups?: readonly CustomerGroupId[];
  /** Absent or empty: both. */
  readonly dining?: readonly DiningMode[];
  /** Times in one sale: groups, or pieces and weighed lines where each has its price. */
  readonly limitPerSale?: number;
};

/** A point in time as clock and calendar of the shop show it. */
export interface Moment {
  /** Milliseconds since 1970 UTC. */
  readonly at: number;
  readonly weekday: Weekday;
  /** Of the day, 0 … 1439. */
  readonly minute: number;
}

/** A line of goods that campaigns may touch. What none may touch (deposits, returns, products without discounts) is not handed in. */
export interface CampaignLine {
  readonly id: LineId;
  readonly product: ProductId;
  /** Its category and all above it. */
  readonly categories: readonly CategoryId[];
  /** More than zero. */
  readonly quantity: Thousandths;
  /** Sold by the piece: can be part of a group. */
  readonly counted: boolean;
  /** What the line costs before campaigns, as the shop writes its prices; not negative. */
  readonly amount: Minor;
  /** The price was changed, or a discount given, by hand. */
  readonly changed: boolean;
}

/** What one campaign takes off one line. */
export interface CampaignDiscount {
  /** Of the campaign, or of what `source` says. */
  readonly campaign: CampaignId;
  readonly name: string;
  readonly source?: OfferSource;
  /** How much of the line it was given on. */
  readonly units: Thousandths;
  /** More than zero. */
  readonly amount: Minor;
}

/** What one campaign gave in the whole sale: the words of "3 for 2 chocolate −25.00". */
export interface AppliedCampaign {
  readonly campaign: CampaignId;
  readonly name: string;
  readonly source?: OfferSource;
  /** Groups; pieces and weighed lines where each has its price; 1 for `spend`. */
  readonly times: number;
  readonly units: Thousandths;
  readonly amount: Minor;
}

/** What campaigns gave on a tab, kept from the first payment on: what is being paid changes no more, whatever becomes of the campaigns. */
export interface FixedCampaigns {
  readonly lines: readonly { readonly line: LineId; readonly given: readonly CampaignDiscount[] }[];
  readonly applied: readonly AppliedCampaign[];
}

/** Something nearly reached, for the cashier to say: so many pieces more, or so much money more. */
export type CampaignHint = {
  readonly campaign: CampaignId;
  readonly name: string;
} & ({ readonly pieces: number } | { readonly amount: Minor });

export interface CampaignOutcome {
  readonly byLine: ReadonlyMap<LineId, readonly CampaignDiscount[]>;
  readonly applied: readonly AppliedCampaign[];
  readonly hints: readonly CampaignHint[];
}
