// The end of a tab: the record that is journalled, signed and printed. It holds all that is needed to read it in ten years.
import { add } from '../money/money.ts';
import type { SellingSettings } from '../shop/settings.ts';
import { tipsOf } from '../payment/tip.ts';
import { goodsOf, isSale } from '../shift/sale-goods.ts';
import { ownerOf } from '../tab/lines.ts';
import { priceTab } from '../tab/price-tab.ts';
import type { Line, Tab } from '../tab/tab.ts';
import type { PricedTab } from '../tab/totals.ts';
import { withSingleUsed } from './decide-gift-card.ts';
import type { EventOf } from './events.ts';
import type { Bill, SaleKind, SaleLine } from './sale.ts';
import { salePoints } from './sale-points.ts';
import type { RegisterState } from './state.ts';

/** The event that completes a tab with nothing due. The next receipt number is taken here, so none is left out. */
export function completion(
  state: RegisterState,
  paid: Tab,
  settings: SellingSettings,
): readonly [EventOf<'sale.completed'>] {
  const tab = withSingleUsed(paid);
  const content = contentOf(tab, settings);
  const payments = tab.payments.filter((payment) => payment.state === 'taken');
  const points = salePoints(tab, content.lines, settings);
  return [
    {
      type: 'sale.completed',
      payload: {
        sale: {
          receipt: state.numbers.receipt + 1,
          kind: kindOf(content.lines),
          shift: state.numbers.shift,
          ...content,
          rounding: add(...payments.map((payment) => payment.rounding)),
          payments,
          ...(points === undefined ? {} : { points }),
          ...(tab.wish === undefined ? {} : { wish: tab.wish }),
          change: add(...payments.map((payment) => payment.change)),
          ...(tipsOf(payments) === 0 ? {} : { tipFor: ownerOf(tab) }),
          voidedLines: tab.lines.filter((line) => line.voided !== undefined && line.parent === undefined)
            .length,
        },
      },
    },
  ];
}

/** What is on the tab and what it comes to, before anybody has paid. */
export function contentOf(
  tab: Tab,
  settings: SellingSettings,
): Omit<Bill, 'number' | 'shift' | 'paid' | 'due'> {
  const priced = priceTab(tab, settings);
  const { id, number, name, table, guests, discount, customer, coupons = [] } = tab;
  const used = coupons.filter(({ campaign }) => priced.campaigns.some((each) => each.campaign === campaign));
  return {
    tab: {
      id,
      number,
      ...(name === undefined ? {} : { name }),
      ...(table === undefined ? {} : { table }),
      ...(guests === undefined ? {} : { guests }),
    },
    dining: tab.dining,
    lines: saleLines(tab, priced),
    subtotal: priced.subtotal,
    lineDiscounts: priced.lineDiscounts,
    ...(priced.campaigns.length === 0
      ? {}
      : { campaignDiscounts: priced.campaignDiscounts, campaigns: priced.campaigns }),
    tabDiscount: priced.tabDiscount,
    ...(discount === undefined || priced.tabDiscount === 0 ? {} : { tabDiscountReason: discount.reason }),
    total: priced.total,
    vat: priced.vat,
    ...(customer === undefined ? {} : { customer: customer.id }),
    ...(used.length === 0 ? {} : { coupons: used }),
  };
}

/** What is on the tab with what each line comes to. */
export function saleLines(tab: Tab, priced: PricedTab): readonly SaleLine[] {
  const lines = new Map(tab.lines.map(({ sent: _sent, ...line }): [string, Line] => [line.id, line]));
  // What was priced are the tab's own lines.
  return priced.lines.map((sums) => ({ ...(lines.get(sums.id) as Line), ...sums }));
}

/** Deposit paid out for empties beside goods sold is still a sale; alone it is a return. */
function kindOf(lines: readonly SaleLine[]): SaleKind {
  const goods = goodsOf({ lines });
  if (!isSale(goods)) return 'return';
  return goods.returned.length === 0 ? 'sale' : 'exchange';
}
