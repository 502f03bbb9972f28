// The steps of the office's database: numbered, named apart, and one after another to the same tables as all at once.
import { join } from 'node:path';
import { silent } from '../../../test/journal/open-journal.ts';
import { assert, suite, tempDir, virtualClock } from '../../../test/kit.ts';
import { checksumOf } from '../../platform/database/migrate.ts';
import type { Migration } from '../../platform/database/migrations/migration.ts';
import { openSqlite } from '../../platform/database/sqlite.ts';
import { officeMigrations } from './all.ts';

const test = suite('migrations of the office');

/** Everything the database holds, as it was asked for. */
async function shape(path: string, migrations: readonly Migration[]): Promise<readonly string[]> {
  const database = await openSqlite(path, { clock: virtualClock(), log: silent, readers: 0, migrations });
  try {
    const rows = await database.all('SELECT type, name, sql FROM sqlite_schema ORDER BY type, name');
    return rows.map(({ type, name, sql }) => `${String(type)} ${String(name)} ${String(sql)}`);
  } finally {
    await database.close();
  }
}

test('they are numbered without gaps and named apart', () => {
  assert.equal(
    officeMigrations.map((step) => step.number),
    officeMigrations.map((_step, index) => index + 1),
  );
  assert.is(new Set(officeMigrations.map((step) => step.name)).size, officeMigrations.length);
  assert.is(new Set(officeMigrations.map(checksumOf)).size, officeMigrations.length);
});

test('a database that grew step by step is the one that got them at once', async () => {
  const folder = tempDir('office-migrations');
  for (let count = 1; count <= officeMigrations.length; count++) {
    await shape(join(folder, 'grown.db'), officeMigrations.slice(0, count));
  }
  assert.equal(
    await shape(join(folder, 'grown.db'), officeMigrations),
    await shape(join(folder, 'new.db'), officeMigrations),
  );
});
