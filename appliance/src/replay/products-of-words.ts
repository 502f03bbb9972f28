// The products that a replay makes of a file's words: put into the catalogue of a box, and saved as a table, with which and the file
// itself anybody can sum up again what was sold.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'csv-stringify/sync';
import { systemClock } from '../platform/clock/system-clock.ts';
import { openSqlite, type SqliteDatabase } from '../platform/database/sqlite.ts';
import { pinoLog } from '../platform/log/pino-log.ts';
import { Catalogue } from '../till/catalogue/catalogue.ts';
import { databaseName } from '../till/journal/files.ts';
import { settingsAt } from '../till/shop/shop-plan.ts';
import { ShopStore } from '../till/shop/shop-store.ts';
import type { ReplayProduct } from './read-sales.ts';

/** Category of the products in the catalogue. */
const category = 'replay';

/** Beside a daemon or without one. */
async function withDatabase<T>(folder: string, work: (database: SqliteDatabase) => Promise<T>): Promise<T> {
  const database = await openSqlite(join(folder, databaseName), {
    clock: systemClock,
    log: pinoLog('silent'),
    readers: 1,
  });
  try {
    return await work(database);
  } finally {
    await database.close();
  }
}

/** @param folder the data folder of the box */
export async function putProducts(folder: string, products: readonly ReplayProduct[]): Promise<void> {
  const items = products.map(({ id, word, price, vatClass }) => ({
    product: {
      id,
      sku: id,
      name: word.slice(0, 200),
      category,
      vatClass,
      unit: 'piece' as const,
      price,
      active: true,
    },
    codes: [],
  }));
  await withDatabase(folder, async (database) => new Catalogue(database).put(items));
}

/** word, product, price in minor units, VAT rate in basis points, as the shop in the data folder takes them away. */
export async function saveTable(
  path: string,
  folder: string,
  products: readonly ReplayProduct[],
): Promise<void> {
  const plan = await withDatabase(folder, async (database) => new ShopStore(database).read());
  const settings = plan && settingsAt(plan, systemClock.now());
  const rates = new Map(
    settings?.vat.classes.map(({ id, rates: each }) => [id, each[settings.dining.default].rate]),
  );
  const rows = products.map(({ word, id, price, vatClass }) => [word, id, price, rates.get(vatClass) ?? '']);
  writeFileSync(path, stringify([['word', 'product', 'price_minor', 'vat_basis_points'], ...rows]));
}
