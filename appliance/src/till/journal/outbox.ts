// The journal as the sync reads it for sending up: entries as they lie in the database, from a reading connection beside the writer.
import type { ChainHead } from '../../journal/head.ts';
import { firstPrev } from '../../domain/journal/entry.ts';
import type { Database, Row } from '../../platform/ports/database.ts';
import type { SyncEntry } from '../../protocol/sync.ts';
import type { JournalOutbox } from '../../sync/ports.ts';
import { entryColumns } from './entry-row.ts';

const after = `SELECT ${entryColumns} FROM entry WHERE register = ? AND seq > ? ORDER BY seq LIMIT ?`;

/** What the wire adds to an entry's payload, about. */
const frameBytes = 600;

/** @param onAppend how to hear of commits of this register */
export function journalOutbox(
  source: Pick<Database, 'get' | 'all'>,
  register: string,
  onAppend: (listener: () => void) => void,
): JournalOutbox {
  return {
    onAppend,
    async head(): Promise<ChainHead> {
      const row = await source.get(
        'SELECT seq, hash FROM entry WHERE register = ? ORDER BY seq DESC LIMIT 1',
        [register],
      );
      return row === undefined
        ? { seq: 0, hash: firstPrev }
        : { seq: Number(row['seq']), hash: String(row['hash']) };
    },
    async after(seq, limits) {
      const rows = await source.all(after, [register, seq, limits.entries]);
      return fitting(rows.map(syncedOf), limits.bytes);
    },
    async hashAt(seq) {
      const row = await source.get('SELECT hash FROM entry WHERE register = ? AND seq = ?', [register, seq]);
      return row === undefined ? undefined : String(row['hash']);
    },
  };
}

/** As many as fit, and one in any case: an entry larger than a batch goes alone. */
function fitting(entries: readonly SyncEntry[], bytesMax: number): readonly SyncEntry[] {
  let bytes = 0;
  const end = entries.findIndex(({ payload }) => {
    bytes += Buffer.byteLength(payload) + frameBytes;
    return bytes > bytesMax;
  });
  return end === -1 ? entries : entries.slice(0, Math.max(1, end));
}

function syncedOf(row: Row): SyncEntry {
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
