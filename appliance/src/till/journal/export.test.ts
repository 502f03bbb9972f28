// An export is checked by the program printed in docs/journal.md, which shares nothing with this one: words and code cannot drift apart.
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { assert, repositoryRoot, suite, tempDir } from '../../../test/kit.ts';
import { openJournal, openRaw } from '../../../test/journal/open-journal.ts';
import { joined, sampleJournal } from '../../../test/journal/sample-journal.ts';
import { openSnapshot } from '../../platform/database/read-only.ts';
import { isFault } from '../../platform/fault.ts';
import { exportJournal, type ExportRange } from './export.ts';

const test = suite('journal export');
const folder = tempDir('export');
const verifier = join(folder, 'verify.mjs');
let path = '';

interface Exported {
  readonly format: string;
  readonly version: number;
  readonly keys: readonly object[];
  readonly chains: readonly {
    readonly register: string;
    readonly from: number;
    readonly to: number;
    readonly hash: string;
  }[];
  readonly entries: readonly { readonly register: string; readonly seq: number }[];
}

async function exported(range: ExportRange = {}, from = path): Promise<string> {
  const snapshot = await openSnapshot(from);
  try {
    let text = '';
    for await (const line of exportJournal(snapshot, range)) text += `${line}\n`;
    return text;
  } finally {
    await snapshot.close();
  }
}

const parsed = (text: string): Exported => JSON.parse(text) as Exported;

/** What the program of the document says, and its exit code. */
function checked(text: string, ...trusted: readonly string[]): readonly [number | null, string] {
  const file = join(folder, 'journal.json');
  writeFileSync(file, text);
  const { status, stdout, stderr } = spawnSync(process.execPath, [verifier, file, ...trusted], {
    encoding: 'utf8',
  });
  return [status, (stdout + stderr).trim()];
}

test.before(async () => {
  const document = readFileSync(join(repositoryRoot, 'appliance/docs/journal.md'), 'utf8');
  const program = /```js\n([^]*?)```/.exec(document)?.[1];
  if (program === undefined) throw new Error('the document has no program');
  writeFileSync(verifier, program);
  const { path: file, database, store } = await openJournal();
  path = file;
  const [a, b] = [sampleJournal('B1'), sampleJournal('B2')];
  await database.write('INSERT INTO box_key VALUES (?, ?, 0)', [a.signer.key, a.signer.publicKey]);
  await store.commit(
    joined([a.line('«Æ» \u2028 \u0000 😀 "\\" </script>'), a.sale(), a.sale(1), a.close(), a.line()]),
  );
  await store.commit(joined([b.line(), b.sale()]));
  await database.close();
});

test('an export is one JSON document, an entry a line, that a third party finds good', async () => {
  const text = await exported();
  const { format, version, keys, chains, entries } = parsed(text);
  assert.equal([format, version, keys.length], ['countertop-journal', 1, 1]);
  assert.equal(
    chains.map(({ register, from, to }) => [register, from, to]),
    [
      ['B1', 1, 5],
      ['B2', 1, 2],
    ],
  );
  assert.equal(
    entries.map(({ register, seq }) => `${register} ${String(seq)}`),
    ['B1 1', 'B1 2', 'B1 3', 'B1 4', 'B1 5', 'B2 1', 'B2 2'],
  );
  assert.is(text.split('\n').length, 4 + 7 + 2);
  assert.equal(checked(text), [0, '7 entries, all good']);
});

test('a part of it is found good by itself', async () => {
  const text = await exported({ register: 'B1', from: 2, to: 4 });
  assert.equal(
    parsed(text).entries.map(({ seq }) => seq),
    [2, 3, 4],
  );
  assert.equal(checked(text), [0, '3 entries, all good']);
  assert.equal(parsed(await exported({ register: 'B1', from: 6 })).entries, []);
  assert.equal(parsed(await exported({ register: 'nobody' })).chains, []);
  assert.equal(parsed(await exported({ register: 'nobody' })).entries, []);
});

test('what was done to an export is found by a third party', async () => {
  const text = await exported();
  const lines = text.split('\n');
  assert.equal(checked(text.replace('"who":"anna"', '"who":"eve"')), [1, 'B1 1: was changed\n1 problems']);
  assert.match(
    checked(lines.filter((_line, index) => index !== 5).join('\n'))[1],
    /B1 3: an entry is missing before this one/,
  );
  assert.match(
    checked(lines.filter((line) => !line.includes('"seq":5,')).join('\n'))[1],
    /B1 5: the end is missing/,
  );
  assert.match(checked(text.replace(/"signature":"./, '"signature":"-'))[1], /B1 2: has no good signature/);
  assert.match(checked(text, 'ffffffffffffffff')[1], /B1 2: has no good signature[^]*4 problems/);
  const { keys } = parsed(text) as unknown as { keys: readonly { id: string }[] };
  assert.is(checked(text, keys[0]?.id ?? '')[0], 0);
});

test('a broken entry ends an export with its name, a changed one goes out as it is', async () => {
  const { path: file, database, store } = await openJournal();
  const sample = sampleJournal();
  await store.commit(joined([sample.line(), sample.line()]));
  const raw = await openRaw(file);
  await raw.run("UPDATE entry SET who = 'eve' WHERE seq = 1");
  assert.match(checked(await exported({}, file))[1], /B1 1: was changed/);
  for (const broken of ["'{'", "CAST(x'ff' AS TEXT)"]) {
    await raw.run(`UPDATE entry SET payload = ${broken} WHERE seq = 2`);
    await assert.rejects(
      exported({}, file),
      (error) => isFault(error, 'storage.corrupt') && error.data['seq'] === 2,
    );
  }
  await raw.close();
  await database.close();
});
