// A gift card in a browser: a printed one is sold by its code, goods are paid with it, and the page tells what is left.
import { assert } from '../../appliance/test/kit.ts';
import { Cashier } from './cashier.ts';
import { browserSuite, Shop } from './shop.ts';

const test = browserSuite('gift cards in a browser', 'gift cards were not tried in a browser');
const limits = { timeoutMs: 120_000 };
const code = 'GAVE-2024-0001';

let shop: Shop;
let ingrid: Cashier;

test.before(async () => {
  shop = await Shop.open();
  ingrid = await Cashier.atWork(shop, { who: 'ingrid' });
});
test.after(async () => {
  await shop.close();
});

async function typesCode(): Promise<void> {
  await ingrid.page.getByRole('textbox', { name: ingrid.words('gift-card.code') }).fill(code);
  await ingrid.page.keyboard.press('Enter');
  await ingrid.page.getByText('…0001').waitFor();
}

test('a printed card is sold by its code', limits, async () => {
  await ingrid.open('/till/sell?gift-card');
  await typesCode();
  await ingrid.page.getByText(ingrid.words('gift-card.is-new')).waitFor();
  for (const digit of '500') await ingrid.page.getByRole('button', { name: digit, exact: true }).click();
  await ingrid.button('gift-card.sell-printed').click();
  await ingrid.button('sell.pay').click();
  await ingrid.button('pay.take-cash').click();
  await ingrid.area('done.title').waitFor();
});

test('goods are paid with it, and what is left is told', limits, async () => {
  await ingrid.open('/till/sell');
  await ingrid.scans('Grovbrød');
  await ingrid.button('sell.pay').click();
  await ingrid.page.getByText('Gavekort', { exact: true }).click();
  await typesCode();
  await ingrid.button('gift-card.take').click();
  await ingrid.area('done.title').waitFor();
  await ingrid.open('/till/sell?gift-card');
  await typesCode();
  const left = ingrid.page.getByRole('status').filter({ hasText: '…0001' });
  assert.not.match((await left.textContent()) ?? '', /500,00/);
});
