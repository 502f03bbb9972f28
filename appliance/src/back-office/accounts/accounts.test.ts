// What customers owe at the office: folded from sales and payments, told a page at a time and as a file, and answered to tills.
import { assert, suite } from '../../../test/kit.ts';
import { behindDoor } from '../../../test/back-office/behind-door.ts';
import { folding } from '../../../test/back-office/folding.ts';
import { MemoryArchive } from '../../../test/back-office/memory-archive.ts';
import { MemoryRecords } from '../../../test/back-office/memory-records.ts';
import { FixedRecords } from '../../../test/back-office/records-now.ts';
import { looseEntry } from '../../../test/back-office/sealed-journal.ts';
import { createQueries } from '../../platform/query/queries.ts';
import type { AccountLedger } from '../../protocol/office/accounts.ts';
import { accountOfCustomer } from '../answers/account-of-customer.ts';
import { accountFold } from './account-fold.ts';
import { Accounts } from './accounts.ts';
import { accountRoutes } from './routes.ts';
import type { AccountTables } from './tables.ts';

const test = suite('what customers owe, at the office');
const friday = Date.UTC(2024, 2, 1, 8);
const customer = 'kari';

interface Paid {
  readonly amount: number;
  readonly rounding?: number;
  readonly who?: string;
}
const sold = (seq: number, receipt: number, payments: readonly Paid[]) =>
  looseEntry({
    seq,
    at: friday + seq,
    who: 'alex',
    type: 'sale.completed',
    content: {
      sale: {
        receipt,
        shift: 1,
        lines: [],
        lineDiscounts: 0,
        tabDiscount: 0,
        total: 0,
        rounding: 0,
        vat: [],
        payments: payments.map(({ amount, rounding, who = customer }, index) => ({
          id: `${receipt}-${index}`,
          tender: 'account',
          kind: who === '' ? 'cash' : 'account',
          amount,
          ...(rounding === undefined ? {} : { rounding }),
          ...(who === '' ? {} : { account: { customer: who, others: 0 } }),
        })),
      },
    },
  });
const received = (seq: number, number: number, amount: number) =>
  looseEntry({
    seq,
    at: friday + seq,
    who: 'alex',
    type: 'account.paid',
    content: { received: { number, customer, amount, payment: { id: 'p', amount } } },
  });

async function office() {
  const past = new MemoryRecords();
  past.shop('oslo', { registers: ['B1', 'B2'] });
  past.shop('paris', { registers: ['C1'], currency: 'EUR' });
  const around = await folding(new MemoryArchive(), past);
  const folds = await around.start([accountFold]);
  const queries = createQueries<AccountTables>(around.database);
  const records = new FixedRecords();
  records.put('customer', customer, { name: 'Kari', creditLimit: 200_000 });
  records.put('customer', 'ola', { name: '=Ola', creditLimit: null });
  records.put('user', 'alex', { firstName: '=Alex', lastName: 'Berg' });
  records.shop('oslo');
  records.put('sale-point', 'bar', { shop: 'oslo' });
  records.put('register', 'r-b1', { name: 'B1', salePoint: 'bar' });
  records.put('register', 'r-b2', { name: 'B2', salePoint: 'bar' });
  const accounts = new Accounts({
    queries,
    records,
    state: async () => ({ building: false, behind: 0, stopped: [] }),
  });
  const ledger = async (of = customer, query = {}): Promise<AccountLedger> => {
    const found = await accounts.ledger(of, query);
    assert.accepted(found);
    return found.value;
  };
  return { around, folds, queries, records, accounts, ledger };
}

const told = ({ moves }: AccountLedger) =>
  moves.map(({ kind, amount, balance, receipt, line }) => [kind, amount, balance, receipt, line]);

test('sold on account, given back and received, with what was owed after each; a rounding is nobody’s debt', async () => {
  const { around, folds, accounts, ledger } = await office();
  assert.equal([(await ledger()).balances, (await ledger()).limit], [[], 200_000]);
  around.archive.put('B1', [
    sold(1, 7, [{ amount: 125_000 }]),
    sold(2, 8, [{ amount: 10_000, who: '' }]),
    sold(3, 9, [{ amount: 4_000 }, { amount: 6_040, rounding: 40 }, { amount: 300, who: 'ola' }]),
    sold(4, 10, [{ amount: -25_000 }]),
    received(5, 1, 50_000),
  ]);
  await folds.settled();
  assert.equal(folds.state().troubles, []);
  const { balances, limit, next, ...page } = await ledger();
  assert.equal([balances, limit, next], [[{ currency: 'NOK', amount: 60_000 }], 200_000, null]);
  assert.equal(told({ balances, limit, next, ...page }), [
    ['received', -50_000, 60_000, 1, 0],
    ['returned', -25_000, 110_000, 10, 0],
    ['given', 6_000, 135_000, 9, 1],
    ['given', 4_000, 129_000, 9, 0],
    ['given', 125_000, 125_000, 7, 0],
  ]);
  assert.equal([page.moves[0]?.userName, page.moves[0]?.register], ['=Alex Berg', 'B1']);
  assert.equal([(await ledger('ola')).limit, told(await ledger('ola'))], [null, [['given', 300, 300, 9, 2]]]);
  assert.refused(await accounts.ledger('nobody', {}), 'record.unknown');
  await around.close();
});

