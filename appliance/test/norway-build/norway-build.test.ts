// The Norwegian build, made as it is for an image: what the law forbids is not in it (kassasystemforskrifta § 2-6 and the tax office's answers:
// not switched off, not hidden, not there), and what it demands cannot be gone round.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { TypeCompiler } from '@sinclair/typebox/compiler';
import { profileFrom, replacementOf } from '../../build-profile.ts';
import * as law from '../../src/domain/fiscal/receipt-law.norway.ts';
import { nodeDisk } from '../../src/platform/disk/node-disk.ts';
import type { Log } from '../../src/platform/ports/log.ts';
import { ReceiptWishBody } from '../../src/protocol/receipt-wish.norway.ts';
import { providerOf } from '../../src/till/fiscal/provider-of.norway.ts';
import { assert, suite, tempDir } from '../kit.ts';
import { sampleSettings } from '../sample-shop.ts';

const test = suite('Norwegian build');
const root = fileURLToPath(new URL('../..', import.meta.url));
const source = join(root, 'src');

/** Every file that stands in the place of another there. */
const replacing = readdirSync(source, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.norway.ts'))
  .map((name) => join(source, name));

test('each replacement says what the file it replaces says, and stands in its place there alone', async () => {
  assert.ok(replacing.length >= 7);
  for (const file of replacing) {
    const general = file.replace('.norway.ts', '.ts');
    const [one, other] = [(await import(file)) as object, (await import(general)) as object];
    const missing = Object.keys(other).filter((name) => !Object.hasOwn(one, name));
    assert.equal(missing, [], relative(root, file));
    const importer = join(root, 'src', 'main.ts');
    const asked = `./${relative(source, general)}`;
    assert.is(replacementOf('norway', asked, importer), file);
    assert.is(replacementOf('general', asked, importer), undefined);
    // A replacement may build on what it replaces.
    assert.is(replacementOf('norway', `./${general.split('/').at(-1) ?? ''}`, file), undefined);
  }
  assert.is(replacementOf('norway', './daemon.ts', join(source, 'main.ts')), undefined);
  assert.is(replacementOf('norway', 'pino', join(source, 'main.ts')), undefined);
});

test('a build that does not exist is not made', () => {
  assert.equal([profileFrom({}), profileFrom({ COUNTERTOP_BUILD: 'norway' })], ['general', 'norway']);
  assert.throws(() => profileFrom({ COUNTERTOP_BUILD: 'norge' }), /no such build/);
});

test('receipts: always one, one copy, whatever the country is called', () => {
  assert.is(law.goesOnPaper({ paper: false }), true);
  assert.is(law.tooManyCopies(0, 'NL'), undefined);
  assert.is(law.tooManyCopies(1, 'NL')?.refusal.code, 'receipt.copy-limit');
  assert.is(law.receiptNeeded({ paper: false }, 'NL'), undefined);
  const wish = TypeCompiler.Compile(ReceiptWishBody);
  assert.equal(
    [wish.Check({ language: null, paper: true }), wish.Check({ language: null, paper: false })],
    [true, false],
  );
});

test('every sale is signed, and there is no shop elsewhere', async () => {
  const log = { error: () => undefined } as unknown as Log;
  const keyPath = join(tempDir(), 'key.pem');
  const parts = { keyPath, disk: nodeDisk, settings: () => sampleSettings(), log };
  assert.is((await providerOf('NO', parts))?.id, 'norway');
  const failed = await providerOf('SE', parts).catch((error: unknown) => error);
  assert.is((failed as { code?: string }).code, 'config.invalid');
});

test('the programs hold nothing of it', { timeoutMs: 120_000 }, () => {
  const to = tempDir();
  mkdirSync(to, { recursive: true });
  const env = {
    ...process.env,
    COUNTERTOP_BUILD: 'norway',
    COUNTERTOP_BUILD_TO: to,
    NODE_PATH: [join(root, 'node_modules'), join(root, '..', 'node_modules')].join(':'),
  };
  const built = spawnSync(process.execPath, ['--import', 'tsx', join(root, 'build.ts')], {
    env,
    cwd: root,
    encoding: 'utf8',
  });
  assert.is(built.status, 0, built.stderr);
  const names = readdirSync(to).filter((name) => name.endsWith('.bundle.cjs'));
  assert.equal(names.sort(), ['countertop.bundle.cjs', 'countertopd.bundle.cjs']);
  const text = names.map((name) => readFileSync(join(to, name), 'utf8')).join('\n');
  // The bundler says above each file's code where it is from.
  const holds = (file: string): boolean => text.includes(`\n// ${file}\n`);
  assert.ok(holds('src/till/fiscal/norway.ts'));
  for (const file of replacing) {
    assert.ok(holds(relative(root, file)), relative(root, file));
    assert.not.ok(holds(relative(root, file).replace('.norway.ts', '.ts')), relative(root, file));
  }
  for (const file of ['src/cli/demo.ts', 'src/cli/replay.ts', 'src/demo/people.ts', 'src/demo/products.ts'])
    assert.not.ok(holds(file), file);
  for (const word of ['oneCopyOnly', 'receiptAlways', 'Brygga-1814-bris', 'sell a file of baskets'])
    assert.not.ok(text.includes(word), word);

  const run = (program: string, args: readonly string[], more: object = {}) =>
    spawnSync(process.execPath, [join(to, `${program}.cjs`), ...args], {
      env: { ...env, COUNTERTOP_DATA: tempDir(), COUNTERTOP_PORT: '0', ...more },
      encoding: 'utf8',
    });
  const usage = run('countertop', ['replay', 'sales.csv']);
  assert.equal([usage.status, usage.stderr.includes('replay')], [64, false]);
  const demo = run('countertopd', [], { COUNTERTOP_DEMO: 'true' });
  assert.is(demo.status, 78, demo.stderr);
  assert.match(demo.stderr, /no demo shop/);
});
