// The print queue and its database: disks that fail, more jobs than memory, old jobs, other registers.
import { setTimeout as wait } from 'node:timers/promises';
import { isEmpty, queueBench, shows } from '../../../test/printing/queue-bench.ts';
import { assert, suite } from '../../../test/kit.ts';
import type { PrintOutcome } from '../../devices/print-outcome.ts';
import { openJobsMax } from './line-of-jobs.ts';

const test = suite('storage of the queue');

test('without a disk nothing is printed, and everything is when it is back', async () => {
  const till = await queueBench(undefined, false);
  await till.job('a');
  await till.until(shows(till, 'a', 'queued'));
  till.failWrites.code = 'storage.full';
  till.plug();
  await till.clock.advance(10_000);
  assert.equal(till.printer.papers, []);
  till.failWrites.code = undefined;
  await till.clock.advance(2_000);
  await till.until(isEmpty(till));
  assert.equal(till.printer.papers, ['receipt a']);
  await till.end();
});

test('an outcome that cannot be written is written later, and nothing is printed meanwhile', async () => {
  const till = await queueBench();
  let finish: (outcome: PrintOutcome) => void = () => undefined;
  till.printer.endings.push(new Promise((resolve) => (finish = resolve)));
  await till.job('a');
  await till.job('b');
  await till.until(() => till.printer.papers.length === 1 && till.queue.view()['b'] !== undefined);
  till.failWrites.code = 'storage.full';
  finish({ outcome: 'printed' });
  await till.clock.advance(10_000);
  assert.equal(till.printer.papers, ['receipt a']);
  assert.is(await till.state('a'), 'sending');
  till.failWrites.code = undefined;
  await till.clock.advance(2_000);
  await till.until(isEmpty(till));
  assert.equal(till.printer.papers, ['receipt a', 'receipt b']);
  assert.is(await till.state('a'), 'printed');
  await till.end();
});

test('an outcome that is never written is unknown at the next start', async () => {
  const till = await queueBench();
  let finish: (outcome: PrintOutcome) => void = () => undefined;
  till.printer.endings.push(new Promise((resolve) => (finish = resolve)));
  await till.job('a');
  await till.until(() => till.printer.papers.length === 1);
  till.failWrites.code = 'storage.full';
  finish({ outcome: 'printed' });
  await till.clock.advance(1_000);
  await till.queue.stop();
  const next = await till.restart();
  assert.is(next.queue.view()['a']?.state, 'unknown');
  await next.end();
});

test('jobs that could not be read are read later', async () => {
  const till = await queueBench();
  await till.journal.database.write(
    `INSERT INTO print_job (id, register, kind, subject, request, at) VALUES ('a', 'B1', 'receipt', 'x', '{"text":"a"}', 0)`,
  );
  till.failWrites.code = 'storage.full';
  till.queue.wake();
  await till.until(() => till.clock.waiting === 1);
  till.failWrites.code = undefined;
  await till.clock.advance(2_000);
  await till.until(() => till.printer.papers.length === 1);
  await till.end();
});

test(
  'more jobs than memory holds wait in the database, and all are printed in order',
  { timeoutMs: 60_000 },
  async () => {
    const till = await queueBench(undefined, false);
    const count = openJobsMax + 20;
    await till.journal.database.write(
      `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?)
     INSERT INTO print_job (id, register, kind, subject, request, at)
     SELECT 'job ' || i, 'B1', 'receipt', 'x', json_object('text', i), 0 FROM n`,
      [count],
    );
    till.queue.wake();
    await till.until(() => Object.keys(till.queue.view()).length === openJobsMax);
    till.plug();
    for (let turn = 0; turn < 60_000 && till.printer.papers.length < count; turn += 1) await wait(1);
    assert.equal(
      till.printer.papers,
      Array.from({ length: count }, (_, index) => `receipt ${String(index + 1)}`),
    );
    await till.end();
  },
);

test('what is long done is forgotten, and numbers never come again', async () => {
  const till = await queueBench();
  await till.job('a');
  await till.job('b');
  await till.until(isEmpty(till));
  await till.queue.stop();
  await till.journal.database.write('UPDATE print_job SET updated_at = 0');
  const next = await till.restart();
  assert.is(await next.state('a'), 'undefined undefined');
  assert.is(await next.state('b'), 'printed');
  await next.job('c');
  await next.until(isEmpty(next));
  assert.equal(next.printer.papers, ['receipt c']);
  await next.end();
});

test('jobs of another register are not ours', async () => {
  const till = await queueBench();
  await till.queue.add({
    id: 'other',
    register: 'B2',
    kind: 'receipt',
    subject: 'x',
    request: { text: 'x' },
    at: 0,
  });
  await till.job('a');
  await till.until(isEmpty(till));
  assert.equal(till.printer.papers, ['receipt a']);
  assert.is(await till.state('other'), 'queued');
  await till.end();
});
