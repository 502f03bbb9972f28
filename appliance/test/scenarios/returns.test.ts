// Goods that come back, through the whole daemon: W9 to the last øre, money back the way it came, goods without a receipt told apart, and
// what came back once stays back after a crash.
import type { ReturnableSale, Sale, ShiftReport } from '../../src/protocol/answers.ts';
import type { Page, PageReply } from '../../src/replay/page.ts';
import { productNamed } from '../back-office/demo-office.ts';
import { Box } from '../daemon-process.ts';
import { assert, suite } from '../kit.ts';

const test = suite('returns through the box');
/** 49.90 at 25 %. */
const candles = productNamed('Stearinlys 10 stk');
let ids = 0;
const nextId = (): string => `returns-${(ids += 1)}`;
const codeOf = (reply: PageReply): string => (reply.ok ? 'ok' : reply.failure.code);
let box: Box;
let page: Page;

async function does(name: Parameters<Page['command']>[1], body: object): Promise<void> {
  assert.is(codeOf(await page.command(nextId(), name, body)), 'ok', name);
}

async function saleOf(receipt: number): Promise<ReturnableSale> {
  const reply = await page.query(nextId(), 'sale', { receipt });
  assert.ok(reply.ok);
  return reply.value as ReturnableSale;
}

const lastReceipt = (): number => page.view.lastSale?.receipt ?? 0;
const sums = ({ total, vat }: Sale): readonly number[] => [
  total,
  vat.reduce((sum, each) => sum + each.vat, 0),
];

async function payByCard(): Promise<void> {
  await does('start-payment', { tender: 'card' });
  await does('settle-payment', {
    payment: page.view.tab?.openPayment ?? '',
    outcome: 'taken',
    reference: 'x',
  });
}

async function giveBack(receipt: number, quantity: number): Promise<void> {
  const { sale } = await saleOf(receipt);
  await does('add-return', { receipt, line: sale.lines[0]?.id ?? '', quantity, reason: 'faulty' });
}

async function report(): Promise<ShiftReport> {
  const reply = await page.query(nextId(), 'shift-report', {});
  assert.ok(reply.ok);
  return reply.value as ShiftReport;
}

const limits = { timeoutMs: 120_000 };

test.before(async () => {
  box = await Box.started({ env: { COUNTERTOP_DEMO: 'true' } });
  page = await box.page('alex');
  await does('open-shift', { opening: [{ currency: 'NOK', amount: 100_000 }] });
});
test.after(async () => {
  page.close();
  await box.stop();
});

test('W9: three sold, one comes back and then two; the sum is nothing', limits, async () => {
  await does('add-product', { product: candles, quantity: 3_000 });
  await payByCard();
  const receipt = lastReceipt();
  assert.equal(sums((await saleOf(receipt)).sale), [14_970, 2_994]);
  await giveBack(receipt, 1_000);
  await payByCard();
  assert.equal(sums((await saleOf(lastReceipt())).sale), [-4_990, -998]);
  await giveBack(receipt, 2_000);
  await payByCard();
  assert.equal(sums((await saleOf(lastReceipt())).sale), [-9_980, -1_996]);
  const { total, byVat } = await report();
  assert.equal([total, ...byVat.map(({ gross, vat }) => [gross, vat])], [0, [0, 0]]);
});

test('W9: three for 10.00, returned one by one: the last takes the rest', limits, async () => {
  await does('add-product', { product: candles, quantity: 3_000 });
  const line = Object.keys(page.view.tab?.lines ?? {})[0] ?? '';
  const discount = { kind: 'amount', amount: 13_970, reason: '3 for 10' };
  await does('discount-line', { line, discount });
  await payByCard();
  const receipt = lastReceipt();
  assert.equal(sums((await saleOf(receipt)).sale), [1_000, 200]);
  const back: unknown[] = [];
  for (const each of [1, 2, 3]) {
    await giveBack(receipt, 1_000);
    await payByCard();
    back.push([each, ...sums((await saleOf(lastReceipt())).sale)]);
  }
  assert.equal(back, [
    [1, -333, -67],
    [2, -333, -67],
    [3, -334, -66],
  ]);
  const again = await page.command(nextId(), 'add-return', { receipt, line, quantity: 1_000 });
  assert.is(codeOf(again), 'return.more-than-sold');
});

test('what was paid by card goes back to the card; another way is for who may', limits, async () => {
  await does('add-product', { product: candles });
  await payByCard();
  await giveBack(lastReceipt(), 1_000);
  assert.equal(page.view.tab?.refund, [{ tender: 'card', amount: 4_990 }]);
  page.close();
  page = await box.page('ingrid');
  const out = { tender: 'cash', tendered: 5_000 };
  const refused = await page.command(nextId(), 'take-payment', out);
  assert.is(codeOf(refused), 'permission.approval-needed');
  page.close();
  page = await box.page('alex');
  await does('take-payment', out);
  assert.is((await saleOf(lastReceipt())).sale.payments[0]?.amount, -5_000);
});

test('an exchange in one basket: the difference is paid, and the receipt is both', limits, async () => {
  await does('add-product', { product: candles });
  await payByCard();
  await giveBack(lastReceipt(), 1_000);
  await does('add-product', { product: productNamed('Kost') });
  assert.equal([page.view.tab?.due, page.view.tab?.refund], [9_910, []]);
  await payByCard();
  const { sale } = await saleOf(lastReceipt());
  assert.equal([sale.kind, sale.total], ['exchange', 9_910]);
});

test('without a receipt: at most at the price of today, and told apart', limits, async () => {
  const loose = { product: candles, quantity: 1_000, reason: 'faulty' };
  const dear = await page.command(nextId(), 'return-without-receipt', { ...loose, price: 4_991 });
  assert.is(codeOf(dear), 'return.price-too-high');
  await does('return-without-receipt', { ...loose, price: 4_000 });
  await does('take-payment', { tender: 'cash', tendered: 4_000 });
  assert.equal((await report()).looseReturns, { count: 1, amount: 4_000 });
  assert.equal((await saleOf(lastReceipt())).sale.lines[0]?.returnOf, {
    gross: 4_000,
    vat: 800,
    rate: 2_500,
    vatCode: '3',
    reason: 'faulty',
  });
});

test('what came back stays back after a crash', limits, async () => {
  await does('add-product', { product: candles });
  await payByCard();
  const receipt = lastReceipt();
  await giveBack(receipt, 1_000);
  await payByCard();
  const before = await report();
  page.close();
  await box.kill();
  await box.start();
  page = await box.page('alex');
  const line = (await saleOf(receipt)).sale.lines[0]?.id ?? '';
  const again = await page.command(nextId(), 'add-return', { receipt, line, quantity: 1_000 });
  assert.is(codeOf(again), 'return.more-than-sold');
  assert.equal({ ...(await report()), at: 0 }, { ...before, at: 0 });
});
