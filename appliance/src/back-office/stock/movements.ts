// The movements of a product, newest first.
import type { LedgerQuery } from '../../protocol/office/ledger.ts';
import type { StockMovements } from '../../protocol/office/figures.ts';
import { namesOf, type RecordsNow } from '../figures/visible.ts';
import { pageOf } from '../folds/ledger.ts';
import type { StockQueries, StockTables } from './tables.ts';

export interface MovementsAsked {
  readonly product: string;
  /** Stores that may be seen. */
  readonly stores: readonly string[];
  readonly query: LedgerQuery;
}

export async function movementsOf(
  { queries, records }: { readonly queries: StockQueries; readonly records: RecordsNow },
  { product, stores, query }: MovementsAsked,
): Promise<StockMovements> {
  if (stores.length === 0) return { moves: [], next: null };
  const found = queries
    .selectFrom('stock_movement')
    .selectAll()
    .where('product', '=', product)
    .where('store', 'in', stores);
  const { rows, next } = await pageOf(found, query);
  return { moves: await named(records, rows), next };
}

type Row = StockTables['stock_movement'];

async function named(records: RecordsNow, rows: readonly Row[]): Promise<StockMovements['moves']> {
  const users = await namesOf(
    records,
    'user',
    rows.map(({ user }) => user),
  );
  const stores = await namesOf(
    records,
    'store',
    rows.map(({ store }) => store),
  );
  const reasons = await namesOf(
    records,
    'reason-code',
    rows.flatMap(({ reason }) => reason ?? []),
  );
  return rows.map(({ product: _product, ...row }) => ({
    ...row,
    storeName: stores.get(row.store) ?? null,
    userName: users.get(row.user) ?? null,
    reasonName: row.reason === null ? null : (reasons.get(row.reason) ?? null),
  }));
}
