// The worked examples of fiscal.md 4.2 that are whole sales, through the rules from the first line to the Z.
import { assert, suite } from '../../../test/kit.ts';
import {
  actorWith,
  cash,
  closeOf,
  currentTabOf,
  lastSaleOf,
  nextId,
  openRegister,
  payByCard,
  type SampleRegister,
  sampleProduct,
  scan,
  xReportOf,
} from '../../../test/sample-register.ts';
import { fiveCentAlways, sampleSettings } from '../../../test/sample-shop.ts';
import { minor } from '../money/money.ts';
import { pieces } from '../quantity/quantity.ts';
import { priceTab } from '../tab/price-tab.ts';
import type { ReturnableSale } from './commands.ts';
import type { Sale } from './sale.ts';

const test = suite('worked examples');

const food = (id: string, price: number) =>
  sampleProduct({ id, price: minor(price), vatClass: 'food', category: 'food' });
const goods = (price: number) => sampleProduct({ id: `goods at ${String(price)}`, price: minor(price) });

function sell(register: SampleRegister, price: number): void {
  register.run(scan(goods(price)));
}

function giveBack(register: SampleRegister, original: ReturnableSale, quantity = pieces(1)): void {
  const line = original.sale.lines[0]?.id ?? '';
  register.run({ type: 'add-return', tabId: nextId(), lineId: nextId(), original, line, quantity });
}

test('W2: the day of the official SAF-T example, every figure of its Z', () => {
  const register = openRegister();
  const [early, late] = [actorWith('allowed', '1001'), actorWith('allowed', '1000')];
  const bread = food('1001', 1640);
  const tobacco = sampleProduct({ id: '2001', price: minor(11600), category: 'tobacco' });
  const beer = sampleProduct({ id: '3001', price: minor(2990), category: 'beer' });

  register.run(scan(bread, { quantity: pieces(2) }), early);
  register.run(scan(food('1002', 2580)), early);
  register.run(scan(food('1003', 2780)), early);
  payByCard(register, undefined, early);
  assert.is(lastSaleOf(register).total, 8640);
  assert.equal(lastSaleOf(register).vat, [{ rate: 1500, code: '31', gross: 8640, net: 7512, vat: 1128 }]);

  register.run(scan(tobacco), early);
  register.run(scan(beer, { quantity: pieces(6) }), early);
  register.run(cash(29500), early);
  assert.equal([lastSaleOf(register).total, lastSaleOf(register).rounding], [29540, -40]);

  register.run(scan(tobacco), late);
  register.run(scan(bread, { quantity: pieces(2) }), late);
  const extra = scan(bread, { lineId: 'extra', gtin: '7038010000010' });
  register.run(extra, late);
  register.run({ type: 'void-line', line: 'extra', reason: 'changed their mind' }, late);
  payByCard(register, undefined, late);
  const third = lastSaleOf(register);
  assert.is(third.total, 14880);
  assert.is(third.voidedLines, 1);
  register.run({ type: 'copy-receipt', sale: third, copies: 0 }, late);
  register.run({ type: 'look-up-price', product: food('1003', 2780) }, late);
  register.run({ type: 'open-drawer', reason: 'change' }, late);

  const first = register.recorded.flatMap(({ event }) =>
    event.type === 'sale.completed' ? [event.payload.sale] : [],
  )[0] as Sale;
  register.run(
    {
      type: 'add-return',
      tabId: 'back',
      lineId: 'back-1',
      original: { sale: first, returned: {} },
      line: first.lines[0]?.id ?? '',
      quantity: pieces(1),
    },
    late,
  );
  payByCard(register, undefined, late);
  assert.equal([lastSaleOf(register).kind, lastSaleOf(register).total], ['return', -1640]);

  const z = closeOf(register);
  assert.is(z.zNumber, 1);
  assert.is(z.total, 51420);
  assert.is(z.rounding, -40);
  assert.equal(
    z.byTender.map(({ tender, code, count, amount }) => [tender, code, count, amount]),
    [
      ['cash', '12001', 1, 29500],
      ['card', '12002', 1, 21880],
    ],
  );
  assert.equal(z.byVat, [
    { rate: 1500, code: '31', gross: 10280, net: 8938, vat: 1342 },
    { rate: 2500, code: '3', gross: 41140, net: 32912, vat: 8228 },
  ]);
  assert.equal(z.byCategory, [
    { category: 'beer', count: 1, amount: 17940 },
    { category: 'food', count: 1, amount: 10280 },
    { category: 'tobacco', count: 2, amount: 23200 },
  ]);
  assert.equal(z.byOperator, [
    { user: '1000', count: 0, amount: 13240 },
    { user: '1001', count: 2, amount: 38180 },
  ]);
  assert.is(z.receipts, 3);
  assert.equal(z.returns, { count: 1, amount: 1640 });
  assert.is(z.drawerOpenings, 1);
  assert.equal(z.copies, { count: 1, amount: 14880 });
  assert.equal(z.corrections, { count: 1, amount: 1640 });
  assert.equal(z.priceLookUps, { count: 1, amount: 2780 });
  assert.equal(z.discounts, { line: { count: 0, amount: 0 }, tab: { count: 0, amount: 0 } });
  assert.equal(z.tabs, { paid: 4, voided: { count: 0, amount: 0 }, open: 0, parked: 0 });
  assert.equal(z.grandTotals, { sale: 53060, return: 1640, net: 51420 });
  assert.equal(z.cash, [
    {
      currency: 'NOK',
      opening: 0,
      sales: 29500,
      cashIn: 0,
      cashOut: 0,
      expected: 29500,
      counted: 29500,
      difference: 0,
    },
  ]);
});

