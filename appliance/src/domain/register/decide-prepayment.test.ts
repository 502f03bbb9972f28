// Prepayments on an order: what is due when, VAT at receipt and at delivery (W12), and what may become of the order meanwhile.
import { assert, suite } from '../../../test/kit.ts';
import { netherlands, norway, order, prepay, vatOf } from '../../../test/sample-prepayments.ts';
import {
  actorWith,
  anna,
  cash,
  closeOf,
  currentTabOf,
  lastSaleOf,
  nextId,
  openRegister,
  payByCard,
  salesOf,
  type SampleRegister,
  sampleProduct,
  scan,
  xReportOf,
} from '../../../test/sample-register.ts';
import { cardTender } from '../../../test/sample-shop.ts';
import { minor } from '../money/money.ts';
import { isTaxedAtReceipt } from '../prepayment/prepayment.ts';
import type { ShopSettings } from '../shop/settings.ts';
import type { Actor } from '../staff/permission.ts';
import type { RegisterCommand } from './commands.ts';
import type { Sale } from './sale.ts';

const test = suite('prepayments');

const chair = sampleProduct({ id: 'chair', price: minor(125_000) });
const shoes = sampleProduct({ id: 'shoes', price: minor(100_000), vatClass: 'high' });

function payBack(): RegisterCommand {
  return { type: 'pay-back-prepayment', tabId: nextId('tab') };
}

/** Ordered, and so much of it paid by card. */
function prepaid(
  shop: ShopSettings,
  amount: number,
  ...products: readonly ReturnType<typeof sampleProduct>[]
): { readonly register: SampleRegister; readonly tab: string } {
  const register = openRegister(shop);
  const tab = order(register, ...products);
  register.run(prepay(amount));
  payByCard(register);
  return { register, tab };
}

function refused(register: SampleRegister, command: RegisterCommand, actor: Actor = anna): string {
  const decision = register.ask(command, actor);
  return decision.ok ? 'ok' : decision.refusal.code;
}

function sumsOf(sale: Sale): readonly number[] {
  return [sale.total, vatOf(sale)];
}

test('W12 in Norway: no turnover and no VAT when it is received, all of both with the goods', () => {
  const register = openRegister(norway);
  const tab = order(register, chair);
  register.run(prepay(50_000));
  assert.equal(currentTabOf(register).name, 'Hansen');
  register.run(cash(50_000));
  assert.equal([lastSaleOf(register).kind, ...sumsOf(lastSaleOf(register))], ['sale', 50_000, 0]);
  const first = closeOf(register);
  assert.equal(
    [first.total, first.sales, first.receipts, first.grandTotals.sale],
    [50_000, { count: 0, amount: 0 }, 1, 0],
  );
  assert.equal(first.byCategory, []);
  const none = { count: 0, amount: 0 };
  assert.equal(first.prepayments, {
    received: { count: 1, amount: 50_000 },
    used: none,
    paidBack: none,
    outside: 50_000,
  });

  register.run({ type: 'open-shift', opening: [{ currency: 'NOK', amount: minor(50_000) }] });
  register.run({ type: 'recall-tab', tab });
  payByCard(register);
  const sold = lastSaleOf(register);
  assert.equal([sold.kind, ...sumsOf(sold), sold.payments[0]?.amount], ['sale', 75_000, 25_000, 75_000]);
  const last = closeOf(register);
  assert.equal(
    [last.total, last.sales, last.grandTotals.sale],
    [75_000, { count: 1, amount: 125_000 }, 125_000],
  );
  assert.equal(last.prepayments, {
    received: none,
    used: { count: 1, amount: 50_000 },
    paidBack: none,
    outside: -50_000,
  });
});

test('W12 in the Netherlands: VAT of what is received now, and of the rest with the goods', () => {
  const { register, tab } = prepaid(netherlands, 20_000, shoes);
  assert.equal(sumsOf(lastSaleOf(register)), [20_000, 3_471]);
  const before = xReportOf(register);
  assert.equal([before.sales, before.prepayments?.outside], [{ count: 1, amount: 20_000 }, 0]);
  register.run({ type: 'recall-tab', tab });
  payByCard(register);
  assert.equal(sumsOf(lastSaleOf(register)), [80_000, 13_884]);
  const after = xReportOf(register);
  assert.equal(
    [after.sales, after.total, after.byVat[0]?.vat],
    [{ count: 2, amount: 100_000 }, 100_000, 17_355],
  );
});

