// Paying later at a whole till: with an office that answers, one that does not, one that comes back, and what stands in the way of it.
import { assert, suite } from '../../../test/kit.ts';
import { bread, RegisterDay } from '../../../test/scenarios/seed-004/register-day.ts';

const test = suite('on account at the till');
const customer = 'customer-1004';
const limit = 1_000_000;

let day: RegisterDay;
test.beforeEach(async () => {
  day = await RegisterDay.begins();
  await day.opens({ NOK: 0 });
});
test.afterEach(async () => day.ends());

/** What the office knows of the customer: all of it, and what of it is this register's. */
function officeSays(balance: number, own: number): void {
  day.shop.office = async () => ({
    outcome: 'answered',
    answer: { ok: true, value: { balance, own } },
  });
}
function officeIsAway(): void {
  day.shop.office = async () => ({ outcome: 'not-linked' });
}

/** Bread for so much, put on account; 'ok', or why not. */
async function buysFor(kroner: number): Promise<string> {
  await day.does('add-product', { product: bread.id });
  const line = Object.keys(day.page.view.tab?.lines ?? {})[0] ?? '';
  await day.does('override-price', { line, unitPrice: kroner * 100, reason: 'agreed' });
  await day.does('set-customer', { customer });
  const code = await day.refused('take-payment', { tender: 'account', tendered: kroner * 100 });
  if (code !== 'ok') await day.does('void-tab', { reason: 'cannot be paid' });
  return code;
}
const known = async () => day.sees('account-of-customer', { customer });
const pays = async (amount: number, tender = 'cash'): Promise<string> =>
  day.refused('receive-on-account', { customer, tender, amount });

test('while the office is away the limit holds for what this register knows', async () => {
  officeIsAway();
  assert.is(await buysFor(6_000), 'ok');
  assert.equal(await known(), { limit, owed: 600_000, inCash: 600_000, confirmed: false });
  assert.is(await buysFor(4_001), 'account.limit');
  assert.is(await buysFor(4_000), 'ok');
  assert.is(await pays(700_000), 'ok', 'what was given elsewhere may be paid here');
  assert.is((await known()).owed, 300_000);
});

test('what the office said last is reckoned with when it is away again', async () => {
  officeSays(700_000, 0);
  assert.is(await buysFor(3_001), 'account.limit');
  assert.is(await buysFor(1_000), 'ok');
  officeIsAway();
  assert.equal(await known(), { limit, owed: 800_000, inCash: 800_000, confirmed: false });
  assert.is(await buysFor(2_001), 'account.limit');
  // Its own sale has come to the office meanwhile, and is not counted twice.
  officeSays(500_000, 100_000);
  assert.equal(await known(), { limit, owed: 500_000, inCash: 500_000, confirmed: true });
  assert.is(await pays(500_001), 'account.more-than-owed');
  assert.is(await pays(500_000), 'ok');
});

test('an odd sum is told in coins there are; the drawer has those, and so much less is owed', async () => {
  officeSays(12_340, 0);
  assert.equal(await known(), { limit, owed: 12_340, inCash: 12_300, confirmed: true });
  assert.is(await pays(12_340), 'ok');
  assert.is(day.expected['NOK'], 12_300);
  assert.is((await known()).owed, 0);
});

test('a card that goes through the till’s own terminal is refused with its own words; apart from it, it is taken', async () => {
  officeSays(10_000, 0);
  assert.is(await pays(5_000, 'card'), 'ok');
  const { devices } = day.shop;
  devices.cardTerminal = null;
  assert.is(await pays(5_000, 'card'), 'account.not-by-terminal');
  assert.is(await pays(5_000), 'ok');
});

test('nobody unknown, and nothing in earnest while it is practised', async () => {
  const nobody = { customer: 'nobody', tender: 'cash', amount: 100 };
  assert.is(await day.refused('receive-on-account', nobody), 'customer.unknown');
  const asked = await day.page.query('account-of-customer', { customer: 'nobody' });
  assert.is(asked.ok ? 'ok' : asked.failure.code, 'customer.unknown');
  await day.does('start-training', {});
  assert.is(await pays(100), 'training.on');
});

test('pulled plug: what was given and received stands there again', async () => {
  officeIsAway();
  assert.is(await buysFor(500), 'ok');
  assert.is(await pays(20_000), 'ok');
  await day.shop.restart();
  await day.logIn('alex');
  assert.is((await known()).owed, 30_000);
  assert.is(await pays(30_000), 'ok');
  const entries = await day.entries('account.paid');
  assert.equal(
    entries.map(({ payload }) => (payload as { received: { number: number } }).received.number),
    [1, 2],
  );
});
