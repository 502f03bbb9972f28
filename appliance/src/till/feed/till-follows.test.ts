// What the office changes is what the till does from then on: prices on the keys, people at the register, taxes, tenders, paper. What lies on
// a tab is not lost by it, and money that was taken stays with its tab.
import { assert, suite } from '../../../test/kit.ts';
import { SimulatedShop } from '../../../test/simulated-shop.ts';
import { type SimulatedPage } from '../../../test/simulated-page.ts';
import { demoFeed } from '../../demo/shop.ts';
import { hashPassword } from '../../platform/password/password.ts';
import type { ProductItem, ShopItem } from '../../protocol/feed.ts';
import type { FeedItem } from '../../protocol/sync.ts';
import type { PageReply } from '../../replay/page.ts';

const test = suite('till follows the feed');
let shop: SimulatedShop;
let page: SimulatedPage;
let ids = 0;
let steps = 0;
const nextId = (): string => `feed-test-${(ids += 1)}`;
const codeOf = (reply: PageReply): string => (reply.ok ? 'ok' : reply.failure.code);

const pinHash = await hashPassword('1234');
const company = demoFeed('B1', new Map(['ingrid', 'pavel', 'femke', 'alex'].map((user) => [user, pinHash])));
const itemOf = (kind: string, id: string): FeedItem => {
  const found = company.find((item) => item.kind === kind && item.id === id);
  if (found === undefined) throw new Error(`no ${kind} ${id}`);
  return found;
};
const shopItem = itemOf('shop', 'shop').body as ShopItem;
const bread = company.find(
  ({ body }) => (body as Partial<ProductItem>).product?.name === 'Grovbrød',
) as FeedItem;
const breadItem = bread.body as ProductItem;

const breadWith = (rest: Partial<ProductItem['product']>): FeedItem => ({
  ...bread,
  body: { ...breadItem, product: { ...breadItem.product, ...rest } },
});
const shopWith = (rest: Partial<ShopItem>): FeedItem => ({
  kind: 'shop',
  id: 'shop',
  body: { ...shopItem, ...rest },
});
const gone = (kind: string, id: string): FeedItem => ({ kind, id, body: null });

/** The office sends it, and the till has taken it in. */
async function feed(...items: FeedItem[]): Promise<void> {
  steps += 1;
  await shop.feed.apply({ epoch: 'demo', number: steps, whole: false, items });
  await settled();
}

/** The till has followed, and the grid has been read anew. */
async function settled(): Promise<void> {
  await shop.followed;
  for (let turns = 0; turns < 30; turns += 1) {
    await shop.database.get('SELECT 1');
    await shop.clock.advance(10);
  }
}

function keyOf(name: string) {
  const keys = Object.values(page.views.grid?.folders ?? {}).flatMap((folder) => folder.keys);
  return keys.find((key) => key?.kind === 'product' && key.name === name);
}

async function happened(): Promise<readonly string[]> {
  const entries = await shop.store.entries('B1', 0, 1_000);
  return entries.map(({ type, who, payload }) =>
    `${type} ${who} ${(payload as { reason?: string }).reason ?? ''}`.trim(),
  );
}

const add = async (product = bread.id): Promise<string> =>
  codeOf(await page.command(nextId(), 'add-product', { product }));

test.beforeEach(async () => {
  shop = await SimulatedShop.open();
  page = shop.page();
  steps = 0;
});
test.afterEach(async () => shop.close());

async function sellingAs(user: string): Promise<void> {
  // The demo shop's own PINs are other ones.
  await feed(itemOf('staff', user));
  assert.is(codeOf(await page.logIn(user, '1234')), 'ok');
  assert.is(
    codeOf(await page.command(nextId(), 'open-shift', { opening: [{ currency: 'NOK', amount: 100_000 }] })),
    'ok',
  );
}

test('a new price is on the keys at once and on lines from then on; what lies on the tab keeps its own', async () => {
  await sellingAs('alex');
  assert.is(await add(), 'ok');
  await feed(breadWith({ price: 9_900 }));
  assert.equal(keyOf('Grovbrød')?.kind === 'product' ? keyOf('Grovbrød') : null, {
    ...keyOf('Grovbrød'),
    price: 9_900,
  });
  assert.is(page.view.tab?.total, 3_890);
  assert.is(await add(), 'ok');
  assert.is(page.view.tab?.total, 3_890 + 9_900);
  assert.equal(
    Object.values(page.view.tab?.lines ?? {}).map(({ unitPrice }) => unitPrice),
    [3_890, 9_900],
  );
});

test('a product that is gone leaves its key empty, and its line on the tab can still be paid', async () => {
  await sellingAs('alex');
  await add();
  await feed(gone('product', bread.id));
  assert.is(keyOf('Grovbrød'), undefined);
  assert.is(await add(), 'product.unknown');
  const paid = await page.command(nextId(), 'take-payment', { tender: 'cash', tendered: 10_000 });
  assert.is(codeOf(paid), 'ok');
});

