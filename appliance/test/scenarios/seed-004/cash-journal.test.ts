// Seed 004, "Cash journal" and "Auditing cash movements": what moved cash, by whom, when and why, and that it adds up to what is there.
import { assert, suite } from '../../kit.ts';
import type { CashReport } from '../../../src/protocol/cash.ts';
import { bread, RegisterDay } from './register-day.ts';

const test = suite('seed 004: cash journal');
let day: RegisterDay;

test.beforeEach(async () => {
  day = await RegisterDay.begins();
  await day.opens({ NOK: 50_000, EUR: 2_000 });
});
test.afterEach(async () => day.ends());

test('the header’s balance is the sum of the journal, in each currency, whatever happened', async () => {
  await day.sells(1);
  await day.sells(3, 'eur', 2_000);
  await day.moves('in', 10_000);
  await day.moves('out', 500, { currency: 'EUR' });
  const sums: Record<string, number> = {};
  for (const { currency, amount } of await day.journal()) sums[currency] = (sums[currency] ?? 0) + amount;
  assert.equal(sums, day.expected);
  assert.is(day.expected['EUR'], 3_500);
});

test('cash in, cash out and sales are filtered apart', async () => {
  await day.sells(1);
  await day.moves('in', 10_000);
  await day.moves('out', 5_000);
  const kinds = async (...wanted: Parameters<RegisterDay['journal']>): Promise<readonly string[]> =>
    (await day.journal(...wanted)).map(({ kind }) => kind);
  assert.equal(await kinds(['in']), ['in']);
  assert.equal(await kinds(['out']), ['out']);
  assert.equal(await kinds(['in', 'out']), ['out', 'in']);
  assert.equal(await kinds(['sale', 'refund', 'change', 'reversal']), ['sale']);
});

test('a sale is recorded by itself: time, type, amount with its sign, and the tab’s number', async () => {
  await day.sells(1);
  const [sale] = await day.journal();
  assert.equal(
    [sale?.at, sale?.kind, sale?.amount, sale?.tab, sale?.receipt],
    [day.shop.clock.now(), 'sale', bread.price, 'B1-001-0001', 1],
  );
});

test('cash in and out by hand: amount, currency, note, time and user, and the drawer opens', async () => {
  await day.moves('in', 10_000, { note: 'From the safe' });
  await day.logIn('ingrid');
  await day.moves('out', 500, { currency: 'EUR', note: 'Milk' });
  const [out, into] = await day.journal(['in', 'out']);
  assert.equal(
    [into?.amount, into?.currency, into?.note, into?.userName, into?.drawer],
    [10_000, 'NOK', 'From the safe', 'Alex Morgan', 'cash-in'],
  );
  assert.equal(
    [out?.amount, out?.currency, out?.note, out?.userName, out?.drawer],
    [-500, 'EUR', 'Milk', 'Ingrid Solberg', 'cash-out'],
  );
  assert.equal(
    (await day.entries('drawer.opened')).map(({ payload }) => (payload as { reason: string }).reason),
    ['opening', 'cash-in', 'cash-out'],
  );
});

test('nothing, less than nothing and a currency the shop does not take are refused', async () => {
  const move = { direction: 'in', currency: 'NOK', note: '' } as const;
  assert.is(await day.refused('move-cash', { ...move, amount: 0 }), 'cash.invalid-amount');
  assert.is(await day.refused('move-cash', { ...move, amount: -1 }), 'command.malformed');
  assert.is(await day.refused('move-cash', { ...move, currency: 'USD', amount: 1 }), 'cash.currency-unknown');
  assert.is((await day.journal(['in'])).length, 0);
});

test('the journal is of the current shift; Reports > Cash tells any period, by type, user and currency', async () => {
  await day.sells(1);
  await day.closes({ NOK: 50_000 + bread.price - 100, EUR: 2_000 });
  await day.passes(86_400_000);
  await day.logIn('ingrid');
  await day.opens({ NOK: 50_000 });
  await day.moves('in', 7_000);
  assert.equal(
    (await day.journal()).map(({ kind }) => kind),
    ['in', 'opening'],
  );

  await day.logIn('femke');
  const now = day.shop.clock.now();
  const report = async (filter: object): Promise<CashReport> =>
    day.sees('cash-report', { from: now - 7 * 86_400_000, to: now + 1, limit: 100, ...filter });
  const all = await report({});
  assert.equal(
    all.lines.map(({ kind, userName }) => `${kind} ${userName}`),
    [
      'in Ingrid Solberg',
      'opening Ingrid Solberg',
      'closing Alex Morgan',
      'sale Alex Morgan',
      'opening Alex Morgan',
      'opening Alex Morgan',
    ],
  );
  assert.equal(
    all.users.map(({ name }) => name),
    ['Alex Morgan', 'Ingrid Solberg'],
  );
  assert.is(all.sums?.find(({ kind }) => kind === 'closing')?.amount, -100);
  const counts = await Promise.all(
    [
      { from: now - 1_000 },
      { to: now - 3_600_000 },
      { kinds: ['sale'] },
      { user: 'ingrid' },
      { currency: 'EUR' },
      { user: 'alex', currency: 'NOK', kinds: ['opening', 'sale'] },
    ].map(async (filter) => (await report(filter)).lines.length),
  );
  assert.equal(counts, [2, 4, 1, 2, 1, 2]);
});

test('cash in and cash out are rights of their own, and the report of other periods is what may print a Z', async () => {
  const roles = async (grants: Readonly<Record<string, 'allowed' | 'denied'>>): Promise<void> => {
    await day.shop.feed.apply({
      epoch: 'cash',
      number: Object.keys(grants).length,
      whole: false,
      items: [{ kind: 'role', id: 'administrator', body: { name: 'Played', grants } }],
    });
    await day.shop.followed;
  };
  const move = { currency: 'NOK', amount: 100, note: '' };
  await roles({ 'register.cash_in': 'allowed' });
  assert.is(await day.refused('move-cash', { ...move, direction: 'in' }), 'ok');
  assert.is(await day.refused('move-cash', { ...move, direction: 'out' }), 'permission.denied');
  assert.is((await day.journal()).length, 3, 'whoever works with the drawer sees its journal');
  const denied = await day.page.query('cash-report', { from: 0, to: 1, limit: 1 });
  assert.is(denied.ok ? 'ok' : denied.failure.code, 'permission.denied');
});
