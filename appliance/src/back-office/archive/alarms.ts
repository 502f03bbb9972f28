// What the archive could not take, for the office's people: kept as evidence, counted when it comes again, and acknowledged by name.
import type { Clock } from '../../platform/ports/clock.ts';
import type { Database, Row } from '../../platform/ports/database.ts';
import type { SyncEntry } from '../../protocol/sync.ts';

/** Different findings kept of one register; a box that invents ever new ones is only counted under the last. */
const perRegisterMax = 1_000;
const listMax = 1_000;

export interface ArchiveAlarm {
  readonly number: number;
  readonly register: string;
  /** Number of the entry it is about. */
  readonly seq: number;
  /** For people, in English. */
  readonly detail: string;
  /** JSON of the entry that did not fit, as it came; null when it is about none. */
  readonly entry: string | null;
  readonly firstAt: number;
  readonly lastAt: number;
  readonly times: number;
  readonly acknowledged: { readonly at: number; readonly by: string; readonly note: string } | null;
}

export class Alarms {
  readonly #database: Database;
  readonly #clock: Clock;
  readonly #listeners = new Set<(register: string) => void>();

  constructor(database: Database, clock: Clock) {
    this.#database = database;
    this.#clock = clock;
  }

  /** Called for each finding, also for one that came before. */
  onAlarm(listener: (register: string) => void): () => void {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }

  async raise(
    register: string,
    alarm: { readonly seq: number; readonly detail: string; readonly entry?: SyncEntry | undefined },
  ): Promise<void> {
    const now = this.#clock.now();
    const entry = alarm.entry === undefined ? null : JSON.stringify(alarm.entry);
    await this.#database.write(
      `INSERT INTO archive_alarm (register, seq, detail, entry, first_at, last_at, times)
       SELECT ?1, ?2, ?3, ?4, ?5, ?5, 1
       WHERE (SELECT count(*) FROM archive_alarm WHERE register = ?1) < ${String(perRegisterMax)}
          OR EXISTS (SELECT 1 FROM archive_alarm WHERE register = ?1 AND seq = ?2 AND detail = ?3)
       ON CONFLICT (register, seq, detail) DO UPDATE SET last_at = excluded.last_at, times = times + 1`,
      [register, alarm.seq, alarm.detail.slice(0, 2_000), entry, now],
    );
    for (const listener of this.#listeners) listener(register);
  }

  /** Newest first, at most 1,000. */
  async list(only: { readonly open?: boolean } = {}): Promise<readonly ArchiveAlarm[]> {
    const where = only.open === true ? 'WHERE acknowledged_at IS NULL' : '';
    const rows = await this.#database.all(
      `SELECT * FROM archive_alarm ${where} ORDER BY last_at DESC, number DESC LIMIT ${String(listMax)}`,
    );
    return rows.map(alarmOf);
  }

  /** False when there is no such alarm, or somebody was faster. */
  async acknowledge(
    number: number,
    { by, note }: { readonly by: string; readonly note: string },
  ): Promise<boolean> {
    const { changes } = await this.#database.write(
      `UPDATE archive_alarm SET acknowledged_at = ?, acknowledged_by = ?, acknowledged_note = ? WHERE number = ? AND acknowledged_at IS NULL`,
      [this.#clock.now(), by, note, number],
    );
    return changes > 0;
  }
}

function alarmOf(row: Row): ArchiveAlarm {
  return {
    number: Number(row['number']),
    register: String(row['register']),
    seq: Number(row['seq']),
    detail: String(row['detail']),
    entry: row['entry'] === null ? null : String(row['entry']),
    firstAt: Number(row['first_at']),
    lastAt: Number(row['last_at']),
    times: Number(row['times']),
    acknowledged:
      row['acknowledged_at'] === null
        ? null
        : {
            at: Number(row['acknowledged_at']),
            by: String(row['acknowledged_by']),
            note: String(row['acknowledged_note'] ?? ''),
          },
  };
}
