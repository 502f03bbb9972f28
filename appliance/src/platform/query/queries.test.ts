// Typed queries over the real store: rows come back, transactions hold together, and what the port throws arrives unchanged.
import { join } from 'node:path';
import { sql, type Generated, type Kysely } from 'kysely';
import { assert, suite, tempDir, virtualClock, type VirtualClock } from '../../../test/kit.ts';
import { silent } from '../../../test/journal/open-journal.ts';
import { openSqlite } from '../database/sqlite.ts';
import { isFault } from '../fault.ts';
import type { Database } from '../ports/database.ts';
import { createQueries } from './queries.ts';

interface Schema {
  thing: { id: Generated<number>; word: string; size: number | null; ready: number | boolean };
}
type Queries = Kysely<Schema>;

const shape = {
  number: 1,
  name: 'thing',
  sql: 'CREATE TABLE thing (id INTEGER PRIMARY KEY, word TEXT NOT NULL UNIQUE, size REAL, ready INTEGER NOT NULL) STRICT',
};

interface Around {
  readonly queries: Queries;
  readonly database: Database;
  readonly clock: VirtualClock;
}

async function withQueries(
  work: (around: Around) => Promise<void>,
  more: { readonly readers?: number; readonly waitingMax?: number } = {},
): Promise<void> {
  const clock = virtualClock();
  const path = join(tempDir('query'), 'test.db');
  const database = await openSqlite(path, {
    clock,
    log: silent,
    migrations: [shape],
    transactionMs: 1_000,
    ...more,
  });
  try {
    await work({ queries: createQueries<Schema>(database), database, clock });
  } finally {
    await database.close();
  }
}

const thing = (word: string) => ({ word, size: 1.5, ready: true });
const insert = (queries: Queries, word: string) =>
  queries.insertInto('thing').values(thing(word)).executeTakeFirstOrThrow();
const words = async (queries: Queries): Promise<string[]> =>
  (await queries.selectFrom('thing').select('word').orderBy('id').execute()).map(({ word }) => word);
const ticks = async (count: number): Promise<void> => {
  for (let tick = 0; tick < count; tick += 1) await new Promise((resolve) => setImmediate(resolve));
};

const test = suite('query');

test('makes, reads, changes and deletes rows, and counts what it touched', () =>
  withQueries(async ({ queries }) => {
    const made = await insert(queries, 'one');
    assert.is(made.insertId, 1n);
    assert.is((await insert(queries, 'two')).insertId, 2n);
    assert.equal(await queries.selectFrom('thing').selectAll().where('id', '=', 1).execute(), [
      { id: 1, word: 'one', size: 1.5, ready: 1 },
    ]);
    const changed = await queries.updateTable('thing').set({ ready: false }).executeTakeFirst();
    assert.is(changed.numUpdatedRows, 2n);
    const missed = await queries.updateTable('thing').set({ size: 2 }).where('id', '=', 9).executeTakeFirst();
    assert.is(missed.numUpdatedRows, 0n);
    const gone = await queries.deleteFrom('thing').where('word', '=', 'one').executeTakeFirst();
    assert.is(gone.numDeletedRows, 1n);
    assert.equal(await words(queries), ['two']);
  }));

test('RETURNING gives its rows, alone and in a transaction, and they stay', () =>
  withQueries(async ({ queries }) => {
    const alone = await queries
      .insertInto('thing')
      .values([thing('a'), thing('b')])
      .returning(['id', 'word'])
      .execute();
    assert.equal(alone, [
      { id: 1, word: 'a' },
      { id: 2, word: 'b' },
    ]);
    const inside = await queries
      .transaction()
      .execute((tx) => tx.updateTable('thing').set({ size: 7 }).where('id', '=', 2).returningAll().execute());
    assert.equal(inside, [{ id: 2, word: 'b', size: 7, ready: 1 }]);
    assert.equal(await queries.deleteFrom('thing').where('id', '=', 1).returning('word').execute(), [
      { word: 'a' },
    ]);
    assert.equal(await words(queries), ['b']);
  }));

test('an upsert tells what is there afterwards', () =>
  withQueries(async ({ queries }) => {
    const put = (size: number) =>
      queries
        .insertInto('thing')
        .values({ ...thing('a'), size })
        .onConflict((conflict) => conflict.column('word').doUpdateSet({ size }))
        .returning(['id', 'size'])
        .executeTakeFirstOrThrow();
    assert.equal(await put(1), { id: 1, size: 1 });
    assert.equal(await put(2), { id: 1, size: 2 });
  }));

