// Folds on a database of their own, for tests: archive and records in memory, the tables on a real disk.
import { join } from 'node:path';
import { Circumstances } from '../../src/back-office/folds/circumstances.ts';
import type { Fold } from '../../src/back-office/folds/fold.ts';
import { Folds } from '../../src/back-office/folds/runner.ts';
import { officeMigrations } from '../../src/back-office/migrations/all.ts';
import { openSqlite, type SqliteDatabase } from '../../src/platform/database/sqlite.ts';
import type { Database, Row } from '../../src/platform/ports/database.ts';
import { silent } from '../journal/open-journal.ts';
import { tempDir, virtualClock, type VirtualClock } from '../kit.ts';
import { MemoryArchive } from './memory-archive.ts';
import { MemoryRecords } from './memory-records.ts';

export interface Folding {
  readonly database: SqliteDatabase;
  readonly archive: MemoryArchive;
  readonly records: MemoryRecords;
  readonly clock: VirtualClock;
  /** Follows until stopped; several in a row are restarts. */
  start(this: void, folds: readonly Fold[], options?: FoldingOptions): Promise<Folds>;
  close(this: void): Promise<void>;
}

export interface FoldingOptions {
  readonly batch?: number;
  /** In front of the database, for faults. */
  readonly database?: Database;
}

export async function folding(
  archive = new MemoryArchive(),
  records = new MemoryRecords(),
): Promise<Folding> {
  const clock = virtualClock();
  const database = await openSqlite(join(tempDir('folding'), 'office.db'), {
    clock,
    log: silent,
    readers: 1,
    migrations: officeMigrations,
  });
  const running: Folds[] = [];
  return {
    database,
    archive,
    records,
    clock,
    start: async (folds, options = {}) => {
      const { batch = 500 } = options;
      const circumstances = new Circumstances({ database: options.database ?? database, records });
      const started = new Folds({
        folds,
        archive,
        circumstances,
        database: options.database ?? database,
        clock,
        log: silent,
        batch,
      });
      running.push(started);
      await started.start();
      return started;
    },
    close: async () => {
      for (const each of running) await each.stop();
      await database.close();
    },
  };
}

/** Every row of the folds' tables, in order. Places by what they are: their numbers follow from who came first. */
export async function dump(database: Database, folds: readonly Fold[]): Promise<readonly string[]> {
  const places = new Map(
    (await database.all('SELECT * FROM place')).map(({ id, ...rest }) => [id, JSON.stringify(rest)]),
  );
  const lines: string[] = [];
  for (const { name } of folds.flatMap(({ tables }) => tables)) {
    const rows = await database.all(`SELECT * FROM ${name}`);
    lines.push(...rows.map((row) => `${name} ${JSON.stringify(withPlace(row, places))}`).sort());
  }
  return lines;
}

function withPlace(row: Row, places: ReadonlyMap<unknown, string>): object {
  return 'place' in row ? { ...row, place: places.get(row['place']) } : row;
}
