// Seed 004, "Opening a shift", and that nothing is sold without one: the daemon refuses, whatever a page shows.
import { assert, suite } from '../../kit.ts';
import { bread, RegisterDay } from './register-day.ts';

const test = suite('seed 004: opening a shift');
let day: RegisterDay;

test.beforeEach(async () => {
  day = await RegisterDay.begins();
});
test.afterEach(async () => day.ends());

test('without a shift no tab is begun: not quickly, not by name, not by a customer, not by a code, not by a scan', async () => {
  for (const [name, body] of [
    ['add-product', { product: bread.id }],
    ['open-tab', {}],
    ['open-tab', { name: 'Kari' }],
    ['enter-code', { code: bread.code }],
    ['set-customer', { customer: 'no-one' }],
  ] as const)
    assert.match(await day.refused(name, body), /^(shift\.not-open|customer\.unknown)$/, name);
  await day.shop.devices.scan(bread.code);
  assert.equal([day.page.view.scan?.outcome, day.page.view.scan?.failure], ['refused', 'shift.not-open']);
  assert.is(day.page.view.tab, null);
  assert.equal(await day.entries('tab.opened'), []);
  await day.opens({ NOK: 0 });
  await day.closes({ NOK: 0 });
  assert.is(await day.refused('open-tab', { name: 'Kari' }), 'shift.not-open');
});

test('the opening cash proposed is what was counted at the last close, for each currency, and may be another', async () => {
  assert.equal(day.page.view.lastClose, [], 'nothing is proposed before the first close');
  await day.opens({ NOK: 50_000, EUR: 2_000 });
  await day.closes({ NOK: 49_900, EUR: 1_900 });
  assert.equal(day.page.view.lastClose, [
    { currency: 'NOK', amount: 49_900 },
    { currency: 'EUR', amount: 1_900 },
  ]);
  await day.opens({ NOK: 50_000, EUR: 0 });
  assert.equal(day.expected, { NOK: 50_000 });
});

test('opening needs the shop’s own currency, and knows no other than those it takes', async () => {
  assert.equal(
    day.page.view.shop.foreign.map(({ code }) => code),
    ['EUR'],
  );
  assert.is(await day.refused('open-shift', { opening: [] }), 'cash.count-missing');
  const foreign = [
    { currency: 'NOK', amount: 0 },
    { currency: 'USD', amount: 100 },
  ];
  assert.is(await day.refused('open-shift', { opening: foreign }), 'cash.currency-unknown');
});

test('once open, tabs can be begun, the status tells who and since when, and the statistics run', async () => {
  await day.opens({ NOK: 50_000 });
  const { shift } = day.page.view;
  assert.equal([shift?.openedBy, shift?.openedAt], ['Alex Morgan', day.shop.clock.now()]);
  await day.sells(2);
  const after = day.page.view.shift;
  assert.equal([after?.total, after?.receipts, after?.averageBasket], [2 * bread.price, 1, 2 * bread.price]);
  await day.does('open-tab', { name: 'Kari' });
  assert.is(day.page.view.tab?.name, 'Kari');
});

test('a second opening is refused while a shift is open', async () => {
  await day.opens({ NOK: 0 });
  assert.is(
    await day.refused('open-shift', { opening: [{ currency: 'NOK', amount: 0 }] }),
    'shift.already-open',
  );
});
