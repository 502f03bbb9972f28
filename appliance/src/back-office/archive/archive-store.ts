// The archive's entries and keys, in and out. What is put in has been verified; the triggers see to it that it follows.
import { sql } from 'kysely';
import { firstPrev } from '../../domain/journal/entry.ts';
import type { PublicKey } from '../../journal/box-key.ts';
import type { ChainHead } from '../../journal/head.ts';
import { compiledOnce } from '../../platform/query/compiled-once.ts';
import { rowsOfJson } from '../../platform/query/rows-as-json.ts';
import type { SyncEntry } from '../../protocol/sync.ts';
import type { ArchiveEntryRow, ArchiveQueries } from './archive-tables.ts';

const last = compiledOnce((queries: ArchiveQueries, register: string) =>
  queries
    .selectFrom('archive_entry')
    .select(['seq', 'hash'])
    .where('register', '=', register)
    .orderBy('seq', 'desc')
    .limit(sql.lit(1)),
);

export async function headOf(queries: ArchiveQueries, register: string): Promise<ChainHead> {
  const [head] = await last(queries, register);
  return head ?? { seq: 0, hash: firstPrev };
}

/** Every register with entries, found by leaps from name to name. */
export async function registersOf(queries: ArchiveQueries): Promise<readonly string[]> {
  const registers: string[] = [];
  for (;;) {
    const next = await queries
      .selectFrom('archive_entry')
      .select(({ fn }) => fn.min<string | null>('register').as('register'))
      .where('register', '>', registers.at(-1) ?? '')
      .executeTakeFirst();
    if (typeof next?.register !== 'string') return registers;
    registers.push(next.register);
  }
}

/** Hashes of the entries from `from` to `to`, both included, by number. */
export async function hashesOf(
  queries: ArchiveQueries,
  register: string,
  { from, to }: { readonly from: number; readonly to: number },
): Promise<ReadonlyMap<number, string>> {
  const rows = await queries
    .selectFrom('archive_entry')
    .select(['seq', 'hash'])
    .where('register', '=', register)
    .where('seq', '>=', from)
    .where('seq', '<=', to)
    .execute();
  return new Map(rows.map(({ seq, hash }) => [seq, hash]));
}

const columns = [
  'seq',
  'at',
  'who',
  'approved_by',
  'type',
  'v',
  'subject',
  'payload',
  'prev',
  'hash',
  'signature',
  'key',
] as const;
const allColumns = ['register', 'taken_at', ...columns] as const;

const insert = compiledOnce((queries: ArchiveQueries, rows: string) =>
  queries.insertInto('archive_entry').columns(allColumns).expression(rowsOfJson(allColumns, rows)),
);

/** One statement, one commit: all are there or none. Throws Fault `storage.constraint` when they do not follow the last one. */
export async function insertEntries(
  queries: ArchiveQueries,
  register: string,
  { entries, at }: { readonly entries: readonly SyncEntry[]; readonly at: number },
): Promise<void> {
  await insert(queries, JSON.stringify(entries.map((entry) => [register, at, ...valuesOf(entry)])));
}

/** In the order of the columns; what is undefined becomes NULL. */
function valuesOf(entry: SyncEntry): readonly unknown[] {
  const { seq, at, who, approvedBy, type, v, subject, payload, prev, hash, signature, key } = entry;
  return [seq, at, who, approvedBy, type, v, subject, payload, prev, hash, signature, key];
}

export async function entriesAfter(
  queries: ArchiveQueries,
  register: string,
  { seq, limit }: { readonly seq: number; readonly limit: number },
): Promise<readonly SyncEntry[]> {
  const rows = await queries
    .selectFrom('archive_entry')
    .select(columns)
    .where('register', '=', register)
    .where('seq', '>', seq)
    .orderBy('seq')
    .limit(limit)
    .execute();
  return rows.map(entryOf);
}

// Member by member: the rest of an object is copied four times as slowly, and a rebuild reads every entry there ever was.
function entryOf(row: Pick<ArchiveEntryRow, (typeof columns)[number]>): SyncEntry {
  const {
    seq,
    at,
    who,
    approved_by: approvedBy,
    type,
    v,
    subject,
    payload,
    prev,
    hash,
    signature,
    key,
  } = row;
  return {
    seq,
    at,
    who,
    ...(approvedBy === null ? {} : { approvedBy }),
    type,
    v,
    subject,
    payload,
    prev,
    hash,
    ...(signature === null ? {} : { signature }),
    ...(key === null ? {} : { key }),
  };
}

export const keysOf: (queries: ArchiveQueries, register: string) => Promise<readonly PublicKey[]> =
  compiledOnce((queries: ArchiveQueries, register: string) =>
    queries
      .selectFrom('archive_key')
      .select(['id', 'public_key as publicKey'])
      .where('register', '=', register)
      .orderBy('added_at')
      .orderBy('id'),
  );
