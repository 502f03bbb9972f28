// The running sums, one receipt at a time: what counts where, and with which sign.
import { assert, suite } from '../../../test/kit.ts';
import { samplePayment } from '../../../test/sample-shop.ts';
import { minor } from '../money/money.ts';
import { pieces } from '../quantity/quantity.ts';
import type { Sale, SaleLine } from '../register/sale.ts';
import { basisPoints } from '../vat/vat.ts';
import { goodsOf } from './sale-goods.ts';
import { emptySums, withCashMoved, withCashOf, withCorrection, withSale, withVoidedTab } from './sums.ts';

const test = suite('sums');

function line(id: string, total: number, rest: Partial<SaleLine> = {}): SaleLine {
  return {
    id,
    gross: minor(total),
    lineDiscount: minor(0),
    tabDiscount: minor(0),
    total: minor(total),
    rate: basisPoints(2500),
    vatCode: '3',
    vat: minor(0),
    product: { id, sku: id, name: id, category: 'goods', vatClass: 'standard', unit: 'piece' },
    quantity: pieces(1),
    unitPrice: minor(total),
    listPrice: minor(total),
    source: 'count',
    ...rest,
  };
}

const returnOf = { receipt: 1, line: 'x', gross: minor(1), vat: minor(0), rate: 2500, vatCode: '3' };

function sale(lines: readonly SaleLine[], rest: Partial<Sale> = {}): Sale {
  const total = minor(lines.reduce((sum, each) => sum + each.total, 0));
  return {
    receipt: 1,
    kind: 'sale',
    tab: { id: 'tab', number: 'B1-001-0001' },
    shift: 1,
    dining: 'take-away',
    lines,
    subtotal: total,
    lineDiscounts: minor(0),
    tabDiscount: minor(0),
    total,
    vat: [{ rate: basisPoints(2500), code: '3', gross: total, net: total, vat: minor(0) }],
    rounding: minor(0),
    payments: [],
    change: minor(0),
    voidedLines: 0,
    ...rest,
  };
}

test('a receipt is taken apart into sold, returned and empties', () => {
  const empties = line('empties', -200, {
    product: { ...line('empties', 0).product, kind: 'deposit-return' },
  });
  const goods = goodsOf({ lines: [line('a', 500), line('b', -300, { returnOf }), empties, line('c', 100)] });
  assert.equal([goods.soldAmount, goods.returnedAmount, goods.emptiesAmount], [600, 300, 200]);
  assert.equal([goods.sold.length, goods.returned.length, goods.empties.length], [2, 1, 1]);
});

test('an exchange counts as a sale and a return; per category only what moved', () => {
  const other = { ...line('x', 0).product, category: 'other' };
  const sums = withSale(
    emptySums(),
    sale([
      line('a', 500),
      line('b', 700),
      line('c', -300, { returnOf }),
      line('d', -100, { returnOf, product: other }),
    ]),
    'anna',
  );
  assert.equal(
    [sums.total, sums.sales, sums.returns, sums.receipts, sums.paidTabs],
    [800, { count: 1, amount: 1200 }, { count: 1, amount: 400 }, 1, 1],
  );
  assert.equal(sums.byCategory, { goods: { count: 0, amount: 900 }, other: { count: -1, amount: -100 } });
  assert.equal(sums.byOperator, { anna: { count: 0, amount: 800 } });
});

test('discounts count lines that have one, and the tab once', () => {
  const discounted = sale([line('a', 400, { lineDiscount: minor(100) }), line('b', 500)], {
    lineDiscounts: minor(100),
    tabDiscount: minor(50),
  });
  const sums = withSale(emptySums(), discounted, 'anna');
  assert.equal(
    [sums.lineDiscounts, sums.tabDiscounts],
    [
      { count: 1, amount: 100 },
      { count: 1, amount: 50 },
    ],
  );
});

test('an overridden price counts what was given away, also when it was raised; a return of it does not', () => {
  const overridden = { priceReason: 'dented', listPrice: minor(500), quantity: pieces(2) };
  const lines = [
    line('a', 800, { ...overridden, unitPrice: minor(400) }),
    line('b', 1200, { ...overridden, unitPrice: minor(600), listPrice: minor(550) }),
  ];
  assert.equal(withSale(emptySums(), sale(lines), 'anna').priceOverrides, { count: 2, amount: 100 });
  const back = line('c', -400, { ...overridden, unitPrice: minor(400), returnOf });
  assert.equal(withSale(emptySums(), sale([back]), 'anna').priceOverrides, { count: 0, amount: 0 });
});

test('tenders: each payment counts, a refund counts back; VAT rows of one rate and code are one', () => {
  const two = sale([line('a', 500)], { payments: [samplePayment(300), samplePayment(200)] });
  const once = withSale(emptySums(), two, 'anna');
  assert.equal(once.byTender, { card: { count: 2, amount: 500 } });
  const refund = sale([line('b', -200, { returnOf })], {
    payments: [samplePayment(-200)],
    rounding: minor(3),
  });
  const twice = withSale(once, refund, 'olav');
  assert.equal([twice.byTender, twice.rounding, twice.receipts], [{ card: { count: 1, amount: 300 } }, 3, 1]);
  assert.equal(twice.byVat, { '3/2500': { rate: 2500, code: '3', gross: 300, net: 300, vat: 0 } });
});

test('cash in the drawer follows what changes hands, and back', () => {
  const options = { currency: 'NOK', direction: 1 } as const;
  const back = { currency: 'NOK', direction: -1 } as const;
  const foreign = samplePayment(189_00, {
    kind: 'foreign-cash',
    tendered: minor(20_00),
    change: minor(41_00),
    foreign: { currency: 'EUR', rateMillionths: 11_500_000 },
  });
  const sums = withCashOf(
    withCashOf(
      emptySums(),
      samplePayment(295_00, { kind: 'cash', tendered: minor(300_00), change: minor(5_00) }),
      options,
    ),
    foreign,
    options,
  );
  assert.equal([sums.cash['NOK']?.sales, sums.cash['EUR']?.sales], [254_00, 20_00]);
  assert.equal(withCashOf(sums, foreign, back).cash['NOK']?.sales, 295_00);
  assert.is(withCashOf(sums, foreign, back).cash['EUR']?.sales, 0);
  const card = emptySums();
  assert.is(withCashOf(card, samplePayment(1), options), card);
  const moved = withCashMoved(withCashMoved(card, { direction: 'in', currency: 'NOK', amount: minor(7) }), {
    direction: 'out',
    currency: 'NOK',
    amount: minor(3),
  });
  assert.equal(moved.cash['NOK'], { opening: 0, sales: 0, cashIn: 7, cashOut: 3 });
});

test('corrections and voided tabs count by size, so that one way hides nothing of the other', () => {
  const sums = withVoidedTab(
    withCorrection(withCorrection(emptySums(), minor(-300)), minor(500)),
    minor(-700),
  );
  assert.equal(
    [sums.corrections, sums.voidedTabs],
    [
      { count: 2, amount: 800 },
      { count: 1, amount: 700 },
    ],
  );
});

test('a tip is that of whose tab it was, of who took the money where nobody says so', () => {
  const payments = [samplePayment(1_000, { tip: minor(100) })];
  const of = (rest: Partial<Sale>) =>
    withSale(emptySums(), sale([line('a', 1_000)], { payments, ...rest }), 'anna').tipsByUser;
  assert.equal(of({ tipFor: 'kari' }), { kari: { count: 1, amount: 100 } });
  assert.equal(of({}), { anna: { count: 1, amount: 100 } });
});
