// Runs every test file in a process of its own, a few at a time, and ends with one line: `N passed, N failed`.
//   npm test                     all of appliance/src, appliance/test, ui/src and ui/e2e
//   npm test -- money tab        only files whose path contains one of the words
//   npm test -- --no-e2e         without the browser
//   npm test -- --only-e2e       only the browser
// `make test` runs the bundle that ships, from bundles of the tests (COUNTERTOP_TEST_BUNDLE=1), which start in a third of the time; this
// alone runs the source of both.
// COUNTERTOP_LONG=1 also runs what is marked long; COUNTERTOP_SEED=n sets the seed; COUNTERTOP_TEST_NAME=x filters by test name.
import { availableParallelism, tmpdir } from 'node:os';
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { bundleTests } from './run/bundle-tests.ts';
import { runFile, type FileOutcome } from './run/file.ts';
import { findTests } from './run/find.ts';
import { printOutcome, printSummary } from './run/print.ts';
import { repositoryRoot } from './kit/surroundings.ts';

const long = process.env['COUNTERTOP_LONG'] === '1';
/** Of a file that hangs; none is to take as long on a machine that is not. */
const fileLimitMs = long ? 3_600_000 : 480_000;
/** Two more than can be calculated at once: much of a whole-box test is waiting, for a browser or for what must not come. */
const atOnce = Math.min(4, availableParallelism() + 2);

const bundled = (process.env['COUNTERTOP_TEST_BUNDLE'] ?? '') !== '';
/** Under the root, so that packages are found from there; a folder for each run, of which there may be several. */
const bundles = join(repositoryRoot, 'node_modules/.cache', `countertop-tests-${String(process.pid)}`);

async function main(): Promise<number> {
  const words = process.argv.slice(2).filter((word) => !word.startsWith('--'));
  const flags = new Set(process.argv.slice(2).filter((word) => word.startsWith('--')));
  for (const flag of flags) {
    if (flag !== '--no-e2e' && flag !== '--only-e2e') throw new Error(`unknown option ${flag}`);
  }
  const files = findTests(repositoryRoot, words, flags);
  const scratch = mkdtempSync(join(tmpdir(), 'countertop-tests-'));
  const outcomes: FileOutcome[] = [];
  const bundleOf = bundled ? await bundleTests(repositoryRoot, files, bundles) : undefined;
  const waiting = [...files];
  const work = async (): Promise<void> => {
    for (let file = waiting.shift(); file !== undefined; file = waiting.shift()) {
      const bundle = bundleOf?.(file);
      const outcome = await runFile({ root: repositoryRoot, file, bundle, scratch, limitMs: fileLimitMs });
      outcomes.push(outcome);
      printOutcome(outcome);
    }
  };
  try {
    await Promise.all(Array.from({ length: atOnce }, work));
  } finally {
    rmSync(scratch, { recursive: true, force: true });
    rmSync(bundles, { recursive: true, force: true });
  }
  return printSummary(outcomes) ? 0 : 1;
}

process.exitCode = await main();
