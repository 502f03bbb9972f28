// What goes up is what lies in the journal, to the letter, in pieces that fit.
import { assert, suite } from '../../../test/kit.ts';
import { openJournal } from '../../../test/journal/open-journal.ts';
import { sampleJournal } from '../../../test/journal/sample-journal.ts';
import { asSynced } from '../../../test/sync/sample-entries.ts';
import { firstPrev } from '../../domain/journal/entry.ts';
import { journalOutbox } from './outbox.ts';

const test = suite('outbox');

test('entries of this register, as many as fit, one in any case', async () => {
  const { database, store } = await openJournal();
  const [journal, other] = [sampleJournal('B1'), sampleJournal('B2')];
  let listened = 0;
  const outbox = journalOutbox(database, 'B1', () => (listened += 1));
  outbox.onAppend(() => undefined);
  assert.is(listened, 1);
  assert.equal(await outbox.head(), { seq: 0, hash: firstPrev });
  const commits = [
    journal.line(),
    journal.sale(),
    other.line(),
    journal.line('x'.repeat(400_000)),
    journal.line(),
    journal.close(),
  ];
  for (const commit of commits) await store.commit(commit);
  const entries = commits.flatMap((commit) => commit.entries).filter(({ register }) => register === 'B1');
  const limits = { entries: 500, bytes: 10_000_000 };
  assert.equal(await outbox.after(0, limits), entries.map(asSynced));
  assert.equal(await outbox.head(), { seq: 5, hash: entries[4]?.hash });
  assert.is(await outbox.hashAt(2), entries[1]?.hash);
  assert.is(await outbox.hashAt(6), undefined);
  const numbers = async (seq: number, of: typeof limits): Promise<number[]> =>
    (await outbox.after(seq, of)).map((entry) => entry.seq);
  assert.equal(await numbers(0, { entries: 2, bytes: 10_000_000 }), [1, 2]);
  assert.equal(await numbers(0, { entries: 500, bytes: 100_000 }), [1, 2]);
  assert.equal(await numbers(2, { entries: 500, bytes: 100_000 }), [3], 'larger than a batch: alone');
  assert.equal(await numbers(3, { entries: 500, bytes: 100_000 }), [4, 5]);
  assert.equal(await numbers(5, limits), []);
  await database.close();
});
