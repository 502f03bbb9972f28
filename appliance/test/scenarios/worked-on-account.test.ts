// W16 through the whole daemon: sold on account, owed at the office, paid at the till by card; and the same register without its office.
import type { AccountAnswer } from '../../src/protocol/answers.ts';
import type { AccountLedger } from '../../src/protocol/office/accounts.ts';
import { assert, suite } from '../kit.ts';
import { until } from './two-boxes.ts';
import { vatOf, WorkedShop } from './worked-shop.ts';

const test = suite('worked examples: on account');
const firm = 'customer-1004';
const limit = 1_000_000;
let asked = 0;

test('W16: turnover and VAT when it is sold, neither when it is paid', { timeoutMs: 180_000 }, async () => {
  const till = await WorkedShop.open();
  const ledger = async (): Promise<AccountLedger> =>
    (await till.desk.get(`/api/customers/${firm}/account`)) as unknown as AccountLedger;
  const balance = async (): Promise<number | undefined> => (await ledger()).balances[0]?.amount;
  const answer = async (): Promise<AccountAnswer> => {
    const reply = await till.page.query(`on-account-${(asked += 1)}`, 'account-of-customer', {
      customer: firm,
    });
    assert.ok(reply.ok, JSON.stringify(reply));
    return reply.value as AccountAnswer;
  };
  await till.opens({ NOK: 0 });
  assert.equal(await answer(), { limit, owed: 0, inCash: 0, confirmed: true });
  const chair = await till.sells({ price: 125_000 });
  await till.rings([chair]);
  const nobody = await till.asks('take-payment', { tender: 'account', tendered: 125_000 });
  assert.is(nobody.ok ? 'ok' : nobody.failure.code, 'account.customer-needed');
  await till.does('set-customer', { customer: firm });
  await till.does('take-payment', { tender: 'account', tendered: 125_000 });
  const sale = await till.lastSale();
  assert.equal([sale.total, vatOf(sale), sale.payments[0]?.kind], [125_000, 25_000, 'account']);
  await until(async () => (await balance()) === 125_000, 'what is owed at the office');
  assert.equal(await answer(), { limit, owed: 125_000, inCash: 125_000, confirmed: true });
  const sold = await till.report();
  assert.is(sold.cash[0]?.sales, 0);

  const pays = async (body: object): Promise<string> => {
    const reply = await till.asks('receive-on-account', { customer: firm, ...body });
    return reply.ok ? 'ok' : reply.failure.code;
  };
  assert.is(await pays({ tender: 'card', amount: 125_001 }), 'account.more-than-owed');
  assert.is(await pays({ tender: 'card', amount: 100_000, reference: '4711' }), 'ok');
  assert.is(await pays({ tender: 'cash', amount: 25_000, tendered: 30_000 }), 'ok');
  await until(async () => (await balance()) === 0, 'nothing is owed any more');
  const { moves } = await ledger();
  assert.equal(
    moves.map(({ kind, amount, balance: left, receipt }) => [kind, amount, left, receipt]),
    [
      ['received', -25_000, 0, 2],
      ['received', -100_000, 25_000, 1],
      ['given', 125_000, 125_000, sale.receipt],
    ],
  );
  const paid = await till.report();
  assert.equal([paid.total, paid.receipts, paid.byVat], [sold.total, sold.receipts, sold.byVat]);
  assert.equal([paid.receivedOnAccount?.amount, paid.cash[0]?.sales], [125_000, 25_000]);
  const journal = await till.page.query('on-account-cash', 'cash-journal', { kinds: ['sale'], limit: 10 });
  assert.ok(journal.ok);
  const { lines } = journal.value as { readonly lines: readonly { readonly amount: number }[] };
  assert.equal(
    lines.map(({ amount }) => amount),
    [25_000],
  );
  await till.close();
});
