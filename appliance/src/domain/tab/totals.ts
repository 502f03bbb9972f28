// What a tab comes to: the shapes that pricing gives. The sums themselves are in `price-tab.ts`.
import type { AppliedCampaign, CampaignDiscount, CampaignHint } from '../campaign/campaign.ts';
import type { Minor } from '../money/money.ts';
import type { BasisPoints } from '../vat/vat.ts';
import type { LineId } from './tab.ts';

export interface PricedLine {
  readonly id: LineId;
  /** Unit price × quantity before any discount, VAT included. */
  readonly gross: Minor;
  /** >= 0 on sold lines, <= 0 on return lines; taken off `gross`. */
  readonly lineDiscount: Minor;
  /** What campaigns take off, each more than zero; absent: nothing. */
  readonly campaigns?: readonly CampaignDiscount[];
  /** This line's share of the tab discount (largest remainder; the shares add up to the whole). */
  readonly tabDiscount: Minor;
  /** gross − lineDiscount − campaigns − tabDiscount: what the customer pays for the line. */
  readonly total: Minor;
  readonly rate: BasisPoints;
  readonly vatCode: string;
  /** VAT within `total`; all lines together hold exactly the VAT of the rows, also where VAT is rounded per receipt. */
  readonly vat: Minor;
}

/** One row of the VAT table of a receipt: everything sold at one rate and code. net + vat = gross. */
export interface VatRow {
  readonly rate: BasisPoints;
  readonly code: string;
  readonly gross: Minor;
  readonly net: Minor;
  readonly vat: Minor;
}

export interface PricedTab {
  /** Lines that are not voided, in the order of the tab. */
  readonly lines: readonly PricedLine[];
  /** Sum of `gross`. */
  readonly subtotal: Minor;
  readonly lineDiscounts: Minor;
  readonly campaignDiscounts: Minor;
  readonly tabDiscount: Minor;
  readonly total: Minor;
  readonly vat: readonly VatRow[];
  /** What each campaign gave, VAT included. */
  readonly campaigns: readonly AppliedCampaign[];
  /** What is nearly reached; nothing once there is money on the tab. */
  readonly hints: readonly CampaignHint[];
}
