// The print queue: order, honesty about outcomes, and what a restart makes of a job.
import { isEmpty, queueBench, ScriptedPrinter, shows } from '../../../test/printing/queue-bench.ts';
import { assert, suite } from '../../../test/kit.ts';
import type { PrintOutcome } from '../../devices/print-outcome.ts';
import { Fault } from '../../platform/fault.ts';
import { attemptsMax } from './line-of-jobs.ts';

const test = suite('print queue');

test('prints in the order of committing, and each once', async () => {
  const till = await queueBench();
  for (const id of ['a', 'b', 'c']) await till.job(id);
  await till.until(isEmpty(till));
  assert.equal(till.printer.papers, ['receipt a', 'receipt b', 'receipt c']);
  assert.is(await till.state('b'), 'printed');
  await till.job('b');
  await till.until(isEmpty(till));
  assert.is(till.printer.papers.length, 3, 'a job that is there already is not added again');
  await till.end();
});

test('is marked as being sent, durably, before the printer hears of it', async () => {
  const till = await queueBench();
  let atPrinting = '';
  const { print } = ScriptedPrinter.prototype;
  till.printer.print = async (document) => {
    atPrinting = await till.state('a');
    return print.call(till.printer, document);
  };
  await till.job('a');
  await till.until(isEmpty(till));
  assert.is(atPrinting, 'sending');
  await till.end();
});

test('tells its view: places, states and reasons', async () => {
  const till = await queueBench(undefined, false);
  let changes = 0;
  till.queue.onChange(() => (changes += 1));
  await till.job('a');
  await till.job('b', 'z-report');
  await till.until(() => Object.keys(till.queue.view()).length === 2);
  assert.equal(till.queue.view()['b'], {
    position: 2,
    kind: 'z-report',
    subject: 'receipt:b',
    state: 'queued',
    reason: null,
    at: till.clock.now(),
    backup: null,
  });
  assert.ok(changes > 0);
  till.plug();
  await till.until(isEmpty(till));
  await till.end();
});

test('what surely failed stays first in line, and is tried again with growing pauses', async () => {
  const till = await queueBench();
  till.printer.endings.push({ outcome: 'failed', reason: 'busy' }, { outcome: 'failed', reason: 'busy' });
  await till.job('a');
  await till.job('b');
  await till.until(shows(till, 'a', 'failed'));
  assert.is(await till.state('a'), 'failed busy');
  assert.is(till.queue.view()['a']?.reason, 'busy');
  await till.clock.advance(999);
  await till.until(() => till.clock.waiting === 1);
  assert.equal(till.printer.papers, ['receipt a']);
  await till.clock.advance(1);
  await till.until(() => till.printer.papers.length === 2);
  await till.until(shows(till, 'a', 'failed'));
  await till.clock.advance(2_000);
  await till.until(isEmpty(till));
  assert.equal(till.printer.papers, ['receipt a', 'receipt a', 'receipt a', 'receipt b']);
  await till.end();
});

test('tries only so often; then a person decides, and the next one has its turn', async () => {
  const till = await queueBench();
  till.printer.endings.push(
    ...Array.from({ length: attemptsMax }, () => ({ outcome: 'failed', reason: 'error' }) as const),
  );
  await till.job('a');
  await till.job('b');
  for (let attempt = 1; attempt < attemptsMax; attempt += 1) {
    await till.until(
      () => till.printer.papers.length === attempt && till.queue.view()['a']?.state === 'failed',
    );
    await till.until(() => till.clock.waiting === 1);
    await till.clock.advance(30_000);
  }
  await till.until(() => till.printer.papers.includes('receipt b'));
  assert.is(till.printer.papers.filter((paper) => paper === 'receipt a').length, attemptsMax);
  assert.is(till.queue.view()['a']?.state, 'failed');
  assert.accepted(await till.queue.printAgain('a'));
  await till.until(isEmpty(till));
  assert.is(till.printer.papers.at(-1), 'receipt a', 'surely nothing came out: no mark');
  await till.end();
});

test('a printer without paper is not tried at all, and at once when it has some again', async () => {
  const till = await queueBench();
  await till.job('first');
  await till.until(isEmpty(till));
  till.printer.tell('paper-out');
  await till.job('a');
  await till.until(shows(till, 'a', 'queued'));
  await till.clock.advance(60_000);
  assert.equal(till.printer.papers, ['receipt first']);
  till.printer.tell('paper-low');
  await till.until(isEmpty(till));
  assert.equal(till.printer.papers, ['receipt first', 'receipt a']);
  await till.end();
});

test('a printer that comes back is tried at once', async () => {
  const till = await queueBench();
  till.printer.endings.push({ outcome: 'failed', reason: 'gone' });
  await till.job('a');
  await till.until(shows(till, 'a', 'failed'));
  till.unplug();
  await till.clock.advance(60_000);
  assert.is(till.printer.papers.length, 1);
  till.plug();
  await till.until(isEmpty(till));
  assert.is(till.printer.papers.length, 2);
  await till.end();
});

test('an unknown outcome is never tried by itself; printed again it is marked, and only then', async () => {
  const till = await queueBench();
  till.printer.endings.push({ outcome: 'unknown', reason: 'gone' });
  await till.job('a');
  await till.job('b');
  await till.until(() => till.printer.papers.length === 2);
  await till.clock.advance(600_000);
  assert.equal(till.printer.papers, ['receipt a', 'receipt b']);
  assert.is(await till.state('a'), 'unknown gone');
  assert.accepted(await till.queue.printAgain('a'));
  await till.until(isEmpty(till));
  assert.is(till.printer.papers.at(-1), 'receipt a REPRINT');
  assert.refused(await till.queue.printAgain('a'), 'job.unknown');
  await till.end();
});

