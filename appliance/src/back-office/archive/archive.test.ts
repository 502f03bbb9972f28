// The archive on a real database: it takes what verifies, once, in order, and nothing else; what it holds nobody changes; what it refused is told.
import { assert, seeded, suite, virtualClock } from '../../../test/kit.ts';
import { openRaw } from '../../../test/journal/open-journal.ts';
import { sampleSigner } from '../../../test/journal/sample-journal.ts';
import { openOffice, type OpenOffice } from '../../../test/sync/open-office.ts';
import { sampleEntries } from '../../../test/sync/sample-entries.ts';
import type { Problem } from '../../domain/journal/problem.ts';
import { firstPrev } from '../../domain/journal/entry.ts';
import { isFault } from '../../platform/fault.ts';
import type { SyncEntry } from '../../protocol/sync.ts';
import { Archive } from './archive.ts';
import { auditArchive } from './audit.ts';
import { OfficeJournal } from './office-journal.ts';

const test = suite('archive');
const clock = virtualClock();
const signer = sampleSigner();
const keys = [{ id: signer.key, publicKey: signer.publicKey }];
let office: OpenOffice;

test.beforeEach(async () => {
  office = await openOffice(clock);
  await office.archive.trust('B1', keys);
});
test.afterEach(async () => office.database.close());

async function held(archive: Archive, register = 'B1'): Promise<SyncEntry[]> {
  const entries: SyncEntry[] = [];
  for await (const entry of archive.entriesOf(register)) entries.push(entry);
  return entries;
}

async function audited(): Promise<readonly Problem[]> {
  const problems: Problem[] = [];
  await auditArchive(office.database, { onProblem: (problem) => problems.push(problem) });
  return problems;
}

test('what was taken is there to the letter, whatever the batches, and telling again changes nothing', async () => {
  const { archive } = office;
  const entries = sampleEntries('B1', 2_500);
  const chance = seeded();
  assert.equal(await archive.head('B1'), { seq: 0, hash: firstPrev });
  for (let from = 0; from < entries.length;) {
    const count = chance.int(1, 400);
    // As after a link that was cut: some of it was here before.
    const again = chance.int(0, Math.min(from, 50));
    const batch = entries.slice(from - again, from + count);
    assert.equal(await archive.take('B1', batch), { outcome: 'taken', seq: batch.at(-1)?.seq });
    from += count;
  }
  assert.equal(await held(archive), [...entries]);
  assert.equal(await archive.take('B1', entries.slice(100, 300)), { outcome: 'taken', seq: 2_500 });
  assert.equal(await archive.take('B1', []), { outcome: 'taken', seq: 2_500 });
  assert.equal(await archive.head('B1'), { seq: 2_500, hash: entries[2_499]?.hash });
  assert.equal([...(await archive.heads())], [['B1', 2_500]]);
  assert.equal(await archive.after('B1', 2_498, 10), entries.slice(2_498));
  const some: number[] = [];
  for await (const { seq } of archive.entriesOf('B1', 7, 9)) some.push(seq);
  assert.equal(some, [7, 8, 9]);
  assert.equal(await audited(), []);
});

test('listeners hear of what was added, after it is there, and of nothing else', async () => {
  const { archive } = office;
  const entries = sampleEntries('B1', 30);
  const heard: [string, number[]][] = [];
  const end = archive.onTaken((register, taken) => heard.push([register, taken.map(({ seq }) => seq)]));
  await archive.take('B1', entries.slice(0, 3));
  await archive.take('B1', entries.slice(1, 5));
  await archive.take('B1', entries.slice(0, 5));
  await archive.take('B1', entries.slice(9, 12));
  end();
  await archive.take('B1', entries.slice(5, 6));
  assert.equal(heard, [
    ['B1', [1, 2, 3]],
    ['B1', [4, 5]],
  ]);
});

test('a gap names what is missing; two that take at once do not harm each other', async () => {
  const { archive } = office;
  const entries = sampleEntries('B1', 200);
  assert.equal(await archive.take('B1', entries.slice(5)), { outcome: 'gap', expected: 1 });
  await archive.take('B1', entries.slice(0, 50));
  assert.equal(await archive.take('B1', entries.slice(60)), { outcome: 'gap', expected: 51 });
  const second = new Archive(office.database, clock);
  const outcomes = await Promise.all([
    archive.take('B1', entries.slice(40, 120)),
    second.take('B1', entries.slice(50, 130)),
  ]);
  assert.ok(outcomes.every(({ outcome }) => outcome === 'taken'));
  assert.equal((await archive.head('B1')).seq, 130);
});

