// The currencies that lie in the drawer: the shop's own first, then each foreign one it takes.
import type { Currency, ShopView } from '@countertop/appliance/protocol';

export function drawerCurrencies({ currency, foreign }: ShopView): readonly Currency[] {
  return [currency, ...foreign.filter(({ code }) => code !== currency.code)];
}

/** The currency of a code; a code the shop no longer takes is shown with two decimals. */
export function currencyOf(code: string, shop: ShopView): Currency {
  return drawerCurrencies(shop).find((currency) => currency.code === code) ?? { code, exponent: 2 };
}
