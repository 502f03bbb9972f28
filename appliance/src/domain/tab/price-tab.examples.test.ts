// What a tab comes to: the worked examples of fiscal.md, one test or more each.
import {
  amountOff,
  givenBack,
  rowsOf,
  type SampleLine,
  sampleSettings,
  sampleTab,
  totalsOf,
  vatClass,
} from '../../../test/sample-shop.ts';
import { assert, suite } from '../../../test/kit.ts';
import { add } from '../money/money.ts';
import { pieces } from '../quantity/quantity.ts';
import { priceTab } from './price-tab.ts';

const test = suite('price-tab, worked examples');
const settings = sampleSettings();

test('W2: the day of the SAF-T example', () => {
  const food = (price: number, rest: Partial<SampleLine> = {}) => ({ price, vatClass: 'food', ...rest });
  const card = priceTab(sampleTab([food(3280), food(2580), food(2780)]), settings);
  const cash = priceTab(sampleTab([{ price: 11600 }, { price: 17940 }]), settings);
  const second = priceTab(sampleTab([food(1640, { quantity: pieces(2) }), { price: 11600 }]), settings);
  const back = priceTab(
    sampleTab([food(1640, { quantity: pieces(-1), returnOf: givenBack(1640, 214, [1500, '31']) })]),
    settings,
  );
  assert.equal([card.total, cash.total, second.total, back.total], [8640, 29540, 14880, -1640]);
  assert.equal(
    card.lines.map((line) => line.vat),
    [428, 337, 363],
  );
  const day = [card, cash, second, back].flatMap((each) => each.vat);
  const sumOf = (rate: number, field: 'gross' | 'net' | 'vat') =>
    add(...day.filter((row) => row.rate === rate).map((row) => row[field]));
  assert.equal([sumOf(1500, 'gross'), sumOf(1500, 'net'), sumOf(1500, 'vat')], [10280, 8938, 1342]);
  assert.equal([sumOf(2500, 'gross'), sumOf(2500, 'net'), sumOf(2500, 'vat')], [41140, 32912, 8228]);
});

test('W3: VAT rounded per line and per receipt', () => {
  const cases = [
    { price: 499, count: 3, rate: 2100, line: 261, receipt: 260 },
    { price: 99, count: 10, rate: 2100, line: 170, receipt: 172 },
    { price: 105, count: 4, rate: 900, line: 36, receipt: 35 },
  ];
  for (const { price, count, rate, ...expected } of cases) {
    const tab = sampleTab(Array.from({ length: count }, () => ({ price })));
    for (const rounding of ['line', 'receipt'] as const) {
      const priced = priceTab(
        tab,
        sampleSettings({ classes: [vatClass('standard', [rate, 'x'])], rounding }),
      );
      assert.is(
        priced.vat[0]?.vat,
        expected[rounding],
        `${String(count)} × ${String(price)} per ${rounding}`,
      );
      assert.is(add(...priced.lines.map((line) => line.vat)), expected[rounding]);
      assert.is(priced.total, price * count);
    }
  }
});

test('W3: per receipt a later line changes no earlier one', () => {
  const perReceipt = sampleSettings({ rounding: 'receipt', prices: 'net' });
  const lines = [{ price: 33 }, { price: 33 }, { price: 33 }, { price: 7, vatClass: 'food' }, { price: 1 }];
  const all = priceTab(sampleTab(lines), perReceipt);
  lines.forEach((_, index) => {
    assert.equal(priceTab(sampleTab(lines.slice(0, index)), perReceipt).lines, all.lines.slice(0, index));
  });
});

test('W7: a tab discount over lines of two rates', () => {
  const lines = [{ price: 12900 }, { price: 4900, vatClass: 'food' }, { price: 2900, vatClass: 'food' }];
  const priced = priceTab(sampleTab(lines, { discount: amountOff(5000) }), settings);
  assert.equal(
    priced.lines.map((line) => line.tabDiscount),
    [3116, 1184, 700],
  );
  assert.equal(totalsOf(priced), [9784, 3716, 2200]);
  assert.equal(
    priced.lines.map((line) => line.vat),
    [1957, 485, 287],
  );
  assert.equal(
    [priced.subtotal, priced.lineDiscounts, priced.tabDiscount, priced.total],
    [20700, 0, 5000, 15700],
  );
  assert.equal(rowsOf(priced), ['1500 31 5916 5144 772', '2500 3 9784 7827 1957']);
});

