// Campaigns at a register, from the first scan to the return: prices of the moment while the basket is open, fixed with the first money,
// told by the sale, right in VAT and on the Z, and given back as they were paid.
import { assert, suite } from '../../../test/kit.ts';
import {
  amountOffEach,
  bundle,
  nForM,
  nForPrice,
  only,
  percentage,
  sampleCampaign,
  spend,
  within,
} from '../../../test/sample-campaigns.ts';
import {
  cash,
  closeOf,
  currentTabOf,
  lastSaleOf,
  openRegister,
  payByCard,
  sampleProduct,
  type SampleRegister,
  scan,
  xReportOf,
} from '../../../test/sample-register.ts';
import {
  amountOff,
  exactCash,
  percentOff,
  type SampleSettings,
  sampleSettings,
} from '../../../test/sample-shop.ts';
import type { Campaign } from '../campaign/campaign.ts';
import { minor } from '../money/money.ts';
import { pieces, thousandths } from '../quantity/quantity.ts';
import type { SellingSettings } from '../shop/settings.ts';
import { priceTab } from '../tab/price-tab.ts';
import type { PricedTab } from '../tab/totals.ts';
import type { ReturnableSale } from './commands.ts';
import { evolve } from './evolve.ts';
import type { Sale } from './sale.ts';
import { emptyRegister } from './state.ts';

const test = suite('campaigns at a register');

const chocolate = sampleProduct({
  id: 'chocolate',
  price: minor(2_500),
  vatClass: 'food',
  category: 'sweets',
});
const mug = sampleProduct({ id: 'mug', price: minor(10_000) });
const threeForTwo = sampleCampaign(nForM(3, 2, only('chocolate')), { id: '342', name: '3 for 2 chocolate' });
const tenth = sampleCampaign(percentage(1_000), { id: 'tenth', name: 'Summer sale' });

function withRunning(running: readonly Campaign[], wanted: SampleSettings = {}): SellingSettings {
  return { ...sampleSettings({ cashRounding: exactCash, ...wanted }), running };
}

const priced = (register: SampleRegister): PricedTab => priceTab(currentTabOf(register), register.settings);

/** `line gross −campaigns = total vat`. */
function linesOf({ lines }: Pick<Sale | PricedTab, 'lines'>): string[] {
  return lines.map(({ id, gross, campaigns = [], total, vat }) => {
    const off = campaigns.map(({ campaign, units, amount }) => `${campaign} ${units / 1000}×: −${amount}`);
    return [id, gross, ...off, total, vat].join(' ');
  });
}

test('three for two with its VAT, on the receipt, on the Z, and given back one by one', () => {
  const register = openRegister(withRunning([threeForTwo]));
  register.run(scan(chocolate, { lineId: 'c', quantity: pieces(3) }));
  register.run(scan(mug, { lineId: 'm' }));
  // 75.00 − 25.00 at 15 %, and 100.00 at 25 %.
  assert.equal(linesOf(priced(register)), ['c 7500 342 3×: −2500 5000 652', 'm 10000 10000 2000']);
  register.run(cash(15_000));
  const sale = lastSaleOf(register);
  assert.equal(linesOf(sale), ['c 7500 342 3×: −2500 5000 652', 'm 10000 10000 2000']);
  assert.equal([sale.subtotal, sale.campaignDiscounts, sale.total], [17_500, 2_500, 15_000]);
  assert.equal(sale.campaigns, [
    { campaign: '342', name: '3 for 2 chocolate', times: 1, units: 3_000, amount: 2_500 },
  ] as never);
  assert.equal(
    sale.vat.map(({ rate, gross, net, vat }) => [rate, gross, net, vat]),
    [
      [1_500, 5_000, 4_348, 652],
      [2_500, 10_000, 8_000, 2_000],
    ],
  );
  // The campaign is over: what was paid is given back, and the last return takes the rest (W9).
  register.use(withRunning([]));
  const back: number[][] = [];
  for (let time = 1; time <= 3; time += 1) {
    register.run({
      type: 'add-return',
      tabId: `r${String(time)}`,
      lineId: `b${String(time)}`,
      original: { sale, returned: returnedOf(back) },
      line: 'c',
      quantity: pieces(1),
    });
    const total = priced(register).total;
    register.run(cash(-total));
    const [line] = lastSaleOf(register).lines;
    assert.is(line?.campaigns, undefined);
    back.push([line?.total ?? 0, line?.vat ?? 0]);
  }
  assert.equal(back, [
    [-1_667, -217],
    [-1_667, -217],
    [-1_666, -218],
  ]);
  const report = closeOf(register);
  assert.equal(report.discounts.campaign, { count: 1, amount: minor(2_500) });
  assert.equal([report.sales.amount, report.returns.amount, report.total], [15_000, 5_000, 10_000]);
  assert.equal(
    report.byVat.map(({ rate, gross, vat }) => [rate, gross, vat]),
    [
      [1_500, 0, 0],
      [2_500, 10_000, 2_000],
    ],
  );
});

