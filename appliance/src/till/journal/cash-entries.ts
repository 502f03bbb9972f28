// Cash as the journal tells it, read back through partial indexes: the entries that moved some, and what stands around each of them.
import type { Entry } from '../../domain/journal/entry.ts';
import type { Payment } from '../../domain/payment/payment.ts';
import type { DrawerReason } from '../../domain/register/events.ts';
import type { Database, Row } from '../../platform/ports/database.ts';
import { entryColumns, entryOf } from './entry-row.ts';

export interface CashEntry {
  readonly entry: Entry;
  /** The payment that was taken back; absent where it was not taken at once, and so was no cash. */
  readonly reversed?: Payment;
}

export interface CashSpan {
  /** Sequence number that the entries are below; absent: the newest first. */
  readonly before?: number;
  /** Milliseconds since 1970 UTC, `until` not included. */
  readonly from?: number;
  readonly until?: number;
  readonly limit: number;
}

/** What stands around an entry that moved cash. */
export interface CashSurroundings {
  /** Number of the tab, `B1-075-0001`. */
  readonly tab?: string;
  readonly receipt?: number;
  readonly drawer?: DrawerReason;
}

/** The conditions of the partial indexes in migrations/0005-cash.ts and 0009-cash-on-account.ts, word for word: SQLite knows them by it. */
const movesCash = `(type IN ('shift.opened', 'shift.closed', 'cash.moved', 'payment.taken', 'account.paid')
  OR (type = 'payment.settled' AND payload->>'state' = 'reversed'))`;
const ofTab = (alias: string): string => `${alias}.type IN ('tab.opened', 'payment.taken')`;

const reversed = `CASE entry.type WHEN 'payment.settled' THEN
  (SELECT taken.payload->'payment' FROM entry AS taken INDEXED BY entry_tab
   WHERE taken.register = entry.register AND taken.subject = entry.subject AND ${ofTab('taken')}
     AND taken.type = 'payment.taken' AND taken.payload->'payment'->>'id' = entry.payload->>'payment') END`;

/** Newest first. */
export async function cashEntries(
  database: Pick<Database, 'all'>,
  register: string,
  { before, from, until, limit }: CashSpan,
): Promise<readonly CashEntry[]> {
  const rows = await database.all(
    `SELECT ${entryColumns}, ${reversed} AS reversed FROM entry INDEXED BY entry_cash_moved
     WHERE register = ? AND seq < ? AND at >= ? AND at < ? AND ${movesCash} ORDER BY seq DESC LIMIT ?`,
    [
      register,
      before ?? Number.MAX_SAFE_INTEGER,
      from ?? Number.MIN_SAFE_INTEGER,
      until ?? Number.MAX_SAFE_INTEGER,
      limit,
    ],
  );
  return rows.map((row) => ({
    entry: entryOf(row),
    ...(row['reversed'] === null ? {} : { reversed: JSON.parse(String(row['reversed'])) as Payment }),
  }));
}

/** By sequence number. The drawer's opening was written with the entry, at most three places on. */
export async function cashSurroundings(
  database: Pick<Database, 'all'>,
  register: string,
  entries: readonly number[],
): Promise<ReadonlyMap<number, CashSurroundings>> {
  const rows = await database.all(
    `SELECT entry.seq AS seq,
       (SELECT opened.payload->>'number' FROM entry AS opened INDEXED BY entry_tab
        WHERE opened.register = entry.register AND opened.subject = entry.subject AND ${ofTab('opened')}
          AND opened.type = 'tab.opened') AS tab,
       (SELECT receipt FROM sale WHERE sale.register = entry.register AND sale.tab = substr(entry.subject, 5)) AS receipt,
       (SELECT drawer.payload->>'reason' FROM entry AS drawer
        WHERE drawer.register = entry.register AND drawer.seq > entry.seq AND drawer.seq <= entry.seq + 3
          AND drawer.type = 'drawer.opened' AND drawer.at = entry.at ORDER BY drawer.seq LIMIT 1) AS drawer
     FROM entry WHERE entry.register = ? AND entry.seq IN (SELECT value FROM json_each(?))`,
    [register, JSON.stringify(entries)],
  );
  return new Map(rows.map((row) => [Number(row['seq']), surroundingsOf(row)]));
}

function surroundingsOf({ tab, receipt, drawer }: Row): CashSurroundings {
  return {
    ...(typeof tab === 'string' ? { tab } : {}),
    ...(typeof receipt === 'number' ? { receipt } : {}),
    ...(typeof drawer === 'string' ? { drawer: drawer as DrawerReason } : {}),
  };
}
