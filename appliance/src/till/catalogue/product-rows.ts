// Products as rows: the table itself, what leads to them by code, and the two indexes that words are found by. Always written together.
// The same tables exist a second time while a whole catalogue is being built aside (`next-catalogue.ts`).
import type { Transaction } from '../../platform/ports/database.ts';
import type { CatalogueItem, Conflict } from './catalogue-item.ts';

/** `''`: the catalogue in use. `_next`: the one being built. `_old`: the one that was replaced and is being thrown away. */
export type Place = '' | '_next' | '_old';

/** The four tables, in the order in which they are made. */
export const productTables = ['product', 'product_code', 'product_search', 'product_part'] as const;

/** Adds or replaces by id. A SKU or code that belongs to another product stays with it and is told; the rest is taken. */
export async function putRows(
  tx: Transaction,
  items: readonly CatalogueItem[],
  place: Place = '',
): Promise<readonly Conflict[]> {
  const body = JSON.stringify(items);
  await tx.run(
    `INSERT INTO product${place}(id, sku, active, body)
       SELECT value ->> '$.product.id', value ->> '$.product.sku', value ->> '$.product.active', value -> '$.product' FROM json_each(?) WHERE true
       ON CONFLICT(id) DO UPDATE SET sku = excluded.sku, active = excluded.active, body = excluded.body
       ON CONFLICT(sku) DO NOTHING`,
    [body],
  );
  await forgetWays(tx, JSON.stringify(items.map(({ product }) => product.id)), place);
  await tx.run(
    `INSERT INTO product_code${place}(code, kind, product)
       SELECT c.value ->> 'code', c.value ->> 'kind', p.number
         FROM json_each(?) j JOIN product${place} p ON p.id = j.value ->> '$.product.id', json_each(j.value -> '$.codes') c WHERE true
       ON CONFLICT(code) DO NOTHING`,
    [body],
  );
  await tx.run(
    `INSERT INTO product_search${place}(rowid, name, sku, codes)
       SELECT p.number, j.value ->> '$.product.name', j.value ->> '$.product.sku',
              (SELECT group_concat(ltrim(c.value ->> 'code', '0'), ' ') FROM json_each(j.value -> '$.codes') c)
         FROM json_each(?) j JOIN product${place} p ON p.id = j.value ->> '$.product.id'`,
    [body],
  );
  await tx.run(
    `INSERT INTO product_part${place}(rowid, name, codes)
       SELECT p.number, j.value ->> '$.product.name',
              (SELECT group_concat(ltrim(c.value ->> 'code', '0'), ' ') FROM json_each(j.value -> '$.codes') c)
         FROM json_each(?) j JOIN product${place} p ON p.id = j.value ->> '$.product.id'`,
    [body],
  );
  return conflictsOf(tx, body, place);
}

/**
 * The same within a step of the feed, in the catalogue in use: a SKU or a code may pass from one product to another in it. Where neither
 * name nor codes change, as when thousands of prices do, the indexes of words are left alone: they are what takes time.
 */
export async function replaceRows(
  tx: Transaction,
  items: readonly CatalogueItem[],
): Promise<readonly Conflict[]> {
  const found = new Set<string>();
  for (const part of inParts(items)) for (const id of await sameWords(tx, part)) found.add(id);
  const [same, others] = [true, false].map((is) =>
    items.filter(({ product }) => found.has(product.id) === is),
  );
  for (const part of inParts(others ?? []))
    await removeRows(
      tx,
      part.map(({ product }) => product.id),
    );
  for (const part of inParts(same ?? []))
    await tx.run(
      `UPDATE product SET active = j.value ->> '$.active', body = json(j.value)
         FROM json_each(?) j WHERE product.id = j.value ->> '$.id'`,
      [JSON.stringify(part.map(({ product }) => product))],
    );
  const conflicts: Conflict[] = [];
  for (const part of inParts(others ?? [])) conflicts.push(...(await putRows(tx, part)));
  return conflicts;
}

/** Rows in one statement: other work of the process goes on between two. */
const partMax = 500;

function* inParts<T>(list: readonly T[]): Generator<readonly T[]> {
  for (let start = 0; start < list.length; start += partMax) yield list.slice(start, start + partMax);
}

/** Ids of those that are there with the same SKU, name and codes. */
async function sameWords(tx: Transaction, items: readonly CatalogueItem[]): Promise<readonly string[]> {
  const rows = await tx.all(
    `SELECT p.id FROM json_each(?) j JOIN product p ON p.id = j.value ->> '$.product.id'
      WHERE p.sku = j.value ->> '$.product.sku' AND p.body ->> '$.name' = j.value ->> '$.product.name'
        AND (SELECT group_concat(code || ' ' || kind ORDER BY code) FROM product_code WHERE product = p.number)
         IS (SELECT group_concat(c.value ->> 'code' || ' ' || (c.value ->> 'kind') ORDER BY c.value ->> 'code')
               FROM json_each(j.value -> '$.codes') c)`,
    [JSON.stringify(items)],
  );
  return rows.map((row) => String(row['id']));
}

/** Takes products out by id, with all that leads to them; what is not there is passed over. */
export async function removeRows(tx: Transaction, ids: readonly string[]): Promise<void> {
  const list = JSON.stringify(ids);
  await forgetWays(tx, list, '');
  await tx.run('DELETE FROM product WHERE id IN (SELECT value FROM json_each(?))', [list]);
}

/** What leads to them. `ids`: a JSON list. */
async function forgetWays(tx: Transaction, ids: string, place: Place): Promise<void> {
  const theirs = `IN (SELECT p.number FROM json_each(?) j JOIN product${place} p ON p.id = j.value)`;
  await tx.run(`DELETE FROM product_code${place} WHERE product ${theirs}`, [ids]);
  await tx.run(`DELETE FROM product_search${place} WHERE rowid ${theirs}`, [ids]);
  await tx.run(`DELETE FROM product_part${place} WHERE rowid ${theirs}`, [ids]);
}

async function conflictsOf(tx: Transaction, body: string, place: Place): Promise<readonly Conflict[]> {
  const rows = await tx.all(
    `SELECT j.value ->> '$.product.id' AS id, 'sku' AS what, j.value ->> '$.product.sku' AS value
       FROM json_each(?1) j WHERE NOT EXISTS (SELECT 1 FROM product${place} p WHERE p.id = j.value ->> '$.product.id')
     UNION ALL
     SELECT p.id, 'code', c.value ->> 'code'
       FROM json_each(?1) j JOIN product${place} p ON p.id = j.value ->> '$.product.id', json_each(j.value -> '$.codes') c
       JOIN product_code${place} held ON held.code = c.value ->> 'code' WHERE held.product <> p.number`,
    [body],
  );
  return rows.map((row) => ({
    id: String(row['id']),
    what: row['what'] === 'sku' ? 'sku' : 'code',
    value: String(row['value']),
  }));
}
