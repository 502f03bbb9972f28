// The house style as a unit test: every file of the checkout against every rule, and every rule against a file that breaks it.
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { assert, repositoryRoot, suite } from '../kit.ts';
import { sourceFiles, type SourceFile } from './files.ts';
import { licenceComplaints, readByHand, type Lock } from './licences.ts';
import { rules } from './rules.ts';

const test = suite('tidy');
// The rules themselves and the files that prove them hold every wrong word there is.
const proofs = /^appliance\/test\/(tidy|walls)\//;
const files = sourceFiles(repositoryRoot);
const judged = files.filter(({ path }) => !proofs.test(path));

test('there are files to look at', () => {
  assert.ok(files.length > 50);
  for (const path of [
    'Makefile',
    '.ci/run',
    'README.md',
    'systemd/countertop.service',
    'appliance/src/domain/brand.ts',
  ]) {
    assert.ok(
      files.some((file) => file.path === path),
      path,
    );
  }
});

for (const rule of rules) {
  test(`every file ${rule.name}`, () => {
    const found = judged.flatMap((file) =>
      rule.complain(file).map((complaint) => `${file.path}: ${complaint}`),
    );
    assert.is(found.join('\n'), '');
  });
}

test('every link in the documents leads somewhere', () => {
  const lost = files
    .filter(({ name }) => name.endsWith('.md'))
    .flatMap(({ path, text }) =>
      [...text.matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)/g)]
        .map((match) => match[1] ?? '')
        .filter((target) => !existsSync(join(repositoryRoot, dirname(path), target)))
        .map((target) => `${path}: ${target}`),
    );
  assert.is(lost.join('\n'), '');
});

test('every setting that a program reads from the environment is in the README', () => {
  const told = readFileSync(join(repositoryRoot, 'README.md'), 'utf8');
  const settings = new Set(
    files
      .filter(({ path }) => path.startsWith('appliance/src/') && !path.endsWith('.test.ts'))
      .flatMap(({ text }) => [...text.matchAll(/COUNTERTOP_[A-Z_]+/g)].map((match) => match[0])),
  );
  assert.ok(settings.size > 5);
  assert.equal(
    [...settings].filter((name) => !told.includes(`\`${name}\``)),
    [],
  );
});

test('no file holds the path of this checkout', () => {
  const here = repositoryRoot.replace(/\/$/, '');
  const named = files.filter(
    (file) => file.text.includes(here) || file.text.includes(`${dirname(here)}/shared`),
  );
  // A checkout directly below the root has too short a path to search for.
  if (here.split('/').length > 2)
    assert.equal(
      named.map((file) => file.path),
      [],
    );
});

test('the lock file names no host, so that any registry serves it', () => {
  const lock = readFileSync(join(repositoryRoot, 'package-lock.json'), 'utf8');
  assert.equal(
    [...lock.matchAll(/"resolved": "(?:https?|git)[^"]*"/g)].map((match) => match[0]),
    [],
  );
});

test('every installed package has a licence that may be shipped with this one', () => {
  const lock = JSON.parse(readFileSync(join(repositoryRoot, 'package-lock.json'), 'utf8')) as Lock;
  assert.equal(licenceComplaints(lock), []);
});

test('a package under another licence, or under none, is found', () => {
  const lock: Lock = {
    packages: {
      '': { license: 'Apache-2.0' },
      'node_modules/a': { license: 'GPL-3.0' },
      'node_modules/b': {},
      'node_modules/c': { license: '(GPL-2.0 OR MIT)' },
      'node_modules/d': { license: '(GPL-2.0 AND MIT)' },
    },
  };
  assert.equal(licenceComplaints(lock), [
    'node_modules/a: GPL-3.0',
    'node_modules/b: none',
    'node_modules/d: (GPL-2.0 AND MIT)',
  ]);
});

test('what was read by hand is still there to be read', () => {
  const lock = readFileSync(join(repositoryRoot, 'package-lock.json'), 'utf8');
  for (const name of Object.keys(readByHand)) assert.ok(lock.includes(`node_modules/${name}"`), name);
});

const good = '// A sale.\nexport const x = 1;\n';
const file = (path: string, text = good): SourceFile => ({ path, name: path.split('/').at(-1)!, text });
const wrong: readonly (readonly [rule: string, file: SourceFile])[] = [
  ['opens with', file('a/b.ts', 'export const x = 1;\n')],
  ['opens with', file('a/b.ts', '// line\n'.repeat(9))],
  ['opens with', file('a/B.svelte', '<p>x</p>\n')],
  ['opens with', file('a/b.sql', 'select 1;\n')],
  ['opens with', file('a/b.css', 'p { }\n')],
  ['opens with', file('a/b.service', '[Unit]\n')],
  ['has at most', file('a/b.ts', `${good}${'//\n'.repeat(400)}`)],
  ['is named after', file('a/utils.ts')],
  ['is named after', file('a/helpers/b.ts')],
  ['is named after', file('a/camelCase.ts')],
  ['is named after', file('a/pay-button.svelte', '<!-- Pays. -->\n')],
  ['is no barrel', file('appliance/src/till/index.ts')],
  ['names no type', file('a/b.ts', `${good}class SaleManager {}\n`)],
  ['leaves nothing', file('a/b.ts', `${good}// TODO later\n`)],
  ['silences a tool', file('a/b.ts', `${good}// eslint-disable-next-line eqeqeq\n`)],
  ['silences a tool', file('a/b.ts', `${good}// @ts-ignore\n`)],
  ['silences a tool', file('a/b.ts', `${good}/* c8 ignore next */\n`)],
  ['silences a tool', file('a/B.svelte', '<!-- Pays. -->\n<!-- svelte-ignore a11y_autofocus -->\n')],
  ['names no folder', file('a/b.md', 'see /home/someone/notes\n')],
  ['asserts nothing', file('a/b.test.ts', `${good}assert.ok(Date.now() - start < 5);\n`)],
];
for (const [name, broken] of wrong) {
  test(`"${name} …" is broken by ${broken.path}: ${broken.text.slice(0, 40).replaceAll('\n', ' ')}`, () => {
    const rule = rules.find((each) => each.name.startsWith(name));
    assert.ok(rule !== undefined && rule.complain(broken).length > 0);
  });
}

test('every rule is shown to bite, and leaves good files alone', () => {
  for (const rule of rules) {
    assert.ok(
      wrong.some(([name]) => rule.name.startsWith(name)),
      rule.name,
    );
    for (const right of [
      file('appliance/src/till/sell-line.ts'),
      file('ui/src/lib/parts/Key.svelte', '<!-- A key. -->\n<button type="button">1</button>\n'),
      file('ui/src/routes/till/+page.svelte', '<script lang="ts">\n  // The till.\n</script>\n'),
      file('appliance/src/protocol/index.ts'),
      file('a/b.ts', `${good}// eslint-disable-next-line eqeqeq -- null and undefined are one here\n`),
    ]) {
      assert.equal(rule.complain(right), [], `${rule.name}: ${right.path}`);
    }
  }
});
