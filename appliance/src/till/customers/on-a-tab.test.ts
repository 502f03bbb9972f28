// A customer at the till, from the page to the paper: found, put on the tab, given what their group and its campaigns give, told by name for as
// long as the office knows them, and by nothing but an id in the journal.
import { assert, suite } from '../../../test/kit.ts';
import { SimulatedShop } from '../../../test/simulated-shop.ts';
import { type SimulatedPage } from '../../../test/simulated-page.ts';
import { demoFeed } from '../../demo/shop.ts';
import { hashPassword } from '../../platform/password/password.ts';
import type { CampaignItem, CustomerItem, ProductItem } from '../../protocol/feed.ts';
import type { FeedItem } from '../../protocol/sync.ts';
import type { PageReply } from '../../replay/page.ts';

const test = suite('a customer at the till');
const pinHash = await hashPassword('1234');
const company = demoFeed('B1', new Map([['ingrid', pinHash]]));
const itemOf = (kind: string, id: string): FeedItem => {
  const found = company.find((item) => item.kind === kind && item.id === id);
  if (found === undefined) throw new Error(`no ${kind} ${id}`);
  return found;
};
const kari = itemOf('customer', 'customer-1001');
const bread = company.find(({ body }) => (body as Partial<ProductItem>).product?.name === 'Grovbrød');
const price = (bread?.body as ProductItem).product.price ?? 0;
const half = {
  id: 'half',
  name: 'Halv pris på brød',
  kind: 'percentage',
  priority: 0,
  basisPoints: 5_000,
  on: { products: [bread?.id] },
  customerGroups: ['regulars'],
} as unknown as CampaignItem;

let shop: SimulatedShop;
let page: SimulatedPage;
let [ids, steps] = [0, 0];
const codeOf = (reply: PageReply): string => (reply.ok ? 'ok' : reply.failure.code);

async function feed(...items: FeedItem[]): Promise<void> {
  steps += 1;
  await shop.feed.apply({ epoch: 'demo', number: steps, whole: false, items });
  await shop.followed;
}

const ask: SimulatedPage['command'] = async (id, name, body) =>
  page.command(`${id}-on-a-tab-${(ids += 1)}`, name, body);
const setCustomer = async (customer: string | null): Promise<string> =>
  codeOf(await ask('set-customer', 'set-customer', { customer }));
const found = async (text: string): Promise<unknown> => {
  const reply = await page.query('search-customers', { text, limit: 5 });
  return reply.ok ? reply.value : reply.failure.code;
};

test.beforeEach(async () => {
  shop = await SimulatedShop.open();
  page = shop.page();
  steps = 0;
  await feed(
    itemOf('customer-group', 'regulars'),
    itemOf('staff', 'ingrid'),
    kari,
    itemOf('customer', 'customer-1003'),
  );
  assert.is(codeOf(await page.logIn('ingrid', '1234')), 'ok');
  const opening = [{ currency: 'NOK', amount: 0 }];
  assert.is(codeOf(await ask('open', 'open-shift', { opening })), 'ok');
});
test.afterEach(async () => shop.close());

test('found by what they say; a hit does not tell how to reach them', async () => {
  const hit = {
    id: 'customer-1001',
    number: '1001',
    name: 'Kari Bryggen',
    groups: ['Stamgjest'],
  };
  for (const text of ['kari', 'bryggen ka', '1001', '99 00 00 01', 'kari@brygga'])
    assert.equal(await found(text), [hit], text);
  assert.is(((await found('bryggen')) as unknown[]).length, 2);
  assert.equal(await found('nobody'), []);
  const stranger = shop.page();
  assert.is(codeOf(await stranger.query('search-customers', { text: 'kari', limit: 5 })), 'session.needed');
});

test('before the goods or after them, shown with their groups, priced at once, and taken off again', async () => {
  assert.is(await setCustomer('customer-1001'), 'ok');
  assert.equal(page.view.tab?.customer, {
    id: 'customer-1001',
    number: '1001',
    name: 'Kari Bryggen',
    groups: ['Stamgjest'],
    points: null,
  });
  await ask('add', 'add-product', { product: bread?.id ?? '' });
  const off = Math.round(price * 0.05);
  assert.equal([page.view.tab?.total, page.view.tab?.campaignDiscounts], [price - off, off]);
  assert.is(await setCustomer('customer-1003'), 'ok');
  assert.equal([page.view.tab?.customer?.name, page.view.tab?.total], ['Ola Bryggen', price]);
  assert.is(await setCustomer('customer-1001'), 'ok');
  assert.is(await setCustomer(null), 'ok');
  assert.equal([page.view.tab?.customer, page.view.tab?.total], [null, price]);
  assert.is(await setCustomer('customer-9999'), 'customer.unknown');
});

test('a campaign for a group applies when and only when one of the group is on the tab; a group given up gives nothing more', async () => {
  await ask('add', 'add-product', { product: bread?.id ?? '' });
  await feed({ kind: 'campaign', id: half.id, body: half });
  assert.is(page.view.tab?.total, price);
  await setCustomer('customer-1003');
  assert.is(page.view.tab?.total, price);
  await setCustomer('customer-1001');
  assert.equal(
    page.view.tab?.campaigns.map(({ name }) => name),
    ['Halv pris på brød'],
  );
  assert.is(page.view.tab?.total, price - Math.round(price / 2));
  await feed({ kind: 'customer-group', id: 'regulars', body: null });
  assert.equal([page.view.tab?.total, page.view.tab?.customer?.groups], [price, []]);
});

test('who the office deactivates is found no more and cannot be chosen; a tab that has them keeps its prices and no name', async () => {
  await ask('add', 'add-product', { product: bread?.id ?? '' });
  await setCustomer('customer-1001');
  const { total } = page.view.tab ?? {};
  await feed({ ...kari, body: { ...(kari.body as CustomerItem), name: 'Kari Hansen' } });
  assert.is(page.view.tab?.customer?.name, 'Kari Hansen');
  await shop.restart();
  assert.is(page.view.tab?.customer?.name, 'Kari Hansen', 'also after a start');
  assert.is(codeOf(await page.logIn('ingrid', '1234')), 'ok');
  await feed({ kind: 'customer', id: kari.id, body: null });
  assert.equal(page.view.tab?.customer, {
    id: kari.id,
    name: null,
    number: null,
    groups: ['Stamgjest'],
    points: null,
  });
  assert.is(page.view.tab?.total, total);
  assert.equal(await found('hansen'), []);
  await setCustomer(null);
  assert.is(await setCustomer(kari.id), 'customer.unknown');
});

test('the journal knows an id and groups, and no name, number, telephone or e-mail', async () => {
  await setCustomer('customer-1001');
  await ask('add', 'add-product', { product: bread?.id ?? '' });
  await ask('pay', 'take-payment', { tender: 'voucher', tendered: page.view.tab?.due ?? 0 });
  const entries = await shop.store.entries('B1', 0, 1_000);
  const told = entries.find(({ type }) => type === 'tab.customer-set')?.payload;
  assert.equal((told as { customer: unknown }).customer, { id: 'customer-1001', groups: ['regulars'] });
  const [sale] = entries.flatMap(({ type, payload }) =>
    type === 'sale.completed' ? [(payload as { sale: { customer?: string } }).sale] : [],
  );
  assert.is(sale?.customer, 'customer-1001');
  assert.not.match(JSON.stringify(entries), /Kari|Bryggen|"1001"|99 00|brygga\.example/);
});
