// What .ci/run makes of its steps, played with a `make` of our own: the last line is the sum, and no failure gets lost in it.
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { assert, repositoryRoot, suite, tempDir } from './kit.ts';

const test = suite('ci');

interface Steps {
  readonly install?: string;
  readonly check?: string;
  readonly test?: string;
}

/** Runs .ci/run where each step of `make` is the text of a shell script. */
function run(steps: Steps): { readonly code: number | null; readonly lastLine: string } {
  const folder = tempDir('ci');
  const cases = Object.entries(steps).map(([name, text]) => `${name}) ${text} ;;`);
  const make = `#!/bin/sh\ncase "$1" in\n${cases.join('\n')}\nesac\n`;
  writeFileSync(join(folder, 'make'), make, { mode: 0o755 });
  const ran = spawnSync('bash', [join(repositoryRoot, '.ci/run')], {
    encoding: 'utf8',
    env: { ...process.env, PATH: `${folder}:${process.env['PATH'] ?? ''}` },
    timeout: 20_000,
  });
  return { code: ran.status, lastLine: ran.stdout.trimEnd().split('\n').at(-1) ?? '' };
}

test('all well: the checks and the tests are summed', () => {
  const steps = {
    check: 'echo "12 passed, 0 failed"',
    test: 'echo noise; echo "900 passed, 0 failed"; echo after',
  };
  assert.equal(run(steps), { code: 0, lastLine: '912 passed, 0 failed' });
});

test('a failing check or test is in the sum and in the code', () => {
  const check = { check: 'echo "11 passed, 1 failed"; exit 2', test: 'echo "900 passed, 0 failed"' };
  assert.equal(run(check), { code: 1, lastLine: '911 passed, 1 failed' });
  const tests = { check: 'echo "12 passed, 0 failed"', test: 'echo "899 passed, 2 failed"; exit 2' };
  assert.equal(run(tests), { code: 1, lastLine: '911 passed, 2 failed' });
});

test('a step that dies without a sum is a failure', () => {
  const steps = { check: 'echo "12 passed, 0 failed"', test: 'echo "out of memory"; exit 137' };
  assert.equal(run(steps), { code: 1, lastLine: '12 passed, 1 failed' });
});

test('a clean sum with a bad code is a failure', () => {
  const steps = { check: 'echo "12 passed, 0 failed"', test: 'echo "900 passed, 0 failed"; exit 1' };
  assert.equal(run(steps), { code: 1, lastLine: '912 passed, 1 failed' });
});

test('an install that fails ends it', () => {
  assert.equal(run({ install: 'exit 1' }), { code: 1, lastLine: '0 passed, 1 failed' });
});
