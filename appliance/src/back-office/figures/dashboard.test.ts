// Figures against the only truth there is: what the register itself printed on its Z-reports, and the receipts. Then what is the office's own:
// who sees what, other days, other zones, other currencies.
import fc from 'fast-check';
import { assert, note, propertyRuns, suite } from '../../../test/kit.ts';
import { folding, type Folding } from '../../../test/back-office/folding.ts';
import { MemoryArchive } from '../../../test/back-office/memory-archive.ts';
import { MemoryRecords } from '../../../test/back-office/memory-records.ts';
import { FixedRecords } from '../../../test/back-office/records-now.ts';
import { outcomeOf, played, type PlayedRegister } from '../../../test/back-office/sealed-journal.ts';
import { moves, shops } from '../../../test/register-moves.ts';
import { cash, nextId, openRegister, payByCard, sampleProduct, scan } from '../../../test/sample-register.ts';
import { sampleSettings } from '../../../test/sample-shop.ts';
import { minor } from '../../domain/money/money.ts';
import { pieces } from '../../domain/quantity/quantity.ts';
import type { ShiftReport } from '../../domain/shift/report.ts';
import type { SyncEntry } from '../../protocol/sync.ts';
import type { Dashboard, DashboardBlock } from '../../protocol/office/figures.ts';
import type { Scope } from '../api/session-port.ts';
import { dashboard, type DashboardAsked } from './dashboard.ts';
import { productSales } from './product-sales.ts';
import { salesFold } from './sales-fold.ts';
import { stateOf } from './state.ts';
import { figureQueries } from './tables.ts';

const test = suite('dashboard');
const friday = Date.UTC(2024, 2, 1, 8);

interface Office extends Folding {
  readonly now: FixedRecords;
  look(asked?: Partial<DashboardAsked>): Promise<Dashboard>;
}

async function office(
  registers: Readonly<Record<string, readonly SyncEntry[]>>,
  past: MemoryRecords,
): Promise<Office> {
  const around = await folding(new MemoryArchive(), past);
  const now = new FixedRecords();
  for (const [register, entries] of Object.entries(registers)) around.archive.put(register, entries);
  const folds = await around.start([salesFold]);
  await folds.settled();
  const { database, clock } = around;
  const parts = {
    queries: figureQueries(database),
    records: now,
    clock,
    state: stateOf('sales', { folds, database }),
  };
  return {
    ...around,
    now,
    look: async (asked = {}) => {
      const answer = await dashboard(parts, { scope: 'all', ...asked });
      assert.accepted(answer);
      return answer.value;
    },
  };
}

const sumOf = (reports: readonly ShiftReport[], of: (report: ShiftReport) => number): number =>
  reports.reduce((sum, report) => sum + of(report), 0);

/** Every figure that a Z-report has too. */
function checkAgainstReports(block: DashboardBlock, reports: readonly ShiftReport[]): void {
  const { now } = block;
  const z = (of: (report: ShiftReport) => number): number => sumOf(reports, of);
  assert.equal(
    {
      total: now.total,
      rounding: now.rounding,
      sales: now.sales,
      returns: now.returns,
      paidOut: now.deposits.paidOut,
      discounts: now.discounts,
    },
    {
      total: z(({ total }) => total),
      rounding: z(({ rounding }) => rounding),
      sales: { count: z(({ receipts }) => receipts), amount: z(({ sales }) => sales.amount) },
      returns: { count: z(({ returns }) => returns.count), amount: z(({ returns }) => returns.amount) },
      paidOut: z(({ depositsPaidOut }) => depositsPaidOut.amount),
      discounts: {
        count: z(({ discounts: { line, tab } }) => line.count + tab.count),
        amount: z(({ discounts: { line, tab } }) => line.amount + tab.amount),
      },
    },
  );
  assert.equal(
    new Map(block.tenders.map(({ tender, ...rest }) => [tender, rest])),
    grouped(
      reports.flatMap(({ byTender }) => byTender),
      ({ tender }) => tender,
      ['count', 'amount'],
    ),
  );
  assert.equal(
    new Map(block.vat.map(({ code, rate, ...rest }) => [`${code}/${rate}`, rest])),
    grouped(
      reports.flatMap(({ byVat }) => byVat),
      ({ code, rate }) => `${code}/${rate}`,
      ['gross', 'net', 'vat'],
    ),
  );
}

function grouped<T extends object>(
  rows: readonly T[],
  keyOf: (row: T) => string,
  names: readonly (keyof T & string)[],
) {
  const sums = new Map<string, Record<string, number>>();
  for (const row of rows) {
    const sum = sums.get(keyOf(row)) ?? Object.fromEntries(names.map((name) => [name, 0]));
    for (const name of names) sum[name] = (sum[name] ?? 0) + Number(row[name]);
    sums.set(keyOf(row), sum);
  }
  return sums;
}

