// What follows on money that was taken: the sale, when nothing is due any more, and the drawer.
import { dueOf } from '../payment/settle.ts';
import type { Payment } from '../payment/payment.ts';
import type { SellingSettings } from '../shop/settings.ts';
import { priceTab } from '../tab/price-tab.ts';
import type { Tab } from '../tab/tab.ts';
import { completion } from './complete-sale.ts';
import type { DecideContext } from './decision.ts';
import type { RegisterEvent } from './events.ts';
import type { RegisterState } from './state.ts';

/** `tab`: as it is with the payment. */
export function afterPayment(
  state: RegisterState,
  { tab, payment }: { readonly tab: Tab; readonly payment: Payment },
  context: DecideContext,
): readonly RegisterEvent[] {
  const due = dueOf(priceTab(tab, context.settings).total, tab.payments);
  const sale = due === 0 ? completion(state, tab, context.settings) : [];
  return [...sale, ...drawerFor(payment, payment.amount < 0 ? 'return' : 'sale', context.settings)];
}

export function drawerFor(
  payment: Payment,
  reason: 'sale' | 'return',
  settings: SellingSettings,
): readonly RegisterEvent[] {
  const tender = settings.tenders.find((each) => each.id === payment.tender);
  const cash = payment.kind === 'cash' || payment.kind === 'foreign-cash' || payment.change !== 0;
  const wanted = tender?.opensDrawer === true || settings.receipt.openDrawerFor.includes(payment.tender);
  return cash || wanted ? [{ type: 'drawer.opened', payload: { reason } }] : [];
}