test('who was sent away in the middle of a sale is out; the basket is parked for a colleague', async () => {
  await sellingAs('ingrid');
  await add();
  const number = page.view.tab?.number;
  await feed(gone('staff', 'ingrid'), itemOf('staff', 'femke'));
  assert.is(page.view.operator, null);
  assert.is(page.view.tab, null);
  assert.equal(
    Object.values(page.view.parked).map((tab) => [tab.number, tab.openedBy]),
    [[number, 'Ingrid Solberg']],
  );
  assert.is(await add(), 'session.needed');
  assert.equal((await happened()).slice(-3), [
    'tab.parked system',
    'tab.shared system',
    'staff.logged-out system revoked',
  ]);
  assert.not.ok(Object.hasOwn(page.views.staff?.users ?? {}, 'ingrid'));
  assert.is(codeOf(await page.logIn('ingrid', '1234')), 'staff.no-sale-point');
  assert.is(codeOf(await page.logIn('femke', '1234')), 'ok');
  const [tab] = Object.keys(page.view.parked);
  assert.is(codeOf(await page.command(nextId(), 'recall-tab', { tab: tab ?? '' })), 'ok');
  assert.is(page.view.tab?.number, number);
});

test('money that was taken keeps its tab at hand, also when who took it is sent away', async () => {
  await sellingAs('ingrid');
  await add();
  await page.command(nextId(), 'take-payment', { tender: 'cash', tendered: 1_000 });
  await feed(gone('staff', 'ingrid'));
  assert.is(page.view.operator, null);
  assert.is(page.view.tab?.due, 2_890);
  assert.equal(page.view.parked, {});
  assert.equal((await happened()).slice(-1), ['staff.logged-out system revoked']);
});

test('nobody at the register, and an empty one, are no trouble', async () => {
  await feed(gone('staff', 'pavel'), gone('staff', 'nobody'));
  await sellingAs('ingrid');
  await feed(gone('staff', 'ingrid'));
  assert.is(page.view.operator, null);
  assert.equal((await happened()).slice(-1), ['staff.logged-out system revoked']);
});

test('another role counts from the next command on, and the session goes on', async () => {
  await sellingAs('ingrid');
  await add();
  assert.is(codeOf(await page.command(nextId(), 'void-tab', { reason: 'x' })), 'permission.approval-needed');
  const manager = { ...(itemOf('staff', 'ingrid').body as object), role: 'manager', name: 'Inga Solberg' };
  await feed(itemOf('role', 'manager'), { kind: 'staff', id: 'ingrid', body: manager });
  assert.equal(
    [page.view.operator?.name, page.view.operator?.grants['sale.void_tab']],
    ['Inga Solberg', 'allowed'],
  );
  assert.is(codeOf(await page.command(nextId(), 'void-tab', { reason: 'x' })), 'ok');
});

test('midnight changes the law with a tab open: the sale bears the rate of the moment it is completed', async () => {
  const midnight = Date.UTC(2024, 2, 1, 23);
  shop.clock.setWall(midnight - 5_000);
  await sellingAs('alex');
  const classes = shopItem.vat.schedule[0]?.classes ?? [];
  const raised = classes.map((each) =>
    each.id === 'food'
      ? { ...each, rates: { 'take-away': { rate: 2_500, code: '3' }, 'eat-in': { rate: 2_500, code: '3' } } }
      : each,
  );
  await feed(
    shopWith({
      vat: {
        ...shopItem.vat,
        schedule: [
          { from: 0, classes },
          { from: midnight, classes: raised },
        ],
      },
    }),
  );
  await add();
  assert.equal(
    page.view.tab?.vat.map(({ rate }) => rate),
    [1_500],
  );
  await shop.clock.advance(midnight - shop.clock.now() - 1);
  assert.equal(
    page.view.tab?.vat.map(({ rate }) => rate),
    [1_500],
  );
  await shop.clock.advance(1);
  await settled();
  assert.equal(
    page.view.tab?.vat.map(({ rate, vat }) => [rate, vat]),
    [[2_500, 778]],
  );
  assert.is(page.view.tab?.total, 3_890);
  await page.command(nextId(), 'take-payment', { tender: 'cash', tendered: 4_000 });
  const sale = await page.query('sale', { receipt: 1 });
  assert.ok(sale.ok);
  const { vat } = (sale.value as { sale: { vat: { rate: number; code: string }[] } }).sale;
  assert.equal(
    vat.map(({ rate, code }) => [rate, code]),
    [[2_500, '3']],
  );
});

