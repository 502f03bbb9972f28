// Coupons: a code that opens a campaign for whoever brings it. Typed or scanned; large and small letters are the same, and what follows a
// prefix, as the serial number on printed ones, is the coupon's own affair.
import type { Campaign, CampaignId } from './campaign.ts';

/** A coupon on a tab. */
export interface TabCoupon {
  readonly campaign: CampaignId;
  /** As it was given. */
  readonly code: string;
}

/** The campaign that a code opens; of several the one with the longest code, then the lower id. */
export function openedBy(code: string, campaigns: readonly Campaign[]): Campaign | undefined {
  const given = plain(code);
  const [found] = campaigns
    .flatMap((campaign) => {
      const coupon = plain(campaign.coupon ?? '');
      return coupon !== '' && fits(given, coupon) ? [{ campaign, size: coupon.length }] : [];
    })
    .toSorted((one, other) => other.size - one.size || (one.campaign.id < other.campaign.id ? -1 : 1));
  return found?.campaign;
}

/** Those that need no coupon, and those whose coupon is there. */
export function opened(
  campaigns: readonly Campaign[],
  coupons: readonly TabCoupon[] = [],
): readonly Campaign[] {
  return campaigns.filter(
    ({ id, coupon }) => coupon === undefined || coupons.some(({ campaign }) => campaign === id),
  );
}

/** `ABC*`: anything that begins so, and is longer. */
function fits(given: string, coupon: string): boolean {
  if (!coupon.endsWith('*')) return given === coupon;
  const prefix = coupon.slice(0, -1);
  return given.startsWith(prefix) && given.length > prefix.length;
}

function plain(code: string): string {
  return code.trim().toUpperCase();
}
