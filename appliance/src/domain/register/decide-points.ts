// Points of the customer on the tab become a discount. How many there are is the office's to say; while it cannot be asked, the shop trusts
// the customer up to a limit, and the office sees later what was not there.
import { groupsOf } from '../customer/customer.ts';
import { redeemingGroup } from '../customer/points.ts';
import { ok, refuse } from '../refusal.ts';
import type { Tab } from '../tab/tab.ts';
import type { CommandOf } from './commands.ts';
import type { DecideContext, Decision } from './decision.ts';
import type { EventOf } from './events.ts';
import type { RegisterState } from './state.ts';
import { changeableTab } from './tab-at-hand.ts';

export function redeemPoints(
  state: RegisterState,
  { points, known }: CommandOf<'redeem-points'>,
  { settings }: DecideContext,
): Decision {
  const found = changeableTab(state);
  if (!found.ok) return found;
  const { id: tab, customer, redemption } = found.value;
  if (points === null)
    return ok(
      redemption === undefined ? [] : [{ type: 'tab.points-redeemed', payload: { tab, redemption: null } }],
    );
  const group = redeemingGroup(groupsOf(customer, settings.customerGroups ?? []));
  if (group === undefined) return refuse('points.not-usable');
  const { pointsMin, offlineMax, pointsPerUnitOff, shareMax } = group.redeeming;
  if (!Number.isSafeInteger(points) || points <= 0 || points < pointsMin)
    return refuse('points.too-few', { min: pointsMin });
  if (known === undefined && points > offlineMax) return refuse('points.offline-limit', { max: offlineMax });
  if (known !== undefined && points > known.balance)
    return refuse('points.not-there', { balance: known.balance });
  const taken = { group: group.id, name: group.name, points, pointsPerUnitOff, shareMax };
  return ok([
    {
      type: 'tab.points-redeemed',
      payload: { tab, redemption: taken, ...(known === undefined ? {} : { known }) },
    },
  ]);
}

/** Whose points a tab holds that ends without a sale: the office may give them to another tab. */
export function pointsFreed({
  customer,
  redemption,
}: Tab): Pick<EventOf<'tab.voided'>['payload'], 'pointsFreed'> {
  return customer === undefined || redemption === undefined ? {} : { pointsFreed: customer.id };
}
