// The backup printer: when it steps in, when it is asked for, and that nothing comes out twice by it.
import { isEmpty, type QueueBench, queueBench, shows } from '../../../test/printing/queue-bench.ts';
import { assert, suite } from '../../../test/kit.ts';
import type { Backup } from '../../devices/printer/backup.ts';

const test = suite('backup printer');

const afterMs = 20_000;
const forKitchen: Backup = { to: 'printer', afterMs, receipts: 'ask' };
const round = (text: string) => ({ text, printer: 'kitchen' });

async function kitchenShop(...more: readonly (readonly [string, Backup])[]): Promise<QueueBench> {
  return queueBench(undefined, true, new Map([['kitchen', forKitchen], ...more]));
}

test('a slip waits for its printer, and after the time set comes out of the backup, once and marked', async () => {
  const till = await kitchenShop();
  await till.job('a', 'round', round('a'));
  await till.clock.advance(afterMs - 1);
  assert.equal([till.printer.papers, till.queue.standIns()], [[], {}]);
  await till.clock.advance(1);
  await till.until(isEmpty(till));
  assert.equal(till.printer.papers, ['round a INSTEAD OF kitchen']);
  assert.equal(till.queue.standIns(), { kitchen: 'printer' });
  till.plugKitchen();
  await till.clock.advance(afterMs);
  assert.equal(till.kitchen.papers, [], 'it is not printed again where it belongs');
  await till.end();
});

test('what comes later goes to the backup at once, and home when the printer is back', async () => {
  const till = await kitchenShop();
  await till.clock.advance(afterMs);
  await till.job('a', 'round', round('a'));
  await till.until(isEmpty(till));
  till.plugKitchen();
  await till.job('b', 'round', round('b'));
  await till.until(isEmpty(till));
  assert.equal([till.printer.papers, till.kitchen.papers], [['round a INSTEAD OF kitchen'], ['round b']]);
  assert.equal(till.queue.standIns(), {});
  await till.end();
});

test('paper out counts from when it ran out; a short want of paper moves nothing', async () => {
  const till = await kitchenShop();
  till.plugKitchen();
  await till.job('first', 'round', round('first'));
  await till.until(isEmpty(till));
  till.kitchen.tell('paper-out');
  await till.job('a', 'round', round('a'));
  await till.clock.advance(afterMs - 1);
  till.kitchen.tell();
  await till.until(isEmpty(till));
  assert.equal(till.printer.papers, []);
  till.kitchen.tell('cover-open');
  await till.job('b', 'round', round('b'));
  await till.clock.advance(afterMs);
  await till.until(isEmpty(till));
  assert.equal(
    [till.kitchen.papers, till.printer.papers],
    [['round first', 'round a'], ['round b INSTEAD OF kitchen']],
  );
  await till.end();
});

test('an outcome that nobody knows is not tried at the backup, until somebody says so', async () => {
  const till = await kitchenShop();
  till.plugKitchen();
  till.kitchen.endings.push({ outcome: 'unknown', reason: 'gone' });
  await till.job('a', 'round', round('a'));
  await till.until(shows(till, 'a', 'unknown'));
  till.unplugKitchen();
  await till.clock.advance(600_000);
  assert.equal(till.printer.papers, []);
  assert.refused(await till.queue.printOnBackup('a'), 'job.unknown');
  assert.accepted(await till.queue.printAgain('a'));
  await till.until(isEmpty(till));
  assert.equal(till.printer.papers, ['round a REPRINT INSTEAD OF kitchen']);
  await till.end();
});

test('unknown at the backup stays unknown, also when the printer comes back', async () => {
  const till = await kitchenShop();
  till.printer.endings.push({ outcome: 'unknown', reason: 'gone' });
  await till.job('a', 'round', round('a'));
  await till.clock.advance(afterMs);
  await till.until(shows(till, 'a', 'unknown'));
  till.plugKitchen();
  await till.clock.advance(600_000);
  assert.equal([till.kitchen.papers, till.printer.papers.length], [[], 1]);
  await till.end();
});