test('W7: 0.10 over three equal lines, and 25.00 over 100.00, 60.00 and 40.00', () => {
  const equal = priceTab(
    sampleTab([{ price: 500 }, { price: 500 }, { price: 500 }], { discount: amountOff(10) }),
    settings,
  );
  assert.equal(totalsOf(equal), [496, 497, 497]);
  const lines = [{ price: 10000 }, { price: 6000, vatClass: 'food' }, { price: 4000 }];
  const priced = priceTab(sampleTab(lines, { discount: amountOff(2500) }), settings);
  assert.equal(
    priced.lines.map((line) => [line.total, line.vat]),
    [
      [8750, 1750],
      [5250, 685],
      [3500, 700],
    ],
  );
});

test('W8: taken away or eaten in, beer at one rate in both', () => {
  const lines = [{ price: 11500, vatClass: 'food' }, { price: 7900 }];
  const away = priceTab(sampleTab(lines), settings);
  const eatIn = priceTab(sampleTab(lines, { dining: 'eat-in' }), settings);
  assert.equal(
    away.lines.map((line) => line.vat),
    [1500, 1580],
  );
  assert.equal(
    eatIn.lines.map((line) => line.vat),
    [2300, 1580],
  );
  assert.is(away.total, eatIn.total);
  assert.equal(rowsOf(eatIn), ['2500 3 19400 15520 3880']);
});

test('W8: a net price of 100.00 is 115.00 or 125.00', () => {
  for (const rounding of ['line', 'receipt'] as const) {
    const net = sampleSettings({ prices: 'net', rounding });
    const lines = [{ price: 10000, vatClass: 'food' }];
    assert.equal(rowsOf(priceTab(sampleTab(lines), net)), ['1500 31 11500 10000 1500']);
    assert.equal(rowsOf(priceTab(sampleTab(lines, { dining: 'eat-in' }), net)), ['2500 3 12500 10000 2500']);
  }
});

test('W9: a return at the price and VAT of its sale, whatever the rate is now', () => {
  const back = { price: 5990, quantity: pieces(-1), returnOf: givenBack(4990, 998) };
  for (const rounding of ['line', 'receipt'] as const) {
    const changed = sampleSettings({ classes: [vatClass('standard', [1200, 'new'])], rounding });
    const priced = priceTab(sampleTab([back]), changed);
    assert.equal(rowsOf(priced), ['2500 3 -4990 -3992 -998']);
    assert.is(priced.total, -4990);
  }
});

test('W9: one by one of three for 10.00, the row holds exactly the original VAT', () => {
  const parts = [givenBack(333, 67), givenBack(333, 67), givenBack(334, 66)];
  const tab = sampleTab(parts.map((returnOf) => ({ price: 333, quantity: pieces(-1), returnOf })));
  for (const rounding of ['line', 'receipt'] as const) {
    for (const prices of ['gross', 'net'] as const) {
      assert.equal(rowsOf(priceTab(tab, sampleSettings({ rounding, prices }))), ['2500 3 -1000 -800 -200']);
    }
  }
});

test('W14: a bottle with its deposit, and two bottles brought back', () => {
  const sold = priceTab(
    sampleTab([
      { price: 2500, vatClass: 'food' },
      { price: 200, vatClass: 'deposit', kind: 'deposit' },
    ]),
    settings,
  );
  assert.is(sold.total, 2700);
  assert.equal(rowsOf(sold), ['0 7 200 200 0', '1500 31 2500 2174 326']);
  const back = priceTab(
    sampleTab([{ price: -200, quantity: pieces(2), vatClass: 'deposit', kind: 'deposit-return' }]),
    settings,
  );
  assert.is(back.total, -400);
  assert.equal(rowsOf(back), ['0 7 -400 -400 0']);
});

test('W15: currencies with 0 and 3 decimals', () => {
  const yen = sampleSettings({
    currency: { code: 'JPY', exponent: 0 },
    classes: [vatClass('standard', [800, '8'])],
  });
  assert.is(priceTab(sampleTab([{ price: 1080 }]), yen).vat[0]?.vat, 80);
  assert.is(priceTab(sampleTab([{ price: 999 }]), yen).vat[0]?.vat, 74);
  const dinar = sampleSettings({
    currency: { code: 'KWD', exponent: 3 },
    classes: [vatClass('standard', [500, '5'])],
  });
  assert.is(priceTab(sampleTab([{ price: 2105 }]), dinar).vat[0]?.vat, 100);
});
