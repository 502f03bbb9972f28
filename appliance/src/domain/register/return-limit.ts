// How much one user gives back in one shift before somebody else must look at it: many small returns are as much money as a large one.
import { add, type Minor, zero } from '../money/money.ts';
import { activeLines } from '../tab/lines.ts';
import type { Tab } from '../tab/tab.ts';
import { requirePermission } from './command-permission.ts';
import type { DecideContext, Objection } from './decision.ts';
import type { RegisterState } from './state.ts';

/** @param asked `gross`: what is to be given back on this tab besides */
export function aboveReturnLimit(
  state: RegisterState,
  asked: { readonly tab: Tab; readonly gross: Minor },
  { actor, settings: { limits } }: DecideContext,
): Objection {
  const max = limits.returnsPerShiftMax;
  if (max === undefined) return undefined;
  const { tab, gross } = asked;
  const theirs = Object.values(state.tabs).filter(
    ({ id, openedBy, owner = openedBy }) => id !== tab.id && owner === actor.user,
  );
  const waiting = [tab, ...theirs].flatMap(activeLines).map(({ returnOf }) => returnOf?.gross ?? zero);
  const given = new Map(Object.entries(state.shift?.sums.returnsByOperator ?? {}));
  const before = given.get(actor.user)?.amount ?? zero;
  return add(gross, before, ...waiting) > max
    ? requirePermission(actor, 'sale.return_above_limit')
    : undefined;
}
