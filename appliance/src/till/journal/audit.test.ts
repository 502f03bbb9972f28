// Tampering of every kind, done behind the back of the rules: each must be found, named, and called by its name.
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { assert, suite, tempDir } from '../../../test/kit.ts';
import { audited, auditedAfter, keptKeys, sampleFile } from '../../../test/journal/audited.ts';
import { openJournal, openRaw } from '../../../test/journal/open-journal.ts';
import { joined, sampleJournal, sampleSigner } from '../../../test/journal/sample-journal.ts';
import { type Entry, firstPrev } from '../../domain/journal/entry.ts';
import type { Problem, ProblemKind } from '../../domain/journal/problem.ts';
import { emptyRegister } from '../../domain/register/state.ts';
import type { Connection } from '../../platform/database/connection.ts';
import { openSnapshot } from '../../platform/database/read-only.ts';
import type { SqlValue } from '../../platform/ports/database.ts';
import { payloadText, seal } from '../../journal/chain.ts';
import type { CommitParts } from './store.ts';

const test = suite('audit');

let path = '';
let raw: Connection;

test.before(async () => {
  path = await sampleFile();
});
test.beforeEach(async () => {
  const copy = join(tempDir('audit'), 'copy.db');
  copyFileSync(path, copy);
  raw = await openRaw(copy);
  await raw.exec('PRAGMA ignore_check_constraints = ON');
});
test.afterEach(() => raw.close());

const afterChange = (sql: string, ...parameters: readonly SqlValue[]): Promise<readonly Problem[]> =>
  auditedAfter(raw, sql, parameters);

const kindsAt = (problems: readonly Problem[], seq: number): readonly ProblemKind[] =>
  problems
    .filter((problem) => problem.register === 'B1' && problem.seq === seq)
    .map((problem) => problem.kind);

test('a journal nobody touched is clean', async () => {
  const { audits, problems } = await audited(raw);
  assert.equal(problems, []);
  assert.equal(
    audits.map(({ register, entries, signatures, lastReceipt, lastZ, head }) => ({
      register,
      entries,
      signatures,
      lastReceipt,
      lastZ,
      seq: head.seq,
    })),
    [
      { register: 'B1', entries: 30, signatures: 10, lastReceipt: 9, lastZ: 1, seq: 30 },
      { register: 'B2', entries: 3, signatures: 2, lastReceipt: 1, lastZ: 1, seq: 3 },
    ],
  );
  assert.is(audits[0]?.firstAt, Date.UTC(2024, 2, 1, 8));
  assert.is(audits[0]?.lastAt, Date.UTC(2024, 2, 1, 8) + 29_000);
});

test('what a change is called', async () => {
  const sale = 4;
  const at = async (seq: number, sql: string): Promise<readonly ProblemKind[]> =>
    kindsAt(await afterChange(`${sql} WHERE register = 'B1' AND seq = ${String(seq)}`), seq);
  assert.equal(await at(2, "UPDATE entry SET who = 'eve'"), ['hash']);
  assert.equal(await at(2, 'UPDATE entry SET at = at + 1'), ['hash']);
  assert.equal(await at(2, 'UPDATE entry SET approved_by = NULL'), ['hash']);
  assert.equal(await at(2, `UPDATE entry SET prev = '${'a'.repeat(64)}'`), ['prev', 'hash']);
  assert.equal(await at(2, `UPDATE entry SET hash = upper(hash)`), ['hash']);
  assert.equal(await at(2, "UPDATE entry SET payload = replace(payload, '2490', '2489')"), ['hash']);
  assert.equal(await at(2, "UPDATE entry SET payload = replace(payload, '{', '{ ')"), ['hash', 'payload']);
  assert.equal(await at(2, "UPDATE entry SET payload = 'nothing'"), ['hash', 'payload']);
  assert.equal(await at(2, "UPDATE entry SET payload = CAST(x'ff' AS TEXT)"), ['unreadable']);
  assert.equal(await at(2, "UPDATE entry SET key = 'k'"), ['signature-unexpected']);
  assert.equal(await at(2, "UPDATE entry SET signature = 's'"), ['signature-unexpected']);
  assert.equal(await at(sale, 'UPDATE entry SET signature = NULL'), ['signature-missing']);
  assert.equal(await at(sale, 'UPDATE entry SET key = NULL'), ['signature-missing']);
  assert.equal(await at(sale, "UPDATE entry SET key = 'ffffffffffffffff'"), ['key-unknown']);
  assert.equal(
    await at(
      sale,
      "UPDATE entry SET signature = (SELECT signature FROM entry WHERE register = 'B2' AND seq = 2)",
    ),
    ['signature-wrong'],
  );
  assert.equal(await at(sale, "UPDATE entry SET signature = replace(signature, '=', '')"), [
    'signature-wrong',
  ]);
  assert.equal(await at(30, 'DELETE FROM entry'), ['tail-lost']);
  assert.equal(await at(3, 'DELETE FROM entry'), []);
  assert.equal(kindsAt(await afterChange("DELETE FROM entry WHERE register = 'B1' AND seq = 3"), 4), [
    'gap',
    'prev',
  ]);
  assert.equal(kindsAt(await afterChange("DELETE FROM entry WHERE register = 'B1' AND seq IN (1, 2)"), 3), [
    'gap',
    'prev',
  ]);
  const all = await afterChange("DELETE FROM entry WHERE register = 'B1'");
  assert.equal(
    all.map((problem) => problem.kind),
    [
      'unreadable',
      ...Array.from({ length: 10 }, () => 'tail-lost'),
      ...Array.from({ length: 4 }, () => 'returned-row'),
    ],
  );
});

