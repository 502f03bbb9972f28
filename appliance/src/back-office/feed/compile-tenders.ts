// The means of payment of a shop's till: tender types of the company, and foreign cash that the shop takes, with its rates by day.
import { currency } from '../../domain/money/currencies.ts';
import type { ShopItem } from '../../protocol/feed.ts';
import type { Body, OfficeRecord } from '../../protocol/office/kinds.ts';
import { startOfDay } from './midnight.ts';
import { byName, type Standing, type World } from './world.ts';

type Tender = ShopItem['tenders'][number];
type TypeKind = Body<'tender-type'>['kind'];

/** How they stand on the payment screen; foreign cash comes after the card. */
const order: readonly (TypeKind | 'foreign-cash')[] = [
  'cash',
  'card',
  'foreign-cash',
  'meal-voucher',
  'gift-card',
  'bank-transfer',
  'customer-account',
  'invoice',
  'own',
];

export function compileTenders(world: World, standing: Standing): Tender[] {
  const types = world
    .all('tender-type')
    .filter(({ body }) => body.active)
    .toSorted(byName);
  const cash = types.find(({ body }) => body.kind === 'cash');
  const placed = [
    ...types.map((type) => ({ place: order.indexOf(type.body.kind), tender: tenderOf(type) })),
    ...foreignCash(standing, cash).map((tender) => ({ place: order.indexOf('foreign-cash'), tender })),
  ];
  return placed.sort((one, other) => one.place - other.place).map(({ tender }) => tender);
}

function tenderOf({ id, body }: OfficeRecord<'tender-type'>): Tender {
  const { name, code, opensDrawer, kind } = body;
  // Cash always gives change, and a card is charged exactly; the rest is as the shop says.
  const overTender = kind === 'cash' || (kind !== 'card' && body.overTender);
  const givesChange = kind === 'cash' || body.givesChange;
  return {
    id,
    name,
    kind: kind === 'cash' || kind === 'card' ? kind : 'other',
    code,
    ...(kind === 'gift-card' ? { giftCard: true as const } : {}),
    ...(kind === 'customer-account' ? { account: true as const } : {}),
    ...(kind === 'card' && body.apart === true ? { apart: true as const } : {}),
    opensDrawer,
    overpay: overTender ? (givesChange ? 'change' : 'keep') : 'refuse',
  };
}

/** Foreign notes lie in the same drawer and are accounted as cash. Where the shop takes no cash, it takes no foreign cash either. */
function foreignCash(
  { shop, currency: own }: Standing,
  cash: OfficeRecord<'tender-type'> | undefined,
): Tender[] {
  if (cash === undefined) return [];
  const { locale, timeZone } = shop.body;
  return shop.body.currencies.flatMap(({ currency: code, rates, active }): Tender[] => {
    const known = currency(code);
    if (!active || known === undefined || known.code === own.code) return [];
    const dated = rates
      .map(({ validFrom, rateMillionths }): [number, number] => [
        startOfDay(validFrom, timeZone),
        rateMillionths,
      ])
      .sort(([one], [other]) => one - other)
      // The first holds for whatever was before it.
      .map(([from, rate], index): [number, number] => [index === 0 ? 0 : from, rate]);
    return [
      {
        id: code.toLowerCase(),
        name: currencyName(code, locale),
        kind: 'foreign-cash',
        code: cash.body.code,
        opensDrawer: cash.body.opensDrawer,
        overpay: 'change',
        foreign: { currency: { code, exponent: known.exponent }, rates: dated },
      },
    ];
  });
}

/** `Euro`, `Svenske kroner`: as people of the shop say it. */
function currencyName(code: string, locale: string): string {
  const name = new Intl.DisplayNames([locale, 'en'], { type: 'currency' }).of(code) ?? code;
  return name.charAt(0).toLocaleUpperCase(locale) + name.slice(1);
}
