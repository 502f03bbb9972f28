// Migrations: all or nothing, a backup before, the list a prefix, and a plain refusal of what this daemon must not open.
import { existsSync, mkdirSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { assert, suite, tempDir, virtualClock } from '../../../test/kit.ts';
import { openJournal, silent } from '../../../test/journal/open-journal.ts';
import { joined, sampleJournal } from '../../../test/journal/sample-journal.ts';
import { type Fault, isFault } from '../fault.ts';
import type { Log } from '../ports/log.ts';
import { backupPath } from './backup.ts';
import { Connection } from './connection.ts';
import { checksumOf } from './migrate.ts';
import type { Migration } from './migrations/migration.ts';
import { migrations } from './migrations/all.ts';
import { openSqlite } from './sqlite.ts';

const one: Migration = {
  number: 1,
  name: 'one',
  sql: "CREATE TABLE one (x TEXT); INSERT INTO one VALUES ('kept');",
};
const two: Migration = { number: 2, name: 'two', sql: 'ALTER TABLE one ADD COLUMN y TEXT;' };
const three: Migration = { number: 3, name: 'three', sql: 'CREATE TABLE three (x TEXT);' };
const broken: Migration = { number: 3, name: 'broken', sql: 'CREATE TABLE three (x TEXT); NOT SQL;' };
const breaking: Migration = { ...two, breaking: true };

interface Run {
  readonly version: number;
  readonly tables: readonly string[];
}

async function run(path: string, list: readonly Migration[], log: Log = silent): Promise<Run> {
  const database = await openSqlite(path, { clock: virtualClock(), log, readers: 0, migrations: list });
  try {
    const version = Number((await database.get('PRAGMA user_version'))?.['user_version']);
    const rows = await database.all("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name");
    return { version, tables: rows.map((row) => String(row['name'])) };
  } finally {
    await database.close();
  }
}

async function reasonOf(promise: Promise<unknown>): Promise<unknown> {
  const fault = await assert.rejects(promise, (error) => isFault(error, 'config.invalid'));
  return (fault as Fault).data['reason'];
}

const test = suite('migrations');

test('a new database gets every step; an old one only those it lacks, after a backup', async () => {
  const folder = tempDir('migrate');
  const path = join(folder, 'a.db');
  assert.equal(await run(path, [one, two]), { version: 2, tables: ['migration', 'one'] });
  assert.equal(readdirSync(folder), ['a.db']);
  assert.equal(await run(path, [one, two, three]), { version: 3, tables: ['migration', 'one', 'three'] });
  assert.equal(readdirSync(folder).sort(), ['a.db', 'a.db.before-0003']);
  assert.equal(await run(backupPath(path, 2), [one, two]), { version: 2, tables: ['migration', 'one'] });
  const backup = await Connection.open(backupPath(path, 2), { mode: 'read', busyTimeoutMs: 100 });
  assert.equal(await backup.all('SELECT x FROM one'), [{ x: 'kept' }]);
  await backup.close();
});

test('only the last backup is kept', async () => {
  const folder = tempDir('migrate');
  const path = join(folder, 'a.db');
  await run(path, [one]);
  await run(path, [one, two]);
  assert.ok(existsSync(backupPath(path, 1)));
  await run(path, [one, two, three]);
  assert.equal(readdirSync(folder).sort(), ['a.db', 'a.db.before-0003']);
});

test('a step that fails takes all the others back', async () => {
  const path = join(tempDir('migrate'), 'a.db');
  await run(path, [one]);
  await assert.rejects(run(path, [one, two, broken]), (error) => isFault(error, 'storage.failed'));
  assert.equal(await run(path, [one]), { version: 1, tables: ['migration', 'one'] });
  assert.equal(await run(path, [one, two, three]), { version: 3, tables: ['migration', 'one', 'three'] });
});

test('a backup that cannot be written leaves the database as it is', async () => {
  const folder = tempDir('migrate');
  const path = join(folder, 'a.db');
  await run(path, [one]);
  // A folder where the backup would be renamed to.
  mkdirSync(join(backupPath(path, 1), 'in the way'), { recursive: true });
  await assert.rejects(run(path, [one, two]), (error) => isFault(error, 'storage.failed'));
  assert.is((await run(path, [one])).version, 1);
  assert.equal(
    readdirSync(folder).filter((name) => name.endsWith('.part')),
    [],
  );
});

test('an older daemon opens a database with additions, and refuses one with a breaking step', async () => {
  const path = join(tempDir('migrate'), 'a.db');
  await run(path, [one, two]);
  const warnings: object[] = [];
  const log: Log = { ...silent, warn: (data) => warnings.push(data) };
  assert.is((await run(path, [one], log)).version, 2);
  assert.equal(warnings, [{ database: 2, known: 1 }]);

  const broke = join(tempDir('migrate'), 'b.db');
  await run(broke, [one, breaking]);
  const before = readFileSync(broke);
  const fault = await assert.rejects(run(broke, [one]), (error) => isFault(error, 'config.invalid'));
  assert.equal((fault as Fault).data, { reason: 'database-newer', database: 2, known: 1, needs: 'two' });
  assert.equal(readFileSync(broke), before);
});

test('a database that went another way is refused', async () => {
  const path = join(tempDir('migrate'), 'a.db');
  await run(path, [one, two]);
  assert.is(await reasonOf(run(path, [one, { ...two, sql: `${two.sql} ` }])), 'migration-changed');
  assert.is(await reasonOf(run(path, [one, { ...two, name: 'other' }])), 'migration-changed');
  assert.is(await reasonOf(run(path, [two])), 'migrations-numbered');
});

test('the steps of the till are numbered, named apart, and build a database', async () => {
  assert.equal(
    migrations.map((step) => step.number),
    migrations.map((_step, index) => index + 1),
  );
  assert.is(new Set(migrations.map((step) => step.name)).size, migrations.length);
  assert.is(new Set(migrations.map(checksumOf)).size, migrations.length);
  const { version } = await run(join(tempDir('migrate'), 'a.db'), migrations);
  assert.is(version, migrations.length);
});

// Each release adds its last database here as a list of steps; today there is one, so the first step stands for it.
test('a database with sales in it comes through the later steps unchanged', async () => {
  const { folder, database, store } = await openJournal(undefined, { migrations: migrations.slice(0, 1) });
  const sample = sampleJournal();
  await store.commit(joined([sample.line(), sample.sale(), sample.sale(1), sample.close()]));
  const before = await store.entries('B1', 0, 100);
  const sales = await store.sales('B1', { limit: 10 });
  await database.close();
  const now = await openJournal(folder);
  assert.equal(await now.store.entries('B1', 0, 100), before);
  assert.equal(await now.store.sales('B1', { limit: 10 }), sales);
  assert.equal(await now.store.head('B1'), sample.head);
  await now.database.close();
});
