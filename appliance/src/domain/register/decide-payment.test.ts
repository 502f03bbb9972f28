// Paying, reversing, completing.
import { assert, suite } from '../../../test/kit.ts';
import {
  cash,
  currentTabOf,
  lastSaleOf,
  nextId,
  openRegister,
  payByCard,
  sampleProduct,
  sampleRegister,
  scan,
  type SampleRegister,
  xReportOf,
} from '../../../test/sample-register.ts';
import { cashTender, sampleSettings, voucherTender } from '../../../test/sample-shop.ts';
import { minor } from '../money/money.ts';
import type { Tender } from '../payment/tender.ts';
import { pieces } from '../quantity/quantity.ts';
import type { ShopSettings } from '../shop/settings.ts';
import type { CommandOf, RegisterCommand } from './commands.ts';

const test = suite('payment');

const mealTicket: Tender = { ...voucherTender, id: 'meal', name: 'Meal ticket', overpay: 'change' };
const app: Tender = { ...voucherTender, id: 'app', name: 'App', code: '12011', opensDrawer: true };
const old: Tender = { ...cashTender, id: 'cheque', name: 'Cheque', kind: 'other', active: false };
const settings: ShopSettings = {
  ...sampleSettings(),
  tenders: [...sampleSettings().tenders, mealTicket, app, old],
};

function withGoods(price = 10_000, shop = settings): SampleRegister {
  const register = openRegister(shop);
  register.run(scan(sampleProduct({ id: 'goods', price: minor(price) })));
  return register;
}

const start = (rest: Partial<CommandOf<'start-payment'>> = {}): RegisterCommand => ({
  type: 'start-payment',
  paymentId: 'card',
  tender: 'card',
  ...rest,
});
const settle = (
  outcome: 'taken' | 'declined' | 'unknown',
  rest: Partial<CommandOf<'settle-payment'>> = {},
): RegisterCommand => ({ type: 'settle-payment', payment: 'card', outcome, ...rest });
const types = (register: SampleRegister, command: RegisterCommand): readonly string[] =>
  register.run(command).map(({ type }) => type);

test('cash that settles completes the sale and opens the drawer, in one decision', () => {
  const register = withGoods(10_040);
  const events = register.run(cash(20_000, { reference: 'note 200' }));
  assert.equal(
    events.map(({ type }) => type),
    ['payment.taken', 'sale.completed', 'drawer.opened'],
  );
  const sale = lastSaleOf(register);
  assert.equal(
    [sale.receipt, sale.kind, sale.shift, sale.total, sale.rounding, sale.change, sale.voidedLines],
    [1, 'sale', 1, 10_040, -40, 10_000, 0],
  );
  assert.equal(sale.payments, [
    {
      id: sale.payments[0]?.id,
      tender: 'cash',
      kind: 'cash',
      state: 'taken',
      amount: 10_000,
      tendered: 20_000,
      change: 10_000,
      rounding: -40,
      reference: 'note 200',
    },
  ]);
  const { lastSale, tabs, current, numbers } = register.state;
  assert.equal([tabs, current, numbers.receipt], [{}, null, 1]);
  assert.equal(
    [lastSale?.receipt, lastSale?.total, lastSale?.change, lastSale?.rounding],
    [1, 10_040, 10_000, -40],
  );
  register.run(scan(sampleProduct({ id: 'next', price: minor(1) })));
  assert.is(register.state.lastSale, null);
});

test('cash in parts: each opens the drawer, the last one completes', () => {
  const register = withGoods();
  assert.equal(types(register, cash(4_000)), ['payment.taken', 'drawer.opened']);
  assert.is(xReportOf(register).cash[0]?.expected, 4_000);
  assert.equal(types(register, cash(6_000)), ['payment.taken', 'sale.completed', 'drawer.opened']);
  assert.equal(
    xReportOf(register).byTender.map(({ count, amount }) => [count, amount]),
    [[2, 10_000]],
  );
});

