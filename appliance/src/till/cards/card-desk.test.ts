// A till and its terminal: every bad day of the wire and every moment at which the plug may be pulled. What the terminal's ledger says was charged
// is what the journal says was taken, and nobody is charged twice.
import { CardCounter } from '../../../test/card-counter.ts';
import { simulatedModels } from '../../../test/devices/simulated-terminals.ts';
import { assert, suite } from '../../../test/kit.ts';
import { bread } from '../../../test/scenarios/seed-004/register-day.ts';
import type { Terminal } from '../../devices/terminal/port.ts';

const test = suite('card payments');
let counter: CardCounter;
test.beforeEach(async () => {
  counter = await CardCounter.opens(simulatedModels.bench);
});
test.afterEach(async () => counter.day.ends());

test('approved: the sale is made by itself, with the card on it', async () => {
  const id = await counter.begins();
  assert.equal([counter.payment(id)?.state, counter.day.page.view.cards[id]], ['started', 'asking']);
  await counter.passes(2_000);
  assert.is(counter.tab, null);
  const payment = await counter.lastPayment();
  assert.equal([payment?.card?.last4, payment?.terminal], ['4242', true]);
  const completed = await counter.day.entries('sale.completed');
  assert.is(completed[0]?.who, 'alex', 'whoever stands there sold it');
  await counter.agrees();
});

test('declined, and paid otherwise', async () => {
  const id = await counter.begins('decline');
  await counter.passes(2_000);
  assert.is(counter.payment(id)?.state, 'declined');
  await counter.day.does('take-payment', { tender: 'cash', tendered: counter.tab?.cashDue ?? 0 });
  assert.is(counter.tab, null);
  await counter.agrees();
});

test('approved in part: the rest stays due; a tip given at the terminal is told', async () => {
  await counter.begins('approve-part');
  await counter.passes(2_000);
  const half = Math.trunc(bread.price / 2);
  assert.is(counter.tab?.due, bread.price - half);
  counter.terminal.mood = 'tip';
  await counter.day.does('start-payment', { tender: 'card' });
  await counter.passes(2_000);
  assert.is(counter.tab, null);
  assert.is(counter.day.page.view.lastSale?.tip, Math.trunc((bread.price - half) / 10));
  await counter.agrees();
});

for (const mood of ['lose-answer', 'answer-twice', 'reboot'] as const)
  test(`${mood}: charged once, and known by asking`, async () => {
    await counter.begins(mood);
    await counter.passes(2_000);
    if (mood === 'reboot') counter.plugs();
    for (let turn = 0; turn < 20 && counter.tab !== null; turn += 1) await counter.passes(10_000);
    assert.is(counter.tab, null, 'paid');
    assert.is(counter.charged().size, 1);
    await counter.agrees();
  });

test('a terminal that knows nothing of it leaves it to a person; one that has no power, too', async () => {
  const id = await counter.begins('reboot-before');
  await counter.passes(100);
  counter.plugs();
  await counter.passes(5_000);
  assert.equal([counter.payment(id)?.state, counter.day.page.view.cards[id]], ['unknown', undefined]);
  assert.is(await counter.day.refused('start-payment', { tender: 'card' }), 'payment.open');
  await counter.day.does('settle-payment', {
    payment: id,
    outcome: 'declined',
    reason: 'seen on its display',
  });
  const second = await counter.begins('wait');
  counter.unplugs();
  for (let turn = 0; turn < 10; turn += 1) await counter.passes(10_000);
  assert.is(counter.payment(second)?.state, 'unknown');
  assert.is(await counter.day.refused('ask-terminal', { payment: second }), 'terminal.out-of-reach');
  counter.plugs();
  counter.terminal.present();
  await counter.passes(5_000);
  assert.is(counter.tab, null, 'it is asked as soon as it is back');
  await counter.agrees();
});

test('nothing is sent where there is no terminal: declined at once', async () => {
  counter.unplugs();
  const id = await counter.begins();
  await counter.passes(0);
  assert.is(counter.payment(id)?.state, 'declined');
});