/** What came back of the line before: totals and VAT of the returns so far. */
function returnedOf(back: readonly (readonly number[])[]): ReturnableSale['returned'] {
  const sum = (at: number): number => back.reduce((total, each) => total - (each[at] ?? 0), 0);
  return { c: { quantity: pieces(back.length), gross: minor(sum(0)), vat: minor(sum(1)) } };
}

test('without campaigns nothing is written of them', () => {
  const register = openRegister(withRunning([threeForTwo]));
  register.run(scan(mug));
  const events = register.run(cash(10_000));
  assert.not.match(JSON.stringify(events), /ampaign/);
  assert.is(xReportOf(register).discounts.campaign, undefined);
});

test('an open tab has the prices of the moment', () => {
  const register = openRegister(withRunning([tenth]));
  register.run(scan(mug));
  assert.is(priced(register).total, 9_000);
  register.use(withRunning([]));
  assert.is(priced(register).total, 10_000);
  register.run(cash(10_000));
  assert.is(lastSaleOf(register).total, 10_000);
});

test('happy hour ends in the midst of a payment: what was asked for stays', () => {
  const register = openRegister(withRunning([tenth]));
  register.run(scan(mug, { lineId: 'm' }));
  const [started] = register.run({ type: 'start-payment', paymentId: 'p1', tender: 'card' });
  assert.equal(started?.type === 'payment.started' && started.payload.campaigns, {
    lines: [{ line: 'm', given: [{ campaign: 'tenth', name: 'Summer sale', units: 1_000, amount: 1_000 }] }],
    applied: [{ campaign: 'tenth', name: 'Summer sale', times: 1, units: 1_000, amount: 1_000 }],
  });
  register.use(withRunning([]));
  assert.is(priced(register).total, 9_000);
  register.run({ type: 'settle-payment', payment: 'p1', outcome: 'taken' });
  assert.equal(linesOf(lastSaleOf(register)), ['m 10000 tenth 1×: −1000 9000 1800']);
});

test('nor does a campaign begin there; a payment that came to nothing leaves the prices of the moment', () => {
  const register = openRegister(withRunning([]));
  register.run(scan(mug));
  register.run({ type: 'take-payment', paymentId: 'p1', tender: 'voucher', tendered: minor(4_000) });
  register.use(withRunning([tenth]));
  assert.is(priced(register).total, 10_000);
  register.run({ type: 'reverse-payment', payment: 'p1', reason: 'other card' });
  assert.is(priced(register).total, 9_000);
  // Fixed anew, and no more what it once was.
  const [taken] = register.run({
    type: 'take-payment',
    paymentId: 'p2',
    tender: 'voucher',
    tendered: minor(4_000),
  });
  assert.is(taken?.type === 'payment.taken' && taken.payload.campaigns?.applied[0]?.amount, 1_000);
  register.run({ type: 'reverse-payment', payment: 'p2', reason: 'other card' });
  register.use(withRunning([]));
  register.run({ type: 'take-payment', paymentId: 'p3', tender: 'voucher', tendered: minor(4_000) });
  register.use(withRunning([tenth]));
  assert.is(priced(register).total, 10_000);
  assert.is(currentTabOf(register).campaigns, undefined);
});