test('the mark outlasts a failed try and a restart', async () => {
  const till = await queueBench();
  till.printer.endings.push({ outcome: 'unknown', reason: 'gone' }, { outcome: 'failed', reason: 'offline' });
  await till.job('a');
  await till.until(shows(till, 'a', 'unknown'));
  assert.accepted(await till.queue.printAgain('a'));
  await till.until(shows(till, 'a', 'failed'));
  await till.queue.stop();
  const next = await till.restart();
  await next.until(isEmpty(next));
  assert.equal(next.printer.papers, ['receipt a REPRINT']);
  await next.end();
});

test('it did come out: dismissed, and not asked about again', async () => {
  const till = await queueBench();
  till.printer.endings.push({ outcome: 'unknown', reason: 'gone' });
  await till.job('a');
  await till.until(shows(till, 'a', 'unknown'));
  assert.accepted(await till.queue.dismiss('a'));
  assert.is(await till.state('a'), 'dismissed gone');
  assert.refused(await till.queue.dismiss('a'), 'job.unknown');
  assert.refused(await till.queue.dismiss('never'), 'job.unknown');
  assert.ok(await isEmpty(till)());
  await till.end();
});

test('what is being sent can be neither dismissed nor printed again', async () => {
  const till = await queueBench();
  let finish: (outcome: PrintOutcome) => void = () => undefined;
  till.printer.endings.push(new Promise((resolve) => (finish = resolve)));
  await till.job('a');
  await till.until(() => till.printer.papers.length === 1);
  assert.refused(await till.queue.dismiss('a'), 'job.unknown');
  assert.refused(await till.queue.printAgain('a'), 'job.unknown');
  finish({ outcome: 'printed' });
  await till.until(isEmpty(till));
  await till.end();
});

test('a waiting job that nobody wants any more makes way', async () => {
  const till = await queueBench(undefined, false);
  await till.job('a');
  await till.job('b');
  await till.until(() => Object.keys(till.queue.view()).length === 2);
  assert.accepted(await till.queue.dismiss('a'));
  till.plug();
  await till.until(isEmpty(till));
  assert.equal(till.printer.papers, ['receipt b']);
  await till.end();
});

test('after a restart nobody knows how a job ended that was being sent; what waited is printed', async () => {
  const till = await queueBench();
  till.printer.endings.push(new Promise(() => undefined));
  await till.job('a');
  await till.job('b');
  await till.until(() => till.printer.papers.length === 1);
  // The plug is pulled: this process does nothing any more.
  const next = await till.restart();
  await next.until(() => next.printer.papers.length === 1);
  assert.equal(next.printer.papers, ['receipt b']);
  assert.is(await next.state('a'), 'unknown restart');
  assert.is(next.queue.view()['a']?.state, 'unknown');
  await next.end();
});

test('stopping waits for the job at hand, but not for ever', async () => {
  const till = await queueBench();
  let finish: (outcome: PrintOutcome) => void = () => undefined;
  till.printer.endings.push(new Promise((resolve) => (finish = resolve)));
  await till.job('a');
  await till.job('b');
  await till.until(() => till.printer.papers.length === 1);
  const stopping = till.queue.stop();
  finish({ outcome: 'printed' });
  await stopping;
  assert.equal([await till.state('a'), await till.state('b')], ['printed', 'queued']);

  const next = await till.restart();
  await next.until(isEmpty(next));
  next.printer.endings.push(new Promise((resolve) => (finish = resolve)));
  await next.job('c');
  await next.until(() => next.printer.papers.length === 2);
  const late = next.queue.stop();
  await next.clock.advance(5_000);
  await late;
  assert.is(await next.state('c'), 'unknown stopped');
  finish({ outcome: 'printed' });
  await next.until(async () => (await next.state('c')) === 'unknown stopped');
  next.queue.wake();
  await next.end();
});

test('a job that prints nothing, or cannot be composed, is shown and holds up nobody', async () => {
  const till = await queueBench();
  await till.job('nothing', 'receipt', {});
  await till.job('broken', 'receipt', { broken: true });
  await till.job('a');
  await till.until(() => till.printer.papers.length === 1);
  assert.equal(
    [await till.state('nothing'), await till.state('broken')],
    ['failed document', 'failed document'],
  );
  await till.clock.advance(600_000);
  assert.equal(till.printer.papers, ['receipt a']);
  await till.end();
});

test('a printer that breaks its contract leaves an unknown outcome; a busy one surely nothing', async () => {
  const till = await queueBench();
  till.printer.endings.push(new TypeError('a bug'), new Fault('device.busy'));
  await till.job('a');
  await till.job('b');
  await till.until(shows(till, 'b', 'failed'));
  assert.equal([await till.state('a'), await till.state('b')], ['unknown fault', 'failed busy']);
  await till.end();
});

test('a printer that goes while the paper is composed has printed nothing', async () => {
  const till = await queueBench();
  const { print } = till.printer;
  till.printer.print = (document) => {
    till.unplug();
    return print.call(till.printer, document);
  };
  till.printer.endings.push({ outcome: 'failed', reason: 'gone' });
  await till.job('a');
  await till.until(shows(till, 'a', 'failed'));
  till.printer.print = print;
  till.plug();
  await till.until(isEmpty(till));
  await till.end();
});