test('given up: declined; approved after that: taken back by itself', async () => {
  const first = await counter.begins('wait');
  await counter.passes(100);
  await counter.day.does('abort-payment', { payment: first });
  await counter.passes(100);
  assert.is(counter.payment(first)?.state, 'declined');
  counter.terminal.mood = 'late-after-abort';
  await counter.day.does('start-payment', { tender: 'card' });
  const second = counter.tab?.openPayment ?? '';
  await counter.passes(100);
  await counter.day.does('abort-payment', { payment: second });
  await counter.passes(100);
  assert.is(counter.payment(second)?.state, 'declined');
  await counter.day.does('take-payment', { tender: 'cash', tendered: counter.tab?.cashDue ?? 0 });
  await counter.passes(5_000);
  assert.is(counter.terminal.ledger.find(({ payment }) => payment === second)?.state, 'reversed');
  await counter.agrees();
});

test('what was approved too late is taken back again and again, until the terminal answers', async () => {
  const { devices } = counter.day.shop;
  const real = devices.cardTerminal;
  assert.ok(real);
  let asked = 0;
  const deaf: Terminal = {
    request: async (request) => real.request(request),
    inquire: async (payment) => real.inquire(payment),
    abort: async (payment) => real.abort(payment),
    onLateAnswer: () => undefined,
    reconcile: async () => real.reconcile(),
    reverse: async (payment) => {
      asked += 1;
      if (asked < 3) throw new Error('nobody answers');
      return real.reverse(payment);
    },
  };
  devices.cardTerminal = deaf;
  const id = await counter.begins('late-after-abort');
  await counter.passes(100);
  await counter.day.does('abort-payment', { payment: id });
  await counter.passes(5_000);
  assert.is(counter.terminal.ledger.find(({ payment }) => payment === id)?.state, 'approved');
  for (let turn = 0; turn < 3; turn += 1) await counter.passes(10_000);
  assert.is(counter.terminal.ledger.find(({ payment }) => payment === id)?.state, 'reversed');
  assert.is(asked, 3);
});

test('money goes back by the terminal: before the sale it is reversed, after it refunded', async () => {
  await counter.day.does('add-product', { product: bread.id });
  const part = await counter.begins('well', { amount: 1_000 });
  await counter.passes(2_000);
  assert.is(counter.payment(part)?.state, 'taken');
  await counter.day.does('reverse-payment', { payment: part, reason: 'wrong amount' });
  await counter.passes(1_000);
  assert.is(counter.payment(part)?.state, 'reversed');
  await counter.day.does('start-payment', { tender: 'card' });
  await counter.passes(2_000);
  const receipt = counter.day.page.view.lastSale?.receipt ?? 0;
  const { sale } = await counter.day.sees('sale', { receipt });
  await counter.day.does('add-return', {
    receipt,
    line: sale.lines[0]?.id ?? '',
    quantity: 1_000,
    reason: 'stale',
  });
  await counter.day.does('start-payment', { tender: 'card' });
  await counter.passes(2_000);
  assert.is(counter.tab, null);
  assert.is(counter.terminal.ledger.at(-1)?.amount, -bread.price);
  await counter.agrees();
});

test('a reversal whose answer is lost is asked after', async () => {
  await counter.day.does('add-product', { product: bread.id });
  const part = await counter.begins('well', { amount: 1_000 });
  await counter.passes(2_000);
  counter.terminal.mood = 'lose-answer';
  await counter.day.does('reverse-payment', { payment: part, reason: 'wrong amount' });
  assert.is(counter.payment(part)?.state, 'unknown');
  for (let turn = 0; turn < 4; turn += 1) await counter.passes(10_000);
  assert.is(counter.payment(part)?.state, 'reversed');
  await counter.agrees();
});

test('a tender whose terminal stands apart is not asked for', async () => {
  counter.day.shop.devices.cardTerminal = undefined;
  const id = await counter.begins();
  assert.equal([counter.payment(id)?.terminal, counter.day.page.view.cards[id]], [undefined, undefined]);
  await counter.day.does('settle-payment', { payment: id, outcome: 'taken', reference: 'slip 7' });
  assert.is(counter.charged().size, 0);
});

test('the plug is pulled before the terminal heard of it: nobody is charged, and a person says so', async () => {
  const deaf = { request: async () => new Promise(() => undefined), onLateAnswer: () => undefined };
  counter.day.shop.devices.plugTerminal(deaf as unknown as Terminal);
  const id = await counter.begins();
  await counter.pulled();
  await counter.passes(5_000);
  assert.is(counter.payment(id)?.state, 'unknown');
  assert.is(counter.terminal.ledger.length, 0);
});
