// Runs tests with V8's own coverage and holds the parts that must be reached whole. Elsewhere there is no figure to reach: flows are
// proved by scenarios, and a figure would only be fed.
//   make coverage        every test without the browser, with a report to look at in coverage/
//   with --held          only the tests of the parts that are held, as `make check` does
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { transformSync } from 'esbuild';
import { repositoryRoot } from './kit/surroundings.ts';
import { sourceFiles } from './tidy/files.ts';

interface Group {
  readonly what: string;
  readonly files: readonly string[];
  /** Words of the paths of the tests that reach them. */
  readonly tests: readonly string[];
  /** Per cent that must be reached. */
  readonly lines: number;
  readonly branches: number;
}

const groups: readonly Group[] = [
  {
    what: 'the domain',
    files: ['appliance/src/domain/**'],
    tests: ['appliance/src/domain', 'appliance/src/till/register/register.test'],
    lines: 100,
    branches: 100,
  },
  {
    what: 'codecs',
    files: ['appliance/src/devices/**/codec.ts', 'appliance/src/devices/**/codec/**'],
    tests: ['appliance/src/devices'],
    lines: 100,
    branches: 95,
  },
  {
    what: 'the protocol',
    files: ['appliance/src/protocol/**'],
    tests: ['appliance/src/protocol', 'appliance/test/protocol', 'appliance/src/simulators'],
    lines: 100,
    branches: 100,
  },
  {
    what: 'migrations',
    files: ['appliance/src/**/migrations/**'],
    tests: ['appliance/src/platform/database', 'appliance/src/back-office/migrations'],
    lines: 100,
    branches: 100,
  },
];

const c8 = join(repositoryRoot, 'node_modules/.bin/c8');
const raw = ['--temp-directory', 'coverage/raw', '--exclude-after-remap'];

/** Files that hold only types leave nothing to run, and would count as never reached. */
function onlyTypes(): string[] {
  return sourceFiles(repositoryRoot)
    .filter(({ path }) => path.startsWith('appliance/src/') && path.endsWith('.ts'))
    .filter(({ path }) => {
      const text = readFileSync(join(repositoryRoot, path), 'utf8');
      return (
        transformSync(text, {
          loader: 'ts',
          tsconfigRaw: { compilerOptions: { verbatimModuleSyntax: true } },
        }).code.trim() === ''
      );
    })
    .map(({ path }) => path);
}

const run = (args: readonly string[]): boolean => {
  const { status } = spawnSync(c8, args, { cwd: repositoryRoot, stdio: 'inherit' });
  return status === 0;
};

const excluded = ['**/*.test.ts', '**/contract.ts', ...onlyTypes()].flatMap((path) => ['--exclude', path]);
const held = process.argv.includes('--held');
const words = held ? groups.flatMap(({ tests }) => tests) : process.argv.slice(2);
const tested = run([
  ...raw,
  ...['--clean', '--all', '--include', 'appliance/src/**/*.ts', ...excluded],
  ...(held ? ['--reporter', 'none'] : ['--reporter', 'html', '--reporter', 'text-summary']),
  ...['--reports-dir', 'coverage'],
  ...[process.execPath, '--import', 'tsx', 'appliance/test/run.ts', '--no-e2e', ...words],
]);
const short = groups.filter(({ what, files, lines, branches }) => {
  const chosen = files.flatMap((path) => ['--include', path]);
  const limits = ['--lines', String(lines), '--branches', String(branches)];
  const held = run(['check-coverage', ...raw, '--all', ...chosen, ...excluded, ...limits]);
  console.log(`${held ? 'ok  ' : 'FAIL'} ${what}: lines ${String(lines)} %, branches ${String(branches)} %`);
  return !held;
});
for (const { files } of short) {
  run([
    'report',
    ...raw,
    '--all',
    '--reporter',
    'text',
    ...files.flatMap((path) => ['--include', path]),
    ...excluded,
  ]);
}
process.exitCode = tested && short.length === 0 ? 0 : 1;
