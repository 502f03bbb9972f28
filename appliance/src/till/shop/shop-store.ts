// The shop's settings on the box, as the feed delivered them: read at start and again when they change; every decision is given the newest.
import type { ProductId } from '../../domain/catalogue/product.ts';
import type { ShopSettings } from '../../domain/shop/settings.ts';
import type { VariableMeasurePattern } from '../../domain/barcode/variable-measure.ts';
import type { Database } from '../../platform/ports/database.ts';

/** Layout of the product grid: folders of cells. `home` is the first. */
export interface GridTemplate {
  readonly rows: number;
  readonly columns: number;
  readonly folders: Readonly<Record<string, GridFolder>>;
}

export interface GridFolder {
  readonly name: string;
  readonly parent: string | null;
  readonly picture: string | null;
  readonly colour: string | null;
  /** Row by row; null = empty. */
  readonly cells: readonly ({ readonly product: ProductId } | { readonly folder: string } | null)[];
}

export interface Shop {
  readonly settings: ShopSettings;
  readonly grid: GridTemplate;
  /** How this shop reads labels with weight or price in them. */
  readonly patterns: readonly VariableMeasurePattern[];
  readonly languages: readonly string[];
}

const keys = ['settings', 'grid', 'patterns', 'languages'] as const satisfies readonly (keyof Shop)[];

export class ShopStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** Undefined while the box has never been given a shop. */
  async read(): Promise<Shop | undefined> {
    const rows = await this.#database.all('SELECT key, value FROM setting');
    const values = new Map(
      rows.map((row) => [String(row['key']), JSON.parse(String(row['value'])) as unknown]),
    );
    if (!keys.every((key) => values.has(key))) return undefined;
    return Object.fromEntries(keys.map((key) => [key, values.get(key)])) as unknown as Shop;
  }

  async write(shop: Shop): Promise<void> {
    await this.#database.write(
      `INSERT INTO setting(key, value) SELECT key, value FROM json_each(?) WHERE true
       ON CONFLICT(key) DO UPDATE SET value = excluded.value`,
      [JSON.stringify(Object.fromEntries(keys.map((key) => [key, shop[key]])))],
    );
  }
}
