// The store's promises: one writer in order, transactions alone on it, errors as codes, limits, closing that waits.
import { join } from 'node:path';
import { existsSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import { assert, suite, tempDir, virtualClock } from '../../../test/kit.ts';
import { openJournal, silent } from '../../../test/journal/open-journal.ts';
import { Fault, isFault } from '../fault.ts';
import type { Migration } from './migrations/migration.ts';
import { openSqlite, type SqliteDatabase } from './sqlite.ts';
import { storageFault } from './sqlite-fault.ts';
import { WorkQueue } from './work-queue.ts';
import { openSnapshot } from './read-only.ts';

const shape: Migration = {
  number: 1,
  name: 'thing',
  sql: 'CREATE TABLE thing (id INTEGER PRIMARY KEY, word TEXT UNIQUE); CREATE TABLE part (thing INTEGER REFERENCES thing (id));',
};

const clock = virtualClock();
const open = (path: string, more: object = {}): Promise<SqliteDatabase> =>
  openSqlite(path, { clock, log: silent, readers: 2, migrations: [shape], ...more });

async function withDatabase(
  work: (database: SqliteDatabase, path: string) => Promise<void>,
  more: object = {},
): Promise<void> {
  const path = join(tempDir('sqlite'), 'test.db');
  const database = await open(path, more);
  try {
    await work(database, path);
  } finally {
    await database.close();
  }
}

const test = suite('sqlite');

test('writes in the order asked, and readers see the last commit', () =>
  withDatabase(async (database) => {
    const words = Array.from({ length: 500 }, (_none, index) => `word ${String(index)}`);
    await Promise.all(words.map((word) => database.write('INSERT INTO thing (word) VALUES (?)', [word])));
    const rows = await database.all('SELECT word FROM thing ORDER BY id');
    assert.equal(
      rows.map((row) => row['word']),
      words,
    );
    assert.equal(await database.write("INSERT INTO thing (word) VALUES ('x')"), { changes: 1, lastId: 501 });
    for (const _reader of [1, 2, 3])
      assert.is((await database.get('SELECT count(*) AS n FROM thing'))?.['n'], 501);
    assert.is(await database.get('SELECT 1 FROM thing WHERE id = 0'), undefined);
  }));

test('a transaction is alone on the writer and rolled back when its work throws', () =>
  withDatabase(async (database) => {
    const transaction = database.transaction(async (tx) => {
      const { lastId } = await tx.run("INSERT INTO thing (word) VALUES ('inside')");
      assert.is((await tx.get('SELECT word FROM thing WHERE id = ?', [lastId]))?.['word'], 'inside');
      await new Promise((resolve) => setTimeout(resolve, 5));
      assert.is((await tx.all('SELECT * FROM thing')).length, 1, 'a single write came in between');
      throw new Error('changed my mind');
    });
    const beside = database.write("INSERT INTO thing (word) VALUES ('beside')");
    await assert.rejects(transaction, /changed my mind/);
    await beside;
    assert.equal(
      (await database.all('SELECT word FROM thing')).map((row) => row['word']),
      ['beside'],
    );
    assert.is(
      await database.transaction(
        async (tx) => (await tx.run("INSERT INTO thing (word) VALUES ('kept')")).changes,
      ),
      1,
    );
    assert.is((await database.get('SELECT count(*) AS n FROM thing'))?.['n'], 2);
  }));

test('a transaction that is over takes no statement', () =>
  withDatabase(async (database) => {
    let late: (() => Promise<unknown>) | undefined;
    await database.transaction(async (tx) => {
      late = () => tx.run("INSERT INTO thing (word) VALUES ('late')");
      await tx.run("INSERT INTO thing (word) VALUES ('in time')");
    });
    await assert.rejects(late?.() ?? Promise.resolve(), (error) => isFault(error, 'stopped'));
    assert.is((await database.get('SELECT count(*) AS n FROM thing'))?.['n'], 1);
  }));

test('a transaction that waits for the queue it blocks ends at its time limit', () =>
  withDatabase(async (database) => {
    const stuck = database.transaction(async (tx) => {
      await tx.run("INSERT INTO thing (word) VALUES ('stuck')");
      await database.write("INSERT INTO thing (word) VALUES ('never reached from inside')");
    });
    while (clock.waiting === 0) await new Promise((resolve) => setImmediate(resolve));
    await clock.advance(60_000);
    await assert.rejects(stuck, (error) => isFault(error, 'storage.busy'));
    await database.write("INSERT INTO thing (word) VALUES ('after')");
    const words = (await database.all('SELECT word FROM thing ORDER BY id')).map((row) => row['word']);
    assert.equal(words, ['never reached from inside', 'after']);
    assert.is(clock.waiting, 0);
  }));

test('what waits has a limit', () =>
  withDatabase(
    async (database) => {
      const writes = Array.from({ length: 8 }, (_none, index) =>
        database.write('INSERT INTO thing (word) VALUES (?)', [String(index)]),
      );
      const outcomes = await Promise.allSettled(writes);
      const refused = outcomes.filter((outcome) => outcome.status === 'rejected');
      assert.is(refused.length, 3);
      for (const { reason } of refused) assert.ok(isFault(reason, 'storage.busy'));
      await database.write("INSERT INTO thing (word) VALUES ('room again')");
    },
    { waitingMax: 5 },
  ));

test('errors come as codes', () =>
  withDatabase(async (database) => {
    await database.write("INSERT INTO thing (word) VALUES ('one')");
    await assert.rejects(database.write("INSERT INTO thing (word) VALUES ('one')"), (error) =>
      isFault(error, 'storage.constraint'),
    );
    await assert.rejects(database.write('INSERT INTO part (thing) VALUES (99)'), (error) =>
      isFault(error, 'storage.constraint'),
    );
    await assert.rejects(database.write('NOT SQL'), (error) => isFault(error, 'storage.failed'));
    await assert.rejects(database.get('SELECT nothing'), (error) => isFault(error, 'storage.failed'));
    await assert.rejects(database.all("INSERT INTO thing (word) VALUES ('by a reader')"), (error) =>
      isFault(error, 'storage.failed'),
    );
    assert.is((await database.get('SELECT count(*) AS n FROM thing'))?.['n'], 1);
  }));

test('foreign errors are mapped by number, faults pass', () => {
  const codeOf = (errno: number): string =>
    storageFault(Object.assign(new Error('x'), { errno, code: 'SQLITE_X' })).code;
  assert.equal([13, 5, 6, 19, 11, 26, 10].map(codeOf), [
    'storage.full',
    'storage.busy',
    'storage.busy',
    'storage.constraint',
    'storage.corrupt',
    'storage.corrupt',
    'storage.failed',
  ]);
  // Extended codes: SQLITE_CONSTRAINT_TRIGGER, SQLITE_IOERR_FSYNC.
  assert.equal([1811, 1034].map(codeOf), ['storage.constraint', 'storage.failed']);
  assert.is(storageFault('nonsense').code, 'storage.failed');
  const fault = new Fault('stopped');
  assert.is(storageFault(fault), fault);
});

test('a statement that is asked too rarely is prepared again', () =>
  withDatabase(async (database) => {
    for (let value = 0; value < 300; value += 1) await database.get(`SELECT ${String(value)} AS n`);
    assert.is((await database.get('SELECT 0 AS n'))?.['n'], 0);
  }));

test('without readers the writer reads, in its turn', () =>
  withDatabase(
    async (database) => {
      const written = database.write("INSERT INTO thing (word) VALUES ('first')");
      assert.is((await database.get('SELECT word FROM thing'))?.['word'], 'first');
      await written;
    },
    { readers: 0 },
  ));

test('closing waits for what was asked, then refuses, and leaves one file', async () => {
  const folder = tempDir('sqlite');
  const path = join(folder, 'test.db');
  const database = await open(path);
  const writes = Array.from({ length: 50 }, (_none, index) =>
    database.write('INSERT INTO thing (word) VALUES (?)', [String(index)]),
  );
  const closing = database.close();
  await assert.rejects(database.write("INSERT INTO thing (word) VALUES ('late')"), (error) =>
    isFault(error, 'stopped'),
  );
  await Promise.all([...writes, closing, database.close()]);
  assert.not.ok(existsSync(`${path}-wal`));
  const again = await open(path);
  assert.is((await again.get('SELECT count(*) AS n FROM thing'))?.['n'], 50);
  await again.close();
});

test('a checkpoint empties the log; beside a reader of the past it says that it could not', () =>
  withDatabase(async (database, path) => {
    await database.write("INSERT INTO thing (word) VALUES ('one')");
    assert.ok(statSync(`${path}-wal`).size > 0);
    assert.ok(await database.checkpoint());
    assert.is(statSync(`${path}-wal`).size, 0);
    const snapshot = await openSnapshot(path);
    await database.write("INSERT INTO thing (word) VALUES ('two')");
    assert.not.ok(await database.checkpoint());
    await assert.rejects(database.compact(), (error) => isFault(error, 'storage.busy'));
    await snapshot.close();
    assert.ok(await database.checkpoint());
  }));

test('a snapshot stands still beside a writer and cannot write', () =>
  withDatabase(async (database, path) => {
    await database.write("INSERT INTO thing (word) VALUES ('before')");
    const snapshot = await openSnapshot(path);
    await database.write("INSERT INTO thing (word) VALUES ('after')");
    assert.equal(
      (await snapshot.all('SELECT word FROM thing')).map((row) => row['word']),
      ['before'],
    );
    await assert.rejects(snapshot.all("INSERT INTO thing (word) VALUES ('x')"), (error) =>
      isFault(error, 'storage.failed'),
    );
    await snapshot.close();
  }));

test('a snapshot of nothing, or of something else, is a fault', async () => {
  const folder = tempDir('sqlite');
  await assert.rejects(openSnapshot(join(folder, 'missing.db')), (error) => isFault(error, 'storage.failed'));
  writeFileSync(
    join(folder, 'text.db'),
    'this is no database, but long enough to be looked at as one '.repeat(20),
  );
  await assert.rejects(openSnapshot(join(folder, 'text.db')), (error) => isFault(error, 'storage.corrupt'));
  await assert.rejects(open(join(folder, 'text.db')), (error) => isFault(error, 'storage.corrupt'));
  await assert.rejects(open(join(folder, 'no', 'folder.db')), (error) => isFault(error, 'storage.failed'));
});

test('a database that cannot keep its promises is not opened', async () => {
  const fault = await assert.rejects(open(':memory:'), (error) => isFault(error, 'storage.failed'));
  assert.equal((fault as Fault).data, { pragma: 'journal_mode', value: 'memory', expected: 'wal' });
});

test('two daemons cannot work on one database', async () => {
  const folder = tempDir('sqlite');
  const first = await openJournal(folder, { alone: true });
  const fault = await assert.rejects(openJournal(folder, { alone: true }), (error) =>
    isFault(error, 'storage.busy'),
  );
  assert.is((fault as Fault).data['reason'], 'in-use');
  await first.database.close();
  const second = await openJournal(folder, { alone: true });
  await second.database.close();
  mkdirSync(join(folder, 'dir.db.lock'));
  await assert.rejects(open(join(folder, 'dir.db'), { alone: true }), (error) =>
    isFault(error, 'storage.failed'),
  );
});

test('a queue runs one piece of work at a time and goes on after a failure', async () => {
  const queue = new WorkQueue(10);
  const seen: string[] = [];
  const slow = queue.run(async () => {
    seen.push('slow begins');
    await new Promise((resolve) => setTimeout(resolve, 5));
    seen.push('slow ends');
  });
  const failing = queue.run(async () => Promise.reject(new Error('boom')));
  const last = queue.run(async () => Promise.resolve(seen.push('last')));
  assert.is(queue.length, 3);
  await assert.rejects(failing, /boom/);
  await Promise.all([slow, last]);
  assert.equal(seen, ['slow begins', 'slow ends', 'last']);
  assert.is(queue.length, 0);
});
