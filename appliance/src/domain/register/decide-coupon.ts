// Coupons on a tab: put there by their code, taken off again. What they give is a campaign's affair, and is fixed with the first money.
import { openedBy } from '../campaign/coupon.ts';
import { ok, refuse } from '../refusal.ts';
import type { CommandOf } from './commands.ts';
import type { DecideContext, Decision } from './decision.ts';
import type { RegisterState } from './state.ts';
import { changeableTab, placeForLine } from './tab-at-hand.ts';

/** Before the first goods, too: then it opens the tab. */
export function addCoupon(
  state: RegisterState,
  { tabId, code }: CommandOf<'add-coupon'>,
  context: DecideContext,
): Decision {
  const place = placeForLine(state, tabId, context);
  if (!place.ok) return place;
  const campaign = openedBy(code, context.settings.running ?? []);
  if (campaign === undefined) return refuse('coupon.not-valid', { code });
  const { tab, opening } = place.value;
  const { coupons = [] } = tab;
  if (coupons.some((each) => each.campaign === campaign.id))
    return refuse('coupon.already-there', { name: campaign.name });
  const payload = { tab: tab.id, coupons: [...coupons, { campaign: campaign.id, code }] };
  return ok([...opening, { type: 'tab.coupons-set', payload }]);
}

export function removeCoupon(
  state: RegisterState,
  { campaign }: CommandOf<'remove-coupon'>,
  _context: DecideContext,
): Decision {
  const found = changeableTab(state);
  if (!found.ok) return found;
  const { id, coupons = [] } = found.value;
  const left = coupons.filter((each) => each.campaign !== campaign);
  return ok(
    left.length === coupons.length ? [] : [{ type: 'tab.coupons-set', payload: { tab: id, coupons: left } }],
  );
}
