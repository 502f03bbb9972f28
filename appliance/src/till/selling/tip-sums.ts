// What a guest pays who gives a tip, with the tip in it: all that is due on the tab at hand, or so much of it.
import { add, type Minor, minor } from '../../domain/money/money.ts';
import { cashDue, dueOf, paidOf } from '../../domain/payment/settle.ts';
import { ok, refuse, type Result } from '../../domain/refusal.ts';
import { currentTab } from '../../domain/register/tabs.ts';
import { priceTab } from '../../domain/tab/price-tab.ts';
import type { QueryBody } from '../../protocol/commands.ts';
import type { FailureCode } from '../../protocol/failures.ts';
import type { TipSums } from '../../protocol/tab-views.ts';
import type { Register } from '../register/register.ts';
import type { Shop } from '../shop/shop.ts';
import { quickCash } from '../views/quick-cash.ts';

export function tipSums(
  { tip, amount }: QueryBody<'tip-sums'>,
  { register, shop }: { readonly register: Pick<Register, 'state'>; readonly shop: Pick<Shop, 'settings'> },
): Result<TipSums, FailureCode> {
  const tab = currentTab(register.state);
  if (tab === undefined) return refuse('tab.none');
  const { tips, cashRounding, currency } = shop.settings;
  if (tips === undefined) return refuse('tip.not-taken');
  const due = dueOf(priceTab(tab, shop.settings).total, tab.payments);
  const withTip = (part: Minor): Minor => add(amount === undefined ? part : minor(amount), minor(tip));
  const inCash = withTip(cashDue(due, cashRounding, paidOf(tab.payments)));
  return ok({ due: withTip(due), cashDue: inCash, quickCash: quickCash(inCash, currency.exponent) });
}
