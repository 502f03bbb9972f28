// The back office's records in a database of their own, for tests, and small shops to fill them with.
import { join } from 'node:path';
import { officeMigrations } from '../../src/back-office/migrations/all.ts';
import { RecordStore, type RecordPorts } from '../../src/back-office/records/record-store.ts';
import { openSqlite, type SqliteDatabase } from '../../src/platform/database/sqlite.ts';
import { systemClock } from '../../src/platform/clock/system-clock.ts';
import type { Body } from '../../src/protocol/office/kinds.ts';
import { silent } from '../journal/open-journal.ts';
import { countingIds, tempDir, virtualClock, type VirtualClock } from '../kit.ts';

export interface OpenRecords {
  readonly database: SqliteDatabase;
  readonly records: RecordStore;
  readonly clock: VirtualClock;
  /** Names of what the journals bear; add to it. */
  readonly sold: Set<string>;
  close(): Promise<void>;
}

export async function openRecords(ports: Partial<RecordPorts> = {}): Promise<OpenRecords> {
  const clock = virtualClock();
  const sold = new Set<string>();
  const database = await openSqlite(join(tempDir('office'), 'office.db'), {
    clock: systemClock,
    log: silent,
    migrations: officeMigrations,
  });
  const records = new RecordStore(database, {
    clock,
    ids: countingIds(),
    journal: { used: async ({ id }) => sold.has(id) },
    ...ports,
  });
  return { database, records, clock, sold, close: () => database.close() };
}

/** What a shop in Norway begins with; ids by what they are. */
export interface SmallShop {
  readonly region: string;
  readonly food: string;
  readonly standard: string;
  readonly rate15: string;
  readonly rate25: string;
  readonly drinks: string;
  readonly beer: string;
  readonly bread: string;
  readonly store: string;
  readonly shop: string;
  readonly counter: string;
  readonly register: string;
  readonly role: string;
}

async function made(result: Promise<{ readonly ok: boolean }>): Promise<string> {
  const answer = (await result) as { ok: boolean; value?: { id: string }; refusal?: unknown };
  if (answer.value === undefined) throw new Error(JSON.stringify(answer.refusal));
  return answer.value.id;
}

export async function fillSmallShop(records: RecordStore): Promise<SmallShop> {
  const by = 'tester';
  const rate = (name: string, basisPoints: number, code: string) =>
    made(
      records.create(
        'vat-rate',
        {
          name,
          country: 'NO',
          code,
          values: [{ validFrom: '2005-01-01', rate: basisPoints }],
          predefined: false,
          active: true,
        },
        by,
      ),
    );
  const rate25 = await rate('MVA 25 %', 2_500, '3');
  const rate15 = await rate('MVA 15 %', 1_500, '31');
  const food = await made(records.create('vat-class', { name: 'Food', active: true }, by));
  const standard = await made(records.create('vat-class', { name: 'Standard', active: true }, by));
  const region = await made(
    records.create(
      'price-region',
      {
        name: 'Norge',
        country: 'NO',
        currency: 'NOK',
        prices: 'gross',
        vat: [
          { vatClass: food, takeAway: rate15, eatIn: rate25 },
          { vatClass: standard, takeAway: rate25, eatIn: null },
        ],
        active: true,
      },
      by,
    ),
  );
  const category = (name: string, parent: string | null) =>
    made(records.create('category', { ...blankCategory, name, parent }, by));
  const drinks = await category('Drikke', null);
  const beer = await category('Øl', drinks);
  const bread = await category('Brød', null);
  const store = await made(records.create('store', { name: 'Lager', addressLines: [], active: true }, by));
  const shop = await made(
    records.create('shop', { ...blankShop, name: 'Brygga', priceRegion: region, store }, by),
  );
  const counter = await made(records.create('sale-point', { name: 'Disken', shop, active: true }, by));
  const register = await made(
    records.create(
      'register',
      { name: 'B1', salePoint: counter, purpose: 'till', cardTerminal: null, active: true },
      by,
    ),
  );
  const role = await made(
    records.create('role', { name: 'Boss', grants: {}, office: { users: 'edit' }, active: true }, by),
  );
  return {
    region, food, standard, rate15, rate25, drinks, beer, bread, store, shop, counter, register, role,
  }; // prettier-ignore
}

export const blankCategory: Omit<Body<'category'>, 'name' | 'parent'> = {
  colour: null,
  picture: null,
  ageLimit: null,
  noDiscount: false,
  printer: null,
  countingInterval: null,
  position: 0,
  active: true,
};

export const blankShop: Omit<Body<'shop'>, 'name' | 'priceRegion' | 'store'> = {
  addressLines: [],
  organisationNumber: '',
  phone: '',
  timeZone: 'Europe/Oslo',
  locale: 'nb-NO',
  languages: ['nb'],
  groups: [],
  currencies: [],
  active: true,
};

/** A product as the office takes it: the rest is filled in when it is checked. */
export function product(
  shop: Pick<SmallShop, 'beer' | 'food'>,
  more: Partial<Body<'product'>> & { readonly sku: string },
): Body<'product'> {
  return {
    name: `Product ${more.sku}`,
    category: shop.beer,
    vatClass: shop.food,
    ...more,
  } as Body<'product'>;
}

export async function withShop(
  work: (around: OpenRecords & { readonly shop: SmallShop }) => Promise<void>,
): Promise<void> {
  const open = await openRecords();
  try {
    await work({ ...open, shop: await fillSmallShop(open.records) });
  } finally {
    await open.close();
  }
}
