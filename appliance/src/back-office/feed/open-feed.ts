// The feed put together from the rooms of the office that own what is in it: records and their changes, settings, POS passwords, logos.
import type { Database } from '../../platform/ports/database.ts';
import type { Ids } from '../../platform/ports/ids.ts';
import { createQueries } from '../../platform/query/queries.ts';
import { type SettingKey, settings as rules } from '../../protocol/office/settings.ts';
import type { RecordStore } from '../records/record-store.ts';
import type { SettingsStore } from '../settings/settings-store.ts';
import type { Logo } from './compile-shop.ts';
import { type FeedLimits, type FeedRecords, OfficeFeed } from './feed-source.ts';
import type { FeedTables } from './feed-tables.ts';
import { Ledger } from './ledger.ts';
import type { EffectiveSettings, Standing } from './world.ts';

export interface FeedParts {
  /** The office's; holds the tables of `migrations/feed.ts`. */
  readonly database: Database;
  readonly records: RecordStore;
  readonly settings: Pick<SettingsStore, 'effective'>;
  readonly secrets: { posHashes(users: readonly string[]): Promise<ReadonlyMap<string, string>> };
  readonly badges?: { hashes(): Promise<ReadonlyMap<string, string>> };
  readonly giftCardSalt?: () => Promise<string>;
  /** An uploaded logo in the printer's dots; null: there is none of this name. */
  readonly logo: (name: string) => Promise<Logo | null>;
  readonly ids: Ids;
  readonly limits?: Partial<FeedLimits>;
}

export function openFeed({ database, records, settings, secrets, badges, ...rest }: FeedParts): OfficeFeed {
  return new OfficeFeed({
    ...rest,
    records: feedRecords(records),
    ledger: new Ledger(createQueries<FeedTables>(database)),
    settingsOf: async (standing) => settingsAt(settings, standing),
    posHashes: async (users) => secrets.posHashes(users),
    ...(badges === undefined ? {} : { badgeHashes: async () => badges.hashes() }),
  });
}

/** What a list of records takes as one filter. */
const categoriesMax = 500;

function feedRecords(records: RecordStore): FeedRecords {
  return {
    changesAfter: async (number, limit) => records.changesAfter(number, limit),
    lastNumber: async () => records.lastNumber(),
    all: async (kind) => records.all(kind),
    products: () => records.each('product'),
    customers: () => records.each('customer'),
    customersById: async (ids) => records.findMany('customer', ids),
    productsById: async (ids) => records.findMany('product', ids),
    async productsIn(categories, max) {
      if (categories.length > categoriesMax) return undefined;
      const found = await records.idsOf('product', {
        filters: { category: categories },
        active: 'all',
        max,
      });
      return found.ok ? found.value : undefined;
    },
    onChange: (listener) => {
      records.onChange(listener);
    },
  };
}

async function settingsAt(
  settings: Pick<SettingsStore, 'effective'>,
  { register }: Standing,
): Promise<EffectiveSettings> {
  const found = await settings.effective({ level: 'register', owner: register.id });
  // A register that went away meanwhile is compiled once more, for nobody.
  const values = found.ok
    ? Object.entries(found.value).map(([key, { value }]): [string, unknown] => [key, value])
    : [];
  return effectiveOf(Object.fromEntries(values));
}

/** What holds where only these are set. */
export function effectiveOf(values: Readonly<Partial<Record<SettingKey, unknown>>>): EffectiveSettings {
  const get = (key: SettingKey): unknown => (key in values ? values[key] : rules[key].standard);
  // A value was checked by the schema of its key when it was set.
  return { get: get as EffectiveSettings['get'] };
}
