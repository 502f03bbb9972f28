// Paying later: up to the limit, with what the office says of other tills; brought back by goods and by money, which is no turnover.
import { assert, suite } from '../../../test/kit.ts';
import {
  actorWith,
  cash,
  closeOf,
  lastSaleOf,
  nextId,
  openRegister,
  payByCard,
  sampleProduct,
  sampleRegister,
  type SampleRegister,
  scan,
  xReportOf,
} from '../../../test/sample-register.ts';
import { cardTender, euroTender, sampleSettings, voucherTender } from '../../../test/sample-shop.ts';
import { type AccountKnown, accountsMax, owedBy } from '../customer/account.ts';
import { type Minor, minor } from '../money/money.ts';
import type { Tender } from '../payment/tender.ts';
import { pieces } from '../quantity/quantity.ts';
import type { SellingSettings } from '../shop/settings.ts';
import type { CommandOf } from './commands.ts';
import { decide } from './decide.ts';

const test = suite('paying later');

const chair = sampleProduct({ id: 'chair', price: minor(125_000) });
const peg = sampleProduct({ id: 'peg', price: minor(1_040) });
const later: Tender = { ...cardTender, id: 'account', name: 'On account', kind: 'account', code: '12006' };
const generous: Tender = { ...voucherTender, id: 'meal', overpay: 'keep' };
const gift: Tender = { ...cardTender, id: 'gift', kind: 'gift-card' };
const old: Tender = { ...voucherTender, id: 'old', active: false };
const shop = (): SellingSettings => {
  const settings = sampleSettings();
  return { ...settings, tenders: [...settings.tenders, euroTender, later, generous, gift, old] };
};
const kari = 'kari';
const known = (limit: number | null, others?: number): AccountKnown => ({
  limit: limit === null ? null : minor(limit),
  ...(others === undefined ? {} : { others: minor(others) }),
});
const onAccount = (amount: number, account?: AccountKnown): CommandOf<'take-payment'> => ({
  ...cash(amount),
  tender: 'account',
  ...(account === undefined ? {} : { account }),
});
const receive = (
  amount: number,
  rest: Partial<CommandOf<'receive-on-account'>> = {},
): CommandOf<'receive-on-account'> => ({
  type: 'receive-on-account',
  paymentId: nextId('payment'),
  customer: kari,
  tender: 'cash',
  // Whatever a sender sends.
  amount: amount as Minor,
  account: known(null),
  ...rest,
});
const withKari = (register: SampleRegister): void => {
  const customer = { id: kari, groups: [] };
  register.run({ type: 'set-customer', tabId: nextId('tab'), customer });
};
const owed = ({ state }: SampleRegister, others?: number): number =>
  owedBy(state.accounts, { customer: kari, ...(others === undefined ? {} : { others: minor(others) }) });
function buysLater(register: SampleRegister, account: AccountKnown): void {
  register.run(scan(chair));
  withKari(register);
  register.run(onAccount(125_000, account));
}

test('W16: sold on account it is turnover and no cash; paid later it is cash and no turnover', () => {
  const register = openRegister(shop());
  buysLater(register, known(200_000, 0));
  const sale = lastSaleOf(register);
  assert.equal(sale.payments[0]?.account, { customer: kari, others: 0 });
  assert.is(sale.payments[0]?.kind, 'account');
  assert.is(owed(register), 125_000);
  const before = xReportOf(register);
  assert.equal(
    before.byTender.map(({ tender, amount }) => [tender, amount]),
    [['account', 125_000]],
  );
  assert.is(before.cash[0]?.sales, 0);
  assert.is(before.receivedOnAccount, undefined);

  register.run(receive(25_040, { account: known(200_000, 0), tendered: minor(50_000), reference: 'r' }));
  assert.is(owed(register), 99_960);
  register.run(receive(99_960, { tender: 'card', account: known(200_000) }));
  assert.is(owed(register), 0);
  const z = closeOf(register);
  assert.is(z.total, before.total, 'no turnover');
  assert.equal(z.byVat, before.byVat);
  assert.equal(z.byTender, before.byTender);
  assert.is(z.receipts, 1);
  assert.is(z.cash[0]?.sales, 25_000);
  const { count, amount, rounding, byTender } = z.receivedOnAccount ?? {};
  assert.equal([count, amount, rounding], [2, 124_960, -40]);
  assert.equal(
    byTender?.map((each) => [each.tender, each.count, each.amount]),
    [
      ['cash', 1, 25_000],
      ['card', 1, 99_960],
    ],
  );
  const paid = register.recorded.flatMap(({ event }) =>
    event.type === 'account.paid' ? [event.payload.received] : [],
  );
  assert.equal(
    paid.map(({ number, left, payment }) => [number, left, payment.change, payment.reference]),
    [
      [1, 99_960, 25_000, 'r'],
      [2, undefined, 0, undefined],
    ],
  );
});

