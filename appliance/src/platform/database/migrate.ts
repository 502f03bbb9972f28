// Brings a database to the shape this daemon knows: all steps that are missing, in one transaction, after a backup of what was there.
// Forward only. A database that went another way, or is newer in a way that breaks, is refused with plain data and left untouched.
import { createHash } from 'node:crypto';
import { Fault } from '../fault.ts';
import type { Log } from '../ports/log.ts';
import { backUp } from './backup.ts';
import type { Connection } from './connection.ts';
import type { Migration } from './migrations/migration.ts';

export interface MigrateOptions {
  /** The database file, for its backup. */
  readonly path: string;
  readonly migrations: readonly Migration[];
  readonly log: Log;
}

interface Applied {
  readonly number: number;
  readonly name: string;
  readonly checksum: string;
  readonly breaking: boolean;
}

/** Throws Fault `config.invalid` with `reason`: `migrations-numbered` | `migration-changed` | `database-newer`; `storage.full` when the
 *  backup or the change does not fit. */
export async function migrate(connection: Connection, options: MigrateOptions): Promise<void> {
  const { migrations, log, path } = options;
  checkNumbers(migrations);
  const applied = await readApplied(connection);
  checkPrefix(applied, migrations);
  const pending = migrations.slice(applied.length);
  if (applied.length > migrations.length) {
    log.warn(
      { database: applied.length, known: migrations.length },
      'the database is newer than this daemon; it only has additions',
    );
  }
  if (pending.length === 0) return;
  if (applied.length > 0) await backUp(connection, path, applied.length);
  await apply(connection, pending);
  log.info({ from: applied.length, to: migrations.length }, 'database migrated');
}

export function checksumOf(migration: Migration): string {
  return createHash('sha256').update(migration.sql).digest('hex');
}

function checkNumbers(migrations: readonly Migration[]): void {
  migrations.forEach((migration, index) => {
    if (migration.number !== index + 1) {
      throw new Fault('config.invalid', {
        reason: 'migrations-numbered',
        number: migration.number,
        expected: index + 1,
      });
    }
  });
}

async function readApplied(connection: Connection): Promise<readonly Applied[]> {
  const table = await connection.get(
    "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'migration'",
  );
  if (table === undefined) return [];
  const rows = await connection.all('SELECT number, name, checksum, breaking FROM migration ORDER BY number');
  return rows.map((row) => ({
    number: Number(row['number']),
    name: String(row['name']),
    checksum: String(row['checksum']),
    breaking: row['breaking'] === 1,
  }));
}

function checkPrefix(applied: readonly Applied[], migrations: readonly Migration[]): void {
  applied.forEach((step, index) => {
    const known = migrations[index];
    if (known === undefined) {
      if (!step.breaking) return;
      throw new Fault('config.invalid', {
        reason: 'database-newer',
        database: applied.length,
        known: migrations.length,
        needs: step.name,
      });
    }
    if (known.name !== step.name || checksumOf(known) !== step.checksum) {
      throw new Fault('config.invalid', {
        reason: 'migration-changed',
        number: step.number,
        database: step.name,
        known: known.name,
      });
    }
  });
}

async function apply(connection: Connection, pending: readonly Migration[]): Promise<void> {
  await connection.exec('BEGIN IMMEDIATE');
  try {
    await connection.exec(
      'CREATE TABLE IF NOT EXISTS migration (number INTEGER PRIMARY KEY, name TEXT NOT NULL, checksum TEXT NOT NULL, breaking INTEGER NOT NULL) STRICT',
    );
    for (const step of pending) {
      await connection.exec(step.sql);
      await connection.run('INSERT INTO migration (number, name, checksum, breaking) VALUES (?, ?, ?, ?)', [
        step.number,
        step.name,
        checksumOf(step),
        step.breaking === true ? 1 : 0,
      ]);
      await connection.exec(`PRAGMA user_version = ${String(step.number)}`);
    }
    await connection.exec('COMMIT');
  } catch (error) {
    await connection.exec('ROLLBACK').catch(() => undefined);
    throw error;
  }
}
