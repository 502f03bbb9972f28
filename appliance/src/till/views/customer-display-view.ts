// What the customer sees on the second screen: lines and sums while selling, what is due while paying, the change afterwards. Nothing about staff.
import { add, minor } from '../../domain/money/money.ts';
import type { RegisterState } from '../../domain/register/state.ts';
import type { LineView, TabView } from '../../protocol/tab-views.ts';
import type { CustomerDisplayView } from '../../protocol/views.ts';
import type { Shop } from '../shop/shop.ts';
import type { TabViews } from './tab-view.ts';

const zero = minor(0);

function stateOf(state: RegisterState, tab: TabView | undefined): CustomerDisplayView['state'] {
  if (state.shift === null) return 'closed';
  if (tab === undefined || Object.keys(tab.lines).length === 0)
    return state.lastSale === null ? 'idle' : 'thanks';
  return Object.keys(tab.payments).length > 0 ? 'paying' : 'selling';
}

function shownLines(tab: TabView): CustomerDisplayView['lines'] {
  const lines = Object.entries(tab.lines).filter(([, line]) => !line.voided);
  return Object.fromEntries(lines.map(([id, line]) => [id, shownLine(line)]));
}

/** Less is less, whoever gave it: by hand or by campaign. */
function shownLine(line: LineView): CustomerDisplayView['lines'][string] {
  const { position, name, picture, colour, quantity, unit, unitPrice, total, depositOf, prepayment } = line;
  const discountAmount = add(line.discountAmount, ...line.campaigns.map(({ amount }) => amount));
  const goods = { position, name, picture, colour, quantity, unit, unitPrice, discountAmount, total };
  return { ...goods, depositOf, prepayment };
}

export function customerDisplayView(
  state: RegisterState,
  shop: Shop,
  tabViews: TabViews,
): CustomerDisplayView {
  const current = state.current === null ? undefined : state.tabs[state.current];
  const tab = current === undefined ? undefined : tabViews.view(current, shop.settings);
  const { name, locale } = shop.settings.shop;
  return {
    shop: { name, locale, currency: shop.settings.currency },
    state: stateOf(state, tab),
    lines: tab === undefined ? {} : shownLines(tab),
    discount:
      tab === undefined
        ? zero
        : add(tab.lineDiscounts, tab.campaignDiscounts, tab.tabDiscount?.amount ?? zero),
    total: tab?.total ?? zero,
    paid: tab === undefined ? zero : minor(tab.total - tab.due),
    due: tab?.due ?? zero,
    lastSale: state.lastSale,
  };
}