for (const [name, command, code] of [
  ['a tender nobody knows', cash(1, { tender: 'shells' }), 'payment.tender-unknown'],
  ['a tender no longer taken', cash(1, { tender: 'cheque' }), 'payment.tender-inactive'],
  ['a card without its terminal', cash(1, { tender: 'card' }), 'payment.needs-terminal'],
  ['nothing given', cash(0), 'payment.amount-invalid'],
  ['less than nothing', cash(-100), 'payment.amount-invalid'],
  ['half an øre', cash(1, { tendered: 0.5 as never }), 'payment.amount-invalid'],
  ['a voucher above the rest', cash(10_001, { tender: 'voucher' }), 'payment.too-much'],
  ['an endless reference', cash(1, { reference: 'x'.repeat(201) }), 'text.too-long'],
  ['the terminal asked for cash', start({ tender: 'cash' }), 'payment.tender-unknown'],
  ['the terminal asked for foreign cash', start({ tender: 'eur' }), 'payment.tender-unknown'],
  ['the terminal asked for nothing', start({ amount: minor(0) }), 'payment.amount-invalid'],
  ['the terminal asked for too much', start({ amount: minor(10_001) }), 'payment.too-much'],
  [
    'the device of a ticket asked for more than is due',
    start({ tender: 'meal', amount: minor(20_000) }),
    'payment.too-much',
  ],
  ['settling what nobody started', settle('taken', { payment: 'nothing' }), 'payment.unknown-id'],
  [
    'reversing what nobody took',
    { type: 'reverse-payment', payment: 'nothing', reason: '' },
    'payment.unknown-id',
  ],
  ['completing before it is paid', { type: 'complete-tab' }, 'tab.not-settled'],
] as const) {
  test(`refused: ${name}`, () => {
    assert.refused(withGoods().ask(command), code);
  });
}

test('an empty tab is not paid', () => {
  const register = openRegister();
  for (const command of [cash(1), start(), { type: 'complete-tab' }] as const)
    assert.refused(register.ask(command), 'tab.none');
  register.run({ type: 'open-tab', tabId: 'tab' });
  for (const command of [cash(1), start(), { type: 'complete-tab' }] as const)
    assert.refused(register.ask(command), 'tab.empty');
});

test('so many payments to a tab, each with an id of its own', () => {
  const register = withGoods(10_000, { ...settings, limits: { ...settings.limits, paymentsPerTab: 2 } });
  register.run(cash(100, { paymentId: 'one' }));
  assert.refused(register.ask(cash(100, { paymentId: 'one' })), 'id.already-used');
  register.run(cash(100));
  assert.refused(register.ask(cash(100)), 'payment.too-many');
});

test('a card: started, then taken with its reference, completes the sale; the drawer stays shut', () => {
  const register = withGoods();
  assert.equal(types(register, start()), ['payment.started']);
  const [payment] = currentTabOf(register).payments;
  assert.equal(payment, {
    id: 'card',
    tender: 'card',
    kind: 'card',
    state: 'started',
    amount: 10_000,
    tendered: 10_000,
    change: 0,
    rounding: 0,
  });
  assert.equal(types(register, settle('taken', { reference: 'BAX 568833' })), [
    'payment.settled',
    'sale.completed',
  ]);
  assert.equal(
    [lastSaleOf(register).payments[0]?.state, lastSaleOf(register).payments[0]?.reference],
    ['taken', 'BAX 568833'],
  );
  assert.refused(register.ask(settle('declined')), 'payment.unknown-id');
});

test('one payment at a time: while one is open, no other is taken and nothing else is done', () => {
  const register = withGoods();
  register.run(start());
  for (const command of [cash(1), start({ paymentId: 'other' }), { type: 'complete-tab' }] as const) {
    assert.refused(register.ask(command), 'payment.open');
  }
  assert.refused(
    register.ask({ type: 'reverse-payment', payment: 'card', reason: '' }),
    'payment.not-reversible',
  );
  assert.refused(register.ask({ type: 'void-tab', reason: '' }), 'tab.has-payments');
  assert.refused(register.ask({ type: 'park-tab' }), 'tab.has-payments');
});

test('declined: the tab is as it was, and may be paid otherwise; only what was taken stands on the sale', () => {
  const register = withGoods();
  register.run(start());
  assert.equal(types(register, settle('declined', { reason: 'no cover' })), ['payment.settled']);
  assert.refused(register.ask(settle('taken')), 'payment.not-open');
  assert.accepted(register.ask({ type: 'void-tab', reason: '' }));
  register.run(cash(10_000));
  assert.equal(
    lastSaleOf(register).payments.map(({ tender }) => tender),
    ['cash'],
  );
});

