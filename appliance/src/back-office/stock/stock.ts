// Stock as somebody may see it: of a product, of a list of products, and how it came about. The list is the records' own, with its search and
// pages; only the products of the page are looked up here.
import { ok, refuse, type Result } from '../../domain/refusal.ts';
import type { Kind, OfficeRecord } from '../../protocol/office/kinds.ts';
import type {
  StockAdjusted,
  StockAdjustment,
  StockList,
  StockListQuery,
  StockMovements,
  StockMovementsQuery,
  StockOfProduct,
} from '../../protocol/office/figures.ts';
import type { OfficeRefusal } from '../../protocol/office/refusals.ts';
import type { Scope } from '../api/session-port.ts';
import type { StateOf } from '../figures/state.ts';
import type { RecordsNow } from '../figures/visible.ts';
import type { Adjustments, AdjustRefusal } from './adjust.ts';
import { levelsOf } from './levels.ts';
import { movementsOf } from './movements.ts';
import type { StockQueries } from './tables.ts';

export interface ProductList extends RecordsNow {
  list(
    kind: 'product',
    query: {
      readonly search?: string;
      readonly filters?: Readonly<Record<string, string | readonly string[]>>;
      readonly active?: 'active' | 'all';
      readonly sort?: string;
      readonly direction?: 'up' | 'down';
      readonly page?: number;
      readonly pageSize?: number;
    },
  ): Promise<
    Result<{ readonly records: readonly OfficeRecord<'product'>[]; readonly total: number }, OfficeRefusal>
  >;
}

export interface StockParts {
  readonly queries: StockQueries;
  readonly records: ProductList;
  readonly adjustments: Adjustments;
  readonly state: StateOf;
}

type Asked<Query> = { readonly scope: Scope; readonly query: Query };
type Closed = 'stock.store-closed';

export class Stock {
  readonly #parts: StockParts;

  constructor(parts: StockParts) {
    this.#parts = parts;
  }

  async ofProduct(product: string, scope: Scope): Promise<Result<StockOfProduct, 'record.unknown'>> {
    const { queries, state } = this.#parts;
    if (!(await this.#isProduct(product))) return unknown('product', product);
    const levels = (await levelsOf(queries, [product])).get(product);
    const stores = (await this.#stores(scope)).map(({ id, body: { name } }) => ({
      store: id,
      name,
      quantity: levels?.get(id) ?? 0,
    }));
    return ok({
      product,
      state: await state(scope),
      stores,
      total: stores.reduce((sum, { quantity }) => sum + quantity, 0),
    });
  }

  /** Refusals of the records' list pass through. */
  async list({ scope, query }: Asked<StockListQuery>): Promise<Result<StockList, OfficeRefusal>> {
    const { queries, records, state } = this.#parts;
    const { store, category, products, ...rest } = query;
    const stores = (await this.#stores(scope)).filter(({ id }) => store === undefined || id === store);
    if (store !== undefined && stores.length === 0) return refuse('stock.store-closed', { store });
    const filters = {
      kind: 'goods',
      ...(category === undefined ? {} : { category }),
      ...(products === undefined ? {} : { id: products.split(',') }),
    };
    const active = products === undefined ? 'active' : 'all';
    const page = await records.list('product', { ...rest, filters, active });
    if (!page.ok) return page;
    const levels = await levelsOf(
      queries,
      page.value.records.map(({ id }) => id),
    );
    const open = new Set(stores.map(({ id }) => id));
    return ok({
      state: await state(scope),
      total: page.value.total,
      stores: stores.map(({ id, body: { name } }) => ({ store: id, name })),
      products: page.value.records.map(({ id, body: { sku, name, unit } }) => {
        const seen = [...(levels.get(id) ?? [])].filter(([each]) => open.has(each));
        return {
          product: id,
          sku,
          name,
          unit,
          quantities: Object.fromEntries(seen),
          total: seen.reduce((sum, [, quantity]) => sum + quantity, 0),
        };
      }),
    });
  }

  async movements(
    product: string,
    { scope, query }: Asked<StockMovementsQuery>,
  ): Promise<Result<StockMovements, 'record.unknown' | Closed>> {
    if (!(await this.#isProduct(product))) return unknown('product', product);
    const open = (await this.#stores(scope)).map(({ id }) => id);
    if (query.store !== undefined && !open.includes(query.store))
      return refuse('stock.store-closed', { store: query.store });
    const stores = query.store === undefined ? open : [query.store];
    return ok(await movementsOf(this.#parts, { product, stores, query }));
  }

  async adjust(
    wanted: StockAdjustment,
    { user, scope }: { readonly user: string; readonly scope: Scope },
  ): Promise<Result<StockAdjusted, AdjustRefusal>> {
    if (scope !== 'all' && !scope.stores.has(wanted.store))
      return refuse('stock.store-closed', { store: wanted.store });
    return this.#parts.adjustments.book(wanted, user);
  }

  async #isProduct(id: string): Promise<boolean> {
    return (await this.#parts.records.findMany('product', [id])).length > 0;
  }

  /** By name. */
  async #stores(scope: Scope): Promise<readonly OfficeRecord<'store'>[]> {
    return (await this.#parts.records.all('store'))
      .filter(({ id }) => scope === 'all' || scope.stores.has(id))
      .sort((a, b) => (a.body.name < b.body.name ? -1 : a.body.name > b.body.name ? 1 : 0));
  }
}

function unknown(kind: Kind, id: string) {
  return refuse('record.unknown', { kind, id });
}
