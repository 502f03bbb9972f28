// Tips at a register: on the sale, in the drawer, on the report, and never in the turnover (W10).
import { assert, suite } from '../../../test/kit.ts';
import {
  actorWith,
  cash,
  currentTabOf,
  lastSaleOf,
  nextId,
  openRegister,
  sampleProduct,
  scan,
  xReportOf,
} from '../../../test/sample-register.ts';
import { sampleSettings } from '../../../test/sample-shop.ts';
import { minor } from '../money/money.ts';
import { basisPoints } from '../vat/vat.ts';

const test = suite('tips at a register');
const shop = { ...sampleSettings(), tips: { percentages: [basisPoints(1_000)] } };
const dinner = sampleProduct({ id: 'dinner', price: minor(100_000) });

test('W10: bill 1 000.00, card 1 100.00: turnover 1 000.00, VAT 200.00, one tip of 100.00', () => {
  const register = openRegister(shop);
  register.run(scan(dinner));
  register.run({ type: 'start-payment', paymentId: 'card', tender: 'card', tip: minor(10_000) });
  const [open] = currentTabOf(register).payments;
  assert.equal([open?.amount, open?.tip, open?.tendered], [100_000, 10_000, 110_000]);
  register.run({ type: 'settle-payment', payment: 'card', outcome: 'taken', reference: 'ref' });
  const sale = lastSaleOf(register);
  assert.equal(
    [sale.total, sale.vat.map(({ vat }) => vat), sale.tipFor, sale.payments[0]?.tip, sale.change],
    [100_000, [20_000], 'anna', 10_000, 0],
  );
  assert.is(register.state.lastSale?.tip, 10_000);
  const report = xReportOf(register);
  assert.equal([report.total, report.byTender.map(({ amount }) => amount)], [100_000, [100_000]]);
  assert.equal(report.tips, {
    count: 1,
    amount: 10_000,
    byTender: [{ tender: 'card', name: 'Card', count: 1, amount: 10_000 }],
    byUser: [{ user: 'anna', count: 1, amount: 10_000 }],
  });
});

test('a tip in cash lies in the drawer, and a reversed one does not', () => {
  const register = openRegister(shop);
  register.run(scan(dinner));
  register.run(cash(60_000, { tip: minor(5_000), paymentId: 'part' }));
  assert.is(xReportOf(register).cash[0]?.expected, 60_000);
  register.run({ type: 'reverse-payment', payment: 'part', reason: 'wrong amount' });
  assert.is(xReportOf(register).cash[0]?.expected, 0);
  register.run(cash(120_000, { tip: 'change' }));
  const report = xReportOf(register);
  assert.equal([report.cash[0]?.expected, report.total, report.tips?.amount], [120_000, 100_000, 20_000]);
});

test('it is whose tab it was, not who takes the money', () => {
  const register = openRegister(shop);
  register.run(scan(dinner), actorWith('allowed', 'kari'));
  register.run(cash(110_000, { tip: minor(10_000) }));
  assert.equal(xReportOf(register).tips?.byUser, [{ user: 'kari', count: 1, amount: 10_000 }]);
  assert.equal(
    xReportOf(register).byOperator.map(({ user }) => user),
    ['anna'],
  );
});

test('a terminal tells what it approved: part of it, with a tip nobody asked for, and its card', () => {
  const register = openRegister(shop);
  register.run(scan(dinner));
  const paymentId = nextId('payment');
  register.run({ type: 'start-payment', paymentId, tender: 'card' });
  const card = { scheme: 'Visa', last4: '4242', slip: ['APPROVED'] };
  register.run({
    type: 'settle-payment',
    payment: paymentId,
    outcome: 'taken',
    amount: minor(60_000),
    tip: minor(2_000),
    card,
  });
  const [payment] = currentTabOf(register).payments;
  assert.equal(
    [payment?.amount, payment?.tip, payment?.tendered, payment?.card],
    [60_000, 2_000, 62_000, card],
  );
  register.run(cash(40_000));
  assert.equal([lastSaleOf(register).total, xReportOf(register).tips?.amount], [100_000, 2_000]);
});

test('a fact that does not fit is refused; a payment that a terminal took back is reversed', () => {
  const register = openRegister(shop);
  register.run(scan(dinner));
  register.run({ type: 'start-payment', paymentId: 'card', tender: 'card' });
  assert.refused(
    register.ask({ type: 'settle-payment', payment: 'card', outcome: 'taken', amount: minor(100_001) }),
    'payment.amount-invalid',
  );
  register.run({ type: 'settle-payment', payment: 'card', outcome: 'reversed', reference: 'late' });
  assert.is(currentTabOf(register).payments[0]?.state, 'reversed');
});

test('the same tip, given again in another payment of one sale, counts twice', () => {
  const register = openRegister(shop);
  register.run(scan(dinner));
  for (let guest = 0; guest < 2; guest += 1) register.run(cash(51_000, { tip: minor(1_000) }));
  assert.equal([xReportOf(register).tips?.count, xReportOf(register).tips?.byTender[0]?.amount], [2, 2_000]);
});

test('the change of what is paid exactly is no tip', () => {
  const register = openRegister(shop);
  register.run(scan(dinner));
  register.run(cash(100_000, { tip: 'change' }));
  const { payments, tipFor } = lastSaleOf(register);
  assert.equal([payments[0]?.amount, payments[0]?.tip, tipFor], [100_000, undefined, undefined]);
});
