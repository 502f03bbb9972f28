// W12 through the whole daemon: paid in on an order today, the rest when the goods are handed over in another shift, the daemon started anew in
// between; in Norway, where VAT follows the goods, and in the Netherlands, where it is due with the money.
import type { ShiftReport } from '../../src/protocol/answers.ts';
import type { TabView } from '../../src/protocol/tab-views.ts';
import type { OpenPrepayments } from '../../src/protocol/office/prepayments.ts';
import { assert, suite } from '../kit.ts';
import { until } from './two-boxes.ts';
import { type Country, vatOf, WorkedShop } from './worked-shop.ts';

const test = suite('worked examples: prepayments');
const limits = { timeoutMs: 180_000 };
const netherlands: Country = { country: 'NL', currency: 'EUR', rates: { standard: 2_100, food: 900 } };

function atHand({ page }: WorkedShop): TabView {
  const { tab } = page.view;
  assert.ok(tab !== null);
  return tab;
}

async function refused(
  till: WorkedShop,
  name: Parameters<WorkedShop['asks']>[0],
  body: object,
): Promise<string> {
  const reply = await till.asks(name, body);
  return reply.ok ? 'ok' : reply.failure.code;
}

async function owed(till: WorkedShop): Promise<OpenPrepayments> {
  return (await till.desk.get('/api/prepayments')) as unknown as OpenPrepayments;
}

/** Closes with what should be in the drawer. Answers the Z. */
async function closes(till: WorkedShop): Promise<ShiftReport> {
  const report = await till.report();
  const counted = report.cash.map(({ currency, expected }) => ({ currency, amount: expected }));
  await till.does('close-shift', { counted, print: false });
  const z = await till.zReport();
  assert.ok(z !== undefined);
  return z;
}

test('W12 in Norway: a liability on day 1, turnover and VAT with the goods', limits, async () => {
  const till = await WorkedShop.open();
  await till.opens({ NOK: 100_000, EUR: 0 });
  await till.does('open-tab', { name: 'Hansen' });
  await till.rings([await till.sells({ price: 125_000 })]);
  const order = atHand(till).id;
  await till.does('sell-prepayment', { amount: 50_000 });
  const { name, prepayment, due } = atHand(till);
  assert.equal([name, prepayment, due], ['Hansen', 'receive', 50_000]);
  assert.is(await refused(till, 'park-tab', {}), 'prepayment.at-hand');
  const received = await till.paysCash(50_000);
  assert.equal([received.kind, received.total, vatOf(received)], ['sale', 50_000, 0]);
  assert.equal(
    [till.page.view.parked[order]?.total, till.page.view.parked[order]?.prepaid],
    [75_000, 50_000],
  );
  const first = await closes(till);
  const none = { count: 0, amount: 0 };
  assert.equal([first.sales, first.total, first.cash[0]?.sales], [none, 50_000, 50_000]);
  assert.equal(first.prepayments, {
    received: { count: 1, amount: 50_000 },
    used: none,
    paidBack: none,
    outside: 50_000,
  });
  assert.is(first.grandTotals.sale, 0);
  await until(async () => (await owed(till)).sums[0]?.amount === 50_000, 'what is owed at the office');
  assert.equal(
    (await owed(till)).orders.map(({ tab, name: who, total, receipt }) => [tab, who, total, receipt]),
    [[order, 'Hansen', 125_000, received.receipt]],
  );

  const anew = await till.again();
  await anew.opens({ NOK: 150_000, EUR: 0 });
  await anew.does('recall-tab', { tab: order });
  assert.is(await refused(anew, 'void-tab', { reason: 'changed their mind' }), 'prepayment.on-order');
  assert.equal([atHand(anew).due, atHand(anew).prepaid], [75_000, 50_000]);
  await anew.paysByCard();
  const sold = await anew.lastSale();
  assert.equal(
    [sold.total, vatOf(sold), sold.payments.map(({ amount }) => amount)],
    [75_000, 25_000, [75_000]],
  );
  assert.is(sold.lines[1]?.prepayment?.received?.receipt, received.receipt);
  const last = await closes(anew);
  assert.equal([last.sales, last.total], [{ count: 1, amount: 125_000 }, 75_000]);
  assert.equal(last.prepayments, {
    received: none,
    used: { count: 1, amount: 50_000 },
    paidBack: none,
    outside: -50_000,
  });
  assert.equal(
    last.byVat.map(({ code, vat }) => [code, vat]),
    [
      ['0', 0],
      ['3', 25_000],
    ],
  );
  const day = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Oslo' }).format(last.at);
  await until(async () => {
    const { currencies } = (await anew.desk.get(`/api/dashboard?day=${day}`)) as unknown as {
      readonly currencies: readonly { readonly currency: string; readonly now: { readonly total: number } }[];
    };
    return currencies.find(({ currency }) => currency === 'NOK')?.now.total === 125_000;
  }, 'the order as turnover of the office');
  await until(async () => (await owed(anew)).orders.length === 0, 'nothing is owed any more');
  await anew.close();
});

test('W12 in the Netherlands: VAT when it is received, of the rest with the goods', limits, async () => {
  const till = await WorkedShop.open(netherlands);
  await till.opens({ EUR: 0 });
  await till.rings([await till.sells({ price: 100_000 })]);
  const order = atHand(till).id;
  await till.does('sell-prepayment', { amount: 20_000 });
  await till.paysByCard();
  const received = await till.lastSale();
  assert.equal([received.total, vatOf(received)], [20_000, 3_471]);
  const day1 = await till.report();
  assert.equal([day1.sales.amount, day1.prepayments?.outside], [20_000, 0]);
  await till.does('recall-tab', { tab: order });
  await till.paysByCard();
  const sold = await till.lastSale();
  assert.equal([sold.total, vatOf(sold)], [80_000, 13_884]);
  const end = await till.report();
  assert.equal([end.sales.amount, end.byVat.map(({ vat }) => vat)], [100_000, [17_355]]);

  // A mixed order is paid in on in proportion; cancelled, the money goes back the way it came, and its VAT with it.
  await till.rings(
    [await till.sells({ price: 15_000 })],
    [await till.sells({ price: 5_000, vatClass: 'food' })],
  );
  const mixed = atHand(till).id;
  await till.does('sell-prepayment', { amount: 10_000 });
  const paidIn = await till.paysCash(10_000);
  assert.equal(
    paidIn.vat.map(({ gross, vat }) => [gross, vat]).sort(([one = 0], [other = 0]) => one - other),
    [
      [2_500, 206],
      [7_500, 1_302],
    ],
  );
  await till.does('recall-tab', { tab: mixed });
  await till.does('pay-back-prepayment', {});
  assert.equal(atHand(till).refund, [{ tender: 'cash', amount: 10_000 }]);
  const back = await till.paysCash(10_000);
  assert.equal([back.kind, back.total, vatOf(back)], ['return', -10_000, -1_508]);
  await till.does('recall-tab', { tab: mixed });
  await till.does('void-tab', { reason: 'cancelled' });
  const after = await till.report();
  assert.equal([after.total, after.returns.amount, after.cash[0]?.sales], [100_000, 10_000, 0]);
  await till.close();
});
