// The archive's SQL, in one place: entries in and out, keys, alarms. What is put in has been verified; the triggers see to it that it follows.
import { firstPrev } from '../../domain/journal/entry.ts';
import type { PublicKey } from '../../journal/box-key.ts';
import type { ChainHead } from '../../journal/head.ts';
import type { Database, Row } from '../../platform/ports/database.ts';
import type { SyncEntry } from '../../protocol/sync.ts';

const columns = 'register, seq, at, who, approved_by, type, v, subject, payload, prev, hash, signature, key';
const read = `SELECT ${columns} FROM archive_entry WHERE register = ? AND seq > ? ORDER BY seq LIMIT ?`;

// One statement, one commit: a batch is there whole or not at all. Rows come as JSON arrays in the order of the columns.
const insert = `INSERT INTO archive_entry (${columns}, taken_at)
  SELECT ?, ${Array.from({ length: 12 }, (_none, index) => `value->>${String(index)}`).join(', ')}, ? FROM jsonb_each(?)`;

export async function headOf(source: Pick<Database, 'get'>, register: string): Promise<ChainHead> {
  const row = await source.get(
    'SELECT seq, hash FROM archive_entry WHERE register = ? ORDER BY seq DESC LIMIT 1',
    [register],
  );
  return row === undefined
    ? { seq: 0, hash: firstPrev }
    : { seq: Number(row['seq']), hash: String(row['hash']) };
}

/** The last entry of each register, found by leaps from name to name. */
export async function headsOf(source: Pick<Database, 'get'>): Promise<ReadonlyMap<string, number>> {
  const heads = new Map<string, number>();
  for (let last = ''; ;) {
    const row = await source.get('SELECT min(register) AS register FROM archive_entry WHERE register > ?', [
      last,
    ]);
    const register = row?.['register'];
    if (typeof register !== 'string') return heads;
    heads.set(register, (await headOf(source, register)).seq);
    last = register;
  }
}

/** Hashes of the entries from `from` to `to`, both included, by number. */
export async function hashesOf(
  source: Pick<Database, 'all'>,
  register: string,
  { from, to }: { readonly from: number; readonly to: number },
): Promise<ReadonlyMap<number, string>> {
  const rows = await source.all(
    'SELECT seq, hash FROM archive_entry WHERE register = ? AND seq >= ? AND seq <= ?',
    [register, from, to],
  );
  return new Map(rows.map((row) => [Number(row['seq']), String(row['hash'])]));
}

/** Throws Fault `storage.constraint` when the entries do not follow the last one. */
export async function insertEntries(
  database: Database,
  register: string,
  { entries, at }: { readonly entries: readonly SyncEntry[]; readonly at: number },
): Promise<void> {
  await database.write(insert, [register, at, JSON.stringify(entries.map(valuesOf))]);
}

function valuesOf(entry: SyncEntry): readonly (string | number | null)[] {
  const { seq, at, who, approvedBy, type, v, subject, payload, prev, hash, signature, key } = entry;
  return [
    seq,
    at,
    who,
    approvedBy ?? null,
    type,
    v,
    subject,
    payload,
    prev,
    hash,
    signature ?? null,
    key ?? null,
  ];
}

export async function entriesAfter(
  source: Pick<Database, 'all'>,
  register: string,
  { seq, limit }: { readonly seq: number; readonly limit: number },
): Promise<readonly SyncEntry[]> {
  return (await source.all(read, [register, seq, limit])).map(entryOf);
}

function entryOf(row: Row): SyncEntry {
  return {
    seq: Number(row['seq']),
    at: Number(row['at']),
    who: String(row['who']),
    ...(row['approved_by'] === null ? {} : { approvedBy: String(row['approved_by']) }),
    type: String(row['type']),
    v: Number(row['v']),
    subject: String(row['subject']),
    payload: String(row['payload']),
    prev: String(row['prev']),
    hash: String(row['hash']),
    ...(row['signature'] === null ? {} : { signature: String(row['signature']) }),
    ...(row['key'] === null ? {} : { key: String(row['key']) }),
  };
}

export async function keysOf(source: Pick<Database, 'all'>, register: string): Promise<readonly PublicKey[]> {
  const rows = await source.all(
    'SELECT id, public_key FROM archive_key WHERE register = ? ORDER BY added_at, id',
    [register],
  );
  return rows.map((row) => ({ id: String(row['id']), publicKey: String(row['public_key']) }));
}
