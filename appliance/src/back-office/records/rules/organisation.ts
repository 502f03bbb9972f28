// Shops and what stands in them: zones and locales that exist, currencies with their days, and what may not move once it has sold.
import { currency } from '../../../domain/money/currencies.ts';
import type { Shop } from '../../../protocol/office/organisation.ts';
import { type RecordNo, no } from '../refusals.ts';
import type { World } from '../world.ts';
import { campaignInTwoCurrencies } from './campaign.ts';
import { isDay, outOfOrder } from './day.ts';
import type { KindRules } from './rule.ts';

export const shopRules: KindRules<'shop'> = {
  async check({ id, after }, world) {
    if (!zoneExists(after.timeZone))
      return no('shop.time-zone-unknown', { field: 'timeZone', value: after.timeZone });
    if (!localeExists(after.locale))
      return no('shop.locale-unknown', { field: 'locale', value: after.locale });
    return (await wrongCurrency(after, world)) ?? (await campaignInTwoCurrencies({ id, body: after }, world));
  },
};

function zoneExists(timeZone: string): boolean {
  try {
    // An offset (+02:00) would be taken too, but knows no summer time.
    new Intl.DateTimeFormat('en', { timeZone }).format();
    return /^[A-Za-z]/.test(timeZone);
  } catch {
    return false;
  }
}

function localeExists(locale: string): boolean {
  try {
    return Intl.NumberFormat.supportedLocalesOf([locale]).length === 1;
  } catch {
    return false;
  }
}

async function wrongCurrency(shop: Shop, world: World): Promise<RecordNo | undefined> {
  const own = (await world.find('price-region', shop.priceRegion))?.body.currency;
  const seen = new Set<string>();
  for (const { currency: code, rates } of shop.currencies) {
    if (currency(code) === undefined) return no('currency.unknown', { field: 'currencies', value: code });
    if (code === own) return no('shop.currency-own', { field: 'currencies', currency: code });
    if (seen.has(code)) return no('shop.currency-twice', { field: 'currencies', currency: code });
    seen.add(code);
    const days = rates.map(({ validFrom }) => validFrom);
    const none = days.find((day) => !isDay(day));
    if (none !== undefined) return no('day.unknown', { field: 'currencies', value: none });
    const late = outOfOrder(days);
    if (late !== undefined) return no('vat.days-order', { field: 'currencies', day: late });
  }
  return undefined;
}

export const salePointRules: KindRules<'sale-point'> = {
  /** Its sales belong to the shop they were made in. */
  async check({ id, before, after }, world) {
    if (before === undefined || before.shop === after.shop) return undefined;
    for (const register of await world.all('register')) {
      if (register.body.salePoint !== id) continue;
      if (await world.used(register))
        return no('sale-point.shop-fixed', { field: 'shop', register: register.body.name });
    }
    return undefined;
  },
};

export const registerRules: KindRules<'register'> = {
  /** The name is in every entry and receipt number of its journal. */
  async check({ id, before, after }, world) {
    if (before === undefined || before.name === after.name) return undefined;
    const sold = await world.used({ kind: 'register', id, revision: 1, body: before, changedAt: 0 });
    return sold ? no('register.name-fixed', { field: 'name', name: before.name }) : undefined;
  },
};
