// Keys that the office puts on the grid: what each does under the finger, on a template changed in the office while the page is open.
import { demoOfficeUser } from '../../appliance/src/demo/people.ts';
import { assert } from '../../appliance/test/kit.ts';
import { Cashier } from './cashier.ts';
import { accessibilityFindings, browserSuite, Shop } from './shop.ts';

const test = browserSuite(
  'keys of the grid in a browser',
  'the keys of the grid were not tried in a browser',
);
const limits = { timeoutMs: 120_000 };
const keys = [
  'quick-tab',
  'create-tab',
  'look-up-price',
  'open-drawer',
  'return',
  'discount-tab',
  'make-order',
];

let shop: Shop;
let alex: Cashier;

interface TemplateBody {
  readonly folders: Readonly<Record<string, { readonly cells: readonly unknown[] }>>;
}

/** The first cells of the first page of the grid become these keys. */
async function placeKeys(): Promise<void> {
  const { origin } = shop.box;
  let cookie = '';
  const ask = async (method: string, path: string, body?: object): Promise<Response> => {
    const headers = { origin, cookie, 'content-type': 'application/json' };
    const response = await fetch(`${origin}${path}`, {
      method,
      headers,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    assert.is(response.status, 200, path);
    cookie ||= (response.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
    return response;
  };
  const { email, password } = demoOfficeUser;
  await ask('POST', '/api/sign-in', { email, password });
  const found = await ask('GET', '/api/templates/brygga');
  const { revision, body } = (await found.json()) as {
    readonly revision: number;
    readonly body: TemplateBody;
  };
  const { home } = body.folders;
  assert.ok(home !== undefined);
  // Folders stay: they would be out of reach without their cell.
  const cells = home.cells.map((cell, at) =>
    keys[at - 9] === undefined ? cell : { function: keys[at - 9] },
  );
  const folders = { ...body.folders, home: { ...home, cells } };
  await ask('PUT', '/api/templates/brygga', { revision, body: { ...body, folders } });
}

const key = (name: string) =>
  alex.area('grid.title').getByRole('button', { name: alex.words(`grid.do-${name}`) });

test.before(async () => {
  shop = await Shop.open();
  alex = await Cashier.atWork(shop);
  await alex.area('grid.title').waitFor();
});
test.after(async () => shop.close());

test('a template changed in the office is on the open page', limits, async () => {
  await placeKeys();
  for (const name of keys.slice(0, 6)) await key(name).waitFor();
  assert.is(await alex.area('grid.title').getByText('make-order').count(), 0);
  await alex.page.waitForTimeout(300);
  assert.equal(await accessibilityFindings(alex.page), []);
});

test('a price is looked up, shown and, if somebody says so, sold', limits, async () => {
  await key('look-up-price').click();
  await alex.page.keyboard.type('grovbr');
  await alex.page
    .getByRole('button', { name: /Grovbrød/ })
    .first()
    .click();
  await alex.page.getByRole('status').filter({ hasText: '38' }).waitFor();
  await alex.page.getByRole('heading', { name: alex.words('stock.title') }).waitFor();
  await alex.page.waitForTimeout(300);
  assert.equal(await accessibilityFindings(alex.page), []);
  await alex.button('grid.sell-it').click();
  await alex.lineOf('Grovbrød').waitFor();
});

test('a discount on the tab, the drawer with a reason', limits, async () => {
  await key('discount-tab').click();
  await alex.area('discount.tab').waitFor();
  await alex.page.keyboard.press('Escape');
  await key('open-drawer').click();
  await alex.area('drawer.title').waitFor();
  await alex.button('drawer.reason-change').click();
  await key('open-drawer').waitFor();
});

test('another tab with a name, and one without: what lay in the basket is parked', limits, async () => {
  await key('create-tab').click();
  await alex.page.keyboard.type('Bord 4');
  await alex.button('home.open-tab').click();
  await alex.page.getByText('Bord 4').first().waitFor();
  await alex.scans('Helmelk 1 l');
  await key('quick-tab').click();
  await alex.lineOf('Helmelk 1 l').waitFor({ state: 'detached' });
  await alex.scans('Grovbrød');
  await key('return').click();
  await alex.page.waitForURL(/\/till\/receipts/);
});

test('no page complained on the way', limits, () => {
  assert.equal(alex.page.troubles, []);
});