test('W4: NOK cash is rounded to whole kroner, a card is charged exactly', () => {
  const cases: readonly (readonly [price: number, tendered: number, rounding: number])[] = [
    [29549, 29500, -49],
    [29550, 29600, 50],
    [49, 0, -49],
  ];
  for (const [price, tendered, rounding] of cases) {
    const register = openRegister();
    sell(register, price);
    register.run(cash(tendered));
    assert.equal(
      [lastSaleOf(register).total, lastSaleOf(register).rounding, lastSaleOf(register).change],
      [price, rounding, 0],
    );
    assert.is(xReportOf(register).cash[0]?.expected, tendered);
  }
  const register = openRegister();
  sell(register, 29540);
  payByCard(register);
  assert.equal([lastSaleOf(register).rounding, lastSaleOf(register).payments[0]?.amount], [0, 29540]);
});

test('W4: a refund in cash is rounded the same way, −16.40 to −16 and −16.50 to −17', () => {
  for (const [price, paidOut, rounding] of [
    [1640, 1600, 40],
    [1650, 1700, -50],
  ] as const) {
    const register = openRegister();
    sell(register, price);
    payByCard(register);
    giveBack(register, { sale: lastSaleOf(register), returned: {} });
    const events = register.run(cash(paidOut));
    assert.equal([lastSaleOf(register).total, lastSaleOf(register).rounding], [-price, rounding]);
    assert.equal(events.at(-1), { type: 'drawer.opened', payload: { reason: 'return' } });
    assert.is(xReportOf(register).cash[0]?.sales, -paidOut);
  }
});

test('W6: split tender, card first, rounding only on the cash', () => {
  for (const [card, rest, rounding] of [
    [10000, 19500, -40],
    [20015, 9500, -25],
  ] as const) {
    const register = openRegister();
    sell(register, 29540);
    payByCard(register, card);
    assert.is(register.state.lastSale, null);
    register.run(cash(rest));
    const sale = lastSaleOf(register);
    assert.equal([sale.total, sale.rounding], [29540, rounding]);
    assert.equal(
      sale.payments.map(({ amount }) => amount),
      [card, rest],
    );
    assert.is(sale.vat[0]?.vat, 5908);
  }
  const register = openRegister();
  sell(register, 29540);
  payByCard(register, 10000);
  payByCard(register);
  assert.equal([lastSaleOf(register).rounding, lastSaleOf(register).vat[0]?.vat], [0, 5908]);
});

test('W6: Belgium rounds every total, VAT stays on what it was', () => {
  const register = openRegister(
    sampleSettings({ cashRounding: fiveCentAlways, currency: { code: 'EUR', exponent: 2 } }),
  );
  sell(register, 4873);
  payByCard(register);
  assert.equal(
    [lastSaleOf(register).total, lastSaleOf(register).rounding, lastSaleOf(register).payments[0]?.amount],
    [4873, 2, 4875],
  );
});

