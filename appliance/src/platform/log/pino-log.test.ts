// What ends up in the log: errors with their story, and no secret.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { assert, suite } from '../../../test/kit.ts';

const test = suite('log');

/** Lines logged by a program of its own: pino writes to the process's own output. */
function logged(statement: string): Record<string, unknown>[] {
  const source = `
    import { pinoLog } from ${JSON.stringify(fileURLToPath(new URL('pino-log.ts', import.meta.url)))};
    import { Fault } from ${JSON.stringify(fileURLToPath(new URL('../fault.ts', import.meta.url)))};
    const log = pinoLog('info');
    ${statement}`;
  const ran = spawnSync(
    process.execPath,
    ['--import', import.meta.resolve('tsx'), '--input-type=module', '-e', source],
    { encoding: 'utf8' },
  );
  assert.is(ran.status, 0, ran.stderr);
  return ran.stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}

test('an error tells its message, its place and what was behind it', () => {
  const [fault, plain, odd] = logged(`
    log.error({ error: new Fault('storage.failed', { path: 'x' }, new Error('inner')) }, 'a');
    log.error({ error: new TypeError('broken invariant here') }, 'b');
    log.error({ error: 'only text' }, 'c');`);
  const shown = JSON.stringify(fault);
  assert.match(shown, /storage\.failed/);
  assert.match(shown, /inner/);
  assert.match(JSON.stringify(plain), /broken invariant here/);
  assert.match(JSON.stringify(plain), /TypeError/);
  assert.is(odd?.['error'], 'only text');
});

test('an error under its usual short name too', () => {
  assert.match(JSON.stringify(logged(`log.warn({ err: new Error('short name') }, 'a');`)), /short name/);
});

test('secrets are not written', () => {
  const text = JSON.stringify(
    logged(`log.info({ pin: '1234', user: { password: 'hunter2', token: 't0k3n' }, session: 's3ss' }, 'x');`),
  );
  for (const secret of ['1234', 'hunter2', 't0k3n', 's3ss']) assert.not.ok(text.includes(secret), secret);
});