test('W12, a mixed order: in proportion to what is ordered at each rate', () => {
  const high = sampleProduct({ id: 'high', price: minor(15_000), vatClass: 'high' });
  const low = sampleProduct({ id: 'low', price: minor(5_000), vatClass: 'low' });
  const { register } = prepaid(netherlands, 10_000, high, low);
  assert.equal(
    lastSaleOf(register).vat.map(({ gross, vat }) => [gross, vat]),
    [
      [2_500, 206],
      [7_500, 1_302],
    ].sort(([one = 0], [other = 0]) => one - other),
  );
});

test('a second prepayment is of what is left, and all may be paid in', () => {
  const { register, tab } = prepaid(netherlands, 20_000, shoes);
  register.run({ type: 'recall-tab', tab });
  assert.is(refused(register, prepay(80_001)), 'prepayment.amount-invalid');
  register.run(prepay(80_000));
  register.run(cash(80_000));
  register.run({ type: 'recall-tab', tab });
  assert.is(refused(register, prepay(1)), 'prepayment.amount-invalid');
  register.run({ type: 'complete-tab' });
  assert.equal(sumsOf(lastSaleOf(register)), [0, 0]);
  assert.is(
    salesOf(register).reduce((sum, sale) => sum + vatOf(sale), 0),
    17_355,
  );
});

test('what its share comes to nothing of has no line', () => {
  const high = sampleProduct({ id: 'high', price: minor(10_000), vatClass: 'high' });
  const low = sampleProduct({ id: 'low', price: minor(1), vatClass: 'low' });
  const { register } = prepaid(netherlands, 10, high, low);
  assert.equal(lastSaleOf(register).lines.length, 1);
});

test('only goods are ordered, only an amount is paid in, and not by a promise', () => {
  const register = openRegister(norway);
  assert.is(refused(register, prepay(1)), 'tab.none');
  assert.is(refused(register, payBack()), 'tab.none');
  register.run({ type: 'open-tab', tabId: nextId('tab') });
  assert.is(refused(register, prepay(1)), 'tab.empty');
  assert.is(refused(register, payBack()), 'prepayment.none');
  const bottle = sampleProduct({ id: 'bottle', price: minor(-200), kind: 'deposit-return' });
  register.run(scan(chair));
  for (const amount of [0, -1, 0.5])
    assert.is(refused(register, prepay(amount)), 'prepayment.amount-invalid');
  register.run(scan(bottle));
  assert.is(refused(register, prepay(1)), 'prepayment.not-for-this');
  register.run({ type: 'void-line', line: currentTabOf(register).lines[1]?.id ?? '', reason: '' });
  const same = {
    type: 'sell-prepayment',
    tabId: nextId('tab'),
    lineId: 'twice',
    amount: minor(100),
  } as const;
  register.run(same);
  register.run(cash(100));
  const [tab = ''] = Object.keys(register.state.tabs);
  register.run({ type: 'recall-tab', tab });
  assert.is(refused(register, { ...same, tabId: nextId('tab') }), 'id.already-used');
  register.run(prepay(1_000));
  const account = { customer: 'c', limit: minor(1_000_000) };
  assert.is(refused(register, cash(1_000, { tender: 'account', account })), 'prepayment.not-on-account');
  register.use({ ...norway, tips: { percentages: [] } });
  assert.is(refused(register, cash(1_100, { tip: minor(100) })), 'tip.not-taken');
  const full = { ...norway, limits: { ...norway.limits, openTabs: 1 } };
  register.run({ type: 'void-tab', reason: '' });
  register.use(full);
  register.run({ type: 'recall-tab', tab });
  assert.is(refused(register, prepay(1_000)), 'tab.too-many');
});

