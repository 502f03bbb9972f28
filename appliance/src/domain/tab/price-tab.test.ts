// What a tab comes to: the worked examples, and each rule of discounts, VAT and deposits by itself.
import { amountOff, grams, percentOff, type SampleLine, sampleSettings, sampleTab, vatClass } from '../../../test/sample-shop.ts';
import { assert, suite } from '../../../test/kit.ts';
import { add, minor } from '../money/money.ts';
import { pieces } from '../quantity/quantity.ts';
import { discountable, priceTab } from './price-tab.ts';
import type { ReturnOf } from './tab.ts';
import type { PricedTab } from './totals.ts';

const test = suite('price-tab');
const settings = sampleSettings();

/** VAT rows as `rate code gross net vat`. */
function rows(priced: PricedTab): string[] {
  return priced.vat.map((row) => [row.rate, row.code, row.gross, row.net, row.vat].join(' '));
}

function totals(priced: PricedTab): readonly number[] {
  return priced.lines.map((line) => line.total);
}

function givenBack(gross: number, vat: number, rate = 2500, vatCode = '3'): ReturnOf {
  return { receipt: 1, line: 'sold', gross: minor(gross), vat: minor(vat), rate, vatCode };
}

test('W2: the day of the SAF-T example', () => {
  const food = (price: number, rest: Partial<SampleLine> = {}) => ({ price, vatClass: 'food', ...rest });
  const card = priceTab(sampleTab([food(3280), food(2580), food(2780)]), settings);
  const cash = priceTab(sampleTab([{ price: 11600 }, { price: 17940 }]), settings);
  const second = priceTab(sampleTab([food(1640, { quantity: pieces(2) }), { price: 11600 }]), settings);
  const back = priceTab(sampleTab([food(1640, { quantity: pieces(-1), returnOf: givenBack(1640, 214, 1500, '31') })]), settings);
  assert.equal([card.total, cash.total, second.total, back.total], [8640, 29540, 14880, -1640]);
  assert.equal(card.lines.map((line) => line.vat), [428, 337, 363]);
  const day = [card, cash, second, back].flatMap((each) => each.vat);
  const sumOf = (rate: number, field: 'gross' | 'net' | 'vat') => add(...day.filter((row) => row.rate === rate).map((row) => row[field]));
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
      const priced = priceTab(tab, sampleSettings({ classes: [vatClass('standard', [rate, 'x'])], rounding }));
      assert.is(priced.vat[0]?.vat, expected[rounding], `${String(count)} × ${String(price)} per ${rounding}`);
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
  assert.equal(priced.lines.map((line) => line.tabDiscount), [3116, 1184, 700]);
  assert.equal(totals(priced), [9784, 3716, 2200]);
  assert.equal(priced.lines.map((line) => line.vat), [1957, 485, 287]);
  assert.equal([priced.subtotal, priced.lineDiscounts, priced.tabDiscount, priced.total], [20700, 0, 5000, 15700]);
  assert.equal(rows(priced), ['1500 31 5916 5144 772', '2500 3 9784 7827 1957']);
});

test('W7: 0.10 over three equal lines, and 25.00 over 100.00, 60.00 and 40.00', () => {
  const equal = priceTab(sampleTab([{ price: 500 }, { price: 500 }, { price: 500 }], { discount: amountOff(10) }), settings);
  assert.equal(totals(equal), [496, 497, 497]);
  const lines = [{ price: 10000 }, { price: 6000, vatClass: 'food' }, { price: 4000 }];
  const priced = priceTab(sampleTab(lines, { discount: amountOff(2500) }), settings);
  assert.equal(priced.lines.map((line) => [line.total, line.vat]), [[8750, 1750], [5250, 685], [3500, 700]]);
});

test('W8: taken away or eaten in, beer at one rate in both', () => {
  const lines = [{ price: 11500, vatClass: 'food' }, { price: 7900 }];
  const away = priceTab(sampleTab(lines), settings);
  const eatIn = priceTab(sampleTab(lines, { dining: 'eat-in' }), settings);
  assert.equal(away.lines.map((line) => line.vat), [1500, 1580]);
  assert.equal(eatIn.lines.map((line) => line.vat), [2300, 1580]);
  assert.is(away.total, eatIn.total);
  assert.equal(rows(eatIn), ['2500 3 19400 15520 3880']);
});

