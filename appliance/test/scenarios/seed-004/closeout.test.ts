// Seed 004, "Shift closeout" and "Cash difference": what the dialog shows is what will stand on the Z, and the Z is made once.
import { assert, suite } from '../../kit.ts';
import type { ShiftReport } from '../../../src/domain/shift/report.ts';
import { bread, RegisterDay } from './register-day.ts';

const test = suite('seed 004: shift closeout');
let day: RegisterDay;

test.beforeEach(async () => {
  day = await RegisterDay.begins();
  await day.opens({ NOK: 50_000, EUR: 0 });
});
test.afterEach(async () => day.ends());

async function lastZ(): Promise<ShiftReport> {
  const [z] = await day.sees('z-reports', { limit: 1 });
  assert.ok(z !== undefined);
  return z;
}

/** The sale of a receipt, given back whole, for cash. */
async function givesBack(receipt: number): Promise<void> {
  const found = await day.sees('sale', {
    receipt,
  });
  for (const { id, quantity } of found.sale.lines)
    await day.does('add-return', { receipt, line: id, quantity });
  const due = Math.abs(day.page.view.tab?.cashDue ?? 0);
  await day.does('take-payment', { tender: 'cash', tendered: due });
}

test('the shift: opened when and by whom, how long, and its paid, transferred, voided, refunded and open tabs', async () => {
  const opened = day.shop.clock.now();
  await day.sells(1);
  await day.sells(2);
  await givesBack(1);
  await day.does('add-product', { product: bread.id });
  await day.does('void-tab', { reason: 'left' });
  await day.does('open-tab', { name: 'Kari' });
  await day.does('add-product', { product: bread.id });
  await day.does('park-tab', {});
  await day.does('add-product', { product: bread.id });
  await day.does('transfer-tab', { to: 'ingrid' });
  await day.passes(3_600_000);
  await day.logIn('ingrid');
  const { openedAt, openedBy, at, tabs, returns } = await day.report();
  assert.equal([openedAt, openedBy, at - openedAt], [opened, 'alex', 3_600_000]);
  assert.equal([tabs.paid, tabs.transferred], [3, 1]);
  assert.equal(tabs.voided, { count: 1, amount: bread.price });
  assert.equal(returns, { count: 1, amount: bread.price });
  assert.is(tabs.open + tabs.parked, 2);
  assert.ok(Object.values(day.page.view.parked).some(({ name }) => name === 'Kari'));
});

test('sales by means of payment: how many, how much, and the grand total', async () => {
  await day.sells(1);
  await day.sells(2);
  await day.does('add-product', { product: bread.id });
  await day.does('start-payment', { tender: 'card' });
  const payment = day.page.view.tab?.openPayment ?? '';
  await day.does('settle-payment', { payment, outcome: 'taken', reference: 'ok' });
  const { byTender, total } = await day.report();
  assert.equal(
    byTender.map(({ tender, count, amount }) => [tender, count, amount]),
    [
      ['cash', 2, 3 * bread.price],
      ['card', 1, bread.price],
    ],
  );
  assert.is(total, 4 * bread.price);
});

test('tips are told apart from the sales: by means of payment, in all, and whose they are', async () => {
  await day.does('add-product', { product: bread.id });
  await day.does('take-payment', { tender: 'cash', tendered: bread.price + 5_000, tip: 'change' });
  await day.does('add-product', { product: bread.id });
  await day.does('start-payment', { tender: 'card', tip: 1_000 });
  const payment = day.page.view.tab?.openPayment ?? '';
  await day.does('settle-payment', { payment, outcome: 'taken', reference: 'ok' });
  const { total, byTender, tips, cash } = await day.report();
  assert.equal([total, byTender.map(({ amount }) => amount)], [2 * bread.price, [bread.price, bread.price]]);
  assert.equal([tips?.count, tips?.amount], [2, 6_000]);
  assert.equal(
    tips?.byTender.map(({ tender, amount }) => [tender, amount]),
    [
      ['cash', 5_000],
      ['card', 1_000],
    ],
  );
  assert.equal(tips?.byUser, [{ user: 'alex', count: 2, amount: 6_000 }]);
  assert.is(cash[0]?.expected, 50_000 + bread.price + 5_000, 'what was left in cash lies in the drawer');
});

test('cash: opening, sales, in and out, and the expected cash they come to', async () => {
  await day.sells(1);
  await day.moves('in', 10_000);
  await day.moves('out', 4_000);
  const [own, ...others] = (await day.report()).cash;
  assert.equal(own, {
    currency: 'NOK',
    opening: 50_000,
    sales: bread.price,
    cashIn: 10_000,
    cashOut: 4_000,
    expected: 56_000 + bread.price,
  });
  assert.equal(others, [], 'foreign cash is told of only where there was any');
});

test('foreign cash has a reconciliation of its own, once some was used', async () => {
  await day.sells(3, 'eur', 2_000);
  const [, euro] = (await day.report()).cash;
  assert.equal([euro?.currency, euro?.sales, euro?.expected], ['EUR', 2_000, 2_000]);
  const counted = [{ currency: 'NOK', amount: day.expected['NOK'] ?? 0 }];
  assert.is(await day.refused('close-shift', { counted, print: false }), 'cash.count-missing');
  await day.closes({ NOK: day.expected['NOK'] ?? 0, EUR: 1_900 });
  assert.equal(
    (await lastZ()).cash.map(({ difference }) => difference),
    [0, -100],
  );
});

test('the difference is what was counted less what was expected: more, less, or nothing', async () => {
  for (const [counted, difference] of [
    [50_100, 100],
    [49_000, -1_100],
    [49_000, 0],
  ] as const) {
    await day.closes({ NOK: counted });
    assert.is((await lastZ()).cash[0]?.difference, difference);
    await day.opens({ NOK: counted });
  }
});

test('without a count nothing is closed, and looking changes nothing', async () => {
  await day.sells(1);
  const before = (await day.shop.store.head('B1')).seq;
  await day.report();
  assert.is(await day.refused('close-shift', { counted: [], print: false }), 'cash.count-missing');
  assert.is((await day.shop.store.head('B1')).seq, before);
  assert.ok(day.page.view.shift !== null);
});

test('an optional note stands on the Z', async () => {
  await day.closes({ NOK: 50_000 }, 'Counted twice');
  assert.is((await lastZ()).note, 'Counted twice');
  await day.opens({ NOK: 50_000 });
  await day.closes({ NOK: 50_000 });
  assert.is((await lastZ()).note, undefined);
});

test('open tabs are carried over, and the next shift finds them', async () => {
  await day.does('open-tab', { name: 'Kari' });
  await day.does('add-product', { product: bread.id });
  await day.closes({ NOK: 50_000 });
  const { tabs } = await lastZ();
  assert.equal([tabs.parked, tabs.voided.count], [1, 0]);
  await day.opens({ NOK: 50_000 });
  const [id = ''] = Object.keys(day.page.view.parked);
  await day.does('recall-tab', { tab: id });
  await day.does('take-payment', { tender: 'cash', tendered: bread.price });
  assert.is((await day.report()).total, bread.price);
});
