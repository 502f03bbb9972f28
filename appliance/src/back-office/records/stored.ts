// Records read from their table. Whole bodies go through here only, so that one place knows how they lie there.
import { sql } from 'kysely';
import type { Kind, OfficeRecord } from '../../protocol/office/kinds.ts';
import { folded } from './texts.ts';
import type { RecordQueries, RecordTransaction } from './tables.ts';

/** A record with the number its row has, which never leaves this folder. */
export interface Stored<K extends Kind = Kind> extends OfficeRecord<K> {
  readonly number: number;
}

interface Row {
  readonly number: number;
  readonly kind: string;
  readonly id: string;
  readonly revision: number;
  readonly body: string;
  readonly changed_at: number;
}

export const columns = ['number', 'kind', 'id', 'revision', 'body', 'changed_at'] as const;

/** Values in one statement: far below what SQLite and PostgreSQL bind. */
export const bindMax = 1_000;

/** Records looked at in one go: some milliseconds. */
export const turnEvery = 250;

/** One way to the database and back, in which everybody else on this thread has a turn: a till may run in the same process. */
export async function letOthersTurn(queries: RecordQueries): Promise<void> {
  await sql`select 1`.execute(queries);
}

export function storedOf<K extends Kind>(row: Row): Stored<K> {
  return {
    number: row.number,
    kind: row.kind as K,
    id: row.id,
    revision: row.revision,
    body: JSON.parse(row.body) as Stored<K>['body'],
    changedAt: row.changed_at,
  };
}

/** Without the number. */
export function recordOf<K extends Kind>({
  id,
  kind,
  revision,
  body,
  changedAt,
}: OfficeRecord<K>): OfficeRecord<K> {
  return { id, kind, revision, body, changedAt };
}

export function* inChunks<T>(items: readonly T[], size = bindMax): Generator<readonly T[]> {
  for (let start = 0; start < items.length; start += size) yield items.slice(start, start + size);
}

export async function readRecords<K extends Kind>(
  queries: RecordQueries | RecordTransaction,
  kind: K,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Stored<K>>> {
  const found = new Map<string, Stored<K>>();
  for (const chunk of inChunks([...new Set(ids)])) {
    const rows = await queries
      .selectFrom('record')
      .select(columns)
      .where('kind', '=', kind)
      .where('id', 'in', chunk)
      .execute();
    for (const row of rows) found.set(row.id, storedOf<K>(row));
  }
  return found;
}

/** Ids by what they are called, for keys of one name; compared without case. Keys nobody has are not in it. */
export async function idsByKey(
  queries: RecordQueries,
  { kind, name }: { readonly kind: Kind; readonly name: string },
  values: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  for (const chunk of inChunks([...new Set(values)])) {
    const rows = await queries
      .selectFrom('unique_key')
      .select(['value', 'id'])
      .where('kind', '=', kind)
      .where('name', '=', name)
      .where('value', 'in', chunk)
      .execute();
    for (const { value, id } of rows) found.set(value, id);
  }
  return found;
}

/** All of a kind in the order they were made, some at a time, so that nobody waits for 100,000 to be read. */
export async function* eachOf<K extends Kind>(
  queries: RecordQueries,
  kind: K,
  size = 500,
): AsyncGenerator<Stored<K>> {
  for (let after = 0; ;) {
    const rows = await queries
      .selectFrom('record')
      .select(columns)
      .where('kind', '=', kind)
      .where('number', '>', after)
      .orderBy('number')
      .limit(size)
      .execute();
    for (const row of rows) yield storedOf<K>(row);
    const last = rows.at(-1);
    if (last === undefined || rows.length < size) return;
    after = last.number;
  }
}

export async function idByKey(
  queries: RecordQueries,
  of: { readonly kind: Kind; readonly name: string },
  value: string,
): Promise<string | undefined> {
  const key = folded(value);
  return (await idsByKey(queries, of, [key])).get(key);
}