test('pages end where the next begins, however many moves bear one time; currencies are never added up', async () => {
  const { around, folds, accounts, ledger } = await office();
  around.archive.put('B1', [
    sold(
      1,
      1,
      Array.from({ length: 5 }, () => ({ amount: 100 })),
    ),
    received(2, 1, 50),
  ]);
  around.archive.put('C1', [sold(1, 1, [{ amount: 900 }])]);
  await folds.settled();
  const seen: unknown[] = [];
  let before: string | null = null;
  do {
    const page: AccountLedger = await ledger(customer, { limit: 2, ...(before === null ? {} : { before }) });
    assert.ok(page.moves.length <= 2);
    seen.push(...told(page));
    before = page.next;
  } while (before !== null);
  assert.equal(seen, told(await ledger()));
  assert.is(seen.length, 7);
  assert.equal((await ledger()).balances, [
    { currency: 'EUR', amount: 900 },
    { currency: 'NOK', amount: 450 },
  ]);
  const all: unknown[] = [];
  for await (const moves of accounts.moves(customer)) all.push(...moves);
  assert.is(all.length, 7);
  await around.close();
});

test('what does not fit is not guessed', async () => {
  for (const content of [{}, { received: { number: 1, customer, amount: '5' } }]) {
    const { around, folds } = await office();
    around.archive.put('B1', [looseEntry({ seq: 1, at: friday, type: 'account.paid', content })]);
    await folds.settled();
    assert.equal(
      folds.state().troubles.map(({ code }) => code),
      ['content-invalid'],
    );
    await around.close();
  }
});

test('the ledger as a file: decimals, who, and nothing that a spreadsheet would calculate', async () => {
  const { around, folds, accounts } = await office();
  around.archive.put('B1', [sold(1, 7, [{ amount: 125_000 }]), received(2, 1, 125_050)]);
  await folds.settled();
  const { ask, as, server } = await behindDoor((door) => [accountRoutes({ door, accounts })]);
  as({ rights: { customers: 'read' } });
  const { status, headers, text } = await ask('GET', `/api/customers/${customer}/account/moves.csv`);
  assert.equal([status, headers['content-type']], [200, 'text/csv; charset=utf-8']);
  const time = (seq: number): string => new Date(friday + seq).toISOString();
  assert.equal(text.split('\r\n'), [
    '\ufeffat,kind,register,entry,receipt,user,currency,amount,balance',
    `${time(2)},received,B1,2,1,'=Alex Berg,NOK,-1250.50,-0.50`,
    `${time(1)},given,B1,1,7,'=Alex Berg,NOK,1250.00,1250.00`,
    '',
  ]);
  assert.is((await ask('GET', '/api/customers/nobody/account/moves.csv')).code, 'record.unknown');
  assert.is((await ask('GET', `/api/customers/${customer}/account?limit=1`)).status, 200);
  assert.is((await ask('GET', `/api/customers/${customer}/account?before=x`)).status, 400);
  await server.close();
  await around.close();
});

test('a till is told all that is owed in its currency, and what of it is its own; nothing while it is not added up', async () => {
  const { around, folds, queries, records } = await office();
  around.archive.put('B1', [sold(1, 1, [{ amount: 1_000 }])]);
  around.archive.put('B2', [sold(1, 1, [{ amount: 300 }])]);
  around.archive.put('C1', [sold(1, 1, [{ amount: 7 }])]);
  await folds.settled();
  let whole = true;
  const answer = accountOfCustomer({ queries, records, isWhole: () => whole });
  assert.equal(await answer('B1', { customer }), { ok: true, value: { balance: 1_300, own: 1_000 } });
  assert.equal(await answer('B2', { customer }), { ok: true, value: { balance: 1_300, own: 300 } });
  assert.equal(await answer('B2', { customer: 'ola' }), { ok: true, value: { balance: 0, own: 0 } });
  assert.refused(await answer('B1', { customer: 'nobody' }), 'customer.unknown');
  whole = false;
  assert.refused(await answer('B1', { customer }), 'office.no-answer');
  await around.close();
});
