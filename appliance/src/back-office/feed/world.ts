// The records that say how is sold, all of the few and small kinds, as the feed is compiled from them; and the place in them where one
// register stands. Products are many and are read by themselves.
import { currency, type KnownCurrency } from '../../domain/money/currencies.ts';
import type { Body, Kind, OfficeRecord } from '../../protocol/office/kinds.ts';
import type { SettingKey, settings } from '../../protocol/office/settings.ts';
import type { Static } from '@sinclair/typebox';

/** Read whole whenever one of them changes. */
export const worldKinds = [
  'price-region',
  'vat-class',
  'vat-rate',
  'shop',
  'sale-point',
  'register',
  'category',
  'template',
  'floor-plan',
  'tender-type',
  'gift-card-type',
  'campaign',
  'customer-group',
  'role',
  'user',
] as const satisfies readonly Kind[];

export type WorldKind = (typeof worldKinds)[number];

export interface World {
  /** In the order in which they were made. */
  all<K extends WorldKind>(kind: K): readonly OfficeRecord<K>[];
  find<K extends WorldKind>(kind: K, id: string): OfficeRecord<K> | undefined;
}

export type SettingValue<Key extends SettingKey> = Static<(typeof settings)[Key]['schema']>;

/** What holds for one register, whichever level it was set on. */
export interface EffectiveSettings {
  get<Key extends SettingKey>(key: Key): SettingValue<Key>;
}

/** Where a register stands. */
export interface Standing {
  readonly register: OfficeRecord<'register'>;
  readonly salePoint: OfficeRecord<'sale-point'>;
  readonly shop: OfficeRecord<'shop'>;
  readonly region: OfficeRecord<'price-region'>;
  readonly currency: KnownCurrency;
  /** False: the register, or what it stands in, is out of use. Nobody logs in there. */
  readonly open: boolean;
}

export function worldOf(records: readonly OfficeRecord[]): World {
  const byKind = new Map<Kind, Map<string, OfficeRecord>>();
  for (const record of records) {
    const kind = byKind.get(record.kind) ?? new Map<string, OfficeRecord>();
    byKind.set(record.kind, kind.set(record.id, record));
  }
  // A record of a kind has the body of that kind: its schema saw to it when it was written.
  return {
    all: <K extends WorldKind>(kind: K) =>
      [...(byKind.get(kind)?.values() ?? [])] as unknown as readonly OfficeRecord<K>[],
    find: <K extends WorldKind>(kind: K, id: string) =>
      byKind.get(kind)?.get(id) as OfficeRecord<K> | undefined,
  };
}

/** Undefined: there is no register of this name, or some link to its price region is missing. */
export function standingOf(world: World, name: string): Standing | undefined {
  const register = world.all('register').find(({ body }) => body.name === name);
  const salePoint = register && world.find('sale-point', register.body.salePoint);
  const shop = salePoint && world.find('shop', salePoint.body.shop);
  const region = shop && world.find('price-region', shop.body.priceRegion);
  const known = region && currency(region.body.currency);
  if (register === undefined || salePoint === undefined) return undefined;
  if (shop === undefined || region === undefined || known === undefined) return undefined;
  const open = [register, salePoint, shop].every(({ body }) => body.active);
  return { register, salePoint, shop, region, currency: known, open };
}

/** By name as people sort, then by id, so that the same records always compile to the same. */
export function byName<K extends Kind>(
  one: OfficeRecord<K> & { readonly body: Body<K> & { readonly name: string } },
  other: OfficeRecord<K> & { readonly body: Body<K> & { readonly name: string } },
): number {
  return one.body.name.localeCompare(other.body.name, 'en') || (one.id < other.id ? -1 : 1);
}
