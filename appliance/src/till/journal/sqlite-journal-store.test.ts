// The journal store: one commit is whole or absent, entries only ever follow one another, and what was written is read back.
import { assert, suite } from '../../../test/kit.ts';
import { openJournal, openRaw, type OpenJournal } from '../../../test/journal/open-journal.ts';
import { joined, sampleJournal } from '../../../test/journal/sample-journal.ts';
import { emptyRegister } from '../../domain/register/state.ts';
import type { Entry } from '../../domain/journal/entry.ts';
import { firstPrev } from '../../domain/journal/entry.ts';
import { isFault } from '../../platform/fault.ts';
import type { CommitParts } from './store.ts';

const nothing: CommitParts = { entries: [], answers: [], sales: [], returned: [], jobs: [] };

const test = suite('journal store');
let open: OpenJournal;

test.beforeEach(async () => {
  open = await openJournal();
});
test.afterEach(() => open.database.close());

const refused = (parts: CommitParts): Promise<unknown> =>
  assert.rejects(open.store.commit(parts), (error) => isFault(error, 'storage.constraint'));

test('what is committed is read back', async () => {
  const { store, database } = open;
  const sample = sampleJournal();
  assert.equal(await store.head('B1'), { seq: 0, hash: firstPrev });
  const line = sample.line('Øl «0,5 l» \u0000 \\u0000 😀 "anført"');
  const sale = sample.sale();
  await store.commit(line);
  await store.commit(sale);
  assert.equal(await store.entries('B1', 0, 10), [...line.entries, ...sale.entries]);
  assert.equal(await store.head('B1'), sample.head);
  assert.is(await store.answer('B1-command-1'), '{"seq":1}');
  assert.is(await store.answer('B1-command-9'), undefined);
  assert.equal(await store.sales('B1', { limit: 5 }), sale.sales);
  const jobs = await database.all(
    'SELECT id, register, kind, subject, request, at, state, attempts FROM print_job',
  );
  const [job] = sale.jobs;
  assert.equal(jobs, [{ ...job, request: JSON.stringify(job?.request), state: 'queued', attempts: 0 }]);
});

test('commands that waited together are one commit, of several registers too', async () => {
  const { store } = open;
  const [a, b] = [sampleJournal('B1'), sampleJournal('B2')];
  await store.commit(joined([a.line(), b.line(), a.sale(), b.sale(), a.close()]));
  assert.equal(await store.head('B1'), a.head);
  assert.equal(await store.head('B2'), b.head);
  assert.equal(
    (await store.entries('B1', 1, 1)).map((entry) => entry.type),
    ['sale.completed'],
  );
  assert.equal(
    (await store.entries('B2', 1, 10)).map((entry) => entry.type),
    ['sale.completed'],
  );
});

test('a commit that does not fit leaves nothing behind', async () => {
  const { store, database } = open;
  const sample = sampleJournal();
  await store.commit(sample.line());
  const next = sample.sale();
  const [entry] = next.entries as [Entry];
  // A command that was answered before, a number that is used, a gap, another past, a job that exists.
  await refused({ ...next, answers: next.answers.map((answer) => ({ ...answer, id: 'B1-command-1' })) });
  await refused({ ...next, entries: [{ ...entry, seq: 1 }] });
  await refused({ ...next, entries: [{ ...entry, seq: 3 }] });
  await refused({ ...next, entries: [{ ...entry, prev: firstPrev }] });
  await refused({ ...next, entries: [entry, entry] });
  await refused({ ...next, jobs: [...next.jobs, ...next.jobs] });
  await refused({ ...next, sales: [...next.sales, ...next.sales] });
  assert.is((await store.head('B1')).seq, 1);
  for (const table of ['sale', 'print_job', 'returned']) {
    assert.is((await database.get(`SELECT count(*) AS n FROM ${table}`))?.['n'], 0, table);
  }
  await store.commit(next);
  assert.equal(await store.head('B1'), sample.head);
});

test('entries can be neither changed, nor removed, nor put in twice', async () => {
  const { store, database } = open;
  const sample = sampleJournal();
  await store.commit(joined([sample.line(), sample.sale()]));
  const statements = [
    "UPDATE entry SET who = 'eve'",
    'UPDATE entry SET seq = seq + 1 WHERE seq = 2',
    'DELETE FROM entry WHERE seq = 2',
    'INSERT OR REPLACE INTO entry SELECT * FROM entry WHERE seq = 2',
    'INSERT OR REPLACE INTO entry SELECT * FROM entry WHERE seq = 1',
    'UPDATE sale SET total = 0',
    'DELETE FROM sale',
  ];
  for (const sql of statements) {
    await assert.rejects(database.write(sql), (error) => isFault(error, 'storage.constraint'));
  }
  assert.equal(await store.head('B1'), sample.head);
});

test('a chain begins with the first entry and nothing before it', async () => {
  const sample = sampleJournal();
  const first = sample.line();
  await refused(sample.line());
  const [entry] = first.entries as [Entry];
  await refused({ ...nothing, entries: [{ ...entry, prev: 'a'.repeat(64) }] });
  await refused({ ...nothing, entries: [{ ...entry, seq: 0 }] });
  await open.store.commit(first);
});

