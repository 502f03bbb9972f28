// The past of the records out of their list of changes. Only reads it: the list itself is the records' (records/changes.ts).
import { sql, type Kysely } from 'kysely';
import { createQueries } from '../../platform/query/queries.ts';
import type { Database } from '../../platform/ports/database.ts';
import type { PriceRegionPast, RecordsPast, RegisterPast, Version, Versions } from './records-past.ts';

interface ChangeTable {
  readonly change: {
    readonly number: number;
    readonly at: number;
    readonly kind: string;
    readonly id: string;
    /** JSON; null: deleted, or something beside the record changed. */
    readonly after: string | null;
  };
}

/** Ids in one statement. */
const idsMax = 500;

export class RecordedPast implements RecordsPast {
  readonly #queries: Kysely<ChangeTable>;

  constructor(database: Database) {
    this.#queries = createQueries<ChangeTable>(database);
  }

  async latest(): Promise<number> {
    const row = await this.#queries
      .selectFrom('change')
      .select(({ fn }) => fn.max('number').as('number'))
      .executeTakeFirst();
    return row?.number ?? 0;
  }

  async register(name: string): Promise<readonly Version<RegisterPast>[]> {
    const rows = await this.#queries
      .selectFrom('change')
      .select(['number', 'at', 'after'])
      .where('kind', '=', 'register')
      .where(sql`after ->> 'name'`, '=', name)
      .orderBy('number')
      .execute();
    return rows.map(({ number, at, after }) => ({
      number,
      at,
      body: JSON.parse(after ?? '{}') as RegisterPast,
    }));
  }

  async versions<Body extends object>(kind: string, ids: readonly string[]): Promise<Versions<Body>> {
    const found = new Map<string, Version<Body>[]>();
    for (let from = 0; from < ids.length; from += idsMax) {
      const rows = await this.#queries
        .selectFrom('change')
        .select(['id', 'number', 'at', 'after'])
        .where('kind', '=', kind)
        .where('id', 'in', ids.slice(from, from + idsMax))
        .where('after', 'is not', null)
        .orderBy('id')
        .orderBy('number')
        .execute();
      for (const { id, number, at, after } of rows)
        listOf(found, id).push({ number, at, body: JSON.parse(after ?? '{}') as Body });
    }
    return found;
  }

  async costs(products: readonly string[]): Promise<Versions<number | null>> {
    const found = new Map<string, Version<number | null>[]>();
    for (let from = 0; from < products.length; from += idsMax) {
      const rows = await this.#queries
        .selectFrom('change')
        .select(['id', 'number', 'at', sql<number | null>`after ->> 'cost'`.as('cost')])
        .where('kind', '=', 'product')
        .where('id', 'in', products.slice(from, from + idsMax))
        .where('after', 'is not', null)
        .orderBy('id')
        .orderBy('number')
        .execute();
      for (const { id, number, at, cost } of rows) listOf(found, id).push({ number, at, body: cost });
    }
    return found;
  }

  /** The company's: that of its first price region. */
  async costCurrency(): Promise<string | undefined> {
    const row = await this.#queries
      .selectFrom('change')
      .select('after')
      .where('kind', '=', 'price-region')
      .where('after', 'is not', null)
      .orderBy('number')
      .limit(1)
      .executeTakeFirst();
    return row === undefined ? undefined : (JSON.parse(row.after ?? '{}') as PriceRegionPast).currency;
  }
}

function listOf<Body>(found: Map<string, Version<Body>[]>, id: string): Version<Body>[] {
  const list = found.get(id) ?? [];
  found.set(id, list);
  return list;
}
