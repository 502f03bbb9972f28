// Reading a ledger that a fold keeps: newest first, a page at a time from where the last one ended, so that new moves do not shift the pages.
import { type SelectQueryBuilder, sql, type SqlBool } from 'kysely';
import type { LedgerQuery } from '../../protocol/office/ledger.ts';

const limitStandard = 50;
const limitOfAll = 200;

/** Where a move is written: its place in the order of its ledger. */
interface Place {
  readonly at: number;
  readonly register: string;
  readonly seq: number;
  readonly line: number;
}

export interface Page<Row> {
  readonly rows: readonly Row[];
  /** Ask with it for the next ones; null: that was all. */
  readonly next: string | null;
}

const place = sql`at, register, seq, line`;

export async function pageOf<Tables, Table extends keyof Tables, Row extends Place>(
  found: SelectQueryBuilder<Tables, Table, Row>,
  { before, limit = limitStandard }: LedgerQuery,
): Promise<Page<Row>> {
  const rows: readonly Row[] = await found
    .$if(before !== undefined, (all) => all.where(sql<SqlBool>`(${place}) < (${placeOf(before)})`))
    .orderBy(sql`at DESC, register DESC, seq DESC, line`, 'desc')
    .limit(limit + 1)
    .execute();
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  const more = rows.length > limit && last !== undefined;
  return { rows: page, next: more ? `${last.at}.${last.register}.${last.seq}.${last.line}` : null };
}

function placeOf(cursor = '') {
  const [at = '', register = '', seq = '', line = ''] = cursor.split('.');
  return sql`${Number(at)}, ${register}, ${Number(seq)}, ${Number(line)}`;
}

/** What there was after a move: the sum up to it, of each `within` apart. */
export function balanceAfter(amount: string, within?: string) {
  const apart = within === undefined ? sql`` : sql`PARTITION BY ${sql.ref(within)}`;
  return sql<number>`sum(${sql.ref(amount)}) OVER (${apart} ORDER BY ${place})`.as('balance');
}

/** All of a ledger, a page at a time. */
export async function* allOf<Row>(
  page: (query: LedgerQuery) => Promise<Page<Row>>,
): AsyncGenerator<readonly Row[]> {
  let before: string | null = null;
  do {
    const { rows, next }: Page<Row> = await page({
      limit: limitOfAll,
      ...(before === null ? {} : { before }),
    });
    yield rows;
    before = next;
  } while (before !== null);
}
