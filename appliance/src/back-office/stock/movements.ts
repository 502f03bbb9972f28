// The movements of a product, newest first, a page at a time from where the last one ended: new ones do not shift the pages.
import { sql } from 'kysely';
import type { StockMovements, StockMovementsQuery } from '../../protocol/office/figures.ts';
import { namesOf, type RecordsNow } from '../figures/visible.ts';
import type { StockQueries, StockTables } from './tables.ts';

const limitStandard = 50;

export interface MovementsAsked {
  readonly product: string;
  /** Stores that may be seen. */
  readonly stores: readonly string[];
  readonly query: Pick<StockMovementsQuery, 'before' | 'limit'>;
}

export async function movementsOf(
  { queries, records }: { readonly queries: StockQueries; readonly records: RecordsNow },
  { product, stores, query: { before, limit = limitStandard } }: MovementsAsked,
): Promise<StockMovements> {
  if (stores.length === 0) return { movements: [], next: null };
  let found = queries
    .selectFrom('stock_movement')
    .selectAll()
    .where('product', '=', product)
    .where('store', 'in', stores);
  if (before !== undefined) {
    const [at = '', register = '', seq = '', line = ''] = before.split('.');
    found = found.where(
      sql<boolean>`(at, register, seq, line) < (${Number(at)}, ${register}, ${Number(seq)}, ${Number(line)})`,
    );
  }
  const rows = await found
    .orderBy('at', 'desc')
    .orderBy('register', 'desc')
    .orderBy('seq', 'desc')
    .orderBy('line', 'desc')
    .limit(limit + 1)
    .execute();
  const page = rows.slice(0, limit);
  return {
    movements: await named(records, page),
    next: rows.length > limit ? cursorOf(page.at(-1)) : null,
  };
}

type Row = StockTables['stock_movement'];

function cursorOf(row: Row | undefined): string | null {
  return row === undefined ? null : `${row.at}.${row.register}.${row.seq}.${row.line}`;
}

async function named(records: RecordsNow, rows: readonly Row[]): Promise<StockMovements['movements']> {
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
  return rows.map(({ product: _product, line: _line, ...row }) => ({
    ...row,
    storeName: stores.get(row.store) ?? null,
    userName: users.get(row.user) ?? null,
    reasonName: row.reason === null ? null : (reasons.get(row.reason) ?? null),
  }));
}