test('W8: a net price of 100.00 is 115.00 or 125.00', () => {
  for (const rounding of ['line', 'receipt'] as const) {
    const net = sampleSettings({ prices: 'net', rounding });
    const lines = [{ price: 10000, vatClass: 'food' }];
    assert.equal(rows(priceTab(sampleTab(lines), net)), ['1500 31 11500 10000 1500']);
    assert.equal(rows(priceTab(sampleTab(lines, { dining: 'eat-in' }), net)), ['2500 3 12500 10000 2500']);
  }
});

test('net prices, VAT per receipt: the VAT is that of the sum of the net prices', () => {
  const priced = priceTab(sampleTab([{ price: 33 }, { price: 33 }, { price: 33 }]), sampleSettings({ prices: 'net', rounding: 'receipt' }));
  assert.equal(rows(priced), ['2500 3 124 99 25']);
  assert.equal(totals(priced), [41, 42, 41]);
  const perLine = priceTab(sampleTab([{ price: 33 }, { price: 33 }, { price: 33 }]), sampleSettings({ prices: 'net' }));
  assert.equal(rows(perLine), ['2500 3 123 99 24']);
});

test('net prices: a discount is what the customer pays less', () => {
  const tab = sampleTab([{ price: 10000, discount: amountOff(500) }], { discount: percentOff(1000) });
  const priced = priceTab(tab, sampleSettings({ prices: 'net' }));
  assert.equal([priced.subtotal, priced.lineDiscounts, priced.tabDiscount, priced.total], [12500, 500, 1200, 10800]);
  assert.equal(rows(priced), ['2500 3 10800 8640 2160']);
});

test('W9: a return at the price and VAT of its sale, whatever the rate is now', () => {
  const back = { price: 5990, quantity: pieces(-1), returnOf: givenBack(4990, 998) };
  for (const rounding of ['line', 'receipt'] as const) {
    const changed = sampleSettings({ classes: [vatClass('standard', [1200, 'new'])], rounding });
    const priced = priceTab(sampleTab([back]), changed);
    assert.equal(rows(priced), ['2500 3 -4990 -3992 -998']);
    assert.is(priced.total, -4990);
  }
});

test('W9: one by one of three for 10.00, the row holds exactly the original VAT', () => {
  const parts = [givenBack(333, 67), givenBack(333, 67), givenBack(334, 66)];
  const tab = sampleTab(parts.map((returnOf) => ({ price: 333, quantity: pieces(-1), returnOf })));
  for (const rounding of ['line', 'receipt'] as const) {
    for (const prices of ['gross', 'net'] as const) {
      assert.equal(rows(priceTab(tab, sampleSettings({ rounding, prices }))), ['2500 3 -1000 -800 -200']);
    }
  }
});

test('per receipt, what is sold and what is returned on it do not round together', () => {
  const lines = [{ price: 4990 }, { price: 333, quantity: pieces(-1), returnOf: givenBack(333, 66) }];
  const priced = priceTab(sampleTab(lines), sampleSettings({ rounding: 'receipt' }));
  assert.equal(rows(priced), ['2500 3 4657 3725 932']);
});

test('W14: a bottle with its deposit, and two bottles brought back', () => {
  const sold = priceTab(sampleTab([{ price: 2500, vatClass: 'food' }, { price: 200, vatClass: 'deposit', kind: 'deposit' }]), settings);
  assert.is(sold.total, 2700);
  assert.equal(rows(sold), ['0 7 200 200 0', '1500 31 2500 2174 326']);
  const back = priceTab(sampleTab([{ price: -200, quantity: pieces(2), vatClass: 'deposit', kind: 'deposit-return' }]), settings);
  assert.is(back.total, -400);
  assert.equal(rows(back), ['0 7 -400 -400 0']);
});

test('W15: currencies with 0 and 3 decimals', () => {
  const yen = sampleSettings({ currency: { code: 'JPY', exponent: 0 }, classes: [vatClass('standard', [800, '8'])] });
  assert.is(priceTab(sampleTab([{ price: 1080 }]), yen).vat[0]?.vat, 80);
  assert.is(priceTab(sampleTab([{ price: 999 }]), yen).vat[0]?.vat, 74);
  const dinar = sampleSettings({ currency: { code: 'KWD', exponent: 3 }, classes: [vatClass('standard', [500, '5'])] });
  assert.is(priceTab(sampleTab([{ price: 2105 }]), dinar).vat[0]?.vat, 100);
});

