// Practising through a whole till: nothing real moves but the receipts of training themselves, whatever is done and however it ends.
import { assert, suite } from '../../../test/kit.ts';
import { SimulatedShop } from '../../../test/simulated-shop.ts';
import { type SimulatedPage } from '../../../test/simulated-page.ts';
import type { RegisterState } from '../../domain/register/state.ts';
import type { CommandBody, CommandName } from '../../protocol/commands.ts';
import type { PageReply } from '../../replay/page.ts';

const test = suite('training');
let shop: SimulatedShop;
let page: SimulatedPage;
let ids = 0;
const codeOf = (reply: PageReply): string => (reply.ok ? 'ok' : reply.failure.code);

async function asks<Name extends CommandName>(name: Name, body: CommandBody<Name>): Promise<string> {
  return codeOf(await page.command(`training-${String((ids += 1))}`, name, body));
}

async function does<Name extends CommandName>(name: Name, body: CommandBody<Name>): Promise<void> {
  assert.is(await asks(name, body), 'ok', name);
}

/** All that a day's figures are made of, but what is counted of training. */
function figures(state: RegisterState): object {
  const { training: _number, ...numbers } = state.numbers;
  const sumsOf = ({ training: _counted, ...sums }: NonNullable<RegisterState['shift']>['sums']) => sums;
  const { shift, betweenShifts, grandTotals, tabs, current, lastSale, lastClose } = state;
  return {
    ...{ numbers, grandTotals, tabs, current, lastSale, lastClose },
    shift: shift === null ? null : { ...shift, sums: sumsOf(shift.sums) },
    betweenShifts: sumsOf(betweenShifts),
  };
}

async function anyProduct(): Promise<string> {
  const found = await page.query('search-products', { text: 'grovbrød', limit: 1 });
  return found.ok ? ((found.value as { readonly id: string }[])[0]?.id ?? '') : '';
}

async function sell(product: string): Promise<void> {
  await does('add-product', { product });
  await does('take-payment', { tender: 'cash', tendered: page.view.tab?.cashDue ?? 0 });
}

const jobs = async (): Promise<readonly string[]> =>
  (await shop.database.all('SELECT kind FROM print_job ORDER BY number')).map((row) => String(row['kind']));

test.beforeEach(async () => {
  shop = await SimulatedShop.open();
  page = shop.page();
  await page.logIn('alex', '4321');
  await does('open-shift', { opening: [{ currency: 'NOK', amount: 100_000 }] });
});
test.afterEach(async () => shop.close());

test('sales, returns, parked tabs, cash, the drawer and a close are practised, and change nothing real', async () => {
  const product = await anyProduct();
  await sell(product);
  await does('start-training', {});
  assert.ok(page.view.training);
  const before = figures(shop.register.state);
  const printed = await jobs();
  await sell(product);
  await does('add-product', { product });
  await does('park-tab', {});
  await does('move-cash', { direction: 'out', currency: 'NOK', amount: 5_000, note: 'x' });
  await does('open-drawer', { reason: 'x' });
  await does('return-without-receipt', { product, quantity: 1_000, reason: 'x' });
  await does('start-payment', { tender: 'card' });
  await does('settle-payment', { payment: page.view.tab?.openPayment ?? '', outcome: 'taken' });
  await does('x-report', { print: true });
  await does('close-shift', { counted: [{ currency: 'NOK', amount: 0 }], print: true });
  assert.is(page.view.shift, null);
  assert.equal(figures(shop.register.state), before);
  assert.equal((await jobs()).slice(printed.length), ['training', 'training']);
  await does('end-training', {});
  assert.not.ok(page.view.training);
  assert.equal(figures(shop.register.state), before);
  assert.is(shop.register.state.shift?.sums.training.count, 2);
  await sell(product);
  assert.is(page.view.lastSale?.receipt, 2);
});

test('training has numbers of its own that go on, and X tells how many there were', async () => {
  const product = await anyProduct();
  for (const expected of [1, 2]) {
    await does('start-training', {});
    await sell(product);
    assert.is(page.view.lastSale?.receipt, expected);
    await does('end-training', {});
  }
  const report = await page.query('shift-report', {});
  await sell(product);
  const { training, receipts } = (report.ok ? report.value : {}) as { training?: object; receipts?: number };
  assert.equal([training, receipts], [{ count: 2, amount: 2 * (page.view.lastSale?.total ?? 0) }, 0]);
});

test('what lies in the basket is finished first; twice it does not begin', async () => {
  const product = await anyProduct();
  await does('add-product', { product });
  assert.is(await asks('start-training', {}), 'tab.current-in-use');
  await does('void-tab', { reason: 'x' });
  await does('start-training', {});
  assert.is(await asks('start-training', {}), 'training.on');
  await does('end-training', {});
  await does('end-training', {});
});

test('it ends with the log-out, and a restart knows that somebody practised', async () => {
  const product = await anyProduct();
  await does('start-training', {});
  await does('add-product', { product });
  await shop.restart();
  page = shop.page();
  assert.equal([page.view.training, page.view.tab], [true, null]);
  await page.logIn('alex', '4321');
  await page.logIn('femke', '9876');
  assert.not.ok(page.view.training);
  assert.is(page.view.shift?.receipts, 0);
});

test('a receipt that cannot be written down was not practised', async () => {
  const product = await anyProduct();
  await does('start-training', {});
  await does('add-product', { product });
  shop.faults.commitFault = () => ({ code: 'storage.failed', when: 'lost' });
  const tendered = page.view.tab?.cashDue ?? 0;
  assert.is(await asks('take-payment', { tender: 'cash', tendered }), 'storage.failed');
  assert.ok(page.view.tab !== null);
  shop.faults.commitFault = () => undefined;
  await does('take-payment', { tender: 'cash', tendered });
  assert.is(page.view.tab, null);
});

test('repeats and crossings are one after another, each once', async () => {
  const product = await anyProduct();
  await does('start-training', {});
  const ask = async (id: string) =>
    page.command(`training-${id}-${'x'.repeat(10)}`, 'add-product', { product });
  const crossing = await Promise.all([ask('one'), ask('other')]);
  const repeated = await ask('one');
  assert.equal([...crossing, repeated].map(codeOf), ['ok', 'ok', 'ok']);
  assert.equal(
    Object.values(page.view.tab?.lines ?? {}).map(({ quantity }) => quantity),
    [2_000],
  );
});

test('a card payment that was practised is answered as it was when it is said again', async () => {
  const product = await anyProduct();
  await does('start-training', {});
  await does('add-product', { product });
  await does('start-payment', { tender: 'card' });
  const settle = { payment: page.view.tab?.openPayment ?? '', outcome: 'taken' } as const;
  const once = await page.command('training-settles-once', 'settle-payment', settle);
  assert.is(page.view.tab, null);
  assert.equal(await page.command('training-settles-once', 'settle-payment', settle), once);
  assert.ok(once.ok);
});
