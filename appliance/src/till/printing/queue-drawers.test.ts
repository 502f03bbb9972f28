// Drawers in the print queue: now or never.
import { isEmpty, queueBench, shows } from '../../../test/printing/queue-bench.ts';
import { assert, suite } from '../../../test/kit.ts';
import { Fault } from '../../platform/fault.ts';

const test = suite('drawers in the queue');

test('drawers go before paper', async () => {
  const till = await queueBench(undefined, false);
  await till.job('a');
  await till.job('drawer', 'drawer', { pin: 1 });
  await till.until(() => Object.keys(till.queue.view()).length === 2);
  const order: string[] = [];
  till.queue.onChange(() => {
    const [sending] = Object.entries(till.queue.view()).filter(([, job]) => job.state === 'sending');
    if (sending !== undefined) order.push(sending[0]);
  });
  till.plug();
  await till.until(isEmpty(till));
  assert.equal([...new Set(order)], ['drawer', 'a']);
  assert.equal(till.printer.pulses, [1]);
  await till.end();
});

test('a drawer opens also while the printer has no paper', async () => {
  const till = await queueBench();
  await till.job('first');
  await till.until(isEmpty(till));
  till.printer.tell('paper-out');
  await till.job('drawer', 'drawer', {});
  await till.until(isEmpty(till));
  assert.equal(till.printer.pulses, [0]);
  await till.end();
});

test('a drawer that cannot be opened within five seconds never is, and is shown', async () => {
  const till = await queueBench(undefined, false);
  await till.job('drawer', 'drawer', {});
  await till.until(() => till.clock.waiting === 1);
  await till.clock.advance(4_999);
  assert.is(till.queue.view()['drawer']?.state, 'queued');
  await till.clock.advance(1);
  await till.until(shows(till, 'drawer', 'failed'));
  till.plug();
  await till.clock.advance(60_000);
  assert.equal(till.printer.pulses, []);
  assert.is(await till.state('drawer'), 'failed expired');
  assert.refused(await till.queue.printAgain('drawer'), 'job.unknown');
  await till.end();
});

test('after a restart a drawer stays shut; only the newest of those that did not open is shown', async () => {
  const till = await queueBench(undefined, false);
  await till.job('old', 'drawer', {});
  await till.job('new', 'drawer', {});
  await till.until(() => Object.keys(till.queue.view()).length === 2);
  await till.queue.stop();
  const next = await till.restart();
  await next.clock.advance(1_000);
  assert.equal(next.printer.pulses, []);
  assert.equal(Object.keys(next.queue.view()), ['new']);
  assert.is(await next.state('new'), 'failed expired');
  await next.end();
});

test('a disk so slow that the drawer would open late', async () => {
  const till = await queueBench(undefined, false);
  await till.job('drawer', 'drawer', {});
  await till.until(() => till.clock.waiting === 1);
  till.failWrites.code = 'storage.full';
  till.plug();
  await till.clock.advance(4_500);
  till.failWrites.code = undefined;
  await till.clock.advance(2_000);
  await till.until(shows(till, 'drawer', 'failed'));
  assert.equal(till.printer.pulses, []);
  assert.is(till.queue.view()['drawer']?.reason, 'expired');
  await till.end();
});

test('a refused pulse was not sent: tried again while it may; a lost one may have been, and is not', async () => {
  const till = await queueBench();
  till.printer.drawerFaults.push(new Fault('device.refused'), new Fault('device.busy'));
  await till.job('drawer', 'drawer', {});
  for (const _retry of [1, 2]) {
    await till.until(() => till.clock.waiting > 0 && till.queue.view()['drawer']?.state === 'queued');
    await till.clock.advance(500);
  }
  await till.until(isEmpty(till));
  assert.equal(till.printer.pulses, [0]);
  till.printer.drawerFaults.push(new Fault('device.timeout'));
  await till.job('lost', 'drawer', {});
  await till.until(shows(till, 'lost', 'failed'));
  await till.clock.advance(60_000);
  assert.equal(till.printer.pulses, [0]);
  till.printer.drawerFaults.push(new TypeError('a bug'));
  await till.job('bug', 'drawer', {});
  await till.until(shows(till, 'bug', 'failed'));
  // Only the last drawer that did not open is worth showing.
  await till.until(() => till.queue.view()['lost'] === undefined);
  await till.end();
});
