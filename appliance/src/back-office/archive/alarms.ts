// What the archive could not take, for the office's people: kept as evidence, counted when it comes again, and acknowledged by name.
import type { Clock } from '../../platform/ports/clock.ts';
import type { SyncEntry } from '../../protocol/sync.ts';
import type { ArchiveQueries } from './archive-tables.ts';

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
  readonly #queries: ArchiveQueries;
  readonly #clock: Clock;
  readonly #listeners = new Set<(register: string) => void>();

  constructor(queries: ArchiveQueries, clock: Clock) {
    this.#queries = queries;
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
    const { seq, entry } = alarm;
    const finding = { register, seq, detail: alarm.detail.slice(0, 2_000) };
    await this.#queries.transaction().execute(async (tx) => {
      const again = await tx
        .updateTable('archive_alarm')
        .set(({ eb }) => ({ last_at: now, times: eb('times', '+', 1) }))
        .where((eb) => eb.and(finding))
        .executeTakeFirst();
      if (again.numUpdatedRows > 0n) return;
      const { kept } = await tx
        .selectFrom('archive_alarm')
        .select(({ fn }) => fn.countAll<number>().as('kept'))
        .where('register', '=', register)
        .executeTakeFirstOrThrow();
      if (kept >= perRegisterMax) return;
      const whole = entry === undefined ? null : JSON.stringify(entry);
      await tx
        .insertInto('archive_alarm')
        .values({ ...finding, entry: whole, first_at: now, last_at: now, times: 1 })
        .execute();
    });
    for (const listener of this.#listeners) listener(register);
  }

  /** Newest first, at most 1,000. */
  async list(only: { readonly open?: boolean } = {}): Promise<readonly ArchiveAlarm[]> {
    const rows = await this.#queries
      .selectFrom('archive_alarm')
      .select(['number', 'register', 'seq', 'detail', 'entry', 'times'])
      .select(['first_at as firstAt', 'last_at as lastAt'])
      .select(['acknowledged_at as at', 'acknowledged_by as by', 'acknowledged_note as note'])
      .$if(only.open === true, (query) => query.where('acknowledged_at', 'is', null))
      .orderBy('last_at', 'desc')
      .orderBy('number', 'desc')
      .limit(listMax)
      .execute();
    return rows.map(({ at, by, note, ...finding }) => ({
      ...finding,
      acknowledged: at === null ? null : { at, by: by ?? '', note: note ?? '' },
    }));
  }

  /** False when there is no such alarm, or somebody was faster. */
  async acknowledge(
    number: number,
    { by, note }: { readonly by: string; readonly note: string },
  ): Promise<boolean> {
    const { numUpdatedRows } = await this.#queries
      .updateTable('archive_alarm')
      .set({ acknowledged_at: this.#clock.now(), acknowledged_by: by, acknowledged_note: note })
      .where('number', '=', number)
      .where('acknowledged_at', 'is', null)
      .executeTakeFirst();
    return numUpdatedRows > 0n;
  }
}