test('raw statements: rows of a read and of a RETURNING, counts of a write, and a WITH that writes is refused aloud', () =>
  withQueries(async ({ queries }) => {
    const made = await sql`insert into thing (word, ready) values (${'a'}, ${true}) returning id`.execute(
      queries,
    );
    assert.equal(made.rows, [{ id: 1 }]);
    const changed = await sql`update thing set size = ${3}`.execute(queries);
    assert.is(changed.numAffectedRows, 1n);
    const read = await sql`-- why
      with sized as (select size from thing) select size from sized`.execute(queries);
    assert.equal(read.rows, [{ size: 3 }]);
    await assert.rejects(sql`with one as (select 1) delete from thing`.execute(queries), (error) =>
      isFault(error, 'storage.failed'),
    );
    assert.equal(await words(queries), ['a']);
  }));

test('a transaction sees its own writes, others only what is committed', () =>
  withQueries(async ({ queries }) => {
    await queries.transaction().execute(async (tx) => {
      await insert(tx, 'mine');
      assert.equal(await words(tx), ['mine']);
      assert.equal(await words(queries), []);
    });
    assert.equal(await words(queries), ['mine']);
  }));

test('a throw inside a transaction leaves nothing behind and comes out as it was', () =>
  withQueries(async ({ queries }) => {
    const mine = new Error('mine');
    const thrown = await assert.rejects(
      queries.transaction().execute(async (tx) => {
        await insert(tx, 'gone');
        throw mine;
      }),
    );
    assert.is(thrown, mine);
    assert.equal(await words(queries), []);
    await insert(queries, 'kept');
    assert.equal(await words(queries), ['kept']);
  }));

test('a transaction that is held open by hand commits and rolls back', () =>
  withQueries(async ({ queries }) => {
    const first = await queries.startTransaction().execute();
    await insert(first, 'gone');
    await first.rollback().execute();
    const second = await queries.startTransaction().execute();
    await insert(second, 'kept');
    await second.commit().execute();
    assert.equal(await words(queries), ['kept']);
    const third = await queries.startTransaction().execute();
    await assert.rejects(third.savepoint('here').execute(), /savepoint.*not supported/);
    await third.rollback().execute();
  }));

test('concurrent transactions keep the order in which they were asked for and never meet', () =>
  withQueries(async ({ queries }) => {
    let inside = 0;
    const order: number[] = [];
    const one = (number: number) =>
      queries.transaction().execute(async (tx) => {
        inside += 1;
        assert.is(inside, 1);
        order.push(number);
        const before = await words(tx);
        await insert(tx, `a${number}`);
        await ticks(number % 4);
        await insert(tx, `b${number}`);
        assert.equal(await words(tx), [...before, `a${number}`, `b${number}`]);
        inside -= 1;
        if (number % 5 === 4) throw new Error('back');
      });
    const numbers = Array.from({ length: 40 }, (_none, index) => index);
    const outcomes = await Promise.allSettled(numbers.map(one));
    assert.equal(order, numbers);
    const failed = outcomes.flatMap(({ status }, index) => (status === 'rejected' ? [index] : []));
    assert.equal(
      failed,
      numbers.filter((number) => number % 5 === 4),
    );
    assert.equal(
      await words(queries),
      numbers.filter((number) => number % 5 !== 4).flatMap((number) => [`a${number}`, `b${number}`]),
    );
  }));

test('a broken constraint is the Fault of the port, and the transaction may go on', () =>
  withQueries(async ({ queries }) => {
    await insert(queries, 'one');
    await assert.rejects(insert(queries, 'one'), (error) => isFault(error, 'storage.constraint'));
    await queries.transaction().execute(async (tx) => {
      await assert.rejects(insert(tx, 'one'), (error) => isFault(error, 'storage.constraint'));
      await insert(tx, 'two');
    });
    assert.equal(await words(queries), ['one', 'two']);
  }));

