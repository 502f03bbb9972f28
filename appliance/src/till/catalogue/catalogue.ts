// The catalogue on the box: found by code, by id, or by what the cashier types. Pages get hits, never the whole list.
import { formatGtin, type Gtin } from '../../domain/barcode/gtin.ts';
import type { Product, ProductId } from '../../domain/catalogue/product.ts';
import type { Database, Row } from '../../platform/ports/database.ts';
import type { ProductHit } from '../../protocol/views.ts';
import type { CatalogueItem, Conflict } from './catalogue-item.ts';
import { putRows } from './product-rows.ts';
import { searchWords } from './search-words.ts';

/** Products taken in by one statement. */
const chunk = 1_000;

function productOf(row: Row | undefined): Product | undefined {
  return row === undefined ? undefined : (JSON.parse(String(row['body'])) as Product);
}

/** Parts of a word are told apart from this length on: the index holds them in threes. */
const partMin = 3;

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

  /** The first products of each category by name, only those that may be sold. */
  async byCategory(categories: readonly string[], limitEach: number): Promise<readonly Product[]> {
    const rows = await this.#database.all(
      `SELECT p.body FROM json_each(?) c JOIN product p ON p.number IN
              (SELECT number FROM product WHERE body ->> '$.category' = c.value AND active = 1
                ORDER BY (body ->> '$.name') COLLATE NOCASE LIMIT ?)
        ORDER BY c.key, (p.body ->> '$.name') COLLATE NOCASE, p.id`,
      [JSON.stringify(categories), limitEach],
    );
    return rows.map((row) => productOf(row)).filter((product) => product !== undefined);
  }

  /** Adds or replaces by id, in one transaction. A SKU or code that belongs to another product stays with it and is told; the rest is taken. */
  async put(items: readonly CatalogueItem[]): Promise<readonly Conflict[]> {
    return this.#database.transaction(async (tx) => {
      const conflicts: Conflict[] = [];
      for (let start = 0; start < items.length; start += chunk)
        conflicts.push(...(await putRows(tx, items.slice(start, start + chunk))));
      return conflicts;
    });
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
    tare: product.tare ?? null,
  };
}