test('the second payment keeps what the first one fixed', () => {
  const register = openRegister(withRunning([tenth]));
  register.run(scan(mug));
  register.run({ type: 'take-payment', paymentId: 'p1', tender: 'voucher', tendered: minor(4_000) });
  register.use(withRunning([sampleCampaign(percentage(5_000))]));
  const [taken] = register.run(cash(5_000));
  assert.is(taken?.type === 'payment.taken' && taken.payload.campaigns, undefined);
  assert.equal([lastSaleOf(register).total, lastSaleOf(register).campaigns?.[0]?.campaign], [9_000, 'tenth']);
  const fold = register.recorded.reduce(
    (state, { event, context }) => evolve(state, event, context),
    emptyRegister('B1', 'NOK'),
  );
  assert.equal(fold, register.state);
});

test('a discount by hand stands alone, unless the campaign says otherwise; the one on the tab takes what is left', () => {
  const register = openRegister(withRunning([tenth]));
  register.run(scan(mug, { lineId: 'm' }));
  register.run(scan(chocolate, { lineId: 'c' }));
  register.run({ type: 'discount-line', line: 'm', discount: percentOff(2_000) });
  register.run({ type: 'override-price', line: 'c', unitPrice: minor(2_000), reason: 'dented' });
  assert.equal(linesOf(priced(register)), ['m 10000 8000 1600', 'c 2000 2000 261']);
  register.use(withRunning([{ ...tenth, onChangedPrices: true }]));
  assert.equal(linesOf(priced(register)), [
    'm 10000 tenth 1×: −800 7200 1440',
    'c 2000 tenth 1×: −200 1800 235',
  ]);
  register.run({ type: 'discount-tab', discount: amountOff(1_000) });
  const { lines, total, tabDiscount, campaignDiscounts, lineDiscounts } = priced(register);
  assert.equal(
    [lineDiscounts, campaignDiscounts, tabDiscount, total, lines.map((line) => line.tabDiscount)],
    [2_000, 1_000, 1_000, 8_000, [800, 200]],
  );
});

test('deposits, returns and goods without discounts are never touched, and count for nothing', () => {
  const everything = [tenth, sampleCampaign(spend(1, 5_000), { id: 'half', stackable: true })];
  const register = openRegister(withRunning(everything));
  const pant = sampleProduct({ id: 'pant', price: minor(300), vatClass: 'deposit', kind: 'deposit' });
  const soda = sampleProduct({ id: 'soda', price: minor(2_000), deposit: 'pant' });
  const stamps = sampleProduct({ id: 'stamps', price: minor(4_000), noDiscount: true });
  const empties = sampleProduct({
    id: 'empties',
    price: minor(-300),
    vatClass: 'deposit',
    kind: 'deposit-return',
  });
  register.run(scan(soda, { lineId: 's', deposit: pant }));
  register.run(scan(stamps, { lineId: 't' }));
  register.run(scan(empties, { lineId: 'e' }));
  assert.equal(
    priced(register).lines.map(({ id, campaigns }) => [id, campaigns?.length ?? 0]),
    [
      ['s', 2],
      ['s:d', 0],
      ['t', 0],
      ['e', 0],
    ],
  );
  assert.is(priced(register).total, 900 + 300 + 4_000 - 300);
});

test('a category counts with all above it; a weight counts as it is, a label as its price', () => {
  const cheese = sampleCampaign(percentage(2_500, within('dairy')), { id: 'dairy' });
  const kilo = sampleCampaign(amountOffEach(1_000, only('apples')), { id: 'kilo' });
  const register = openRegister(withRunning([cheese, kilo]));
  const brie = sampleProduct({
    id: 'brie',
    price: minor(20_000),
    unit: 'kg',
    category: 'soft',
    categories: ['soft', 'cheese', 'dairy'],
  });
  const apples = sampleProduct({ id: 'apples', price: minor(3_000), unit: 'kg' });
  register.run(scan(brie, { lineId: 'b', labelPrice: minor(5_412), source: 'label' }));
  register.run(scan(apples, { lineId: 'a', quantity: thousandths(750), source: 'scale' }));
  assert.equal(linesOf(priced(register)), [
    'b 5412 dairy 0.271×: −1353 4059 812',
    'a 2250 kilo 0.75×: −750 1500 300',
  ]);
});

