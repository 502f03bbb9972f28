// All products and customers built aside, in pieces that sales go between, and put in the place of those in use by one short transaction:
// 100,000 products take a quarter of a minute to index, and nobody at the till waits for more than one piece of it.
// What a crash leaves half-built has tables of its own, which the next attempt throws away.
import type { Database, Transaction } from '../../platform/ports/database.ts';
import { customerShape, customerTables, putCustomers } from '../customers/customer-rows.ts';
import type { NewCustomer } from '../customers/customers.ts';
import type { CatalogueItem, Conflict } from './catalogue-item.ts';
import { type Place, productTables, putRows } from './product-rows.ts';

/** What is built aside, in the order in which it is made. */
const tables = [...productTables, ...customerTables];

/** Products or customers in one piece: about ten milliseconds of the writer. */
const piece = 100;

/** The tables of the catalogue in use, under other names. Names of indexes are taken until the old table is gone, so each time has its own. */
function shapeOf(place: Place, time: number): readonly string[] {
  return [
    `CREATE TABLE product${place} (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, sku TEXT NOT NULL UNIQUE, active INTEGER NOT NULL, body TEXT NOT NULL)`,
    `CREATE TABLE product_code${place} (code TEXT PRIMARY KEY, kind TEXT NOT NULL,
       product INTEGER NOT NULL REFERENCES product${place}(number) ON DELETE CASCADE) WITHOUT ROWID`,
    `CREATE INDEX product_code_product_${time} ON product_code${place}(product)`,
    `CREATE INDEX product_category_${time} ON product${place}(body ->> '$.category', (body ->> '$.name') COLLATE NOCASE)`,
    `CREATE VIRTUAL TABLE product_search${place} USING fts5(name, sku, codes, tokenize = "unicode61 remove_diacritics 2", prefix = '1 2 3')`,
    `CREATE VIRTUAL TABLE product_part${place} USING fts5(name, codes, content = '', contentless_delete = 1, tokenize = "trigram remove_diacritics 1")`,
    ...customerShape(place),
  ];
}

export interface WholeCopy {
  readonly products: readonly CatalogueItem[];
  readonly customers: readonly NewCustomer[];
}

/** @param time a number that no catalogue built before had */
export async function buildNext(
  database: Database,
  { products, customers }: WholeCopy,
  time: number,
): Promise<readonly Conflict[]> {
  await throwAway(database, '_old');
  await throwAway(database, '_next');
  await database.transaction(async (tx) => {
    for (const statement of shapeOf('_next', time)) await tx.run(statement);
  });
  const conflicts: Conflict[] = [];
  for (let start = 0; start < products.length; start += piece) {
    const part = products.slice(start, start + piece);
    conflicts.push(...(await database.transaction(async (tx) => putRows(tx, part, '_next'))));
  }
  for (let start = 0; start < customers.length; start += piece) {
    const part = customers.slice(start, start + piece);
    await database.transaction(async (tx) => putCustomers(tx, part, '_next'));
  }
  return conflicts;
}

/** From the end of this transaction on, what was built aside is in use. */
export async function useNext(tx: Transaction): Promise<void> {
  for (const table of tables) await tx.run(`ALTER TABLE ${table} RENAME TO ${table}_old`);
  for (const table of tables) await tx.run(`ALTER TABLE ${table}_next RENAME TO ${table}`);
}

/** One table at a time, so that sales go between. */
export async function throwAway(database: Database, place: '_next' | '_old'): Promise<void> {
  for (const table of tables.toReversed())
    await database.transaction(async (tx) => tx.run(`DROP TABLE IF EXISTS ${table}${place}`));
}
