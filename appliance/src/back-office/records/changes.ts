// The numbered, append-only list of changes: audit log and feed at once. Records and settings write to it in the transaction of their change;
// whoever follows is told after the commit.
import type { Kind } from '../../protocol/office/kinds.ts';
import type { ChangeRow, RecordQueries } from './tables.ts';
import { writeChanges } from './write.ts';

export type ChangedKind = Kind | 'setting';

export interface ChangeEntry {
  readonly number: number;
  /** Milliseconds since 1970 UTC. */
  readonly at: number;
  /** Id of a user, or `system`. */
  readonly by: string;
  readonly kind: ChangedKind;
  readonly id: string;
  readonly revision: number;
  /** Null with an `after`: made. */
  readonly before: unknown;
  /** Null with a `before`: gone. Both null: something beside the record, which is never shown. */
  readonly after: unknown;
}

export interface ChangesQuery {
  readonly kinds?: readonly ChangedKind[];
  readonly id?: string;
  readonly by?: string;
  /** Only those with a smaller number. */
  readonly below?: number;
  readonly limit: number;
}

export const changesMax = 10_000;

function entryOf(row: Omit<ChangeRow, 'number'> & { readonly number: number }): ChangeEntry {
  return {
    number: row.number,
    at: row.at,
    by: row.by,
    kind: row.kind as ChangedKind,
    id: row.id,
    revision: row.revision,
    before: row.before === null ? null : (JSON.parse(row.before) as unknown),
    after: row.after === null ? null : (JSON.parse(row.after) as unknown),
  };
}

export class Changes {
  readonly #queries: RecordQueries;
  readonly #listeners = new Set<(number: number) => void>();

  constructor(queries: RecordQueries) {
    this.#queries = queries;
  }

  /** In order; at most `changesMax`. */
  async after(number: number, limit: number): Promise<readonly ChangeEntry[]> {
    const rows = await this.#queries
      .selectFrom('change')
      .selectAll()
      .where('number', '>', number)
      .orderBy('number')
      .limit(Math.min(limit, changesMax))
      .execute();
    return rows.map(entryOf);
  }

  async last(): Promise<number> {
    const newest = await this.#queries
      .selectFrom('change')
      .select('number')
      .orderBy('number', 'desc')
      .limit(1)
      .executeTakeFirst();
    return newest?.number ?? 0;
  }

  /** Newest first. */
  async newest({ kinds, id, by, below, limit }: ChangesQuery): Promise<readonly ChangeEntry[]> {
    let query = this.#queries.selectFrom('change').selectAll();
    if (kinds !== undefined) query = query.where('kind', 'in', [...kinds]);
    if (id !== undefined) query = query.where('id', '=', id);
    if (by !== undefined) query = query.where('by', '=', by);
    if (below !== undefined) query = query.where('number', '<', below);
    const rows = await query.orderBy('number', 'desc').limit(Math.min(limit, changesMax)).execute();
    return rows.map(entryOf);
  }

  /** One change by itself. */
  async add(change: Omit<ChangeRow, 'number'>): Promise<void> {
    await this.#queries.transaction().execute((tx) => writeChanges(tx, [change]));
    await this.tell();
  }

  onChange(listener: (number: number) => void): () => void {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }

  /** After a commit. */
  async tell(): Promise<void> {
    if (this.#listeners.size === 0) return;
    const number = await this.last();
    for (const listener of this.#listeners) listener(number);
  }
}