test('unknown stays unknown until somebody decides, with a reason or the reference of the terminal', () => {
  const register = withGoods();
  register.run(start());
  register.run(settle('unknown'));
  assert.is(currentTabOf(register).payments[0]?.state, 'unknown');
  for (const outcome of ['taken', 'declined', 'unknown'] as const) {
    assert.refused(register.ask(settle(outcome)), 'payment.reason-needed');
    assert.refused(register.ask(settle(outcome, { reason: ' ', reference: '' })), 'payment.reason-needed');
  }
  assert.equal(register.run(settle('unknown', { reason: 'still no answer' })), []);
  assert.refused(register.ask(settle('taken', { reason: 'x'.repeat(201) })), 'text.too-long');
  assert.refused(register.ask(settle('taken', { reference: 'x'.repeat(201) })), 'text.too-long');
  assert.accepted(register.ask(settle('declined', { reason: 'slip says no' })));
  assert.equal(types(register, settle('taken', { reference: 'BAX 1' })), [
    'payment.settled',
    'sale.completed',
  ]);
});

test('a tender that asks a device may open the drawer once it is taken', () => {
  const register = withGoods();
  register.run(start({ tender: 'app' }));
  assert.equal(types(register, settle('taken')), ['payment.settled', 'sale.completed', 'drawer.opened']);
  const shop = { ...settings, receipt: { ...settings.receipt, openDrawerFor: ['card'] } };
  const other = withGoods(10_000, shop);
  other.run(start());
  assert.equal(types(other, settle('taken')), ['payment.settled', 'sale.completed', 'drawer.opened']);
});

test('a voucher with change: the change comes out of the drawer, rounded', () => {
  const register = withGoods(18_940);
  assert.equal(types(register, cash(20_000, { tender: 'meal' })), [
    'payment.taken',
    'sale.completed',
    'drawer.opened',
  ]);
  const sale = lastSaleOf(register);
  assert.equal([sale.change, sale.rounding], [1_100, -40]);
  const x = xReportOf(register);
  assert.equal(
    [x.cash[0]?.sales, x.byTender],
    [-1_100, [{ tender: 'meal', name: 'Meal ticket', code: '12999', count: 1, amount: 18_900 }]],
  );
});

test('reversed before the sale is complete: the money goes back, the tab is due again', () => {
  const register = withGoods();
  register.run(cash(4_000, { paymentId: 'part' }));
  assert.refused(
    register.ask({ type: 'reverse-payment', payment: 'part', reason: 'x'.repeat(201) }),
    'text.too-long',
  );
  const events = register.run({ type: 'reverse-payment', payment: 'part', reason: 'pays by card' });
  assert.equal(
    events.map(({ type }) => type),
    ['payment.settled', 'drawer.opened'],
  );
  assert.is(currentTabOf(register).payments[0]?.state, 'reversed');
  assert.refused(
    register.ask({ type: 'reverse-payment', payment: 'part', reason: '' }),
    'payment.not-reversible',
  );
  assert.is(xReportOf(register).cash[0]?.expected, 0);
  payByCard(register);
  assert.equal(
    [lastSaleOf(register).payments.length, xReportOf(register).byTender.map(({ tender }) => tender)],
    [1, ['card']],
  );
});

test('foreign cash in part and reversed: its own drawer is even again', () => {
  const register = withGoods(50_000);
  register.run(cash(2_000, { tender: 'eur', paymentId: 'part' }));
  assert.equal(
    xReportOf(register).cash.map(({ currency, sales }) => [currency, sales]),
    [
      ['NOK', 0],
      ['EUR', 2_000],
    ],
  );
  register.run({ type: 'reverse-payment', payment: 'part', reason: '' });
  assert.equal(
    xReportOf(register).cash.map(({ currency, expected }) => [currency, expected]),
    [['NOK', 0]],
  );
});

test('a card reversed touches no drawer', () => {
  const register = withGoods();
  register.run(start({ amount: minor(4_000) }));
  register.run(settle('taken'));
  assert.equal(types(register, { type: 'reverse-payment', payment: 'card', reason: '' }), [
    'payment.settled',
  ]);
  assert.is(xReportOf(register).cash[0]?.sales, 0);
});