/** What is no Z's: added up again from the receipts, in another way. */
function checkAgainstReceipts(block: DashboardBlock, { sales }: PlayedRegister): void {
  const lines = sales.flatMap((sale) => sale.lines);
  const goods = lines.filter(({ product: { kind } }) => kind !== 'deposit' && kind !== 'deposit-return');
  const sum = (amounts: readonly number[]): number => amounts.reduce((all, amount) => all + amount, 0);
  const gross = sum(goods.map(({ total }) => total));
  const vat = sum(goods.map((line) => line.vat));
  assert.equal(block.now.turnover, { gross, net: gross - vat, vat });
  assert.is(
    block.now.deposits.charged,
    sum(lines.filter(({ product: { kind } }) => kind === 'deposit').map(({ total }) => total)),
  );
  const selling = sales.filter(({ lines: all }) =>
    all.some(({ returnOf, product: { kind } }) => returnOf === undefined && kind !== 'deposit-return'),
  );
  const sold = goods.filter(({ returnOf }) => returnOf === undefined);
  const items = sum(sold.map(({ product: { unit }, quantity }) => (unit === 'piece' ? quantity : 1_000)));
  const value = sum(sold.map(({ total }) => total));
  assert.equal(
    block.now.basket,
    selling.length === 0
      ? null
      : { value: Math.round(value / selling.length), items: Math.round(items / selling.length) },
  );
  assert.is(sum(block.hours.map((hour) => hour.gross)), gross);
  assert.is(sum(block.users.map((user) => user.gross)), gross);
}

test('every figure is that of the Z-reports and the receipts', { timeoutMs: 240_000 }, async () => {
  const runs = Math.ceil(propertyRuns / 4);
  let [sales, returns] = [0, 0];
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...shops), moves(3), async (settings, list) => {
      const past = new MemoryRecords();
      past.shop('oslo', { registers: ['B1'], currency: settings.currency.code });
      // All of it within one day.
      const one = played({ register: 'B1', settings, from: friday, stepMs: 60_000 }, list);
      const around = await office({ B1: one.entries }, past);
      around.now.shop('oslo', { currency: settings.currency.code });
      const { currencies, state } = await around.look({ day: '2024-03-01' });
      await around.close();
      assert.equal(state, { building: false, behind: 0, stopped: [] });
      const [block] = currencies;
      if (block === undefined) throw new Error('no block');
      checkAgainstReports(block, one.reports);
      checkAgainstReceipts(block, one);
      sales += one.sales.length;
      returns += one.sales.filter(({ kind }) => kind !== 'sale').length;
    }),
    { numRuns: runs },
  );
  note(`dashboard: ${sales} sales, ${returns} of them with returns, against their Z-reports`);
  assert.ok(sales > runs && returns > runs / 20, 'the sequences reach what they are to prove');
});

const bread = sampleProduct({ id: 'bread', price: minor(3_990), vatClass: 'food', category: 'food' });
const pant = sampleProduct({
  id: 'pant',
  price: minor(200),
  vatClass: 'deposit',
  category: 'deposit',
  kind: 'deposit',
});
const soda = sampleProduct({
  id: 'soda',
  price: minor(2_500),
  vatClass: 'food',
  category: 'food',
  deposit: 'pant',
});
const empties = sampleProduct({
  id: 'empties',
  price: minor(-200),
  vatClass: 'deposit',
  category: 'deposit',
  kind: 'deposit-return',
});

test('W14: deposit is no turnover, neither charged nor paid out', async () => {
  const register = openRegister();
  register.run(scan(soda, { deposit: pant }));
  payByCard(register);
  register.run(scan(empties, { quantity: pieces(2) }));
  payByCard(register);
  const past = new MemoryRecords();
  past.shop('oslo', { registers: ['B1'] });
  const around = await office({ B1: outcomeOf(register, { from: friday, stepMs: 1_000 }).entries }, past);
  around.now.shop('oslo');
  const [block] = (await around.look()).currencies;
  assert.equal(block?.now, {
    total: 2_300,
    rounding: 0,
    sales: { count: 1, amount: 2_700 },
    returns: { count: 0, amount: 0 },
    deposits: { charged: 200, paidOut: 400 },
    turnover: { gross: 2_500, net: 2_174, vat: 326 },
    basket: { value: 2_500, items: 1_000 },
    discounts: { count: 0, amount: 0 },
    margin: null,
  });
  assert.equal(
    block?.products.map(({ product, quantity, gross }) => [product, quantity, gross]),
    [['soda', 1_000, 2_500]],
  );
  await around.close();
});

