// Rates and who uses them: a region names rates of its own country, one per class, and none goes away under a product that needs it.
import type { PriceRegion, VatRate } from '../../../protocol/office/organisation.ts';
import { currency } from '../../../domain/money/currencies.ts';
import { type RecordNo, no } from '../refusals.ts';
import type { World } from '../world.ts';
import { isDay, outOfOrder } from './day.ts';
import type { Draft, KindRules } from './rule.ts';

export const vatRateRules: KindRules<'vat-rate'> = {
  async check(draft, world) {
    return wrongDays(draft.after) ?? wronglyPredefined(draft) ?? (await countryInUse(draft, world));
  },
  checkRemoval({ body }) {
    return body.predefined ? no('record.predefined', { name: body.name }) : undefined;
  },
};

function wrongDays({ values }: VatRate): RecordNo | undefined {
  const days = values.map(({ validFrom }) => validFrom);
  const none = days.find((day) => !isDay(day));
  if (none !== undefined) return no('day.unknown', { field: 'values', value: none });
  const late = outOfOrder(days);
  return late === undefined ? undefined : no('vat.days-order', { field: 'values', day: late });
}

/** A delivered rate keeps its country, its code and every value it ever had: receipts were made with them. */
function wronglyPredefined({ before, after, bySystem }: Draft<'vat-rate'>): RecordNo | undefined {
  if (bySystem) return undefined;
  if ((before?.predefined ?? false) !== after.predefined)
    return no('record.predefined', { name: after.name });
  if (before?.predefined !== true) return undefined;
  const kept = before.values.every((old) =>
    after.values.some(({ validFrom, rate }) => validFrom === old.validFrom && rate === old.rate),
  );
  return kept && before.country === after.country && before.code === after.code
    ? undefined
    : no('record.predefined', { name: before.name });
}

async function countryInUse({ id, before, after }: Draft<'vat-rate'>, world: World) {
  if (before === undefined || before.country === after.country) return undefined;
  const usage = await world.usage('vat-rate', id);
  return usage.count === 0
    ? undefined
    : no('vat.country-fixed', { field: 'country', region: usage.holders[0]?.name ?? '' });
}

export const priceRegionRules: KindRules<'price-region'> = {
  async check(draft, world) {
    const { after, before } = draft;
    if (currency(after.currency) === undefined)
      return no('currency.unknown', { field: 'currency', value: after.currency });
    const classes = after.vat.map(({ vatClass }) => vatClass);
    const twice = classes.find((each, index) => classes.indexOf(each) !== index);
    if (twice !== undefined)
      return no('region.class-twice', { field: 'vat', vatClass: await className(twice, world) });
    return (
      (await foreignRate(after, world)) ??
      (before === undefined ? undefined : await taken(draft.id, { before, after }, world))
    );
  },
};

async function className(id: string, world: World): Promise<string> {
  return (await world.find('vat-class', id))?.body.name ?? id;
}

async function foreignRate({ vat, country }: PriceRegion, world: World): Promise<RecordNo | undefined> {
  for (const id of vat.flatMap(({ takeAway, eatIn }) => (eatIn === null ? [takeAway] : [takeAway, eatIn]))) {
    const rate = await world.find('vat-rate', id);
    if (rate === undefined || rate.body.country === country) continue;
    return no('region.rate-of-other-country', {
      field: 'vat',
      rate: rate.body.name,
      country: rate.body.country,
      expected: country,
    });
  }
  return undefined;
}

/** What a region had and products of it rely on. */
async function taken(
  id: string,
  { before, after }: { readonly before: PriceRegion; readonly after: PriceRegion },
  world: World,
): Promise<RecordNo | undefined> {
  const priced = { kind: 'price-region', id, field: 'prices' } as const;
  if (before.currency !== after.currency) {
    const product = await world.holderOfBoth('product', [priced]);
    if (product !== undefined)
      return no('region.currency-fixed', {
        field: 'currency',
        product: (product.body as { readonly name: string }).name,
      });
  }
  for (const { vatClass } of before.vat) {
    if (after.vat.some((each) => each.vatClass === vatClass)) continue;
    const product = await world.holderOfBoth('product', [
      priced,
      { kind: 'vat-class', id: vatClass, field: 'vatClass' },
    ]);
    if (product === undefined) continue;
    return no('region.class-in-use', {
      field: 'vat',
      vatClass: await className(vatClass, world),
      product: (product.body as { readonly name: string }).name,
    });
  }
  return undefined;
}
