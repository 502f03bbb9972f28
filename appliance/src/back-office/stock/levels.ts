// What each store has, as folded: for pages of the office, and for tills that show what other shops have.
import type { StockQueries } from './tables.ts';

/** Products in one statement. */
const productsMax = 500;

/** Thousandths by product, then by store; what a store never had is absent. */
export type Levels = ReadonlyMap<string, ReadonlyMap<string, number>>;

export async function levelsOf(queries: StockQueries, products: readonly string[]): Promise<Levels> {
  const levels = new Map<string, Map<string, number>>();
  for (let from = 0; from < products.length; from += productsMax) {
    const rows = await queries
      .selectFrom('stock_level')
      .select(['product', 'store', 'quantity'])
      .where('product', 'in', products.slice(from, from + productsMax))
      .execute();
    for (const { product, store, quantity } of rows) {
      const of = levels.get(product) ?? new Map<string, number>();
      levels.set(product, of.set(store, quantity));
    }
  }
  return levels;
}
