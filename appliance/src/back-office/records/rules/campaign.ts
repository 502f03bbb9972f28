// Campaigns give something, on goods that are named once, on days that exist, and in one currency.
import type { OfficeRecord } from '../../../protocol/office/kinds.ts';
import type { Campaign } from '../../../protocol/office/selling.ts';
import { type RecordNo, no } from '../refusals.ts';
import type { World } from '../world.ts';
import { isDay } from './day.ts';
import type { KindRules } from './rule.ts';

type What = {
  readonly products: readonly string[];
  readonly categories: readonly string[];
  readonly excluded: readonly string[];
  readonly excludedCategories?: readonly string[];
};

export const campaignRules: KindRules<'campaign'> = {
  async check({ after }, world) {
    return (
      wrongDays(after) ??
      wrongDeal(after.kind) ??
      wrongChoice(after.kind) ??
      (await severalCurrencies(after, world))
    );
  },
};

function wrongDays({ validFrom, validUntil }: Campaign): RecordNo | undefined {
  for (const day of validUntil === null ? [validFrom] : [validFrom, validUntil])
    if (!isDay(day)) return no('day.unknown', { field: 'validFrom', value: day });
  return validUntil !== null && validUntil < validFrom
    ? no('campaign.days-order', { field: 'validUntil' })
    : undefined;
}

function wrongDeal(kind: Campaign['kind']): RecordNo | undefined {
  switch (kind.type) {
    case 'n-for-m':
      if (kind.pay >= kind.take) return no('campaign.pay-all', { field: 'kind' });
      return kind.basisPoints === 0 ? no('campaign.gives-nothing', { field: 'kind' }) : undefined;
    case 'percentage':
    case 'spend':
    case 'mix-and-match':
      return kind.basisPoints > 0 ? undefined : no('campaign.gives-nothing', { field: 'kind' });
    case 'amount-off':
      return kind.amount > 0 ? undefined : no('campaign.gives-nothing', { field: 'kind' });
    case 'fixed-price':
    case 'n-for-price':
    case 'bundle':
      return undefined;
  }
}

/** One price for all that the shop sells is a slip, and so is what is meant and excepted at once. */
function wrongChoice(kind: Campaign['kind']): RecordNo | undefined {
  const mustName = ['fixed-price', 'n-for-price', 'mix-and-match', 'bundle'].includes(kind.type);
  for (const { products, categories, excluded, excludedCategories = [] } of choicesOf(kind)) {
    if (mustName && products.length + categories.length === 0)
      return no('campaign.nothing-named', { field: 'kind' });
    const both =
      products.some((product) => excluded.includes(product)) ||
      categories.some((category) => excludedCategories.includes(category));
    if (both) return no('campaign.excluded-too', { field: 'kind' });
  }
  return undefined;
}

function choicesOf(kind: Campaign['kind']): readonly What[] {
  switch (kind.type) {
    case 'mix-and-match':
      return [kind.buy, kind.get];
    case 'bundle':
      return kind.parts;
    default:
      return [kind];
  }
}

async function severalCurrencies(campaign: Campaign, world: World): Promise<RecordNo | undefined> {
  if (!hasAmount(campaign)) return undefined;
  const currencies = await currenciesOf(campaign, await world.all('shop'), world);
  return currencies.length > 1
    ? no('campaign.currencies', { field: 'shops', currencies: currencies.join(', ') })
    : undefined;
}

/** A campaign whose amount would hold in two currencies, were this shop in that price region. */
export async function campaignInTwoCurrencies(
  shop: Pick<OfficeRecord<'shop'>, 'id' | 'body'>,
  world: World,
): Promise<RecordNo | undefined> {
  const shops = [...(await world.all('shop')).filter(({ id }) => id !== shop.id), shop];
  for (const { body: campaign } of await world.all('campaign')) {
    if (!campaign.active || !hasAmount(campaign) || !isFor(campaign, shop)) continue;
    const currencies = await currenciesOf(campaign, shops, world);
    if (currencies.length > 1)
      return no('shop.campaign-currency', {
        field: 'priceRegion',
        campaign: campaign.name,
        currencies: currencies.join(', '),
      });
  }
  return undefined;
}

function hasAmount({ kind }: Campaign): boolean {
  return 'amount' in kind || 'price' in kind || 'threshold' in kind;
}

/** None named: everywhere, but for shops that are out of use. */
function isFor({ shops }: Campaign, { id, body }: Pick<OfficeRecord<'shop'>, 'id' | 'body'>): boolean {
  return shops.length === 0 ? body.active : shops.includes(id);
}

async function currenciesOf(
  campaign: Campaign,
  shops: readonly Pick<OfficeRecord<'shop'>, 'id' | 'body'>[],
  world: World,
): Promise<readonly string[]> {
  const found = new Set<string>();
  for (const shop of shops) {
    if (!isFor(campaign, shop)) continue;
    const region = await world.find('price-region', shop.body.priceRegion);
    if (region !== undefined) found.add(region.body.currency);
  }
  return [...found].sort();
}
