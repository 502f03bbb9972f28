// Queries compiled once, rows as one parameter, and stores that are only read: over the real store.
import { join } from 'node:path';
import { type Generated, type Kysely, sql } from 'kysely';
import { assert, suite, tempDir, virtualClock } from '../../../test/kit.ts';
import { silent } from '../../../test/journal/open-journal.ts';
import { openSnapshot } from '../database/read-only.ts';
import { openSqlite } from '../database/sqlite.ts';
import { compiledOnce } from './compiled-once.ts';
import { createQueries, readQueries } from './queries.ts';
import { rowsOfJson } from './rows-as-json.ts';

interface Schema {
  thing: { id: Generated<number>; word: string; size: number | null };
}
type Queries = Kysely<Schema>;

const shape = {
  number: 1,
  name: 'thing',
  sql: 'CREATE TABLE thing (id INTEGER PRIMARY KEY, word TEXT NOT NULL UNIQUE, size INTEGER) STRICT',
};

async function withQueries(work: (queries: Queries, path: string) => Promise<void>): Promise<void> {
  const path = join(tempDir('compiled'), 'test.db');
  const database = await openSqlite(path, { clock: virtualClock(), log: silent, migrations: [shape] });
  try {
    await work(createQueries<Schema>(database), path);
  } finally {
    await database.close();
  }
}

const columns = ['word', 'size'] as const;
const put = compiledOnce((queries: Queries, rows: string) =>
  queries
    .insertInto('thing')
    .columns(columns)
    .expression(rowsOfJson(columns, rows))
    .onConflict((conflict) =>
      conflict.column('word').doUpdateSet((eb) => ({ size: eb.ref('excluded.size') })),
    ),
);
const larger = compiledOnce((queries: Queries, size: number, but: string) =>
  queries
    .selectFrom('thing')
    .select(['word', 'size'])
    .where('size', '>', size)
    .where('word', '<>', but)
    .orderBy('id')
    .limit(sql.lit(2)),
);

const test = suite('compiled once');

test('rows go in as one parameter, whatever their number, and each asking has parameters of its own', () =>
  withQueries(async (queries) => {
    const rows = Array.from({ length: 3_000 }, (_none, index) => [`word ${index}`, index]);
    await put(queries, JSON.stringify(rows));
    await put(queries, JSON.stringify([['it\'s ¤ \u0000 "quoted"'], ['word 2999', 5_000]]));
    await put(queries, '[]');
    assert.equal(await larger(queries, 2_996, 'word 2998'), [
      { word: 'word 2997', size: 2_997 },
      { word: 'word 2999', size: 5_000 },
    ]);
    assert.equal(await larger(queries, 4_000, ''), [{ word: 'word 2999', size: 5_000 }]);
    const odd = await queries.selectFrom('thing').select('word').where('size', 'is', null).execute();
    assert.equal(odd, [{ word: 'it\'s ¤ \u0000 "quoted"' }]);
  }));

test('belongs to the transaction it is asked in, and to the store', () =>
  withQueries(async (queries) => {
    await assert.rejects(
      queries.transaction().execute(async (tx) => {
        await put(tx, '[["inside", 7]]');
        assert.equal(await larger(tx, 1, ''), [{ word: 'inside', size: 7 }]);
        throw new Error('changed my mind');
      }),
      /changed my mind/,
    );
    assert.equal(await larger(queries, 1, ''), []);
    await withQueries(async (others) => put(others, '[["elsewhere", 9]]').then(() => undefined));
    assert.equal(await larger(queries, 1, ''), []);
  }));

test('parameters that are not those given are told at the first asking', () =>
  withQueries(async (queries) => {
    const turned = compiledOnce((asked: Queries, word: string, size: number) =>
      asked.selectFrom('thing').selectAll().where('size', '=', size).where('word', '=', word),
    );
    await assert.rejects(turned(queries, 'a', 1), /parameters of this query/);
    const limited = compiledOnce((asked: Queries, word: string) =>
      asked.selectFrom('thing').selectAll().where('word', '=', word).limit(1),
    );
    await assert.rejects(limited(queries, 'a'), /parameters of this query/);
  }));

test('what is only read answers, and takes no write', () =>
  withQueries(async (queries, path) => {
    await put(queries, '[["there", 3]]');
    const snapshot = await openSnapshot(path);
    const reader = readQueries<Schema>(snapshot);
    assert.equal(await larger(reader, 1, ''), [{ word: 'there', size: 3 }]);
    await assert.rejects(put(reader, '[["more", 4]]'), /only read/);
    await assert.rejects(
      reader.transaction().execute(async (tx) => tx.selectFrom('thing').selectAll().execute()),
      /only read/,
    );
    await snapshot.close();
  }));
