// The link from the console: for the first user of an office, for one who is locked out, and for nobody else.
import { join } from 'node:path';
import { assert, suite, tempDir } from '../../test/kit.ts';
import { officeDatabaseName } from '../back-office/files.ts';
import { officeMigrations } from '../back-office/migrations/all.ts';
import { systemClock } from '../platform/clock/system-clock.ts';
import { openSqlite } from '../platform/database/sqlite.ts';
import { silent } from '../../test/journal/open-journal.ts';
import { office, officeExit, officeUsage } from './office.ts';

const test = suite('countertop office');

async function run(folder: string, ...args: string[]) {
  const out: string[] = [];
  const errors: string[] = [];
  const code = await office(args, {
    stdout: (line) => void out.push(line),
    stderr: (line) => void errors.push(line),
    env: { COUNTERTOP_DATA: folder, COUNTERTOP_PORT: '8099' },
    cwd: folder,
  });
  return { code, out, errors };
}

test('an empty folder: a link that sets up the first user, kept as a digest only', async () => {
  const folder = join(tempDir('office-cli'), 'new');
  const { code, out } = await run(folder, 'first-user', 'kari@example.no');
  assert.is(code, officeExit.done);
  assert.match(out[1] ?? '', /^http:\/\/localhost:8099\/office\/link#[\w-]{43}$/);
  const options = { clock: systemClock, log: silent, readers: 0, migrations: officeMigrations };
  const database = await openSqlite(join(folder, officeDatabaseName), options);
  const rows = await database.all('SELECT * FROM one_time_link');
  await database.close();
  assert.is(rows.length, 1);
  assert.is(rows[0]?.['purpose'], 'setup');
  assert.is(rows[0]?.['email'], 'kari@example.no');
  assert.not.ok(JSON.stringify(rows).includes(out[1]?.split('#')[1] ?? '?'));
});

test('the address is told, and only an address of the web', async () => {
  const folder = tempDir('office-cli');
  const told = await run(folder, 'first-user', 'kari@example.no', 'https://office.example/some/where');
  assert.match(told.out[1] ?? '', /^https:\/\/office\.example\/office\/link#/);
  for (const args of [
    [],
    ['first-user'],
    ['first-user', 'no address'],
    ['last-user', 'kari@example.no'],
    ['first-user', 'kari@example.no', 'ftp://x'],
    ['first-user', 'kari@example.no', 'nonsense'],
    ['first-user', 'kari@example.no', 'https://x', 'more'],
  ]) {
    const { code, errors } = await run(folder, ...args);
    assert.is(code, officeExit.failed, args.join(' '));
    assert.equal(errors, [officeUsage]);
  }
});

test('once somebody can sign in: rescue for who has a seat, nothing for others', async () => {
  const folder = tempDir('office-cli');
  await run(folder, 'first-user', 'kari@example.no');
  const options = { clock: systemClock, log: silent, readers: 0, migrations: officeMigrations };
  const database = await openSqlite(join(folder, officeDatabaseName), options);
  await database.write(
    "INSERT INTO seat (user, email, email_key, linked_at, confirmed_at) VALUES ('u1', 'Kari@example.no', 'kari@example.no', 1, 1)",
  );
  // Beside an open database, as beside a running daemon.
  const rescue = await run(folder, 'first-user', 'KARI@example.no');
  assert.is(rescue.code, officeExit.done);
  assert.match(rescue.out[0] ?? '', /new password/);
  const other = await run(folder, 'first-user', 'ola@example.no');
  assert.is(other.code, officeExit.taken);
  assert.equal(other.out, []);
  const purposes = await database.all('SELECT purpose, user FROM one_time_link ORDER BY purpose');
  assert.equal(purposes, [
    { purpose: 'rescue', user: 'u1' },
    { purpose: 'setup', user: null },
  ]);
  const events = await database.all('SELECT kind, user, actor FROM people_event');
  assert.equal(events, [{ kind: 'link.made', user: 'u1', actor: 'console' }]);
  await database.close();
});
