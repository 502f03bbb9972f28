// What a tab comes to: each rule of discounts, VAT and deposits by itself.
import {
  amountOff,
  givenBack,
  grams,
  percentOff,
  rowsOf,
  type SampleLine,
  sampleSettings,
  sampleTab,
  totalsOf,
  vatClass,
} from '../../../test/sample-shop.ts';
import { assert, suite } from '../../../test/kit.ts';
import { minor } from '../money/money.ts';
import { pieces } from '../quantity/quantity.ts';
import { discountable, priceTab } from './price-tab.ts';

const test = suite('price-tab');
const settings = sampleSettings();

test('net prices, VAT per receipt: the VAT is that of the sum of the net prices', () => {
  const priced = priceTab(
    sampleTab([{ price: 33 }, { price: 33 }, { price: 33 }]),
    sampleSettings({ prices: 'net', rounding: 'receipt' }),
  );
  assert.equal(rowsOf(priced), ['2500 3 124 99 25']);
  assert.equal(totalsOf(priced), [41, 42, 41]);
  const perLine = priceTab(
    sampleTab([{ price: 33 }, { price: 33 }, { price: 33 }]),
    sampleSettings({ prices: 'net' }),
  );
  assert.equal(rowsOf(perLine), ['2500 3 123 99 24']);
});

test('net prices: a discount is what the customer pays less', () => {
  const tab = sampleTab([{ price: 10000, discount: amountOff(500) }], { discount: percentOff(1000) });
  const priced = priceTab(tab, sampleSettings({ prices: 'net' }));
  assert.equal(
    [priced.subtotal, priced.lineDiscounts, priced.tabDiscount, priced.total],
    [12500, 500, 1200, 10800],
  );
  assert.equal(rowsOf(priced), ['2500 3 10800 8640 2160']);
});

test('per receipt, what is sold and what is returned on it do not round together', () => {
  const lines = [{ price: 4990 }, { price: 333, quantity: pieces(-1), returnOf: givenBack(333, 66) }];
  const priced = priceTab(sampleTab(lines), sampleSettings({ rounding: 'receipt' }));
  assert.equal(rowsOf(priced), ['2500 3 4657 3725 932']);
});

test('weights, and a line whose price was printed on its label', () => {
  const priced = priceTab(
    sampleTab([
      { price: 2990, quantity: grams(195) },
      { price: 2990, quantity: grams(334), labelPrice: minor(999) },
    ]),
    settings,
  );
  assert.equal(
    priced.lines.map((line) => line.gross),
    [583, 999],
  );
});

test('a voided line is left out', () => {
  const priced = priceTab(
    sampleTab([{ price: 100 }, { price: 900, voided: { reason: 'wrong' } }, { price: 300 }]),
    settings,
  );
  assert.equal(
    priced.lines.map((line) => line.id),
    ['1', '3'],
  );
  assert.is(priced.total, 400);
});

test('an empty tab comes to nothing, discount or not', () => {
  const nothing = {
    lines: [],
    subtotal: 0,
    lineDiscounts: 0,
    campaignDiscounts: 0,
    tabDiscount: 0,
    total: 0,
    vat: [],
    campaigns: [],
    hints: [],
  };
  assert.equal(priceTab(sampleTab([]), settings), nothing);
  assert.equal(priceTab(sampleTab([], { discount: amountOff(500) }), settings), nothing);
});

test('the tab discount takes what line discounts have left', () => {
  const lines = [
    { price: 10000, discount: percentOff(5000) },
    { price: 5000 },
    { price: 100, discount: amountOff(100) },
  ];
  const priced = priceTab(sampleTab(lines, { discount: percentOff(1250) }), settings);
  assert.equal(
    priced.lines.map((line) => [line.lineDiscount, line.tabDiscount, line.total]),
    [
      [5000, 625, 4375],
      [0, 625, 4375],
      [100, 0, 0],
    ],
  );
  assert.equal(
    [priced.subtotal, priced.lineDiscounts, priced.tabDiscount, priced.total],
    [15100, 5100, 1250, 8750],
  );
});

test('a discount is never more than its basis, and never a surcharge', () => {
  const one = (discount: SampleLine['discount'] & object) =>
    priceTab(sampleTab([{ price: 1000, discount }]), settings).total;
  assert.equal(
    [one(amountOff(1001)), one(percentOff(10_001)), one(amountOff(-5)), one(percentOff(-5))],
    [0, 0, 1000, 1000],
  );
  const tab = sampleTab([{ price: 1000 }, { price: 200, vatClass: 'deposit', kind: 'deposit' }], {
    discount: amountOff(5000),
  });
  assert.equal(totalsOf(priceTab(tab, settings)), [0, 200]);
});

test('deposits, excluded products and returns are neither discounted nor a basis', () => {
  const excluded: SampleLine[] = [
    { price: 200, kind: 'deposit', discount: amountOff(50) },
    { price: -200, kind: 'deposit-return', discount: amountOff(50) },
    { price: 900, noDiscount: true, discount: percentOff(1000) },
    { price: 400, quantity: pieces(-1), returnOf: givenBack(400, 80), discount: percentOff(1000) },
  ];
  const priced = priceTab(
    sampleTab([...excluded, { price: 1000, kind: 'goods', noDiscount: false }], {
      discount: percentOff(1000),
    }),
    settings,
  );
  assert.equal(totalsOf(priced), [200, -200, 900, -400, 900]);
  assert.is(priced.tabDiscount, 100);
  const lines = sampleTab([...excluded, { price: 1000 }]).lines;
  assert.equal(
    lines.map((line) => discountable(line)),
    [false, false, false, false, true],
  );
});

test('goods at a negative price are no basis and take no discount', () => {
  const priced = priceTab(
    sampleTab([{ price: -500, discount: percentOff(1000) }, { price: 1000 }], { discount: percentOff(1000) }),
    settings,
  );
  assert.equal(totalsOf(priced), [-500, 900]);
});

test('VAT rows come by rate, then by code', () => {
  const classes = [
    vatClass('b', [2500, '33']),
    vatClass('a', [2500, '3']),
    vatClass('d', [1500, '4']),
    vatClass('c', [0, '7']),
    vatClass('e', [0, '5']),
  ];
  const tab = (...ids: string[]) => sampleTab(ids.map((id) => ({ price: 100, vatClass: id })));
  const expected = ['0 5', '0 7', '1500 4', '2500 3', '2500 33'];
  for (const order of [
    ['b', 'a', 'd', 'c', 'e'],
    ['e', 'd', 'c', 'a', 'b'],
  ]) {
    const priced = priceTab(tab(...order), sampleSettings({ classes }));
    assert.equal(
      priced.vat.map((row) => `${String(row.rate)} ${row.code}`),
      expected,
    );
  }
});

test('a VAT class that the shop does not have is a bug', () => {
  assert.throws(
    () => priceTab(sampleTab([{ price: 100, vatClass: 'luxury' }]), settings),
    /no such VAT class: luxury/,
  );
});