test('weights, and a line whose price was printed on its label', () => {
  const priced = priceTab(sampleTab([{ price: 2990, quantity: grams(195) }, { price: 2990, quantity: grams(334), labelPrice: minor(999) }]), settings);
  assert.equal(priced.lines.map((line) => line.gross), [583, 999]);
});

test('a voided line is left out', () => {
  const priced = priceTab(sampleTab([{ price: 100 }, { price: 900, voided: { reason: 'wrong' } }, { price: 300 }]), settings);
  assert.equal(priced.lines.map((line) => line.id), ['1', '3']);
  assert.is(priced.total, 400);
});

test('an empty tab comes to nothing, discount or not', () => {
  const nothing = { lines: [], subtotal: 0, lineDiscounts: 0, tabDiscount: 0, total: 0, vat: [] };
  assert.equal(priceTab(sampleTab([]), settings), nothing);
  assert.equal(priceTab(sampleTab([], { discount: amountOff(500) }), settings), nothing);
});

test('the tab discount takes what line discounts have left', () => {
  const lines = [{ price: 10000, discount: percentOff(5000) }, { price: 5000 }, { price: 100, discount: amountOff(100) }];
  const priced = priceTab(sampleTab(lines, { discount: percentOff(1250) }), settings);
  assert.equal(priced.lines.map((line) => [line.lineDiscount, line.tabDiscount, line.total]), [[5000, 625, 4375], [0, 625, 4375], [100, 0, 0]]);
  assert.equal([priced.subtotal, priced.lineDiscounts, priced.tabDiscount, priced.total], [15100, 5100, 1250, 8750]);
});

test('a discount is never more than its basis, and never a surcharge', () => {
  const one = (discount: SampleLine['discount'] & object) => priceTab(sampleTab([{ price: 1000, discount }]), settings).total;
  assert.equal([one(amountOff(1001)), one(percentOff(10_001)), one(amountOff(-5)), one(percentOff(-5))], [0, 0, 1000, 1000]);
  const tab = sampleTab([{ price: 1000 }, { price: 200, vatClass: 'deposit', kind: 'deposit' }], { discount: amountOff(5000) });
  assert.equal(totals(priceTab(tab, settings)), [0, 200]);
});

test('deposits, excluded products and returns are neither discounted nor a basis', () => {
  const excluded: SampleLine[] = [
    { price: 200, kind: 'deposit', discount: amountOff(50) },
    { price: -200, kind: 'deposit-return', discount: amountOff(50) },
    { price: 900, noDiscount: true, discount: percentOff(1000) },
    { price: 400, quantity: pieces(-1), returnOf: givenBack(400, 80), discount: percentOff(1000) },
  ];
  const priced = priceTab(sampleTab([...excluded, { price: 1000, kind: 'goods', noDiscount: false }], { discount: percentOff(1000) }), settings);
  assert.equal(totals(priced), [200, -200, 900, -400, 900]);
  assert.is(priced.tabDiscount, 100);
  const lines = sampleTab([...excluded, { price: 1000 }]).lines;
  assert.equal(lines.map((line) => discountable(line)), [false, false, false, false, true]);
});

test('goods at a negative price are no basis and take no discount', () => {
  const priced = priceTab(sampleTab([{ price: -500, discount: percentOff(1000) }, { price: 1000 }], { discount: percentOff(1000) }), settings);
  assert.equal(totals(priced), [-500, 900]);
});

test('VAT rows come by rate, then by code', () => {
  const classes = [vatClass('b', [2500, '33']), vatClass('a', [2500, '3']), vatClass('d', [1500, '4']), vatClass('c', [0, '7']), vatClass('e', [0, '5'])];
  const tab = (...ids: string[]) => sampleTab(ids.map((id) => ({ price: 100, vatClass: id })));
  const expected = ['0 5', '0 7', '1500 4', '2500 3', '2500 33'];
  for (const order of [['b', 'a', 'd', 'c', 'e'], ['e', 'd', 'c', 'a', 'b']]) {
    const priced = priceTab(tab(...order), sampleSettings({ classes }));
    assert.equal(priced.vat.map((row) => `${String(row.rate)} ${row.code}`), expected);
  }
});

test('a VAT class that the shop does not have is a bug', () => {
  assert.throws(() => priceTab(sampleTab([{ price: 100, vatClass: 'luxury' }]), settings), /no such VAT class: luxury/);
});