test('the last spare bits of a signature count too', async () => {
  const row = await raw.get("SELECT signature FROM entry WHERE register = 'B1' AND seq = 4");
  const signature = String(row?.['signature']);
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
  const spare = alphabet[alphabet.indexOf(signature[85] ?? '') ^ 1] ?? '';
  const changed = `${signature.slice(0, 85)}${spare}==`;
  assert.equal(Buffer.from(changed, 'base64'), Buffer.from(signature, 'base64'));
  assert.equal(
    kindsAt(
      await afterChange("UPDATE entry SET signature = ? WHERE register = 'B1' AND seq = 4", changed),
      4,
    ),
    ['signature-wrong'],
  );
});

test('a chain made anew by somebody without the key is found at its first signature', async () => {
  const forger = sampleSigner(66);
  await raw.exec('BEGIN');
  const forged = sampleJournal('B3', forger);
  for (const entry of joined([forged.line(), forged.close()]).entries) {
    const columns = [
      entry.register,
      entry.seq,
      entry.at,
      entry.who,
      entry.approvedBy ?? null,
      entry.type,
      entry.v,
      entry.subject,
      payloadText(entry),
      entry.prev,
      entry.hash,
      entry.signature ?? null,
      entry.key ?? null,
    ];
    await raw.run(`INSERT INTO entry VALUES (${columns.map(() => '?').join(', ')})`, columns);
  }
  assert.equal(
    (await audited(raw)).problems.map(({ seq, kind }) => [seq, kind]),
    [[2, 'key-unknown']],
  );
  // With the forger's key in the box's list, only somebody who knows the true keys can tell.
  await raw.run(keptKeys, [forger.key, forger.publicKey]);
  assert.equal((await audited(raw)).problems, []);
  const trusted = new Set([sampleSigner().key]);
  assert.equal(
    (await audited(raw, { trusted })).problems.map(({ register, kind }) => [register, kind]),
    [['B3', 'key-unknown']],
  );
  await raw.exec('ROLLBACK');
});

test('a key that was exchanged is named, and what it signed is not believed', async () => {
  const problems = await afterChange('UPDATE box_key SET public_key = ?', sampleSigner(66).publicKey);
  assert.is(problems[0]?.kind, 'key-altered');
  assert.is(problems.filter((problem) => problem.kind === 'key-unknown').length, 12);
});

