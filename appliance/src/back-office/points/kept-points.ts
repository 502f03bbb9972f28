// What customers have of points at this moment, and what open tabs keep of it: two tills that ask one after the other never use the same.
import type { PointsQueries } from './tables.ts';

/** A tab that is neither sold nor given up by then holds nobody's points any longer. */
const keptMs = 24 * 60 * 60 * 1_000;

export interface Keeping {
  readonly customer: string;
  readonly tab: string;
  /** 0: none. */
  readonly points: number;
  readonly now: number;
}

/** What the tab may use. It keeps so many from now on, in place of what it kept before, where there are so many. */
export async function keepPoints(
  queries: PointsQueries,
  { customer, tab, points, now }: Keeping,
): Promise<number> {
  return queries.transaction().execute(async (tx) => {
    await tx
      .deleteFrom('points_kept')
      .where('at', '<=', now - keptMs)
      .execute();
    await tx.deleteFrom('points_kept').where('tab', '=', tab).execute();
    const available = (await balanceOf(tx, customer)) - (await keptOf(tx, customer));
    if (points > 0 && points <= available)
      await tx.insertInto('points_kept').values({ tab, customer, points, at: now }).execute();
    return available;
  });
}

export async function balanceOf(queries: PointsQueries, customer: string): Promise<number> {
  const row = await queries
    .selectFrom('points_balance')
    .select('points')
    .where('customer', '=', customer)
    .executeTakeFirst();
  return row?.points ?? 0;
}

/** By tabs whose end is not known here. */
export async function keptOf(queries: PointsQueries, customer: string): Promise<number> {
  const row = await queries
    .selectFrom('points_kept')
    .select(({ fn }) => fn.sum<number | null>('points').as('points'))
    .where('customer', '=', customer)
    .where('tab', 'not in', queries.selectFrom('points_tab').select('tab'))
    .executeTakeFirst();
  return row?.points ?? 0;
}