test('eat in or take away: a campaign may be for one of them', () => {
  const register = openRegister(withRunning([{ ...tenth, dining: ['eat-in'] }]));
  register.run(scan(mug));
  assert.is(priced(register).total, 10_000);
  register.run({ type: 'switch-dining', dining: 'eat-in' });
  assert.is(priced(register).total, 9_000);
});

test('prices without VAT: a price of a campaign is without it too, and the customer pays VAT on what is left', () => {
  const deal = sampleCampaign(nForPrice(3, 5_000), { id: 'deal' });
  for (const rounding of ['line', 'receipt'] as const) {
    const register = openRegister(withRunning([deal], { prices: 'net', rounding }));
    register.run(
      scan(sampleProduct({ id: 'tea', price: minor(1_990) }), { lineId: 't', quantity: pieces(3) }),
    );
    // 59.70 and 14.93 VAT; 50.00 and 12.50.
    assert.equal(linesOf(priced(register)), ['t 7463 deal 3×: −1213 6250 1250'], rounding);
    assert.is(priced(register).campaigns[0]?.amount, 1_213);
    register.run({ type: 'discount-line', line: 't', discount: percentOff(1_000) });
    assert.is(priced(register).campaignDiscounts, 0);
    register.use(withRunning([{ ...deal, onChangedPrices: true }], { prices: 'net', rounding }));
    assert.is(
      priced(register).total,
      6_250,
      'what is left of the price comes down to the price of the three',
    );
  }
});

test('a line that bears less VAT than its own may have nothing left to give', () => {
  const deal = sampleCampaign(amountOffEach(1, only('b')));
  const register = openRegister(withRunning([deal], { prices: 'net', rounding: 'receipt' }));
  register.run(scan(sampleProduct({ id: 'a', price: minor(2) }), { lineId: 'a' }));
  register.run(scan(sampleProduct({ id: 'b', price: minor(7) }), { lineId: 'b' }));
  // VAT of 0.02 is 0.01 and of 0.09 it is 0.02; of the 0.06 that are left of b it would be 0.02 again.
  assert.equal([linesOf(priced(register)), priced(register).campaigns], [['a 3 3 1', 'b 8 8 1'], []]);
});

test('a bundle over two rates of VAT: each line bears its part', () => {
  const gift = sampleCampaign(bundle(10_000, [1, only('mug')], [1, only('chocolate')]), { id: 'gift' });
  const register = openRegister(withRunning([gift]));
  register.run(scan(mug, { lineId: 'm' }));
  register.run(scan(chocolate, { lineId: 'c' }));
  // 25.00 off 125.00, in proportion.
  assert.equal(linesOf(priced(register)), [
    'm 10000 gift 1×: −2000 8000 1600',
    'c 2500 gift 1×: −500 2000 261',
  ]);
  payByCard(register);
  assert.is(lastSaleOf(register).total, 10_000);
});

test('what is nearly reached is told while the tab is open, and not any more when it is paid', () => {
  const register = openRegister(withRunning([threeForTwo]));
  register.run(scan(chocolate, { quantity: pieces(2) }));
  assert.equal(priced(register).hints, [{ campaign: '342', name: '3 for 2 chocolate', pieces: 1 }]);
  register.run({ type: 'start-payment', paymentId: 'p', tender: 'card' });
  assert.equal(priced(register).hints, []);
});

test('all taken off: the tab is completed without money, and told', () => {
  const register = openRegister(withRunning([sampleCampaign(percentage(10_000), { id: 'free' })]));
  register.run(scan(mug));
  register.run({ type: 'complete-tab' });
  const sale = lastSaleOf(register);
  assert.equal([sale.total, sale.campaignDiscounts, sale.payments.length], [0, 10_000, 0]);
});
