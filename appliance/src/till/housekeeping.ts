// Once a night: forget what nobody asks for any more, and give the write-ahead log's room back. The journal itself is never touched.
import type { Clock } from '../platform/ports/clock.ts';
import type { Database } from '../platform/ports/database.ts';
import type { Log } from '../platform/ports/log.ts';

const dayMs = 24 * 60 * 60 * 1000;
/** A command is repeated within seconds; a week is beyond doubt. */
const answersKeptDays = 7;
/** Paper that came out a month ago is found through the journal. */
const jobsKeptDays = 31;
/** Rows forgotten by one statement, so that selling never waits for it. */
const chunk = 5_000;

export interface HousekeepingParts {
  readonly database: Database & { checkpoint(): Promise<boolean> };
  readonly store: { forgetAnswers(at: number, limit?: number): Promise<number> };
  readonly clock: Clock;
  readonly log: Log;
}

async function repeated(step: () => Promise<number>): Promise<number> {
  let total = 0;
  for (;;) {
    const rows = await step();
    total += rows;
    if (rows < chunk) return total;
  }
}

export async function keepHouse({ database, store, clock, log }: HousekeepingParts): Promise<void> {
  const now = clock.now();
  const answers = await repeated(async () => store.forgetAnswers(now - answersKeptDays * dayMs, chunk));
  const jobs = await repeated(async () => {
    const { changes } = await database.write(
      "DELETE FROM print_job WHERE number IN (SELECT number FROM print_job WHERE state IN ('printed', 'dismissed') AND at < ? LIMIT ?)",
      [now - jobsKeptDays * dayMs, chunk],
    );
    return changes;
  });
  const emptied = await database.checkpoint();
  log.info({ answers, jobs, emptied }, 'house kept');
}