test('margin is of the goods whose cost is known in this currency', async () => {
  const register = openRegister();
  register.run(scan(bread, { quantity: pieces(3) }));
  register.run(scan(soda));
  payByCard(register);
  const sale = register.recorded.flatMap(({ event }) =>
    event.type === 'sale.completed' ? [event.payload.sale] : [],
  )[0];
  if (sale === undefined) throw new Error('no sale');
  const back = { tabId: nextId(), lineId: nextId(), line: sale.lines[0]?.id ?? '', quantity: pieces(1) };
  register.run({ type: 'add-return', original: { sale, returned: {} }, ...back });
  payByCard(register);
  const entries = outcomeOf(register, { from: friday, stepMs: 1_000 }).entries;
  const past = new MemoryRecords();
  past.shop('oslo', { registers: ['B1'] });
  past.change('cost', 'bread', { body: 2_000 });
  past.change('cost', 'soda', { body: null });
  const around = await office({ B1: entries }, past);
  around.now.shop('oslo');
  const [block] = (await around.look()).currencies;
  // Three sold and one back: twice 39.90, of which 34.70 and 34.70 without VAT (104.09 - 34.70, rounded per line).
  assert.equal(block?.now.margin, { net: 6_939, cost: 4_000, margin: 2_939 });
  await around.close();
  past.currency = 'EUR';
  const elsewhere = await office({ B1: entries }, past);
  elsewhere.now.shop('oslo');
  assert.is((await elsewhere.look()).currencies[0]?.now.margin, null);
  await elsewhere.close();
});

/** One bread sold at each of these moments. */
function soldAt(
  register: string,
  moments: readonly number[],
  settings = sampleSettings(),
): readonly SyncEntry[] {
  const one = openRegister(settings);
  for (const moment of moments) {
    void moment;
    one.run(scan(bread));
    one.run(cash(10_000));
  }
  const { entries } = outcomeOf(one, { name: register, from: 0, stepMs: 0 });
  let sales = 0;
  return entries.map((entry) => {
    const at = moments[Math.min(sales, moments.length - 1)] ?? 0;
    if (entry.type === 'sale.completed') sales += 1;
    return { ...entry, at };
  });
}

const hour = 3_600_000;
const week = 7 * 24 * hour;

test('a day stands beside the same weekday a week before, up to the same minute', async () => {
  const past = new MemoryRecords();
  past.shop('oslo', { registers: ['B1'] });
  const before = friday - week;
  // 08:00 UTC is 09:00 in Oslo; the clock stands at 09:30.
  const moments = [
    before - 3 * hour,
    before + 30 * 60_000 + 59_999,
    before + 31 * 60_000,
    before + 8 * hour,
    friday,
  ];
  const around = await office({ B1: soldAt('B1', moments) }, past);
  around.now.shop('oslo');
  await around.clock.advance(30 * 60_000);
  const today = await around.look();
  assert.equal([today.day, today.today, today.beforeDay], ['2024-03-01', true, '2024-02-23']);
  const [block] = today.currencies;
  assert.equal([block?.now.sales.count, block?.before.sales.count], [1, 2]);
  assert.equal(
    block?.hours.filter(({ sales }) => sales > 0).map((each) => each.hour),
    [9],
  );
  assert.equal(
    block?.hours.filter((each) => each.before.sales > 0).map((each) => [each.hour, each.before.sales]),
    [
      [6, 1],
      [9, 2],
      [17, 1],
    ],
  );
  const lastWeek = await around.look({ day: '2024-02-23' });
  assert.equal([lastWeek.today, lastWeek.currencies[0]?.now.sales.count], [false, 4]);
  const nextWeek = await around.look({ day: '2024-03-08' });
  assert.equal([nextWeek.currencies[0]?.now.sales.count, nextWeek.currencies[0]?.before.sales.count], [0, 0]);
  await around.close();
});

test('each shop has its own midnight and its own clock', async () => {
  const past = new MemoryRecords();
  past.shop('oslo', { registers: ['B1'] });
  past.shop('auckland', { registers: ['B2'], timeZone: 'Pacific/Auckland' });
  // 11:30 UTC: 12:30 in Oslo, half past midnight of the next day in Auckland.
  const noon = Date.UTC(2024, 1, 29, 11, 30);
  const around = await office({ B1: soldAt('B1', [noon]), B2: soldAt('B2', [noon, noon - week]) }, past);
  around.now.shop('oslo');
  around.now.shop('auckland', { timeZone: 'Pacific/Auckland' });
  const counts = async (day: string, shop?: string) => {
    const { currencies } = await around.look({ day, shop });
    return currencies.map(({ now, before }) => [now.sales.count, before.sales.count]);
  };
  assert.equal(await counts('2024-02-29'), [[1, 0]]);
  // In Auckland it is 1 March, 21:00 (the clock stands at 08:00 UTC), in Oslo 09:00.
  assert.equal(await counts('2024-03-01'), [[1, 1]]);
  assert.equal(await counts('2024-03-01', 'auckland'), [[1, 1]]);
  assert.equal(await counts('2024-03-01', 'oslo'), [[0, 0]]);
  await around.close();
});

