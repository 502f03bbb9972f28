// How much of a tab a single-purpose card may pay: only goods of the class it was taxed by.
import { add, type Minor, minor, subtract } from '../money/money.ts';
import type { Tab } from '../tab/tab.ts';
import type { PricedTab } from '../tab/totals.ts';
import type { VatClass } from '../vat/vat.ts';

/** What of a tab single-purpose cards of a VAT class may still pay: goods of that class, less what such cards pay already; >= 0. */
export function payableBySingle(tab: Tab, priced: PricedTab, vatClass: VatClass): Minor {
  const ofClass = new Set(
    tab.lines
      .filter(({ product, giftCard }) => product.vatClass === vatClass && giftCard === undefined)
      .map(({ id }) => id),
  );
  const goods = priced.lines.filter(({ id }) => ofClass.has(id)).map(({ total }) => total);
  const used = tab.payments
    .filter(({ giftCard, state }) => giftCard?.single?.vatClass === vatClass && state === 'taken')
    .map(({ amount }) => amount);
  return minor(Math.max(0, subtract(add(...goods), add(...used))));
}
