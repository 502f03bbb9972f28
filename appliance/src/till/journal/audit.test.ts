// Tampering of every kind, done behind the back of the rules: each must be found, and the entry named.
import { copyFileSync, openSync, closeSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { assert, longRun, note, seed, seeded, suite, tempDir } from '../../../test/kit.ts';
import { openJournal, openRaw } from '../../../test/journal/open-journal.ts';
import { joined, sampleJournal, sampleSigner } from '../../../test/journal/sample-journal.ts';
import type { Problem, ProblemKind } from '../../domain/journal/problem.ts';
import { emptyRegister } from '../../domain/register/state.ts';
import type { Connection } from '../../platform/database/connection.ts';
import { openSnapshot } from '../../platform/database/read-only.ts';
import { isFault } from '../../platform/fault.ts';
import { auditJournal, type AuditOptions, type RegisterAudit } from './audit.ts';
import { payloadText, seal } from './chain.ts';
import { storedColumns, storedEntry } from './stored-entry.ts';
import type { JournalSource } from './journal-reader.ts';

const test = suite('audit');

interface Audited {
  readonly audits: readonly RegisterAudit[];
  readonly problems: readonly Problem[];
}

async function audited(source: JournalSource, options: Partial<AuditOptions> = {}): Promise<Audited> {
  const problems: Problem[] = [];
  const audits = await auditJournal(source, { onProblem: (problem) => problems.push(problem), ...options });
  return { audits, problems };
}

const keptKeys = 'INSERT INTO box_key (id, public_key, created_at) VALUES (?, ?, 0)';

/** A journal of two registers in a file of its own: 30 entries of the first, 3 of the second. */
async function sampleFile(): Promise<string> {
  const { path, database, store } = await openJournal();
  const sample = sampleJournal('B1');
  await database.write(keptKeys, [sample.signer.key, sample.signer.publicKey]);
  for (let round = 0; round < 5; round += 1) {
    await store.commit(
      joined([sample.line('Brød'), sample.line(), sample.line('x'.repeat(900)), sample.sale()]),
    );
    await store.commit(round === 2 ? sample.close() : sample.line());
    await store.commit(round === 0 ? sample.line() : sample.sale(round));
  }
  const other = sampleJournal('B2');
  await store.commit(joined([other.line(), other.sale(), other.close()]));
  await database.close();
  return path;
}

let path = '';
let raw: Connection;
const chance = seeded();

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

/** What the audit says of a change, which is then taken back. */
async function afterChange(
  sql: string,
  ...parameters: readonly (string | number | null | Uint8Array)[]
): Promise<readonly Problem[]> {
  await raw.exec('BEGIN');
  const { changes } = await raw.run(sql, parameters);
  assert.ok(changes > 0, `changed nothing: ${sql}`);
  const { problems } = await audited(raw);
  await raw.exec('ROLLBACK');
  return problems;
}

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

const textColumns = [
  'register',
  'who',
  'approved_by',
  'type',
  'subject',
  'payload',
  'prev',
  'hash',
  'signature',
  'key',
];

test('one bit of any column of any entry: found and named', { timeoutMs: 60_000 }, async () => {
  const rounds = longRun ? 30 : 3;
  let flips = 0;
  for (const column of [...textColumns, 'seq', 'at', 'v']) {
    for (let round = 0; round < rounds; round += 1) {
      const seq = chance.int(1, 30);
      const named = await flip(column, seq);
      if (named === undefined) continue;
      flips += 1;
      assert.ok(named, `${column} of entry ${String(seq)} was changed unseen (seed ${String(seed)})`);
    }
  }
  note(`audit: ${String(flips)} single-bit changes of columns, all found`);
  assert.ok(flips >= 13 * (rounds - 1));
});

/** Flips a bit and says whether the audit named the entry; undefined where the database itself would not take the change. */
async function flip(column: string, seq: number): Promise<boolean | undefined> {
  const row = await raw.get(
    `SELECT ${column} AS plain, CAST(${column} AS BLOB) AS bytes FROM entry WHERE register = 'B1' AND seq = ?`,
    [seq],
  );
  const sql = `UPDATE entry SET ${column} = CAST(? AS ${textColumns.includes(column) ? 'TEXT' : 'INTEGER'}) WHERE register = 'B1' AND seq = ?`;
  const value = flipped(row?.['plain'] ?? null, row?.['bytes'] ?? null);
  try {
    const problems = await afterChange(sql, value, seq);
    const numbers =
      column === 'seq' ? [seq, Number(value)] : column === 'register' && seq < 30 ? [seq, seq + 1] : [seq];
    if (column === 'register') return problems.length > 0;
    return problems.some((problem) => problem.register === 'B1' && numbers.includes(problem.seq));
  } catch (error) {
    await raw.exec('ROLLBACK');
    if (isFault(error, 'storage.constraint')) return undefined;
    throw error;
  }
}

function flipped(plain: unknown, bytes: unknown): string | number | Uint8Array {
  // Nothing becomes something: an unsigned entry with a signature, an entry that somebody seems to have approved.
  if (plain === null) return 'x';
  if (typeof plain === 'number') return plain ^ (1 << chance.int(0, 20));
  if (!(bytes instanceof Uint8Array)) throw new TypeError('neither number nor text');
  const changed = Uint8Array.from(bytes);
  const at = chance.int(0, changed.length - 1);
  changed[at] = (changed[at] ?? 0) ^ (1 << chance.int(0, 7));
  return changed;
}

test(
  'one bit of the file, anywhere in an entry: found',
  { timeoutMs: longRun ? 600_000 : 60_000 },
  async () => {
    const copy = join(tempDir('audit'), 'flipped.db');
    copyFileSync(path, copy);
    const packing = await openRaw(copy);
    // Free room in pages holds old copies of entries, which are nobody's. After this they lie before the true ones.
    await packing.exec('VACUUM');
    await packing.close();
    const content = readFileSync(copy);
    const places: { readonly seq: number; readonly from: number; readonly to: number }[] = [];
    for (const row of await raw.all(`SELECT ${storedColumns} FROM entry WHERE register = 'B1'`)) {
      const entry = storedEntry(row);
      if (entry === undefined) throw new Error('unreadable');
      const { header, payload, signature = '', key = '' } = entry;
      const at = content.lastIndexOf(`${header.subject}${payload}`);
      // A long entry goes on in another page of the file.
      if (at < 0 || payload.length > 800) continue;
      const before = header.register + header.who + (header.approvedBy ?? '') + header.type;
      places.push({
        seq: header.seq,
        from: at - before.length - 8,
        to: at + Buffer.byteLength(`${header.subject}${payload}${signature}${key}`) + 128,
      });
    }
    assert.ok(places.length > 15);
    const tries = longRun ? 5_000 : 150;
    const file = openSync(copy, 'r+');
    for (let round = 0; round < tries; round += 1) {
      const { seq, from, to } = chance.pick(places);
      const at = chance.int(from, to - 1);
      const old = content[at] ?? 0;
      writeSync(file, Uint8Array.of(old ^ (1 << chance.int(0, 7))), 0, 1, at);
      assert.ok(
        await namedIn(copy, seq),
        `byte ${String(at)} of entry ${String(seq)} was changed unseen (seed ${String(seed)})`,
      );
      writeSync(file, Uint8Array.of(old), 0, 1, at);
    }
    closeSync(file);
    note(`audit: ${String(tries)} single-bit changes of the file, all found`);
    assert.equal(readFileSync(copy), content);
  },
);

async function namedIn(file: string, seq: number): Promise<boolean> {
  const snapshot = await openSnapshot(file);
  try {
    const { problems } = await audited(snapshot);
    // A number of the row may be what was hit: then its neighbours are named, by the gap it leaves.
    return problems.some((problem) => problem.kind === 'database' || Math.abs(problem.seq - seq) <= 1);
  } finally {
    await snapshot.close();
  }
}

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

test('receipt and Z numbers follow one another, whoever sealed them', async () => {
  const { path: fresh, database, store } = await openJournal();
  const signer = sampleSigner();
  await database.write(keptKeys, [signer.key, signer.publicKey]);
  const a = sampleJournal('B1', signer);
  a.sale();
  a.close();
  // Number 2 of each, sealed as if they were the first.
  let head = { seq: 0, hash: '0'.repeat(64) };
  const parts = [a.sale(), a.close()];
  for (const part of parts) {
    const [entry] = part.entries;
    if (entry === undefined) throw new Error('no entry');
    const { hash: _hash, signature: _signature, key: _key, ...body } = entry;
    const sealed = seal({ ...body, seq: head.seq + 1, prev: head.hash }, signer);
    head = { seq: sealed.seq, hash: sealed.hash };
    await store.commit({
      ...part,
      entries: [sealed],
      sales: part.sales.map((sale) => ({ ...sale, seq: sealed.seq })),
    });
  }
  await database.close();
  const snapshot = await openSnapshot(fresh);
  assert.equal(
    (await audited(snapshot)).problems.map(({ seq, kind }) => [seq, kind]),
    [
      [1, 'number'],
      [2, 'number'],
    ],
  );
  await snapshot.close();
});

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
