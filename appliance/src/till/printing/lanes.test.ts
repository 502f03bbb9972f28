// Several printers: a job goes to the one it names, and one that is out holds up nobody else's paper.
import { isEmpty, queueBench, shows } from '../../../test/printing/queue-bench.ts';
import { assert, suite } from '../../../test/kit.ts';

const test = suite('print lanes');

test('a job goes to the printer it names, or where the box has none of that name to the usual one', async () => {
  const till = await queueBench();
  till.plugKitchen();
  await till.job('a', 'round', { text: 'a', printer: 'kitchen' });
  await till.job('b', 'round', { text: 'b', printer: 'nowhere' });
  await till.job('c');
  await till.until(isEmpty(till));
  assert.equal(till.kitchen.papers, ['round a']);
  assert.equal(till.printer.papers, ['round b', 'receipt c']);
  await till.end();
});

test('what waits for a printer that is away lets the rest pass, and comes out when it comes', async () => {
  const till = await queueBench();
  for (const id of ['a', 'b']) await till.job(id, 'round', { text: id, printer: 'kitchen' });
  await till.job('c');
  await till.until(() => till.printer.papers.length === 1);
  assert.equal(Object.keys(till.queue.view()), ['a', 'b']);
  till.plugKitchen();
  await till.until(isEmpty(till));
  assert.equal(till.kitchen.papers, ['round a', 'round b']);
  await till.end();
});

test('what failed at one is tried again there, while the other goes on', async () => {
  const till = await queueBench();
  till.plugKitchen();
  till.kitchen.endings.push({ outcome: 'failed', reason: 'busy' });
  await till.job('a', 'round', { text: 'a', printer: 'kitchen' });
  await till.until(shows(till, 'a', 'failed'));
  await till.job('b');
  await till.until(() => till.printer.papers.length === 1);
  await till.clock.advance(1_000);
  await till.until(isEmpty(till));
  assert.equal(till.kitchen.papers, ['round a', 'round a']);
  await till.end();
});

test('one that runs out of paper stops its own lane', async () => {
  const till = await queueBench();
  till.plugKitchen();
  await till.job('first', 'round', { text: 'first', printer: 'kitchen' });
  await till.until(isEmpty(till));
  till.kitchen.tell('paper-out');
  await till.job('a', 'round', { text: 'a', printer: 'kitchen' });
  await till.job('b');
  await till.until(() => till.printer.papers.length === 1);
  till.kitchen.tell();
  await till.until(isEmpty(till));
  assert.equal(till.kitchen.papers, ['round first', 'round a']);
  await till.end();
});
