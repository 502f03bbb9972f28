// A journal in a database of its own folder, for tests; and a raw connection beside it, for what no daemon would do.
import { join } from 'node:path';
import { systemClock } from '../../src/platform/clock/system-clock.ts';
import { Connection } from '../../src/platform/database/connection.ts';
import { openSqlite, type SqliteDatabase, type SqliteOptions } from '../../src/platform/database/sqlite.ts';
import type { Log } from '../../src/platform/ports/log.ts';
import { databaseName } from '../../src/till/journal/files.ts';
import { SqliteJournalStore } from '../../src/till/journal/sqlite-journal-store.ts';
import { tempDir } from '../kit.ts';

export const silent: Log = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};

export interface OpenJournal {
  readonly folder: string;
  readonly path: string;
  readonly database: SqliteDatabase;
  readonly store: SqliteJournalStore;
}

export async function openJournal(
  folder = tempDir('journal'),
  options: Partial<SqliteOptions> = {},
): Promise<OpenJournal> {
  const path = join(folder, databaseName);
  const database = await openSqlite(path, { clock: systemClock, log: silent, readers: 1, ...options });
  return { folder, path, database, store: new SqliteJournalStore(database) };
}

/** A connection without rules: every trigger on the tables is gone. */
export async function openRaw(path: string): Promise<Connection> {
  const raw = await Connection.open(path, { mode: 'write', busyTimeoutMs: 5_000 });
  for (const row of await raw.all("SELECT name FROM sqlite_schema WHERE type = 'trigger'")) {
    await raw.exec(`DROP TRIGGER ${String(row['name'])}`);
  }
  return raw;
}
