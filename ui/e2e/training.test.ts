// Practising in a browser: nobody can take it for the real thing, and nothing real moves.
import { assert } from '../../appliance/test/kit.ts';
import { Cashier } from './cashier.ts';
import { accessibilityFindings, browserSuite, Shop } from './shop.ts';

const test = browserSuite('training in a browser', 'training was not tried in a browser');
const limits = { timeoutMs: 120_000 };

let shop: Shop;
let alex: Cashier;

test.before(async () => {
  shop = await Shop.open();
  alex = await Cashier.atWork(shop);
  await shop.bench.until('the drawer of the opening', ({ paper }) => paper.drawer === 'open');
  shop.bench.play({ t: 'printer', action: 'close-drawer' });
  await shop.bench.until('a closed drawer', ({ paper }) => paper.drawer === 'closed');
});
test.after(async () => {
  await shop.close();
});

const look = async (name: string): Promise<void> => {
  assert.equal(await accessibilityFindings(alex.page), []);
  const folder = process.env['COUNTERTOP_PICTURES'];
  if (folder !== undefined) await alex.page.screenshot({ path: `${folder}/training-${name}.png` });
};

test(
  'a sale is practised under a band on every screen; its receipt says that it is none',
  limits,
  async () => {
    await alex.open('/till');
    await alex.button('training.title').click();
    await look('begins');
    await alex.button('training.start').click();
    await alex.saysIt('training.banner-about').waitFor();
    await alex.open('/till/sell');
    await alex.saysIt('training.banner-about').waitFor();
    await alex.scans('Grovbrød');
    await look('landscape');
    await alex.page.setViewportSize({ width: 768, height: 1024 });
    await alex.page.emulateMedia({ colorScheme: 'dark' });
    await look('portrait-dark');
    await alex.page.setViewportSize({ width: 1366, height: 768 });
    await alex.page.emulateMedia({ colorScheme: 'light' });
    await alex.takesCash();
    await shop.bench.until('a marked receipt', ({ text }) => text.includes('TRENINGSKVITTERING'));
    assert.is(shop.bench.paper.drawer, 'closed');
  },
);

test('ended, the register is where it was', limits, async () => {
  await alex.button('training.end').click();
  await alex.saysIt('training.banner-about').waitFor({ state: 'detached' });
  await alex.open('/till/receipts');
  await alex.saysIt('receipts.none').waitFor();
});

test('whoever logs out takes training along', limits, async () => {
  await alex.open('/till');
  await alex.button('training.title').click();
  await alex.button('training.start').click();
  await alex.saysIt('training.banner-about').waitFor();
  await alex.button('home.log-out').click();
  await alex.page.getByRole('button', { name: 'Ingrid' }).first().waitFor();
  assert.is(await alex.page.getByText(alex.within('training.banner-about')).count(), 0);
});

test('no page complained on the way', limits, () => {
  assert.equal(alex.page.troubles, []);
  assert.equal(shop.box.troubles, []);
});