test('until it is paid or voided nothing happens to it or to its order', () => {
  const { register, tab } = prepaid({ ...norway, sharedTabs: { leaseMs: 1_000 } }, 50_000, chair);
  register.run({ type: 'recall-tab', tab });
  register.run({ type: 'set-customer', tabId: nextId('tab'), customer: { id: 'c', groups: [] } });
  register.run(prepay(10_000));
  const current = currentTabOf(register);
  assert.is(current.customer?.id, 'c');
  const commands: readonly RegisterCommand[] = [
    scan(chair),
    prepay(1),
    payBack(),
    { type: 'park-tab' },
    { type: 'recall-tab', tab, hold: true },
    { type: 'hand-over-tab', tab, to: 'B2' },
    { type: 'hand-over-tab', tab: current.id, to: 'B2' },
    { type: 'give-up-tab', tab, to: 'B2', revision: 1, changed: true },
  ];
  for (const command of commands) assert.is(refused(register, command), 'prepayment.at-hand', command.type);
  assert.is(refused(register, { type: 'hand-over-tab', tab: 'other', to: 'B2' }), 'tab.unknown');
  const line = current.lines[0]?.id ?? '';
  const price = { type: 'override-price', line, unitPrice: minor(1), reason: 'cheaper' } as const;
  assert.is(refused(register, price), 'line.not-changeable');
  register.run({ type: 'void-tab', reason: 'not today' });
  register.run({ type: 'recall-tab', tab });
  assert.is(currentTabOf(register).lines.filter(({ prepayment }) => prepayment !== undefined).length, 1);
});

test('an order that was paid in on is not voided, not divided, not put to another; it takes others in', () => {
  const { register, tab } = prepaid(norway, 50_000, chair);
  const other = order(register, chair);
  assert.is(refused(register, { type: 'merge-tab', tab }), 'prepayment.on-order');
  register.run({ type: 'recall-tab', tab, hold: true });
  const { lines } = currentTabOf(register);
  const goods = { line: lines[0]?.id ?? '', quantity: 1_000 };
  assert.is(refused(register, { type: 'void-tab', reason: '' }), 'prepayment.on-order');
  assert.is(refused(register, { type: 'split-lines', tabId: 'part', lines: [goods] }), 'prepayment.on-order');
  assert.is(refused(register, { type: 'split-by-seat', tabId: 'part' }), 'prepayment.on-order');
  const paidIn = lines[1]?.id ?? '';
  assert.is(refused(register, { type: 'void-line', line: paidIn, reason: '' }), 'line.not-changeable');
  assert.is(
    refused(register, { type: 'change-quantity', line: paidIn, quantity: 2_000 as never }),
    'line.not-changeable',
  );
  register.run({ type: 'merge-tab', tab: other });
  payByCard(register);
  assert.equal(sumsOf(lastSaleOf(register)), [200_000, 50_000]);
});

test('it is paid back the way it came, by somebody who may; then the order is as any', () => {
  const { register, tab } = prepaid(norway, 50_000, chair);
  register.run({ type: 'recall-tab', tab });
  assert.is(refused(register, payBack(), actorWith('denied')), 'permission.denied');
  register.run(payBack());
  const noOther: Actor = { ...anna, grants: { ...anna.grants, 'sale.refund_other_tender': 'approval' } };
  assert.is(refused(register, cash(50_000), noOther), 'permission.approval-needed');
  payByCard(register, 50_000, noOther);
  const sale = lastSaleOf(register);
  assert.equal([sale.kind, ...sumsOf(sale)], ['return', -50_000, 0]);
  const report = xReportOf(register);
  assert.equal([report.total, report.returns.count, report.receipts], [0, 0, 1]);
  assert.equal(
    [report.prepayments?.paidBack, report.prepayments?.outside],
    [{ count: 1, amount: 50_000 }, 0],
  );
  assert.is(
    refused(register, {
      type: 'add-return',
      tabId: 't',
      lineId: 'l',
      original: { sale, returned: {} },
      line: sale.lines[0]?.id ?? '',
      quantity: 1_000 as never,
    }),
    'prepayment.not-returnable',
  );
  const { receipt } = sale;
  register.run({ type: 'recall-tab', tab });
  register.run({ type: 'void-tab', reason: 'cancelled' });
  assert.is(
    refused(register, { type: 'reopen-sale', tabId: 't', original: { sale, returned: {} } }),
    'reopen.not-possible',
  );
  assert.is(receipt, 2);
});