test('W8: take-away and eat-in at one gross price, beer at 25 % in both', () => {
  const register = openRegister();
  const vat = (): number =>
    priceTab(currentTabOf(register), register.settings).vat.reduce((sum, row) => sum + row.vat, 0);
  register.run(scan(food('lunch', 11500)));
  assert.is(vat(), 1500);
  register.run({ type: 'switch-dining', dining: 'eat-in' });
  assert.is(vat(), 2300);
  sell(register, 10000);
  assert.is(vat(), 4300);
  register.run({ type: 'switch-dining', dining: 'take-away' });
  assert.is(vat(), 3500);
  payByCard(register);
  assert.equal([lastSaleOf(register).dining, lastSaleOf(register).total], ['take-away', 21500]);
});

test('W9: returned at the original VAT, one and then two of three, although the rate has changed since', () => {
  const register = openRegister();
  register.run(scan(goods(4990), { quantity: pieces(3) }));
  payByCard(register);
  const sale = lastSaleOf(register);
  assert.is(sale.vat[0]?.vat, 2994);
  giveBack(register, { sale, returned: {} });
  payByCard(register);
  assert.equal([lastSaleOf(register).total, lastSaleOf(register).vat[0]?.vat], [-4990, -998]);
  const line = sale.lines[0]?.id ?? '';
  const returned = { [line]: { quantity: pieces(1), gross: minor(4990), vat: minor(998) } };
  giveBack(register, { sale, returned }, pieces(2));
  payByCard(register);
  assert.equal([lastSaleOf(register).total, lastSaleOf(register).vat[0]?.vat], [-9980, -1996]);
  assert.is(xReportOf(register).total, 0);
});

test('W13: 20.00 EUR for 189.40 NOK: change in kroner, the drawer holds both currencies', () => {
  const register = openRegister();
  sell(register, 18940);
  register.run(cash(2000, { tender: 'eur' }));
  const sale = lastSaleOf(register);
  assert.equal([sale.total, sale.rounding, sale.change], [18940, -40, 4100]);
  assert.equal(sale.payments[0]?.foreign, { currency: 'EUR', rateMillionths: 11_500_000 });
  const z = closeOf(register, { NOK: 0, EUR: 2000 });
  assert.equal(
    z.cash.map(({ currency, sales, difference }) => [currency, sales, difference]),
    [
      ['NOK', -4100, 4100],
      ['EUR', 2000, 0],
    ],
  );
  assert.equal(
    z.byTender.map(({ tender, amount }) => [tender, amount]),
    [['eur', 18900]],
  );
});

test('W14: pant, sold with a bottle and paid out for empties: no VAT, and the payout is no turnover', () => {
  const register = openRegister();
  const deposit = sampleProduct({
    id: 'pant',
    price: minor(200),
    vatClass: 'deposit',
    category: 'deposit',
    kind: 'deposit',
  });
  const soda = sampleProduct({
    id: 'soda',
    price: minor(2500),
    vatClass: 'food',
    category: 'food',
    deposit: 'pant',
  });
  register.run(scan(soda, { deposit }));
  payByCard(register);
  assert.equal(
    [lastSaleOf(register).total, lastSaleOf(register).vat.map(({ vat }) => vat)],
    [2700, [0, 326]],
  );

  const empties = sampleProduct({
    id: 'empties',
    price: minor(-200),
    vatClass: 'deposit',
    category: 'deposit',
    kind: 'deposit-return',
  });
  register.run(scan(empties, { quantity: pieces(2) }));
  register.run(cash(400));
  assert.equal(
    [lastSaleOf(register).total, lastSaleOf(register).kind, lastSaleOf(register).vat[0]?.vat],
    [-400, 'return', 0],
  );

  const x = xReportOf(register);
  assert.equal(
    [x.total, x.sales, x.returns, x.depositsPaidOut],
    [2300, { count: 1, amount: 2700 }, { count: 0, amount: 0 }, { count: 1, amount: 400 }],
  );
  assert.equal(x.grandTotals, { sale: 2700, return: 0, net: 2700 });
  assert.equal(x.byVat[0], { rate: 0, code: '7', gross: -200, net: -200, vat: 0 });
});
