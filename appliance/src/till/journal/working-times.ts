// Working times read back from the journal: which ones are wanted is found by partial indexes over the entries, and each is the fold of
// what was written about it. Nothing is kept twice.
import type { RegisterEvent } from '../../domain/register/events.ts';
import type { UserId } from '../../domain/staff/permission.ts';
import {
  withWorkingTimeEvent,
  type WorkingTime,
  type WorkingTimeEvent,
  type WorkingTimeId,
} from '../../domain/working-time/working-time.ts';
import type { Database, Row } from '../../platform/ports/database.ts';
import { entryColumns, entryOf } from './entry-row.ts';

/** Times read at once: a year of a dozen people. */
const readMax = 4_000;
/** One person's times never overlap, so that the last few before a moment are all that can reach beyond it; deleted ones are among them. */
const nearbyMax = 50;

export interface WorkingTimesWanted {
  /** Milliseconds since 1970 UTC; `to` is not included. They are wanted by when they began. */
  readonly from: number;
  readonly to: number;
  /** Absent: everybody's. */
  readonly user?: UserId;
}

export interface WorkingTimesFound {
  /** Newest first, deleted ones among them. */
  readonly times: readonly WorkingTime[];
  /** False: there are more than are read at once, and the oldest are left out. */
  readonly complete: boolean;
}

const allTypes = `type IN ('working-time.started', 'working-time.ended', 'working-time.corrected', 'working-time.deleted')`;
const startTypes = `type IN ('working-time.started', 'working-time.corrected')`;

export class WorkingTimes {
  readonly #database: Pick<Database, 'all'>;
  readonly #register: string;

  constructor(database: Pick<Database, 'all'>, register: string) {
    this.#database = database;
    this.#register = register;
  }

  async within(wanted: WorkingTimesWanted): Promise<WorkingTimesFound> {
    const ids = await this.#idsOf(wanted, readMax + 1);
    const times = await this.#fold(ids.slice(0, readMax));
    const inside = times.filter(({ start }) => start >= wanted.from && start < wanted.to);
    return { times: inside.sort(newestFirst), complete: ids.length <= readMax };
  }

  async find(id: WorkingTimeId): Promise<WorkingTime | undefined> {
    const [time] = await this.#fold([id]);
    return time;
  }

  /** The person's other times that may touch one that ends before `to`. */
  async nearby({ id, user }: Pick<WorkingTime, 'id' | 'user'>, to: number): Promise<readonly WorkingTime[]> {
    const ids = await this.#idsOf({ from: 0, to, user }, nearbyMax);
    return this.#fold(ids.filter((each) => each !== id));
  }

  /** Those that ever began in the period, as clocked or as corrected at some time. */
  async #idsOf({ from, to, user }: WorkingTimesWanted, limit: number): Promise<readonly WorkingTimeId[]> {
    const rows = await this.#database.all(
      `SELECT payload->>'workingTime' AS id FROM entry INDEXED BY entry_working_time_start
       WHERE register = ?1 AND ${startTypes} AND payload->>'start' >= ?2 AND payload->>'start' < ?3
         AND (?4 IS NULL OR payload->>'user' = ?4)
       GROUP BY id ORDER BY max(payload->>'start') DESC LIMIT ?5`,
      [this.#register, from, to, user ?? null, limit],
    );
    return rows.map((row) => String(row['id']));
  }

  async #fold(ids: readonly WorkingTimeId[]): Promise<WorkingTime[]> {
    const rows = await this.#database.all(
      `SELECT ${entryColumns} FROM entry INDEXED BY entry_working_time
       WHERE register = ?1 AND ${allTypes} AND payload->>'workingTime' IN (SELECT value FROM json_each(?2)) ORDER BY seq`,
      [this.#register, JSON.stringify(ids)],
    );
    const folded = new Map<WorkingTimeId, WorkingTime>();
    for (const { event, at, by } of rows.map(happened)) {
      const { workingTime: id } = event.payload;
      const next = withWorkingTimeEvent(folded.get(id), event, { at, by });
      if (next !== undefined) folded.set(id, next);
    }
    return [...folded.values()];
  }
}

function happened(row: Row): { readonly event: WorkingTimeEvent; readonly at: number; readonly by: UserId } {
  const { type, payload, at, who } = entryOf(row);
  // Read by these types.
  return { event: { type, payload } as RegisterEvent as WorkingTimeEvent, at, by: who };
}

function newestFirst(one: WorkingTime, other: WorkingTime): number {
  return other.start - one.start || (one.id < other.id ? -1 : 1);
}
