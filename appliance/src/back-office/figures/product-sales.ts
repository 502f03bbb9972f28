// What was sold of each product between two days: one range of the roll-up by day and product, never the receipts.
import { ok, refuse, type Result } from '../../domain/refusal.ts';
import { sql } from 'kysely';
import type { FiguresState, ProductSales, ProductSalesQuery } from '../../protocol/office/figures.ts';
import type { Scope } from '../api/session-port.ts';
import { dayNumber } from './business-day.ts';
import { marginOf } from './sums.ts';
import type { FigureQueries } from './tables.ts';
import { visiblePlaces } from './visible.ts';

export interface ProductSalesParts {
  readonly queries: FigureQueries;
  readonly state: (scope: Scope) => Promise<FiguresState>;
}

const yearsMax = 10;
/** An empty list is no condition in every database. */
const noPlace = 0;

/** Refused: `day.unknown`, `figures.days-order`. A shop that the asker does not see has sold nothing. */
export async function productSales(
  { queries, state }: ProductSalesParts,
  { scope, query }: { readonly scope: Scope; readonly query: ProductSalesQuery },
): Promise<Result<ProductSales, 'day.unknown' | 'figures.days-order'>> {
  const [from, to] = [dayNumber(query.from), dayNumber(query.to)];
  if (from === undefined) return refuse('day.unknown', { field: 'from', value: query.from });
  if (to === undefined) return refuse('day.unknown', { field: 'to', value: query.to });
  if (to < from || to - from > yearsMax * 10_000)
    return refuse('figures.days-order', { from: query.from, to: query.to });
  const places = (await visiblePlaces(queries, { scope, shop: query.shop })).filter(
    ({ currency }) => query.currency === undefined || currency === query.currency,
  );
  const { page = 1, pageSize = 50, sort = 'gross' } = query;
  const ids = [noPlace, ...places.map(({ id }) => id)];
  const sums = summed(queries, { from, to, ids }).as('sums');
  const rows = await queries
    .selectFrom(sums)
    .innerJoin('sold_product', 'sold_product.product', 'sums.product')
    .selectAll('sums')
    .select(['sku', 'name', 'unit', sql<number>`count(*) over ()`.as('total')])
    .orderBy('currency')
    .orderBy(orders[sort], 'desc')
    .orderBy('sums.product')
    .limit(pageSize)
    .offset((page - 1) * pageSize)
    .execute();
  const total = rows[0]?.total ?? (page === 1 ? 0 : await countOf(queries, { from, to, ids }));
  return ok({
    state: await state(scope),
    total,
    rows: rows.map(({ cost, cost_net, total: _total, ...row }) => ({
      ...row,
      margin: marginOf({ cost, cost_net }),
    })),
  });
}

interface Range {
  readonly from: number;
  readonly to: number;
  readonly ids: readonly number[];
}

function summed(queries: FigureQueries, { from, to, ids }: Range) {
  return queries
    .selectFrom('sales_product as s')
    .innerJoin('place', 'place.id', 's.place')
    .where('s.day', '>=', from)
    .where('s.day', '<=', to)
    .where('s.place', 'in', ids)
    .groupBy(['place.currency', 's.product'])
    .select(['place.currency', 's.product'])
    .select(({ fn }) => [
      fn.sum<number>('s.sold').as('sold'),
      fn.sum<number>('s.returned').as('returned'),
      fn.sum<number>('s.gross').as('gross'),
      fn.sum<number>('s.net').as('net'),
      fn.sum<number>('s.discounts').as('discounts'),
      fn.sum<number>('s.cost').as('cost'),
      fn.sum<number>('s.cost_net').as('cost_net'),
    ]);
}

/** For a page behind the last one. */
async function countOf(queries: FigureQueries, range: Range): Promise<number> {
  const { total } = await queries
    .selectFrom(summed(queries, range).as('sums'))
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  return total;
}

const orders = {
  gross: sql`gross`,
  quantity: sql`sold - returned`,
  margin: sql`cost_net - cost`,
} as const;
