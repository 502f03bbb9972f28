// A customer on the tab, and their points: who they are is looked up on the box, what they have is the office's to say. Who cannot be asked
// keeps nobody waiting: then the rules trust the customer as far as the shop does.
import { groupsOf } from '../../domain/customer/customer.ts';
import { earningRate, redeemingGroup } from '../../domain/customer/points.ts';
import { ok, refuse } from '../../domain/refusal.ts';
import { currentTab } from '../../domain/register/tabs.ts';
import type { FailureCode } from '../../protocol/failures.ts';
import type { Customer } from '../customers/customers.ts';
import type { ResolveContext, Resolver } from './resolution.ts';

export const setCustomer: Resolver<'set-customer'> = async (id, { customer }, context) => {
  if (customer === null) return ok({ command: { type: 'set-customer', tabId: id, customer: null } });
  const found = await context.customers.named(customer);
  if (found === undefined) return refuse('customer.unknown');
  const { id: who, groups } = found;
  const tab = currentTab(context.state())?.id ?? id;
  const points = collects(found, context) ? await context.points.known(who, tab) : undefined;
  const known = points === undefined ? {} : { points };
  return ok({ command: { type: 'set-customer', tabId: id, customer: { id: who, groups, ...known } } });
};

export const redeemPoints: Resolver<'redeem-points'> = async (_id, { points }, context) => {
  const tab = currentTab(context.state());
  if (tab?.customer === undefined) return ok({ command: { type: 'redeem-points', points } });
  // What is practised uses nobody's points.
  const kept = context.practises() ? 0 : (points ?? 0);
  const asked = await context.points.keep({ customer: tab.customer.id, tab: tab.id, points: kept });
  if (!asked.ok && !nobodyAnswers.has(asked.refusal.code)) return asked;
  const known = asked.ok && points !== null ? { known: asked.value } : {};
  return ok({ command: { type: 'redeem-points', points, ...known } });
};

const nobodyAnswers: ReadonlySet<FailureCode> = new Set([
  'office.out-of-reach',
  'office.no-answer',
  'office.other-version',
  'box.busy',
]);

function collects(customer: Customer, { shop }: Pick<ResolveContext, 'shop'>): boolean {
  const groups = groupsOf(customer, shop().settings.customerGroups ?? []);
  return earningRate(groups) !== undefined || redeemingGroup(groups) !== undefined;
}