test('the rows beside the journal must say what it says', async () => {
  const kinds = async (sql: string): Promise<readonly string[]> =>
    (await afterChange(sql)).map(({ seq, kind }) => `${String(seq)} ${kind}`);
  assert.equal(await kinds("UPDATE sale SET total = total - 1 WHERE register = 'B1' AND receipt = 1"), [
    '4 sale-row',
  ]);
  assert.equal(await kinds("UPDATE sale SET operator = 'eve' WHERE register = 'B1' AND receipt = 1"), [
    '4 sale-row',
  ]);
  assert.equal(await kinds("DELETE FROM sale WHERE register = 'B1' AND receipt = 1"), ['4 sale-row']);
  assert.equal(await kinds("INSERT INTO sale VALUES ('B1', 10, 5, 't', 'n', 1, 'sale', 0, 0, 'anna')"), [
    '5 sale-row',
  ]);
  assert.equal(await kinds("INSERT INTO sale VALUES ('B1', 10, 31, 't', 'n', 1, 'sale', 0, 0, 'anna')"), [
    '31 tail-lost',
  ]);
  assert.equal(await kinds('UPDATE returned SET gross = gross - 1 WHERE receipt = 1'), ['12 returned-row']);
  assert.equal(await kinds('DELETE FROM returned WHERE receipt = 1'), ['12 returned-row']);
  assert.equal(await kinds("INSERT INTO returned VALUES ('B1', 1, 'z', 1, 1, 1)"), ['0 returned-row']);
  assert.equal(await kinds("INSERT INTO snapshot VALUES ('B1', 31, 'h', 1, '{}', 's')"), ['31 tail-lost']);
});

/** Entries sealed as they are, one after another, with whatever rows they bring. */
async function sealed(parts: readonly CommitParts[]): Promise<readonly Problem[]> {
  const { path: fresh, database, store } = await openJournal();
  const signer = sampleSigner();
  await database.write(keptKeys, [signer.key, signer.publicKey]);
  let head = { seq: 0, hash: firstPrev };
  for (const part of parts) {
    const [entry] = part.entries;
    if (entry === undefined) throw new Error('no entry');
    const { hash: _hash, signature: _signature, key: _key, ...body } = entry;
    const anew = seal({ ...body, seq: head.seq + 1, prev: head.hash }, signer);
    head = { seq: anew.seq, hash: anew.hash };
    await store.commit({
      ...part,
      entries: [anew],
      sales: part.sales.map((sale) => ({ ...sale, seq: anew.seq })),
    });
  }
  await database.close();
  const snapshot = await openSnapshot(fresh);
  const { problems } = await audited(snapshot);
  await snapshot.close();
  return problems;
}

test('receipt and Z numbers follow one another, whoever sealed them', async () => {
  const sample = sampleJournal();
  sample.sale();
  sample.close();
  // Number 2 of each, sealed as if they were the first.
  const problems = await sealed([sample.sale(), sample.close()]);
  assert.equal(
    problems.map(({ seq, kind }) => [seq, kind]),
    [
      [1, 'number'],
      [2, 'number'],
    ],
  );
});

test('what is no sale and no Z-report is named, and nothing is concluded from it', async () => {
  const sample = sampleJournal();
  const first = sample.sale();
  const shapes: unknown[] = [
    {},
    { sale: 1 },
    { sale: { ...contentOf(first), receipt: '2' } },
    { sale: { ...contentOf(first), lines: 1 } },
  ];
  shapes.push(
    { sale: { ...contentOf(first), lines: [1] } },
    { sale: { ...contentOf(first), tab: { id: 1, number: 2 } } },
    [],
    1,
  );
  const nonsense = shapes.map((payload) => ({
    ...sample.line(),
    entries: sample
      .line()
      .entries.map((entry) => ({ ...entry, type: 'sale.completed', payload: payload as Entry['payload'] })),
  }));
  const noReport = {
    ...sample.line(),
    entries: sample.line().entries.map((entry) => ({ ...entry, type: 'shift.closed' })),
  };
  const problems = await sealed([first, ...nonsense, noReport, sample.sale(1), sample.close()]);
  assert.equal(
    problems.map(({ seq, kind }) => [seq, kind]),
    [...shapes, noReport].map((_shape, index) => [index + 2, 'payload']),
  );
});

function contentOf(parts: CommitParts): object {
  return (parts.entries[0]?.payload as { sale: object }).sale;
}

test('a long chain is read page by page', async () => {
  const { database, store, path: long } = await openJournal();
  const sample = sampleJournal();
  await database.write(keptKeys, [sample.signer.key, sample.signer.publicKey]);
  await store.commit(
    joined(
      Array.from({ length: 1_250 }, (_none, index) => (index % 50 === 49 ? sample.sale() : sample.line())),
    ),
  );
  await store.saveSnapshot('B1', 1_000, emptyRegister('B1', 'NOK'));
  await database.close();
  const snapshot = await openSnapshot(long);
  const { audits, problems } = await audited(snapshot);
  assert.equal(problems, []);
  assert.equal(
    audits.map(({ entries, signatures }) => [entries, signatures]),
    [[1_250, 25]],
  );
  await snapshot.close();
});
