// What was sold of each product between two days: roll-ups by month and by day, never the receipts.
import { ok, refuse, type Result } from '../../domain/refusal.ts';
import { sql } from 'kysely';
import type { FiguresState, ProductSales, ProductSalesQuery } from '../../protocol/office/figures.ts';
import type { Scope } from '../api/session-port.ts';
import { dayNumber, shiftedDay } from './business-day.ts';
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
  const range = { from, to, ids };
  const rows = await queries
    .selectFrom(summed(queries, range).as('sums'))
    .innerJoin('sold_product', 'sold_product.product', 'sums.product')
    .selectAll('sums')
    .select(['sku', 'name', 'unit', sql<number>`count(*) over ()`.as('total')])
    .orderBy('currency')
    .orderBy(orders[sort], 'desc')
    .orderBy('sums.product')
    .limit(pageSize)
    .offset((page - 1) * pageSize)
    .execute();
  const total = rows[0]?.total ?? (page === 1 ? 0 : await countOf(queries, range));
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

const sums = ['sold', 'returned', 'gross', 'net', 'discounts', 'cost', 'cost_net'] as const;

/** Whole months from the roll-up by month, the days before and after them from the one by day. */
function rowsIn(queries: FigureQueries, { from, to, ids }: Range) {
  const { first, last } = wholeMonths(from, to);
  const months = queries
    .selectFrom('sales_product_month')
    .select(['product', 'place', ...sums])
    .where('month', '>=', first)
    .where('month', '<=', last)
    .where('place', 'in', ids);
  const days = (begin: number, end: number) =>
    queries
      .selectFrom('sales_product')
      .select(['product', 'place', ...sums])
      .where('day', '>=', begin)
      .where('day', '<=', end)
      .where('place', 'in', ids);
  if (first > last) return days(from, to);
  return months.unionAll(days(from, first * 100)).unionAll(days(last * 100 + 99, to));
}

/** As months, 202403; `first` is after `last` where no month is whole. */
function wholeMonths(from: number, to: number): { readonly first: number; readonly last: number } {
  const monthOf = (day: number): number => Math.floor(day / 100);
  const before = monthOf(shiftedDay(from, -1));
  const first = before === monthOf(from) ? monthOf(shiftedDay(before * 100 + 1, 31)) : monthOf(from);
  const after = monthOf(shiftedDay(to, 1));
  const last = after === monthOf(to) ? monthOf(shiftedDay(after * 100 + 1, -1)) : monthOf(to);
  return { first, last };
}

function summed(queries: FigureQueries, range: Range) {
  return queries
    .selectFrom(rowsIn(queries, range).as('s'))
    .innerJoin('place', 'place.id', 's.place')
    .groupBy(['place.currency', 's.product'])
    .select(['place.currency', 's.product'])
    .select(({ fn }) => sums.map((name) => fn.sum<number>(`s.${name}`).as(name)));
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
