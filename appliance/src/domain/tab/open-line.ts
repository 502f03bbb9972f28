// The lines of a tab that something may still be taken off, and what was taken off them.
import type { AppliedCampaign, CampaignDiscount, CampaignHint } from '../campaign/campaign.ts';
import type { Minor } from '../money/money.ts';
import type { BasisPoints } from '../vat/vat.ts';
import type { Line, LineId } from './tab.ts';

/** A line that campaigns may touch, with its amounts before them. */
export interface OpenLine {
  readonly line: Line;
  readonly rate: BasisPoints;
  /** As the shop writes its prices, the line's own discount taken off. */
  readonly price: Minor;
  /** The same, VAT included: what can be taken off at most. */
  readonly gross: Minor;
}

export interface CampaignsOnTab {
  readonly byLine: ReadonlyMap<LineId, readonly CampaignDiscount[]>;
  readonly applied: readonly AppliedCampaign[];
  readonly hints: readonly CampaignHint[];
}