test('another entry under a number, a broken chain, a missing or foreign signature: refused, kept as an alarm, never repaired', async () => {
  const { archive } = office;
  const entries = sampleEntries('B1', 40);
  await archive.take('B1', entries.slice(0, 20));
  const another = sampleEntries('B1', 40, 9);
  const signed = another.findIndex(({ signature }) => signature !== undefined);
  for (const [batch, seq, words] of [
    // The same till under another key: the hashes agree, the signatures do not.
    [[...entries.slice(0, 20), ...another.slice(20)], 21, /key-unknown/],
    [
      [{ ...(entries[19] as SyncEntry), hash: 'a'.repeat(64) }],
      20,
      /another entry was taken in under this number/,
    ],
    [[{ ...(entries[20] as SyncEntry), who: 'x' }], 21, /hash/],
    [[entries[20] as SyncEntry, entries[22] as SyncEntry], 23, /gap/],
  ] as const) {
    const outcome = await archive.take('B1', batch);
    if (outcome.outcome !== 'broken') throw new Error(`taken: ${JSON.stringify(outcome)}`);
    assert.match(outcome.detail, words);
    assert.is(outcome.seq, seq);
    assert.is((await archive.head('B1')).seq, 20, 'nothing of the batch came in');
  }
  assert.ok(signed > 0);
  await archive.take('B1', [{ ...(entries[20] as SyncEntry), who: 'x' }]);
  const alarms = await archive.alarms.list();
  assert.is(alarms.length, 4);
  const told = alarms.find(({ detail }) => detail.startsWith('hash'));
  assert.equal(
    [told?.times, (JSON.parse(told?.entry ?? '{}') as SyncEntry).who, told?.acknowledged],
    [2, 'x', null],
  );
  assert.ok(await archive.alarms.acknowledge(told?.number ?? 0, { by: 'kari', note: 'x' }));
  assert.not.ok(await archive.alarms.acknowledge(told?.number ?? 0, { by: 'ola', note: 'y' }), 'once');
  assert.is((await archive.alarms.list({ open: true })).length, 3);
});

test('a register of one box never takes the entries of another, and one nobody trusts takes no sale', async () => {
  const { archive } = office;
  const entries = sampleEntries('B2', 20);
  assert.is((await archive.take('B1', entries)).outcome, 'broken');
  assert.is((await archive.take('B2', entries)).outcome, 'broken');
  await archive.trust('B2', keys);
  assert.is((await archive.take('B2', entries)).outcome, 'taken');
  assert.is((await archive.take('B1', sampleEntries('B1', 20))).outcome, 'taken');
});

test('alarms do not grow without end', async () => {
  const { archive, database } = office;
  for (let count = 0; count < 1_005; count += 1)
    await archive.alarm('B1', { seq: count, detail: 'invented' });
  await archive.alarm('B2', { seq: 1, detail: 'invented' });
  await archive.alarm('B1', { seq: 7, detail: 'invented' });
  const rows = await database.all(
    'SELECT register, count(*) AS n, max(times) AS times FROM archive_alarm GROUP BY register',
  );
  assert.equal(rows, [
    { register: 'B1', n: 1_000, times: 2 },
    { register: 'B2', n: 1, times: 1 },
  ]);
});

test('nobody changes what is there by SQL; who edits the file is found', async () => {
  const { archive, database, path } = office;
  await archive.take('B1', sampleEntries('B1', 50));
  for (const sql of [
    "UPDATE archive_entry SET who = 'x'",
    'DELETE FROM archive_entry',
    "INSERT OR REPLACE INTO archive_entry SELECT register, seq, at, 'x', approved_by, type, v, subject, payload, prev, hash, signature, key, 0 FROM archive_entry WHERE seq = 50",
    'DELETE FROM archive_key',
  ])
    await assert.rejects(database.write(sql), (error) => isFault(error, 'storage.constraint'));
  assert.equal(await audited(), []);
  const raw = await openRaw(path);
  for (const [sql, kind] of [
    ["UPDATE archive_entry SET who = 'x' WHERE seq = 11", 'hash'],
    ['DELETE FROM archive_entry WHERE seq = 20', 'gap'],
    ["UPDATE archive_entry SET payload = CAST(x'ff' AS TEXT) WHERE seq = 30", 'unreadable'],
    ["UPDATE archive_key SET public_key = 'MCowBQYDK2VwAyEA'", 'key-altered'],
  ] as const) {
    await raw.exec(sql);
    const kinds = (await audited()).map((problem) => problem.kind);
    assert.ok(kinds.includes(kind), `${sql}: ${kinds.join()}`);
  }
  await raw.close();
});

test('the office writes a journal of its own: same chain, everything signed, one commit', async () => {
  const { archive } = office;
  const own = sampleSigner(3);
  const journal = await OfficeJournal.open(archive, own, clock);
  const first = await journal.append(
    { type: 'box.enrolled', subject: 'register:B1', payload: { z: 1, a: ['x'] } },
    'kari',
  );
  assert.equal([first.register, first.seq, first.key], ['OFFICE', 1, own.key]);
  const heard: number[] = [];
  archive.onTaken((_register, entries) => heard.push(entries.length));
  await Promise.all(
    Array.from({ length: 20 }, async (_none, index) =>
      journal.append(
        [
          { type: 'stock.adjusted', subject: `product:p${index}`, payload: { quantity: 1_000 } },
          { type: 'stock.adjusted', v: 2, subject: `product:q${index}`, payload: { quantity: -1_000 } },
        ],
        'system',
      ),
    ),
  );
  assert.equal(
    heard,
    Array.from({ length: 20 }, () => 2),
  );
  await assert.rejects(journal.append([], 'kari'));
  await assert.rejects(journal.append({ type: 'x', subject: '', payload: {} }, 'kari'), /not a text/);
  await journal.append({ type: 'x', subject: 'y', payload: {} }, 'kari');
  const entries = await held(archive, 'OFFICE');
  assert.is(entries.length, 42);
  assert.ok(entries.every(({ signature, key }) => signature !== undefined && key === own.key));
  assert.is(entries[0]?.payload, '{"a":["x"],"z":1}');
  const again = await OfficeJournal.open(new Archive(office.database, clock), own, clock);
  assert.is((await again.append({ type: 'x', subject: 'y', payload: {} }, 'kari')).seq, 43);
  assert.equal(await audited(), []);
});
