// The runner on files that are wrong in every way a test file can be: each must come out as a failure, and be named.
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { assert, repositoryRoot, suite, tempDir } from '../kit.ts';
import { findTests } from './find.ts';
import { runFile, type FileOutcome } from './file.ts';

const test = suite('runner');
const kit = pathToFileURL(join(repositoryRoot, 'appliance/test/kit.ts')).href;

async function outcomeOf(source: string, limitMs = 20_000): Promise<FileOutcome> {
  const root = tempDir('runner');
  writeFileSync(join(root, 'package.json'), '{"type":"module"}');
  symlinkSync(join(repositoryRoot, 'node_modules'), join(root, 'node_modules'));
  writeFileSync(join(root, 'x.test.ts'), source.replaceAll('KIT', `'${kit}'`));
  return runFile({ root, file: 'x.test.ts', scratch: tempDir('runner'), limitMs });
}

test('a good file passes, with what it lacks and notes', async () => {
  const outcome = await outcomeOf(`
    import { suite, assert, lacks, note } from KIT;
    const test = suite('good');
    await new Promise((resolve) => setTimeout(resolve, 20));
    test('a', () => { assert.is(1, 1); lacks('a printer'); note('seed 5'); });
    test('b', { long: true }, () => {});`);
  assert.is(outcome.failed, 0, outcome.output);
  assert.is(outcome.passed, 1);
  assert.is(outcome.leftToLong, process.env['COUNTERTOP_LONG'] === '1' ? 0 : 1);
  assert.equal(outcome.lacks, ['a printer']);
  assert.equal(outcome.notes, ['seed 5']);
});

const wrong: readonly { what: string; source: string; says: RegExp; limitMs?: number }[] = [
  { what: 'declares no test', source: `import { suite } from KIT; suite('none');`, says: /declares no test/ },
  { what: 'does not use the kit', source: `console.log('all fine');`, says: /without a report/ },
  {
    what: 'fails an assertion',
    source: `import { test, assert } from KIT; test('a', () => assert.is(1, 2));`,
    says: /Expected values/,
  },
  {
    what: 'throws while loading',
    source: `import { test } from KIT; test('a', () => {}); throw new Error('at load');`,
    says: /at load/,
  },
  {
    what: 'imports what is not there',
    source: `import './nothing.ts'; import { test } from KIT; test('a', () => {});`,
    says: /nothing\.ts/,
  },
  {
    what: 'leaves in the middle',
    source: `import { test } from KIT; test('a', () => process.exit(0));`,
    says: /before its tests were over/,
  },
  {
    what: 'hangs in a test',
    source: `import { test } from KIT; test('a', { timeoutMs: 50 }, () => new Promise(() => {}));`,
    says: /limit of 50 ms/,
  },
  {
    what: 'never yields',
    source: `import { test } from KIT; test('a', () => { for (;;); });`,
    says: /was ended/,
    limitMs: 3_000,
  },
  {
    what: 'leaves a timer open',
    source: `import { test } from KIT; test('a', () => { setInterval(() => {}, 1000); });`,
    says: /left open|still open/,
  },
  {
    what: 'has a failing before hook',
    source: `import { test } from KIT; test.before(() => { throw new Error('no shop'); }); test('a', () => {});`,
    says: /no shop/,
  },
  {
    what: 'has a failing after hook',
    source: `import { test } from KIT; test.after(() => { throw new Error('no end'); }); test('a', () => {});`,
    says: /no end/,
  },
  {
    what: 'has a failing afterEach hook',
    source: `import { test } from KIT; test.afterEach(() => { throw new Error('untidy'); }); test('a', () => {}); test('b', () => {});`,
    says: /untidy/,
  },
  {
    what: 'rejects beside its tests',
    source: `import { test } from KIT; test('a', () => { void Promise.reject(new Error('lost')); });`,
    says: /lost/,
  },
];

for (const { what, source, says, limitMs } of wrong) {
  test(`a file that ${what} is a failure`, { timeoutMs: 30_000 }, async () => {
    const outcome = await outcomeOf(source, limitMs);
    assert.ok(outcome.failed > 0, outcome.output);
    assert.match(`${outcome.trouble ?? ''}\n${outcome.output}`, says);
  });
}

test('the failing and the passing tests of a file are counted apart', async () => {
  const outcome = await outcomeOf(`
    import { test, assert } from KIT;
    test('a', () => {}); test('b', () => assert.ok(false)); test('c', () => { throw 'text'; });`);
  assert.equal([outcome.passed, outcome.failed], [1, 2]);
  assert.match(outcome.output, /text/);
});

test('test files are found by name, browser files first, words and flags choose', () => {
  const root = tempDir('find');
  for (const path of [
    'appliance/src/a/a.test.ts',
    'appliance/src/a/a.ts',
    'appliance/test/fixtures/no.test.ts',
    'ui/e2e/z.test.ts',
  ]) {
    mkdirSync(join(root, path, '..'), { recursive: true });
    writeFileSync(join(root, path), '');
  }
  assert.equal(findTests(root, [], new Set()), ['ui/e2e/z.test.ts', 'appliance/src/a/a.test.ts']);
  assert.equal(findTests(root, [], new Set(['--no-e2e'])), ['appliance/src/a/a.test.ts']);
  assert.equal(findTests(root, ['z.test'], new Set()), ['ui/e2e/z.test.ts']);
  assert.equal(findTests(root, ['nothing'], new Set()), []);
});