test('in the Netherlands what is paid back takes its VAT with it', () => {
  const { register, tab } = prepaid(netherlands, 20_000, shoes);
  register.run({ type: 'recall-tab', tab });
  register.run(payBack());
  payByCard(register, 20_000);
  assert.equal(sumsOf(lastSaleOf(register)), [-20_000, -3_471]);
  const report = xReportOf(register);
  assert.equal(
    [report.sales.amount, report.returns.amount, report.looseReturns, report.total],
    [20_000, 20_000, undefined, 0],
  );
  assert.equal([report.prepayments?.paidBack.amount, report.prepayments?.outside], [20_000, 0]);
});

test('an order that came to less pays the difference back, by somebody who may', () => {
  const cushion = sampleProduct({ id: 'cushion', price: minor(30_000) });
  const { register, tab } = prepaid(norway, 50_000, chair, cushion);
  register.run({ type: 'recall-tab', tab });
  const [first, second] = currentTabOf(register).lines;
  register.run({ type: 'void-line', line: first?.id ?? '', reason: '' });
  const noReturn: Actor = { ...anna, grants: { ...anna.grants, 'sale.return': 'denied' } };
  const back = {
    type: 'start-payment',
    paymentId: nextId('p'),
    tender: 'card',
    amount: minor(20_000),
  } as const;
  assert.is(refused(register, back, noReturn), 'permission.denied');
  assert.is(refused(register, prepay(1)), 'prepayment.amount-invalid');
  // With no goods left there is nothing to sell.
  const none = register.ask({ type: 'void-line', line: second?.id ?? '', reason: '' });
  assert.ok(none.ok);
  payByCard(register, 20_000);
  assert.equal([lastSaleOf(register).kind, ...sumsOf(lastSaleOf(register))], ['sale', -20_000, 6_000]);
});

test('without goods an order is not sold: what was paid in is paid back', () => {
  const { register, tab } = prepaid(norway, 50_000, chair);
  register.run({ type: 'recall-tab', tab });
  register.run({ type: 'void-line', line: currentTabOf(register).lines[0]?.id ?? '', reason: '' });
  assert.is(refused(register, cash(50_000)), 'prepayment.on-order');
  assert.is(refused(register, { type: 'complete-tab' }), 'prepayment.on-order');
  register.run(payBack());
  payByCard(register, 50_000);
});

test('goods that come back are paid back by both ways they were paid', () => {
  const { register, tab } = prepaid(norway, 50_000, chair);
  register.run({ type: 'recall-tab', tab });
  register.run(cash(75_000));
  const sale = lastSaleOf(register);
  const line = sale.lines[0]?.id ?? '';
  register.run({
    type: 'add-return',
    tabId: nextId('tab'),
    lineId: nextId('line'),
    original: { sale, returned: {} },
    line,
    quantity: 1_000 as never,
  });
  assert.equal(currentTabOf(register).lines[0]?.returnOf?.paidWith, [
    { tender: 'cash', amount: 75_000 },
    { tender: cardTender.id, amount: 50_000 },
  ]);
});

test('whatever the shop does with open tabs at the close, an order that was paid in on is there afterwards', () => {
  for (const openTabs of ['carry-over', 'void', 'refuse'] as const) {
    const closeout = { blindCount: false, openTabs, denominations: null };
    const { register, tab } = prepaid({ ...norway, closeout }, 50_000, chair);
    register.run({ type: 'recall-tab', tab });
    if (openTabs === 'carry-over') {
      register.run(prepay(1_000));
      const events = register.run({
        type: 'close-shift',
        counted: [{ currency: 'NOK', amount: minor(0) }],
        print: false,
      });
      assert.equal(
        events.slice(0, 1).map(({ type }) => type),
        ['tab.voided'],
      );
    } else closeOf(register);
    assert.equal(Object.keys(register.state.tabs), [tab]);
    assert.is(register.state.current, null);
  }
});

test('an order that another register has by now: the money is received all the same', () => {
  const register = openRegister(norway);
  const tab = order(register, chair);
  register.run(prepay(50_000));
  register.happen({ type: 'tab.given-up', payload: { tab, to: 'B2', revision: 1 } });
  payByCard(register);
  assert.equal([lastSaleOf(register).total, Object.keys(register.state.tabs)], [50_000, []]);
});

test('the law of the place decides when VAT is due', () => {
  assert.equal(['NO', 'NL', 'GB', 'US'].map(isTaxedAtReceipt), [false, true, true, false]);
});
