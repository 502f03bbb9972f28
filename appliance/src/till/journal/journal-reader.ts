// Reads the raw journal page by page, in bounded memory: the ground of audit and export. Takes any read-only view of the database.
import type { Database } from '../../platform/ports/database.ts';
import type { PublicKey } from '../../journal/box-key.ts';
import { storedColumns, storedEntry, type StoredEntry } from '../../journal/stored-entry.ts';
import type { ChainHead } from '../../journal/head.ts';

export type JournalSource = Pick<Database, 'get' | 'all'>;

const pageSize = 500;

/** A stored entry, or only its number where it cannot be read. */
export interface ReadEntry {
  readonly seq: number;
  readonly entry: StoredEntry | undefined;
}

/** Found by leaps from name to name, not by reading everything. */
export async function registersOf(source: JournalSource): Promise<readonly string[]> {
  const names: string[] = [];
  for (;;) {
    const row = await source.get(
      `SELECT min(register) AS register FROM (
         SELECT min(register) AS register FROM entry WHERE register > ?1
         UNION ALL SELECT min(register) FROM sale WHERE register > ?1)`,
      [names.at(-1) ?? ''],
    );
    const name = row?.['register'];
    if (typeof name !== 'string') return names;
    names.push(name);
  }
}

export async function keysOf(source: JournalSource): Promise<readonly PublicKey[]> {
  const rows = await source.all('SELECT id, public_key FROM box_key ORDER BY created_at, id');
  return rows.map((row) => ({ id: String(row['id']), publicKey: String(row['public_key']) }));
}

/** The last entry up to `to`; undefined where the register has none. */
export async function headOf(
  source: JournalSource,
  register: string,
  to: number,
): Promise<ChainHead | undefined> {
  const row = await source.get(
    'SELECT seq, hash FROM entry WHERE register = ? AND seq <= ? ORDER BY seq DESC LIMIT 1',
    [register, to],
  );
  return row === undefined ? undefined : { seq: Number(row['seq']), hash: String(row['hash']) };
}

/** Entries of a register in order, `from` and `to` included. */
export async function* readEntries(
  source: JournalSource,
  range: { readonly register: string; readonly from?: number; readonly to?: number },
): AsyncGenerator<ReadEntry> {
  // From below every number: a tampered one may be negative.
  let after = range.from === undefined ? -Number.MAX_SAFE_INTEGER : range.from - 1;
  const to = range.to ?? Number.MAX_SAFE_INTEGER;
  for (;;) {
    const rows = await source.all(
      `SELECT ${storedColumns} FROM entry WHERE register = ? AND seq > ? AND seq <= ? ORDER BY entry.seq LIMIT ?`,
      [range.register, after, to, pageSize],
    );
    for (const row of rows) {
      after = Number(row['seq']);
      yield { seq: after, entry: storedEntry(row) };
    }
    if (rows.length < pageSize) return;
  }
}
