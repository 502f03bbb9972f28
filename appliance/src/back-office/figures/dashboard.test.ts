// The dashboard beyond the sums: other days, other zones, other currencies, and who sees what.
import { assert, suite } from '../../../test/kit.ts';
import { figuresOffice, friday, soldAt } from '../../../test/back-office/figures-office.ts';
import { MemoryRecords } from '../../../test/back-office/memory-records.ts';
import { sampleSettings } from '../../../test/sample-shop.ts';
import type { Scope } from '../api/session-port.ts';
import { dashboard } from './dashboard.ts';
import { productSales } from './product-sales.ts';
import { figureQueries } from './tables.ts';

const test = suite('dashboard');
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
  const around = await figuresOffice({ B1: soldAt('B1', moments) }, past);
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
  const around = await figuresOffice(
    { B1: soldAt('B1', [noon]), B2: soldAt('B2', [noon, noon - week]) },
    past,
  );
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
  const around = await figuresOffice(
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
  const around = await figuresOffice(
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