test('a transaction past its limit is rolled back; its next statement and its commit say why', () =>
  withQueries(async ({ queries, clock }) => {
    const isLate = (error: unknown): boolean =>
      isFault(error, 'storage.busy') && 'transactionMs' in error.data;
    const outcome = queries.transaction().execute(async (tx) => {
      await insert(tx, 'gone');
      await clock.advance(1_001);
      await assert.rejects(insert(tx, 'late'), isLate);
    });
    await assert.rejects(outcome, isLate);
    assert.equal(await words(queries), []);
    await insert(queries, 'after');
    assert.equal(await words(queries), ['after']);
  }));

test('a write by the outer object inside a transaction is ended by the limit instead of hanging', () =>
  withQueries(async ({ queries, clock }) => {
    const outcome = assert.rejects(
      queries.transaction().execute(async () => {
        await insert(queries, 'outside');
      }),
      (error) => isFault(error, 'storage.busy'),
    );
    while (clock.waiting === 0) await ticks(1);
    await clock.advance(1_001);
    // The write gets the writer when the transaction has been cut off; its caller then learns that nothing was committed around it.
    await outcome;
    assert.equal(await words(queries), ['outside']);
  }));

test('a full queue refuses a transaction before it begins', () =>
  withQueries(
    async ({ queries }) => {
      const holding = queries.startTransaction().execute();
      const held = await holding;
      const waiting = insert(queries, 'waits');
      await ticks(1);
      await assert.rejects(
        queries.transaction().execute((tx) => insert(tx, 'refused')),
        (error) => isFault(error, 'storage.busy'),
      );
      await held.commit().execute();
      await waiting;
      assert.equal(await words(queries), ['waits']);
    },
    { waitingMax: 2 },
  ));

test('a closed database answers every kind of query with the Fault of the port', () =>
  withQueries(async ({ queries, database }) => {
    await database.close();
    const stopped = (error: unknown): boolean => isFault(error, 'stopped');
    await assert.rejects(words(queries), stopped);
    await assert.rejects(insert(queries, 'x'), stopped);
    await assert.rejects(queries.deleteFrom('thing').returningAll().execute(), stopped);
    await assert.rejects(
      queries.transaction().execute((tx) => insert(tx, 'x')),
      stopped,
    );
  }));

test('what no column can hold is refused with its position, and never with its value', () =>
  withQueries(async ({ queries }) => {
    const put = (size: unknown) =>
      sql`insert into thing (word, ready, size) values (${'a'}, ${true}, ${size})`.execute(queries);
    await assert.rejects(put(undefined), /parameter 3 .*undefined/);
    await assert.rejects(put(Number.NaN), /parameter 3 .*finite/);
    await assert.rejects(put(Number.POSITIVE_INFINITY), /parameter 3 .*finite/);
    await assert.rejects(put(2 ** 53), /parameter 3 .*2\^53/);
    await assert.rejects(put(2n ** 53n), /parameter 3 .*2\^53/);
    await assert.rejects(put(new Date(0)), /parameter 3 .*Date/);
    await assert.rejects(put({ secret: 'hunter2' }), (error) => !String(error).includes('hunter2'));
    assert.equal(await words(queries), []);
    await put(2n ** 53n - 1n);
    const row = await queries.selectFrom('thing').select('size').executeTakeFirstOrThrow();
    assert.is(row.size, Number.MAX_SAFE_INTEGER);
  }));

test('streams and transactions that only read are not offered, and say so', () =>
  withQueries(async ({ queries }) => {
    const stream = queries.selectFrom('thing').selectAll().stream();
    await assert.rejects(stream.next(), /by pages/);
    await assert.rejects(
      queries
        .transaction()
        .setAccessMode('read only')
        .execute((tx) => words(tx)),
      /only reads/,
    );
    await insert(queries, 'free');
    await queries
      .transaction()
      .setIsolationLevel('serializable')
      .execute((tx) => insert(tx, 'again'));
    assert.equal(await words(queries), ['free', 'again']);
  }));

test('ending the queries leaves the database to its owner', () =>
  withQueries(async ({ queries, database }) => {
    await insert(queries, 'one');
    await queries.destroy();
    assert.equal(await database.all('SELECT word FROM thing'), [{ word: 'one' }]);
  }));

test('the tables can be read from the database itself', () =>
  withQueries(async ({ queries }) => {
    const tables = await queries.introspection.getTables();
    assert.ok(tables.some(({ name }) => name === 'thing'));
  }));