test('currencies stand beside each other and are never added up', async () => {
  const past = new MemoryRecords();
  past.shop('oslo', { registers: ['B1'] });
  past.shop('geneva', { registers: ['B2'], currency: 'CHF', timeZone: 'Europe/Zurich' });
  const swiss = sampleSettings({ currency: { code: 'CHF', exponent: 2 } });
  const around = await office(
    { B1: soldAt('B1', [friday]), B2: soldAt('B2', [friday, friday], swiss) },
    past,
  );
  around.now.shop('oslo');
  around.now.shop('geneva', { currency: 'CHF', timeZone: 'Europe/Zurich' });
  around.now.shop('tokyo', { currency: 'JPY', timeZone: 'Asia/Tokyo' });
  const { currencies } = await around.look();
  assert.equal(
    currencies.map(({ currency, exponent, now, products }) => [
      currency,
      exponent,
      now.turnover.gross,
      products.map(({ gross }) => gross),
    ]),
    [
      ['CHF', 2, 7_980, [7_980]],
      ['NOK', 2, 3_990, [3_990]],
      ['JPY', 0, 0, []],
    ],
  );
  await around.close();
});

test('who has no sale point there sees none of its sales, whatever they ask for', async () => {
  const past = new MemoryRecords();
  past.shop('oslo', { registers: ['B1'] });
  past.change('sale-point', 'oslo-bar', { body: { shop: 'oslo' } });
  past.change('register', 'B2', { body: { salePoint: 'oslo-bar' } });
  past.shop('bergen', { registers: ['B3'] });
  const one = soldAt('B1', [friday]);
  const around = await office(
    { B1: one, B2: soldAt('B2', [friday, friday]), B3: soldAt('B3', [friday, friday, friday]) },
    past,
  );
  around.now.shop('oslo');
  around.now.shop('bergen');
  around.now.put('user', 'anna', { firstName: 'Anna', lastName: 'Berg' });
  const scope = (salePoints: readonly string[], shopsOf: readonly string[]): Scope => ({
    salePoints: new Set(salePoints),
    stores: new Set(),
    shops: new Set(shopsOf),
  });
  const seen = async (of: Scope) => {
    const { currencies } = await around.look({ scope: of });
    return currencies.map(({ now, registers, products, tenders, vat, users }) => [
      now.sales.count,
      registers.map(({ register }) => register).join(),
      products[0]?.quantity,
      tenders[0]?.count,
      vat[0]?.gross,
      users[0]?.name,
    ]);
  };
  assert.equal(await seen('all'), [[6, 'B3,B2,B1', 6_000, 6, 23_940, 'Anna Berg']]);
  assert.equal(await seen(scope(['oslo-bar'], ['oslo'])), [[2, 'B2', 2_000, 2, 7_980, 'Anna Berg']]);
  assert.equal(await seen(scope([], [])), []);
  const parts = {
    queries: figureQueries(around.database),
    records: around.now,
    clock: around.clock,
    state: async () => ({ building: false, behind: 0, stopped: [] }),
  };
  const asked = { scope: scope(['oslo-bar'], ['oslo']), shop: 'bergen' };
  assert.refused(await dashboard(parts, asked), 'record.unknown');
  assert.refused(await dashboard(parts, { scope: 'all', day: '2024-02-30' }), 'day.unknown');
  const query = { from: '2024-01-01', to: '2024-12-31' };
  const all = await productSales(parts, { scope: 'all', query });
  const some = await productSales(parts, { scope: asked.scope, query: { ...query, sort: 'margin' } });
  const none = await productSales(parts, {
    scope: asked.scope,
    query: { ...query, shop: 'bergen', page: 2 },
  });
  assert.accepted(all);
  assert.accepted(some);
  assert.accepted(none);
  assert.equal(
    [all, some, none].map(({ value }) => [value.total, value.rows[0]?.sold]),
    [
      [1, 6_000],
      [1, 2_000],
      [0, undefined],
    ],
  );
  assert.refused(
    await productSales(parts, { scope: 'all', query: { from: '2024-02-02', to: '2024-02-01' } }),
    'figures.days-order',
  );
  await around.close();
});
