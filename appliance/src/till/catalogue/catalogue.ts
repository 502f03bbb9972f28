// The catalogue on the box: found by code, by id, or by what the cashier types. Pages get hits, never the whole list.
import { formatGtin, type Gtin } from '../../domain/barcode/gtin.ts';
import type { Product, ProductId } from '../../domain/catalogue/product.ts';
import type { Database, Row, Transaction } from '../../platform/ports/database.ts';
import type { ProductHit } from '../../protocol/views.ts';

/** GTIN-14, PLU, or the identity of a variable-measure label (see `domain/barcode`). */
export type CodeKind = 'gtin' | 'plu' | 'variable-measure';

export interface CatalogueItem {
  readonly product: Product;
  readonly codes: readonly { readonly code: string; readonly kind: CodeKind }[];
}

/** A SKU or code that was not taken, because another product has it. Without its SKU a product is not taken at all. */
export interface Conflict {
  readonly id: ProductId;
  readonly what: 'sku' | 'code';
  readonly value: string;
}

/** Products taken in by one statement. */
const chunk = 1_000;

async function conflictsOf(tx: Transaction, body: string): Promise<readonly Conflict[]> {
  const rows = await tx.all(
    `SELECT j.value ->> '$.product.id' AS id, 'sku' AS what, j.value ->> '$.product.sku' AS value
       FROM json_each(?1) j WHERE NOT EXISTS (SELECT 1 FROM product p WHERE p.id = j.value ->> '$.product.id')
     UNION ALL
     SELECT p.id, 'code', c.value ->> 'code'
       FROM json_each(?1) j JOIN product p ON p.id = j.value ->> '$.product.id', json_each(j.value -> '$.codes') c
       JOIN product_code held ON held.code = c.value ->> 'code' WHERE held.product <> p.number`,
    [body],
  );
  return rows.map((row) => ({
    id: String(row['id']),
    what: row['what'] === 'sku' ? 'sku' : 'code',
    value: String(row['value']),
  }));
}

function productOf(row: Row | undefined): Product | undefined {
  return row === undefined ? undefined : (JSON.parse(String(row['body'])) as Product);
}

/** Parts of a word are told apart from this length on: the index holds them in threes. */
const partMin = 3;

/** What somebody types, in words of letters and digits, so that no character has a meaning of its own to the index. */
function searchWords(text: string): readonly string[] {
  const words = text.normalize('NFKC').match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.slice(0, 8).map((word) => word.slice(0, 40));
}

