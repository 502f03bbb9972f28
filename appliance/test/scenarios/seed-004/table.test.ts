// The table of docs/seed-004.md: every test it names exists, and what is not built is no more than what is said here.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { assert, repositoryRoot, suite } from '../../kit.ts';

const test = suite('seed 004: sentences and their tests');
const table = readFileSync(join(repositoryRoot, 'appliance/docs/seed-004.md'), 'utf8');

const rows = table
  .split('\n')
  .filter((line) => /^\| (?!sentence)/.test(line))
  .map((line) => line.split('|').map((cell) => cell.trim()))
  .map(([, sentence = '', tests = '']) => ({ sentence, tests: tests.split('<br>') }));

test('every test named in the table exists, under that name', () => {
  const files = new Map<string, string>();
  for (const { sentence, tests } of rows) {
    for (const named of tests) {
      const [, file = '', name = ''] = /^`([^`]+)`: (.+)$/.exec(named) ?? [];
      assert.ok(existsSync(join(repositoryRoot, file)) && file !== '', `${sentence}: ${named}`);
      const source = files.get(file) ?? readFileSync(join(repositoryRoot, file), 'utf8');
      files.set(file, source);
      assert.ok(
        [`'${name}'`, `\`${name}\``].some((each) => source.includes(each)),
        `${file} has no test "${name}"`,
      );
    }
  }
});

test('every section of the seed is there, and all of it is built', () => {
  const sections = table.split('\n').filter((line) => line.startsWith('## '));
  assert.is(sections.length, 8);
  assert.ok(rows.length >= 50, `${rows.length} rows`);
  assert.equal(
    rows.filter(({ tests }) => tests.includes('not built yet')).map(({ sentence }) => sentence),
    [],
  );
});
