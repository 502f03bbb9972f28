// What each of several people is asked for who share what is due on the tab at hand.
import { evenParts } from '../../domain/payment/even-parts.ts';
import { dueOf } from '../../domain/payment/settle.ts';
import { ok, refuse, type Result } from '../../domain/refusal.ts';
import { currentTab } from '../../domain/register/tabs.ts';
import { priceTab } from '../../domain/tab/price-tab.ts';
import type { FailureCode } from '../../protocol/failures.ts';
import type { EvenParts } from '../../protocol/tab-views.ts';
import type { Register } from '../register/register.ts';
import type { Shop } from '../shop/shop.ts';

export function evenPartsNow(
  count: number,
  { register, shop }: { readonly register: Pick<Register, 'state'>; readonly shop: Pick<Shop, 'settings'> },
): Result<EvenParts, FailureCode> {
  const tab = currentTab(register.state);
  if (tab === undefined) return refuse('tab.none');
  const { settings } = shop;
  const due = dueOf(priceTab(tab, settings).total, tab.payments);
  return ok({ parts: evenParts(due, count, settings.cashRounding.step) });
}