export class Catalogue {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  async byCode(code: string): Promise<Product | undefined> {
    return productOf(
      await this.#database.get(
        'SELECT p.body FROM product_code c JOIN product p ON p.number = c.product WHERE c.code = ?',
        [code],
      ),
    );
  }

  async byId(id: ProductId): Promise<Product | undefined> {
    return productOf(await this.#database.get('SELECT body FROM product WHERE id = ?', [id]));
  }

  async byIds(ids: readonly ProductId[]): Promise<ReadonlyMap<ProductId, Product>> {
    const rows = await this.#database.all(
      'SELECT body FROM product WHERE id IN (SELECT value FROM json_each(?))',
      [JSON.stringify(ids)],
    );
    return new Map(
      rows
        .map((row) => productOf(row))
        .filter((product) => product !== undefined)
        .map((product) => [product.id, product]),
    );
  }

  /** Words that begin so first, then words that hold it; only products that may be sold. */
  async search(text: string, limit: number): Promise<readonly ProductHit[]> {
    const words = searchWords(text);
    if (words.length === 0) return [];
    const begin = await this.#matches('product_search', words.map((word) => `"${word}"*`).join(' '), limit);
    if (begin.length >= limit || words.some(({ length }) => length < partMin)) return begin;
    const hold = await this.#matches('product_part', words.map((word) => `"${word}"`).join(' '), limit);
    const found = new Set(begin.map(({ id }) => id));
    return [...begin, ...hold.filter(({ id }) => !found.has(id))].slice(0, limit);
  }

  async #matches(
    table: 'product_search' | 'product_part',
    query: string,
    limit: number,
  ): Promise<readonly ProductHit[]> {
    const rows = await this.#database.all(
      `SELECT p.body,
              (SELECT code FROM product_code c WHERE c.product = p.number AND c.kind = 'gtin' LIMIT 1) AS gtin
         FROM ${table} s JOIN product p ON p.number = s.rowid
        WHERE ${table} MATCH ? AND p.active = 1
        ORDER BY rank LIMIT ?`,
      [query, limit],
    );
    return rows.map((row) => hitOf(productOf(row), row['gtin'])).filter((hit) => hit !== undefined);
  }

  async count(): Promise<number> {
    const row = await this.#database.get('SELECT count(*) AS n FROM product');
    return Number(row?.['n'] ?? 0);
  }

  /** Adds or replaces by id, in one transaction. A SKU or code that belongs to another product stays with it and is told; the rest is taken. */
  async put(items: readonly CatalogueItem[]): Promise<readonly Conflict[]> {
    const conflicts: Conflict[] = [];
    await this.#database.transaction(async (tx) => {
      for (let start = 0; start < items.length; start += chunk) {
        const body = JSON.stringify(items.slice(start, start + chunk));
        await tx.run(
          `INSERT INTO product(id, sku, active, body)
             SELECT value ->> '$.product.id', value ->> '$.product.sku', value ->> '$.product.active', value -> '$.product' FROM json_each(?) WHERE true
             ON CONFLICT(id) DO UPDATE SET sku = excluded.sku, active = excluded.active, body = excluded.body
             ON CONFLICT(sku) DO NOTHING`,
          [body],
        );
        await tx.run(
          `DELETE FROM product_code WHERE product IN (SELECT p.number FROM json_each(?) j JOIN product p ON p.id = j.value ->> '$.product.id')`,
          [body],
        );
        await tx.run(
          `INSERT INTO product_code(code, kind, product)
             SELECT c.value ->> 'code', c.value ->> 'kind', p.number
               FROM json_each(?) j JOIN product p ON p.id = j.value ->> '$.product.id', json_each(j.value -> '$.codes') c WHERE true
             ON CONFLICT(code) DO NOTHING`,
          [body],
        );
        await tx.run(
          `DELETE FROM product_search WHERE rowid IN (SELECT p.number FROM json_each(?) j JOIN product p ON p.id = j.value ->> '$.product.id')`,
          [body],
        );
        await tx.run(
          `INSERT INTO product_search(rowid, name, sku, codes)
             SELECT p.number, j.value ->> '$.product.name', j.value ->> '$.product.sku',
                    (SELECT group_concat(ltrim(c.value ->> 'code', '0'), ' ') FROM json_each(j.value -> '$.codes') c)
               FROM json_each(?) j JOIN product p ON p.id = j.value ->> '$.product.id'`,
          [body],
        );
        await tx.run(
          `DELETE FROM product_part WHERE rowid IN (SELECT p.number FROM json_each(?) j JOIN product p ON p.id = j.value ->> '$.product.id')`,
          [body],
        );
        await tx.run(
          `INSERT INTO product_part(rowid, name, codes)
             SELECT p.number, j.value ->> '$.product.name',
                    (SELECT group_concat(ltrim(c.value ->> 'code', '0'), ' ') FROM json_each(j.value -> '$.codes') c)
               FROM json_each(?) j JOIN product p ON p.id = j.value ->> '$.product.id'`,
          [body],
        );
        conflicts.push(...(await conflictsOf(tx, body)));
      }
    });
    return conflicts;
  }
}

export function hitOf(product: Product | undefined, gtin: unknown): ProductHit | undefined {
  if (product === undefined) return undefined;
  return {
    id: product.id,
    name: product.name,
    sku: product.sku,
    gtin: typeof gtin === 'string' ? formatGtin(gtin as Gtin) : null,
    plu: product.plu ?? null,
    price: product.price ?? null,
    unit: product.unit,
    picture: product.picture ?? null,
    colour: product.colour ?? null,
    ageLimit: product.ageLimit ?? null,
  };
}
