// An office's database in a folder of its own, with its archive.
import { join } from 'node:path';
import { Archive } from '../../src/back-office/archive/archive.ts';
import { officeMigrations } from '../../src/back-office/migrations/all.ts';
import { openSqlite, type SqliteDatabase } from '../../src/platform/database/sqlite.ts';
import type { Clock } from '../../src/platform/ports/clock.ts';
import { silent } from '../journal/open-journal.ts';
import { tempDir } from '../kit.ts';

export interface OpenOffice {
  readonly folder: string;
  readonly path: string;
  readonly database: SqliteDatabase;
  readonly archive: Archive;
}

export async function openOffice(clock: Clock, folder = tempDir('office')): Promise<OpenOffice> {
  const path = join(folder, 'office.db');
  const database = await openSqlite(path, { clock, log: silent, readers: 1, migrations: officeMigrations });
  return { folder, path, database, archive: new Archive(database, clock) };
}
