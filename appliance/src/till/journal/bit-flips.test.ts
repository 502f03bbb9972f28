// One bit changed, in any column of any entry or in any of its bytes in the file: the audit finds it and names the entry.
import { closeSync, copyFileSync, openSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { assert, longRun, note, seed, seeded, suite, tempDir } from '../../../test/kit.ts';
import { audited, auditedAfter, sampleFile } from '../../../test/journal/audited.ts';
import { openRaw } from '../../../test/journal/open-journal.ts';
import type { Connection } from '../../platform/database/connection.ts';
import { openSnapshot } from '../../platform/database/read-only.ts';
import { isFault } from '../../platform/fault.ts';
import { storedColumns, storedEntry } from '../../journal/stored-entry.ts';

const test = suite('one bit');
const chance = seeded();
let path = '';
let raw: Connection;

test.before(async () => {
  path = await sampleFile();
  const copy = join(tempDir('bits'), 'copy.db');
  copyFileSync(path, copy);
  raw = await openRaw(copy);
  await raw.exec('PRAGMA ignore_check_constraints = ON');
});
test.after(() => raw.close());

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
    const problems = await auditedAfter(raw, sql, [value, seq]);
    const numbers =
      column === 'seq' ? [seq, Number(value)] : column === 'register' && seq < 30 ? [seq, seq + 1] : [seq];
    if (column === 'register') return problems.length > 0;
    return problems.some((problem) => problem.register === 'B1' && numbers.includes(problem.seq));
  } catch (error) {
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

test('a page of the file that is destroyed: said so, with the entry from which nothing can be read', async () => {
  const copy = join(tempDir('bits'), 'destroyed.db');
  copyFileSync(path, copy);
  const packing = await openRaw(copy);
  const pages = await packing.all(
    "SELECT pageno FROM dbstat WHERE name = 'entry' AND pagetype = 'leaf' ORDER BY path",
  );
  await packing.close();
  const file = openSync(copy, 'r+');
  writeSync(file, new Uint8Array(100).fill(0xff), 0, 100, (Number(pages[1]?.['pageno']) - 1) * 4_096);
  closeSync(file);
  const snapshot = await openSnapshot(copy);
  const { problems } = await audited(snapshot);
  await snapshot.close();
  const named = problems.filter((problem) => problem.kind === 'database' && problem.register === 'B1');
  assert.is(named.length, 1);
  assert.ok((named[0]?.seq ?? 0) > 0);
});
