// From the office's record to the till's screen, without a wire between: what is changed there is what people at the register see and may do.
import { demoOffice, type DemoOfficeForTests, productNamed } from '../back-office/demo-office.ts';
import type { OfficeFeed } from '../../src/back-office/feed/feed-source.ts';
import { hashPassword } from '../../src/platform/password/password.ts';
import type { PageReply } from '../../src/replay/page.ts';
import { assert, suite } from '../kit.ts';
import { SimulatedShop } from '../simulated-shop.ts';
import { type SimulatedPage } from '../simulated-page.ts';

const test = suite('office to till');
let office: DemoOfficeForTests;
let feed: OfficeFeed;
let shop: SimulatedShop;
let page: SimulatedPage;
let ids = 0;
const nextId = (): string => `office-to-till-${(ids += 1)}`;
const codeOf = (reply: PageReply): string => (reply.ok ? 'ok' : reply.failure.code);

test.beforeEach(async () => {
  office = await demoOffice();
  feed = office.feed();
  shop = await SimulatedShop.open();
  page = shop.page();
  for (const user of ['ingrid', 'femke']) await office.setPassword(user, await hashPassword('0000'));
});
test.afterEach(async () => {
  await shop.close();
  await office.close();
});

/** What the link between them does: all there is, in order. Answers how many steps were whole copies. */
async function linked(): Promise<readonly boolean[]> {
  const wholes: boolean[] = [];
  for (;;) {
    const step = await feed.next('B1', await shop.feed.position());
    if (step === undefined) break;
    await shop.feed.apply(step);
    wholes.push(step.whole);
  }
  await shop.followed;
  for (let turns = 0; turns < 30; turns += 1) {
    await shop.database.get('SELECT 1');
    await shop.clock.advance(10);
  }
  return wholes;
}

const priceOf = (name: string): number | null | undefined => {
  const keys = Object.values(page.views.grid?.folders ?? {}).flatMap((folder) => folder.keys);
  const key = keys.find((each) => each?.kind === 'product' && each.name === name);
  return key?.kind === 'product' ? key.price : undefined;
};

test('the demo shop of a till alone becomes the office’s at the first link, and looks the same', async () => {
  const before = page.views.grid;
  assert.equal(await linked(), [true]);
  assert.equal(page.views.grid, before);
  assert.equal(await linked(), []);
});

test('a price, a name, a person and a law, changed in the office', async () => {
  await linked();
  assert.is(codeOf(await page.logIn('ingrid', '0000')), 'ok');
  const opening = [{ currency: 'NOK', amount: 100_000 }];
  assert.is(codeOf(await page.command(nextId(), 'open-shift', { opening })), 'ok');
  const bread = productNamed('Grovbrød');
  assert.is(codeOf(await page.command(nextId(), 'add-product', { product: bread })), 'ok');
  await office.edit('product', bread, { prices: { norge: 4_190 } });
  assert.equal(await linked(), [false]);
  assert.is(priceOf('Grovbrød'), 4_190);
  assert.is(page.view.tab?.total, 3_890);
  await office.edit('product', bread, { name: 'Surbrød' });
  await office.edit('shop', 'brygga', { name: 'Ny Brygga' });
  await office.edit('user', 'ingrid', { active: false });
  await linked();
  assert.equal([priceOf('Surbrød'), page.view.shop.name, page.view.operator], [4_190, 'Ny Brygga', null]);
  assert.is(Object.keys(page.view.parked).length, 1);
  assert.is(codeOf(await page.logIn('ingrid', '0000')), 'staff.no-sale-point');
  assert.is(codeOf(await page.logIn('femke', '0000')), 'ok');
});

test('without a template the categories are the grid, and an age limit of one is asked for', async () => {
  await office.edit('template', 'brygga', { active: false });
  await office.edit('category', 'bakery', { ageLimit: 18, name: 'Bakst' });
  await linked();
  const home = page.views.grid?.folders['home']?.keys ?? [];
  const names = home.map((key) => (key?.kind === 'folder' ? key.name : null));
  assert.ok(names.includes('Bakst') && names.includes('Kafé'));
  await page.logIn('femke', '0000');
  await page.command(nextId(), 'open-shift', { opening: [{ currency: 'NOK', amount: 0 }] });
  await page.command(nextId(), 'add-product', { product: productNamed('Grovbrød') });
  assert.is(page.view.tab?.ageToCheck, 18);
});