test('a backup that is out itself keeps nothing: who is well first prints, unmarked where it belongs', async () => {
  const till = await kitchenShop();
  till.unplug();
  await till.job('a', 'round', round('a'));
  await till.clock.advance(10 * afterMs);
  assert.equal(till.queue.standIns(), {});
  till.plugKitchen();
  await till.until(isEmpty(till));
  assert.equal(till.kitchen.papers, ['round a']);
  await till.end();
});

test('a receipt goes to the backup when the cashier says so, durably; orders behind it do not wait', async () => {
  const till = await queueBench(
    undefined,
    false,
    new Map([['printer', { to: 'kitchen', afterMs, receipts: 'ask' }]]),
  );
  till.plugKitchen();
  await till.job('a');
  await till.job('b', 'round', { text: 'b' });
  assert.is(till.queue.view()['a']?.backup, null, 'not yet');
  assert.refused(await till.queue.printOnBackup('a'), 'job.unknown');
  await till.clock.advance(afterMs);
  await till.until(() => till.kitchen.papers.length === 1);
  assert.equal(till.kitchen.papers, ['round b INSTEAD OF printer']);
  await till.until(() => Object.keys(till.queue.view()).length === 1);
  assert.is(till.queue.view()['a']?.backup, 'kitchen');
  assert.refused(await till.queue.printOnBackup('never'), 'job.unknown');
  till.kitchen.tell('paper-out');
  assert.is(till.queue.view()['a']?.backup, null, 'nothing is offered that cannot be done');
  till.kitchen.tell();
  assert.accepted(await till.queue.printOnBackup('a'));
  await till.until(isEmpty(till));
  assert.is(till.kitchen.papers.at(-1), 'receipt a INSTEAD OF printer');
  const row = await till.journal.database.get(`SELECT request FROM print_job WHERE id = 'a'`);
  assert.equal(JSON.parse(String(row?.['request'])), { text: 'a', backup: true });
  await till.end();
});

test('where the setting says so, receipts go by themselves', async () => {
  const till = await queueBench(
    undefined,
    false,
    new Map([['printer', { to: 'kitchen', afterMs, receipts: 'automatic' }]]),
  );
  till.plugKitchen();
  await till.job('a');
  await till.clock.advance(afterMs);
  await till.until(isEmpty(till));
  assert.equal(till.kitchen.papers, ['receipt a INSTEAD OF printer']);
  await till.end();
});

test('two printers that stand in for each other do not pass a slip to and fro', async () => {
  const till = await kitchenShop(['printer', { to: 'kitchen', afterMs, receipts: 'automatic' }]);
  till.unplug();
  await till.job('a', 'round', round('a'));
  await till.job('b');
  await till.clock.advance(10 * afterMs);
  assert.equal(Object.keys(till.queue.view()), ['a', 'b']);
  till.plug();
  await till.until(isEmpty(till));
  assert.equal(till.printer.papers.toSorted(), ['receipt b', 'round a INSTEAD OF kitchen']);
  await till.end();
});

test('after a restart the time begins anew, and what was being sent to the backup is unknown', async () => {
  const till = await kitchenShop();
  till.printer.endings.push(new Promise(() => undefined));
  await till.job('a', 'round', round('a'));
  await till.job('b', 'round', round('b'));
  await till.clock.advance(afterMs);
  await till.until(() => till.printer.papers.length === 1);
  const next = await till.restart();
  await next.until(shows(next, 'a', 'unknown'));
  await next.clock.advance(afterMs - 1);
  assert.equal(next.printer.papers, []);
  await next.clock.advance(1);
  await next.until(() => next.printer.papers.length === 1);
  assert.equal(next.printer.papers, ['round b INSTEAD OF kitchen']);
  await next.end();
});