test('a class of VAT and a tender that are gone break no open tab, and take nothing new; also not after a restart', async () => {
  await sellingAs('alex');
  await add();
  const schedule = shopItem.vat.schedule.map(({ from, classes }) => ({
    from,
    classes: classes.filter(({ id }) => id !== 'food'),
  }));
  await feed(
    shopWith({
      vat: { ...shopItem.vat, schedule },
      tenders: shopItem.tenders.filter(({ id }) => id === 'cash' || id === 'card'),
    }),
  );
  assert.is(await add(), 'product.vat-class-unknown');
  assert.equal(
    page.view.tenders.map(({ id }) => id),
    ['cash', 'card'],
  );
  await shop.restart();
  assert.is(page.view.tab?.total, 3_890);
  const refused = await page.command(nextId(), 'take-payment', { tender: 'voucher', tendered: 3_890 });
  assert.ok(!refused.ok);
  assert.is(codeOf(await page.logIn('alex', '1234')), 'ok');
  assert.is(
    codeOf(await page.command(nextId(), 'take-payment', { tender: 'voucher', tendered: 3_890 })),
    'payment.tender-inactive',
  );
  assert.is(codeOf(await page.command(nextId(), 'take-payment', { tender: 'cash', tendered: 3_900 })), 'ok');
});

test('the day’s rate of foreign cash is in force by itself', async () => {
  await sellingAs('alex');
  const noon = shop.clock.now() + 3_000;
  await feed(
    shopWith({
      tenders: shopItem.tenders.map((tender) =>
        tender.foreign === undefined
          ? tender
          : {
              ...tender,
              foreign: {
                ...tender.foreign,
                rates: [
                  [0, 11_500_000],
                  [noon, 12_000_000],
                ],
              },
            },
      ),
    }),
  );
  const rate = () => page.view.tenders.find(({ id }) => id === 'eur')?.foreign?.rateMillionths;
  assert.is(rate(), 11_500_000);
  await shop.clock.advance(3_000);
  await settled();
  assert.is(rate(), 12_000_000);
});

test('goods that need the office are refused while it is away, by key and by code', async () => {
  await sellingAs('alex');
  await feed(breadWith({ soldOffline: false }));
  assert.is(await add(), 'ok');
  shop.officeInReach = false;
  assert.is(await add(), 'product.office-needed');
  await shop.devices.scan(breadItem.codes[0]?.code ?? '');
  assert.equal([page.view.scan?.outcome, page.view.scan?.failure], ['refused', 'product.office-needed']);
  shop.officeInReach = true;
  assert.is(await add(), 'ok');
});

test('an add-on needs something to go with; a tare is proposed', async () => {
  await sellingAs('alex');
  await feed(breadWith({ addOn: true, tare: 12 }));
  assert.is(await add(), 'line.base-needed');
  const key = keyOf('Grovbrød');
  assert.is(key?.kind === 'product' ? key.tare : null, 12);
});

test('looking up a price sells nothing and is counted', async () => {
  await sellingAs('alex');
  assert.is(codeOf(await page.command(nextId(), 'look-up-price', { product: bread.id })), 'ok');
  assert.is(codeOf(await page.command(nextId(), 'look-up-price', { product: 'nothing' })), 'product.unknown');
  assert.is(page.view.tab, null);
  assert.equal((await happened()).slice(-1), ['price.looked-up alex']);
});

test('another template, and none: keys that do something, and the categories', async () => {
  const grid = {
    rows: 1,
    columns: 3,
    folders: {
      home: {
        name: 'Hjem',
        parent: null,
        colour: null,
        picture: null,
        cells: [{ product: bread.id }, { function: 'quick-tab' }, { function: 'make-order' }],
      },
    },
  };
  const always = [{ weekdays: [], from: '00:00', until: '00:00' }];
  await feed(gone('template', 'brygga'), {
    kind: 'template',
    id: 'new',
    body: { position: 0, shown: always, grid },
  });
  assert.equal(
    page.views.grid?.folders['home']?.keys.map((key) => key?.kind ?? null),
    ['product', 'function', null],
  );
  await feed(gone('template', 'new'));
  const home = page.views.grid?.folders['home']?.keys ?? [];
  assert.equal(home.map((key) => (key?.kind === 'folder' ? key.name : null)).slice(0, 2), [
    'Frukt og grønt',
    'Bakevarer',
  ]);
  assert.is(keyOf('Grovbrød')?.kind, 'product');
  await feed(gone('product', bread.id));
  assert.is(keyOf('Grovbrød'), undefined);
});

test('languages, the shop’s name and its categories follow', async () => {
  await feed(shopWith({ languages: ['nl'], shop: { ...shopItem.shop, name: 'Nieuwe Winkel' } }));
  assert.equal([page.view.shop.languages, page.view.shop.name], [['nl'], 'Nieuwe Winkel']);
  assert.is(page.views['customer-display']?.shop.name, 'Nieuwe Winkel');
});
