// The end of a tab: the record that is journalled, signed and printed. It holds all that is needed to read it in ten years.
import { add } from '../money/money.ts';
import type { SellingSettings } from '../shop/settings.ts';
import { goodsOf } from '../shift/sale-goods.ts';
import { priceTab } from '../tab/price-tab.ts';
import type { Line, Tab } from '../tab/tab.ts';
import type { PricedTab } from '../tab/totals.ts';
import type { EventOf } from './events.ts';
import type { SaleKind, SaleLine } from './sale.ts';
import type { RegisterState } from './state.ts';

/** The event that completes a tab with nothing due. The next receipt number is taken here, so none is left out. */
export function completion(
  state: RegisterState,
  tab: Tab,
  settings: SellingSettings,
): readonly [EventOf<'sale.completed'>] {
  const priced = priceTab(tab, settings);
  const lines = saleLines(tab, priced);
  const payments = tab.payments.filter((payment) => payment.state === 'taken');
  const { id, number, name, discount, customer } = tab;
  return [
    {
      type: 'sale.completed',
      payload: {
        sale: {
          receipt: state.numbers.receipt + 1,
          kind: kindOf(lines),
          tab: { id, number, ...(name === undefined ? {} : { name }) },
          shift: state.numbers.shift,
          dining: tab.dining,
          lines,
          subtotal: priced.subtotal,
          lineDiscounts: priced.lineDiscounts,
          ...(priced.campaigns.length === 0
            ? {}
            : { campaignDiscounts: priced.campaignDiscounts, campaigns: priced.campaigns }),
          tabDiscount: priced.tabDiscount,
          ...(discount === undefined || priced.tabDiscount === 0
            ? {}
            : { tabDiscountReason: discount.reason }),
          total: priced.total,
          vat: priced.vat,
          rounding: add(...payments.map((payment) => payment.rounding)),
          payments,
          change: add(...payments.map((payment) => payment.change)),
          voidedLines: tab.lines.filter((line) => line.voided !== undefined && line.parent === undefined)
            .length,
          ...(customer === undefined ? {} : { customer: customer.id }),
        },
      },
    },
  ];
}

function saleLines(tab: Tab, priced: PricedTab): readonly SaleLine[] {
  const lines = new Map(tab.lines.map((line) => [line.id, line]));
  // What was priced are the tab's own lines.
  return priced.lines.map((sums) => ({ ...(lines.get(sums.id) as Line), ...sums }));
}

/** Deposit paid out for empties beside goods sold is still a sale; alone it is a return. */
function kindOf(lines: readonly SaleLine[]): SaleKind {
  const { sold, returned } = goodsOf({ lines });
  if (sold.length === 0) return 'return';
  return returned.length === 0 ? 'sale' : 'exchange';
}