test('nothing to pay: the tab is completed without a payment, and without the drawer', () => {
  const register = openRegister(settings);
  register.run(scan(sampleProduct({ id: 'sample', price: minor(0) })));
  assert.refused(register.ask(cash(0)), 'payment.nothing-due');
  assert.refused(register.ask(start()), 'payment.nothing-due');
  assert.equal(types(register, { type: 'complete-tab' }), ['sale.completed']);
  assert.equal(
    [lastSaleOf(register).total, lastSaleOf(register).payments, lastSaleOf(register).kind],
    [0, [], 'sale'],
  );
});

test('an even exchange: sold and given back on one receipt, counted apart', () => {
  const register = withGoods();
  payByCard(register);
  const sale = lastSaleOf(register);
  const line = sale.lines[0]?.id ?? '';
  register.run(scan(sampleProduct({ id: 'other colour', price: minor(10_000) })));
  register.run({
    type: 'add-return',
    tabId: 'tab',
    lineId: nextId(),
    original: { sale, returned: {} },
    line,
    quantity: pieces(1),
  });
  assert.equal(types(register, { type: 'complete-tab' }), ['sale.completed']);
  assert.is(lastSaleOf(register).kind, 'exchange');
  const x = xReportOf(register);
  assert.equal(
    [x.total, x.receipts, x.sales, x.returns],
    [10_000, 2, { count: 2, amount: 20_000 }, { count: 1, amount: 10_000 }],
  );
  assert.equal(
    [x.byOperator, x.byCategory],
    [[{ user: 'anna', count: 1, amount: 10_000 }], [{ category: 'goods', count: 1, amount: 10_000 }]],
  );
  assert.equal(x.grandTotals, { sale: 20_000, return: 10_000, net: 10_000 });
});

test('a discount with its reason stands on the sale, if it took anything off', () => {
  const register = withGoods();
  register.run({
    type: 'discount-tab',
    discount: { kind: 'percent', basisPoints: 1_000, reason: 'regular' },
  });
  payByCard(register);
  assert.equal(
    [lastSaleOf(register).tabDiscount, lastSaleOf(register).tabDiscountReason],
    [1_000, 'regular'],
  );
  register.run(scan(sampleProduct({ id: 'stamps', price: minor(100), noDiscount: true })));
  register.run({
    type: 'discount-tab',
    discount: { kind: 'percent', basisPoints: 1_000, reason: 'regular' },
  });
  payByCard(register);
  assert.ok(!('tabDiscountReason' in lastSaleOf(register)));
});

test('payments are settled on whatever tab they are, and the shop may have dropped the tender meanwhile', () => {
  const register = sampleRegister({ ...settings, tenders: [] });
  const payment = {
    id: 'card',
    tender: 'card',
    kind: 'card',
    state: 'started',
    amount: minor(100),
    tendered: minor(100),
    change: minor(0),
    rounding: minor(0),
  } as const;
  register.run({ type: 'open-shift', opening: [{ currency: 'NOK', amount: minor(0) }] });
  register.run(scan(sampleProduct({ id: 'goods', price: minor(100) }), { tabId: 'tab' }));
  register.happen({ type: 'payment.started', payload: { tab: 'tab', payment } });
  register.run(settle('taken'));
  assert.equal(xReportOf(register).byTender, [
    { tender: 'card', name: 'card', code: '12999', count: 1, amount: 100 },
  ]);
});

test('a voucher worth more than is due and not changed: accepted, told with the sale and on the Z, in no sum of it', () => {
  const lunch: Tender = { ...voucherTender, id: 'lunch', name: 'Lunch voucher', overpay: 'keep' };
  const register = withGoods(18_000, { ...settings, tenders: [...settings.tenders, lunch] });
  assert.refused(register.ask(start({ tender: 'lunch', amount: minor(20_000) })), 'payment.too-much');
  assert.equal(types(register, cash(20_000, { tender: 'lunch', paymentId: 'p' })), [
    'payment.taken',
    'sale.completed',
  ]);
  const { payments, total, change } = lastSaleOf(register);
  const { amount, tendered, surplus } = payments[0] ?? {};
  assert.equal([total, change, amount, tendered, surplus], [18_000, 0, 18_000, 20_000, 2_000]);
  assert.is(register.state.lastSale?.surplus, 2_000);
  const report = xReportOf(register);
  assert.equal(report.surplus, { count: 1, amount: minor(2_000) });
  assert.equal(
    report.byTender.map(({ tender, amount: sum }) => [tender, sum]),
    [['lunch', 18_000]],
  );
  assert.is(report.cash[0]?.expected, 0);
});