test('returns add up, and come with the sale they are made against', async () => {
  const { store } = open;
  const sample = sampleJournal();
  const original = sample.sale();
  await store.commit(original);
  assert.equal((await store.returnable('B1', 1))?.returned, {});
  await store.commit(joined([sample.sale(1), sample.sale(1)]));
  const returnable = await store.returnable('B1', 1);
  assert.equal({ sale: returnable?.sale }, original.entries[0]?.payload);
  assert.equal(returnable?.returned, { a: { quantity: 2_000, gross: 4_980, vat: 650 } });
  assert.is(await store.returnable('B1', 99), undefined);
  assert.is(await store.returnable('B2', 1), undefined);
});

test('sales and closes come newest first, copies are counted', async () => {
  const { store } = open;
  const sample = sampleJournal();
  await store.commit(
    joined([
      sample.sale(),
      sample.sale(),
      sample.close(),
      sample.sale(),
      sample.copy(2),
      sample.copy(2),
      sample.close(),
    ]),
  );
  assert.equal(
    (await store.sales('B1', { limit: 2 })).map((row) => row.receipt),
    [3, 2],
  );
  assert.equal(
    (await store.sales('B1', { before: 2, limit: 5 })).map((row) => row.receipt),
    [1],
  );
  assert.equal(
    (await store.closes('B1', 10)).map((entry) => entry.seq),
    [7, 3],
  );
  assert.equal(
    (await store.closes('B1', 1)).map((entry) => entry.seq),
    [7],
  );
  assert.is((await store.close('B1', 1))?.seq, 3);
  assert.is(await store.close('B1', 3), undefined);
  assert.is(await store.copies('B1', 2), 2);
  assert.is(await store.copies('B1', 1), 0);
});

test('a page of entries is never longer than a thousand', async () => {
  const { store } = open;
  const sample = sampleJournal();
  await store.commit(joined(Array.from({ length: 1_100 }, () => sample.line())));
  assert.is((await store.entries('B1', 0, 5_000)).length, 1_000);
  assert.equal(
    (await store.entries('B1', 1_000, 5_000)).map((entry) => entry.seq),
    Array.from({ length: 100 }, (_none, i) => 1_001 + i),
  );
});

test('old answers are forgotten, a bounded number at a time', async () => {
  const { store } = open;
  const sample = sampleJournal();
  await store.commit(joined([sample.line(), sample.line(), sample.line()]));
  const [second] = await store.entries('B1', 1, 1);
  assert.is(await store.forgetAnswers(second?.at ?? 0), 1);
  assert.is(await store.answer('B1-command-1'), undefined);
  assert.is(await store.forgetAnswers(Number.MAX_SAFE_INTEGER, 1), 1);
  assert.is(await store.forgetAnswers(Number.MAX_SAFE_INTEGER), 1);
});

test('the newest usable snapshot is found, two are kept', async () => {
  const { store, database, path } = open;
  const sample = sampleJournal();
  await store.commit(joined(Array.from({ length: 6 }, () => sample.line())));
  const state = (receipt: number) => ({
    ...emptyRegister('B1', 'NOK'),
    numbers: { shift: 1, z: 0, receipt },
  });
  assert.is(await store.snapshot('B1'), undefined);
  for (const seq of [1, 3, 5]) await store.saveSnapshot('B1', seq, state(seq));
  assert.equal(await store.snapshot('B1'), { seq: 5, state: state(5) });
  assert.is((await database.get('SELECT count(*) AS n FROM snapshot'))?.['n'], 2);
  await store.saveSnapshot('B1', 5, state(50));
  assert.equal(await store.snapshot('B1'), { seq: 5, state: state(50) });
  // Nothing is kept of an entry that does not exist.
  await store.saveSnapshot('B1', 7, state(7));
  await store.saveSnapshot('B2', 1, state(1));
  assert.equal((await store.snapshot('B1'))?.seq, 5);

  const raw = await openRaw(path);
  await raw.run("UPDATE snapshot SET state = replace(state, '50', '51') WHERE seq = 5");
  assert.equal(await store.snapshot('B1'), { seq: 3, state: state(3) });
  await raw.run('UPDATE snapshot SET hash = ? WHERE seq = 3', [firstPrev]);
  assert.is(await store.snapshot('B1'), undefined);
  await raw.close();
});

test('a snapshot of another version of the state is not used', async () => {
  const { store, path } = open;
  await store.commit(sampleJournal().line());
  await store.saveSnapshot('B1', 1, emptyRegister('B1', 'NOK'));
  const raw = await openRaw(path);
  await raw.run('UPDATE snapshot SET state_version = state_version + 1');
  await raw.close();
  assert.is(await store.snapshot('B1'), undefined);
});

test('a chain whose end is lost is not gone on with', async () => {
  const { store, path } = open;
  const sample = sampleJournal();
  await store.commit(joined([sample.line(), sample.line(), sample.sale()]));
  const raw = await openRaw(path);
  await raw.run('DELETE FROM entry WHERE seq = 3');
  await assert.rejects(store.head('B1'), (error) => isFault(error, 'storage.corrupt'));
  await raw.run('DELETE FROM sale');
  await store.saveSnapshot('B1', 2, emptyRegister('B1', 'NOK'));
  await raw.run('DELETE FROM entry WHERE seq = 2');
  await assert.rejects(store.head('B1'), (error) => isFault(error, 'storage.corrupt'));
  await raw.close();
});
