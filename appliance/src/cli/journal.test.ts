// The commands as they are typed: what they say, where, and with which exit code.
import {
  chmodSync,
  copyFileSync,
  existsSync,
  readFileSync,
  readdirSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { assert, lacks, suite, tempDir } from '../../test/kit.ts';
import { openJournal, openRaw, type OpenJournal } from '../../test/journal/open-journal.ts';
import { joined, sampleJournal, type SampleJournal } from '../../test/journal/sample-journal.ts';
import { databaseName } from '../till/journal/files.ts';
import { journal, journalExit } from './journal.ts';

const test = suite('countertop journal');
let open: OpenJournal;
let sample: SampleJournal;

test.before(async () => {
  open = await openJournal();
  sample = sampleJournal();
  await open.database.write('INSERT INTO box_key VALUES (?, ?, 0)', [
    sample.signer.key,
    sample.signer.publicKey,
  ]);
  await open.store.commit(joined([sample.line(), sample.sale(), sample.close(), sample.line()]));
});
test.after(() => open.database.close());

interface Said {
  readonly code: number;
  readonly out: readonly string[];
  readonly err: readonly string[];
}

async function run(
  args: readonly string[],
  env: Readonly<Record<string, string>> = { COUNTERTOP_DATA: open.folder },
  cwd = '/',
): Promise<Said> {
  const out: string[] = [];
  const err: string[] = [];
  const io = {
    stdout: (line: string) => void out.push(line),
    stderr: (line: string) => void err.push(line),
    env,
    cwd,
  };
  return { code: await journal(args, io), out, err };
}

/** The journal as a file that nobody has open. */
async function copied(change?: string): Promise<string> {
  const path = join(tempDir('cli'), databaseName);
  await open.database.checkpoint();
  copyFileSync(open.path, path);
  if (change === undefined) return path;
  const raw = await openRaw(path);
  await raw.exec(change);
  await raw.close();
  return path;
}

test('verify beside a running daemon: one line a register, exit 0', async () => {
  const { code, out, err } = await run(['verify']);
  assert.equal(err, []);
  assert.equal(out, [
    `register B1: 4 entries, 2024-03-01T08:00:00.000Z to 2024-03-01T08:00:03.000Z, 2 signatures checked, last receipt 1, last Z-report 1, head 4 ${sample.head.hash}`,
    'journal: clean',
  ]);
  assert.is(code, journalExit.clean);
  await open.store.commit(sample.line());
  assert.match((await run(['verify'])).out[0] ?? '', /^register B1: 5 entries/);
});

test('verify names what is wrong, exit 1', async () => {
  const path = await copied(
    "UPDATE entry SET who = 'eve' WHERE seq = 2; UPDATE entry SET at = 9000000000000000 WHERE seq = 1",
  );
  const { code, out, err } = await run(['verify', '--database', path]);
  assert.equal(err, [
    'B1 1: hash: the content does not give the hash',
    'B1 2: hash: the content does not give the hash',
  ]);
  assert.match(out[0] ?? '', /5 entries, \(9000000000000000\) to 2024/);
  assert.is(out.at(-1), 'journal: 2 problems');
  assert.is(code, journalExit.problems);
  const strangers = await run(['verify', '--trust', 'ffffffffffffffff', '--trust', '0000000000000000']);
  assert.is(strangers.code, journalExit.problems);
  assert.match(strangers.err[0] ?? '', /^B1 2: key-unknown: /);
  assert.is((await run(['verify', '--trust', sample.signer.key])).code, journalExit.clean);
});

test('findings about no register or no entry say so', async () => {
  const path = await copied(
    "UPDATE box_key SET id = 'x'; INSERT INTO returned VALUES ('B1', 1, 'z', 1, 1, 1)",
  );
  const { err } = await run(['verify', '--database', path]);
  assert.match(err[0] ?? '', /^journal: key-altered: /);
  assert.match(err.at(-1) ?? '', /^B1: returned-row: /);
});

test('a journal with very many problems is not listed without end', async () => {
  const big = await openJournal();
  const many = sampleJournal();
  await big.store.commit(joined(Array.from({ length: 1_010 }, () => many.line())));
  const raw = await openRaw(big.path);
  await raw.exec("UPDATE entry SET who = 'eve'");
  await raw.close();
  await big.database.close();
  const { err, out } = await run(['verify', '--database', big.path]);
  assert.is(err.length, 1_001);
  assert.is(err.at(-1), '… and 10 more');
  assert.is(out.at(-1), 'journal: 1010 problems');
});

test('verify of a file on a medium that cannot be written', async () => {
  const path = await copied();
  const folder = dirname(path);
  // The superuser writes everywhere; a mount stops even him.
  const isRoot = process.getuid?.() === 0;
  const mounted = isRoot && spawnSync('mount', ['-o', 'bind,ro', folder, folder]).status === 0;
  if (isRoot && !mounted) lacks('a read-only mount: verify was not tried on one');
  if (!isRoot) {
    chmodSync(path, 0o444);
    chmodSync(folder, 0o555);
  }
  try {
    assert.is((await run(['verify', '--database', path])).code, journalExit.clean);
    assert.equal(readdirSync(folder), [databaseName]);
  } finally {
    if (mounted) spawnSync('umount', [folder]);
    if (!isRoot) chmodSync(folder, 0o755);
  }
});

test('what cannot be read is exit 2', async () => {
  const missing = await run(['verify'], { COUNTERTOP_DATA: 'nowhere' }, tempDir('cli'));
  assert.is(missing.code, journalExit.unreadable);
  assert.match(missing.err[0] ?? '', /^journal verify: storage\.failed/);
  const text = join(tempDir('cli'), 'x.db');
  writeFileSync(text, 'no database at all, but some text that is longer than the header of one '.repeat(20));
  const { code, err } = await run(['verify', '--database', text]);
  assert.is(code, journalExit.unreadable);
  assert.match(err[0] ?? '', /storage\.corrupt/);
  assert.is((await run(['verify'], {}, tempDir('cli'))).code, journalExit.unreadable);
});

test('what is not understood is answered with the usage, exit 2', async () => {
  const wrong = [
    [],
    ['mend'],
    ['verify', '--colour'],
    ['verify', 'x'],
    ['export'],
    ['export', '--format', 'xml'],
    ['export', '--format', 'json', '--from', '0'],
    ['export', '--format', 'json', '--to', '1e3'],
  ];
  for (const args of wrong) {
    const { code, out, err } = await run(args);
    assert.is(code, journalExit.unreadable, args.join(' '));
    assert.match(err.at(-1) ?? '', /countertop journal verify/);
    assert.equal(out, []);
  }
});

test('export to the standard output and to a file', async () => {
  const { code, out, err } = await run(['export', '--format', 'json']);
  assert.equal([code, err], [journalExit.clean, []]);
  const whole = JSON.parse(out.join('\n')) as { entries: readonly { seq: number }[] };
  assert.equal(
    whole.entries.map(({ seq }) => seq),
    [1, 2, 3, 4, 5],
  );
  const folder = tempDir('cli');
  const part = [
    'export',
    '--format',
    'json',
    '--register',
    'B1',
    '--from',
    '2',
    '--to',
    '3',
    '--out',
    'part.json',
  ];
  assert.equal(await run(part, { COUNTERTOP_DATA: open.folder }, folder), { code: 0, out: [], err: [] });
  const written = JSON.parse(readFileSync(join(folder, 'part.json'), 'utf8')) as {
    entries: readonly { seq: number }[];
  };
  assert.equal(
    written.entries.map(({ seq }) => seq),
    [2, 3],
  );
  assert.is(statSync(join(folder, 'part.json')).mode & 0o777, 0o600);
});

test('an export that fails leaves no half file', async () => {
  const path = await copied("UPDATE entry SET payload = '{' WHERE seq = 3");
  const folder = tempDir('cli');
  const { code, err } = await run([
    'export',
    '--format',
    'json',
    '--database',
    path,
    '--out',
    join(folder, 'x.json'),
  ]);
  assert.is(code, journalExit.unreadable);
  assert.match(err[0] ?? '', /^journal export: storage\.corrupt .*"seq":3/);
  assert.not.ok(existsSync(join(folder, 'x.json')));
  assert.equal(readdirSync(folder), []);
});
