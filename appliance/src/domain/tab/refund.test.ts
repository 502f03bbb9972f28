// Money goes back the way it came, through the rules of a whole register.
import { assert, suite } from '../../../test/kit.ts';
import {
  anna,
  cash,
  currentTabOf,
  lastSaleOf,
  nextId,
  openRegister,
  payByCard,
  sampleProduct,
  type SampleRegister,
  scan,
} from '../../../test/sample-register.ts';
import { sampleSettings, voucherTender } from '../../../test/sample-shop.ts';
import { type Minor, minor } from '../money/money.ts';
import { pieces } from '../quantity/quantity.ts';
import type { RegisterCommand } from '../register/commands.ts';
import type { Sale } from '../register/sale.ts';
import type { Actor } from '../staff/permission.ts';
import { refundPlan } from './refund.ts';

const test = suite('refund');

const lamp = sampleProduct({ id: 'lamp', price: minor(30_000) });
/** May do all but pay out another way. */
const olav: Actor = { user: 'olav', grants: { ...anna.grants, 'sale.refund_other_tender': 'approval' } };

function backOf(sale: Sale): RegisterCommand {
  return {
    type: 'add-return',
    tabId: nextId('tab'),
    lineId: nextId('line'),
    original: { sale, returned: {} },
    line: sale.lines[0]?.id ?? '',
    quantity: pieces(1),
  };
}

/** A lamp paid like that and brought back. */
function broughtBack(pay: (register: SampleRegister) => void, settings = sampleSettings()): SampleRegister {
  const register = openRegister(settings);
  register.run(scan(lamp));
  pay(register);
  register.run(backOf(lastSaleOf(register)));
  return register;
}

const planOf = (register: SampleRegister, due: number): readonly (readonly [string, Minor])[] =>
  refundPlan(currentTabOf(register), minor(due), register.settings).map(({ tender, amount }) => [
    tender,
    amount,
  ]);

test('cash to cash and card to card; the other way only for who may', () => {
  const byCash = broughtBack((register) => register.run(cash(30_000)));
  assert.equal(planOf(byCash, -30_000), [['cash', 30_000]]);
  assert.refused(
    byCash.ask({ type: 'start-payment', paymentId: 'p', tender: 'card' }, olav),
    'permission.approval-needed',
  );
  assert.accepted(byCash.ask({ type: 'start-payment', paymentId: 'p', tender: 'card' }, anna));
  assert.accepted(byCash.ask(cash(30_000), olav));

  const byCard = broughtBack((register) => {
    payByCard(register);
  });
  assert.equal(planOf(byCard, -30_000), [['card', 30_000]]);
  const refused = byCard.ask(cash(30_000), olav);
  assert.refused(refused, 'permission.approval-needed');
  assert.equal(refused.refusal.data, { permission: 'sale.refund_other_tender' });
  assert.accepted(byCard.ask(cash(30_000), { ...olav, approvedBy: anna }));
  payByCard(byCard, undefined, olav);
  assert.is(lastSaleOf(byCard).payments[0]?.amount, -30_000);
});

test('paid in two ways, it goes back in two, and no more than each brought in', () => {
  const register = broughtBack((each) => {
    payByCard(each, 10_000);
    each.run(cash(20_000));
  });
  assert.equal(planOf(register, -30_000), [
    ['cash', 20_000],
    ['card', 10_000],
  ]);
  assert.refused(register.ask(cash(20_100), olav), 'permission.approval-needed');
  register.run(cash(20_000), olav);
  assert.equal(planOf(register, -10_000), [['card', 10_000]]);
  assert.refused(register.ask(cash(10_000), olav), 'permission.approval-needed');
  payByCard(register, undefined, olav);
  assert.is(lastSaleOf(register).kind, 'return');
});

test('what did not go out, declined or taken back, is still there to go out', () => {
  const register = broughtBack((each) => {
    payByCard(each);
  });
  register.run({ type: 'start-payment', paymentId: 'first', tender: 'card' }, olav);
  register.run({ type: 'settle-payment', payment: 'first', outcome: 'declined' }, olav);
  assert.accepted(register.ask({ type: 'start-payment', paymentId: 'second', tender: 'card' }, olav));
});

test('foreign cash comes back as cash of the shop, and so does what change is given for', () => {
  const byEuro = broughtBack((register) => register.run(cash(3_000, { tender: 'eur' })));
  assert.equal(planOf(byEuro, -30_000), [['cash', 30_000]]);
  assert.accepted(byEuro.ask(cash(30_000), olav));
  const settings = sampleSettings();
  const changing = { ...voucherTender, overpay: 'change' as const };
  const byVoucher = broughtBack((register) => register.run(cash(30_000, { tender: 'voucher' })), {
    ...settings,
    tenders: settings.tenders.map((each) => (each.id === 'voucher' ? changing : each)),
  });
  assert.accepted(byVoucher.ask(cash(30_000), olav));
  const strict = broughtBack((register) => register.run(cash(30_000, { tender: 'voucher' })));
  assert.refused(strict.ask(cash(30_000), olav), 'permission.approval-needed');
  assert.accepted(strict.ask(cash(30_000, { tender: 'voucher' }), olav));
});

test('an exchange: the difference goes back, and nothing is asked where something is to pay', () => {
  const register = broughtBack((each) => {
    payByCard(each);
  });
  register.run(scan(sampleProduct({ id: 'shade', price: minor(10_000) })));
  assert.equal(planOf(register, -20_000), [['card', 20_000]]);
  register.run(scan(sampleProduct({ id: 'desk', price: minor(90_000) })));
  assert.equal(planOf(register, 70_000), []);
  register.run(cash(70_000), olav);
  assert.equal([lastSaleOf(register).kind, lastSaleOf(register).total], ['exchange', 70_000]);
});

test('without a receipt, and for empties, any way will do', () => {
  const register = openRegister();
  register.run({
    type: 'return-without-receipt',
    tabId: 'tab',
    lineId: 'line',
    product: lamp,
    quantity: pieces(1),
    reason: 'faulty',
  });
  const empties = { price: minor(-200), vatClass: 'deposit', kind: 'deposit-return' } as const;
  register.run(scan(sampleProduct({ id: 'bottle', ...empties })));
  assert.equal(planOf(register, -30_200), []);
  register.run({ type: 'start-payment', paymentId: 'card', tender: 'card', amount: minor(10_000) }, olav);
  register.run({ type: 'settle-payment', payment: 'card', outcome: 'taken' }, olav);
  register.run(cash(20_200), olav);
  assert.is(lastSaleOf(register).total, -30_200);
});

test('what was paid in a way the shop gave up goes back by none of the others without asking', () => {
  const settings = sampleSettings();
  const register = broughtBack((each) => each.run(cash(30_000, { tender: 'voucher' })));
  register.use({ ...settings, tenders: settings.tenders.filter(({ id }) => id !== 'voucher') });
  assert.equal(planOf(register, -30_000), []);
  assert.refused(register.ask(cash(30_000), olav), 'permission.approval-needed');
  assert.accepted(register.ask(cash(30_000), anna));
});
