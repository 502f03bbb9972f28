// Personal data beside the journal: known, changed, and erased so that no byte is left, while the chain stays whole.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { assert, seeded, suite, tempDir, virtualClock } from '../../../test/kit.ts';
import { openJournal, silent } from '../../../test/journal/open-journal.ts';
import { joined, sampleJournal } from '../../../test/journal/sample-journal.ts';
import { openSqlite, type SqliteDatabase } from '../../platform/database/sqlite.ts';
import { isFault } from '../../platform/fault.ts';
import type { Problem } from '../../domain/journal/problem.ts';
import { auditJournal } from './audit.ts';
import { peopleName } from './files.ts';
import { openPeople, peopleMigrations } from './people.ts';

const test = suite('people');
const clock = virtualClock();

const open = (folder: string): Promise<SqliteDatabase> =>
  openSqlite(join(folder, peopleName), { clock, log: silent, readers: 0, migrations: peopleMigrations });

/** Names of files of the folder that hold the text. */
function filesWith(folder: string, text: string): readonly string[] {
  return readdirSync(folder).filter((name) => readFileSync(join(folder, name)).includes(text));
}

test('a person is remembered, changed, found, and forgotten', async () => {
  const database = await open(tempDir('people'));
  const people = await openPeople(database, clock);
  assert.is(await people.find('c1'), undefined);
  await people.remember('c1', { name: 'Kari Nordmann' });
  await people.remember('c1', { name: 'Kari Nordmann', email: 'kari@example.org' });
  assert.equal(await people.find('c1'), {
    id: 'c1',
    data: { name: 'Kari Nordmann', email: 'kari@example.org' },
  });
  assert.ok(await people.erase('c1'));
  assert.equal(await people.find('c1'), { id: 'c1', erasedAt: clock.now() });
  assert.not.ok(await people.erase('c1'));
  assert.not.ok(await people.erase('nobody'));
  await assert.rejects(people.remember('c1', { name: 'again' }), (error) =>
    isFault(error, 'storage.constraint'),
  );
  await database.close();
});

test('after an erasure no byte of the person is in any file, and the chain is whole', async () => {
  const { folder, database: journal, store, path } = await openJournal();
  const sample = sampleJournal();
  await journal.write('INSERT INTO box_key VALUES (?, ?, 0)', [sample.signer.key, sample.signer.publicKey]);
  const database = await open(folder);
  const people = await openPeople(database, clock);
  const chance = seeded();
  const secret = (index: number): string => `SECRET-${String(index).padStart(4, '0')}`;
  // Of very different lengths, added and changed in disorder, so that pages are split and long ones spill over.
  for (const index of chance.shuffled(Array.from({ length: 400 }, (_none, i) => i))) {
    await people.remember(`c${String(index)}`, {
      name: secret(index),
      note: 'x'.repeat(chance.int(0, 6_000)),
    });
    if (chance.happens(0.3)) await people.remember(`c${String(index)}`, { name: secret(index), note: 'y' });
  }
  await store.commit(joined([sample.line(), sample.sale(), sample.close()]));
  assert.ok(filesWith(folder, secret(17)).length > 0);
  for (const index of [17, 0, 399, 200]) {
    assert.ok(await people.erase(`c${String(index)}`));
    assert.equal(filesWith(folder, secret(index)), [], secret(index));
  }
  assert.ok(filesWith(folder, secret(18)).length > 0);
  const problems: Problem[] = [];
  await auditJournal(journal, { onProblem: (problem) => problems.push(problem) });
  assert.equal(problems, []);
  assert.equal(await store.head('B1'), sample.head);
  await database.close();
  await journal.close();
  assert.equal(filesWith(folder, secret(17)), []);
  assert.ok(path.startsWith(folder));
});

test('an erasure that a crash interrupted is finished at the next start', async () => {
  const folder = tempDir('people');
  const first = await open(folder);
  const people = await openPeople(first, clock);
  await people.remember('c1', { name: 'SECRET-CRASH' });
  await first.checkpoint();
  // The first half of an erasure.
  await first.write("UPDATE person SET data = NULL WHERE id = 'c1'");
  await first.close();
  const second = await open(folder);
  const again = await openPeople(second, clock);
  assert.equal(await again.find('c1'), { id: 'c1', erasedAt: clock.now() });
  assert.equal(filesWith(folder, 'SECRET-CRASH'), []);
  await second.close();
});