test('up to the limit, with what other tills gave as the office says, or said last, and what lies on tabs', () => {
  const register = openRegister(shop());
  register.run(scan(chair));
  assert.refused(register.ask(onAccount(125_000, known(500_000))), 'account.customer-needed');
  withKari(register);
  assert.refused(register.ask(onAccount(125_000)), 'account.not-allowed');
  assert.refused(register.ask(onAccount(125_000, known(null, 0))), 'account.not-allowed');
  assert.refused(register.ask(onAccount(125_000, known(124_999))), 'account.limit');
  const refused = register.ask(onAccount(125_000, known(200_000, 80_000)));
  assert.equal(refused.ok ? {} : refused.refusal.data, { left: 120_000 });
  const over = register.ask(onAccount(125_000, known(200_000, 280_000)));
  assert.equal(over.ok ? {} : over.refusal.data, { left: 0 });
  assert.refused(register.ask(onAccount(125_000, known(200_000)), actorWith('denied')), 'permission.denied');
  assert.refused(register.ask(onAccount(125_001, known(200_000))), 'payment.too-much');
  assert.refused(
    register.ask({ type: 'start-payment', paymentId: 'p', tender: 'account' }),
    'payment.tender-unknown',
  );
  register.run(onAccount(100_000, known(200_000, 50_000)));
  assert.refused(register.ask(onAccount(25_000, known(174_999, 50_000))), 'account.limit');
  const [payment] = Object.values(register.state.tabs)[0]?.payments ?? [];
  register.run({ type: 'reverse-payment', payment: payment?.id ?? '', reason: 'in cash after all' });
  assert.is(owed(register), 0, 'nothing is owed for what was not sold');
  register.run(onAccount(100_000, known(200_000, 50_000)));
  payByCard(register, 25_000);
  assert.is(owed(register), 150_000);
  assert.is(owed(register, 10_000), 110_000, 'by what the office says now');
  register.run(scan(chair));
  withKari(register);
  assert.refused(register.ask(onAccount(125_000, known(200_000))), 'account.limit');
});

test('goods given back lower what is owed, also of who may not pay later any more', () => {
  const register = openRegister(shop());
  buysLater(register, known(200_000, 0));
  const sale = lastSaleOf(register);
  register.run({
    type: 'add-return',
    tabId: nextId('tab'),
    lineId: nextId('line'),
    original: { sale, returned: {} },
    line: sale.lines[0]?.id ?? '',
    quantity: pieces(1),
  });
  assert.refused(register.ask(onAccount(125_000)), 'account.customer-needed');
  withKari(register);
  register.run(onAccount(125_000, known(null)));
  assert.is(owed(register), 0);
});

test('what is received is an amount that one tender settles, and no more than is owed', () => {
  assert.refused(sampleRegister(shop()).ask(receive(1_000)), 'shift.not-open');
  const register = openRegister(shop());
  buysLater(register, known(200_000, 0));
  const refused = (amount: number, code: string, rest: Partial<CommandOf<'receive-on-account'>> = {}): void =>
    assert.refused(register.ask(receive(amount, rest)), code);
  for (const amount of [0, -1, 0.5, Number.MAX_SAFE_INTEGER]) refused(amount, 'payment.amount-invalid');
  refused(125_001, 'account.more-than-owed', { account: known(null, 0) });
  refused(1_000, 'text.too-long', { reference: 'x'.repeat(1_000) });
  for (const tender of ['nothing', 'gift', 'account']) refused(1_000, 'payment.tender-unknown', { tender });
  refused(1_000, 'payment.tender-inactive', { tender: 'old' });
  refused(1_000, 'payment.too-much', { tender: 'card', tendered: minor(1_001) });
  refused(1_000, 'payment.too-much', { tender: 'meal', tendered: minor(1_100) });
  refused(1_000, 'payment.amount-invalid', { tendered: minor(500) });
  refused(1_000, 'payment.amount-invalid', { tender: 'eur' });
  register.run(receive(1_150, { tender: 'eur', tendered: minor(100) }));
  assert.is(owed(register), 123_850);
  const last = register.recorded.findLast(({ event }) => event.type === 'account.paid')?.event;
  assert.equal(last?.type === 'account.paid' ? last.payload.received.payment.foreign : undefined, {
    currency: 'EUR',
    rateMillionths: 11_500_000,
  });
});

test('a register keeps as many accounts as it has room for', () => {
  const register = openRegister(shop());
  register.run(scan(peg));
  withKari(register);
  const accounts = Object.fromEntries(
    Array.from({ length: accountsMax }, (_, index) => [`c${index}`, { own: minor(1), others: minor(0) }]),
  );
  const full = { ...register.state, accounts };
  const context = { settings: register.settings, actor: actorWith('allowed'), now: 1 };
  assert.refused(decide(full, onAccount(1_040, known(5_000)), context), 'account.too-many');
  assert.refused(decide(full, receive(1_040), context), 'account.too-many');
  assert.ok(decide(full, receive(1_000, { customer: 'c1' }), context).ok);
});
