// The office and the till of one box in a real browser: what is sold is on the office's first page, what the office changes is at the till, and
// no list holds anything a screen reader would stumble over.
import type { Page } from 'playwright-core';
import { demoOfficeUser } from '../../appliance/src/demo/people.ts';
import { assert } from '../../appliance/test/kit.ts';
import { browserSuite, nothingToReport, Shop } from './shop.ts';

const test = browserSuite('office in a browser', 'the office was not tried in a browser');
const limits = { timeoutMs: 180_000 };

type Watched = Page & { readonly troubles: string[] };
let shop: Shop;
let office: Watched;
let till: Watched;

const lists = [
  'tender-types',
  'categories',
  'products',
  'modifier-groups',
  'stock',
  'suppliers',
  'accounting-categories',
  'departments',
  'dimensions',
  'gift-card-types',
  'shops',
  'shop-groups',
  'sale-points',
  'stores',
  'templates',
  'users',
  'roles',
  'customers',
  'customer-groups',
  'campaigns',
  'registers',
  'boxes',
  'reason-codes',
  'vat-rates',
  'vat-classes',
  'price-regions',
  'configuration',
  'audit',
];

const button = (page: Page, name: RegExp | string) => page.getByRole('button', { name });

/** The tab that somebody stands at, paid in cash. */
async function paysInCash(): Promise<void> {
  await button(till, 'Pay').click();
  await till.waitForURL(/\/till\/pay/);
  await till.locator('label', { hasText: 'Kontant' }).click();
  await till.keyboard.type('200');
  await button(till, /Take .*200,00 .*cash/).click();
  await till.getByText('Change', { exact: true }).first().waitFor();
}

test.before(async () => {
  shop = await Shop.open();
  office = await shop.page('/office', { locale: 'en-GB' });
  till = await shop.page('/till', { locale: 'en-GB' });
});
test.after(async () => {
  await shop.close();
});

test('signs in, after a wrong password', limits, async () => {
  await office.getByLabel('E-mail').fill(demoOfficeUser.email);
  await office.getByLabel('Password').fill('not this one');
  await nothingToReport(office, 'sign-in');
  await office.keyboard.press('Enter');
  await office.getByRole('alert').or(office.getByRole('status')).first().waitFor();
  await office.getByLabel('Password').fill(demoOfficeUser.password);
  await office.keyboard.press('Enter');
  await office.getByRole('heading', { name: 'Today' }).waitFor();
  await nothingToReport(office, 'home');
});

test('a price changed in the office is at the till', limits, async () => {
  await till.getByText('English').click();
  await button(till, /Alex Morgan/).click();
  await till.keyboard.type('4321');
  await till.keyboard.press('Enter');
  await button(till, 'Start selling').click();
  await till.keyboard.type('1500');
  await till.keyboard.press('Enter');
  await till.getByRole('link', { name: 'Closeout' }).waitFor();
  await till.goto(`${shop.box.origin}/till/sell`);
  await button(till, /^Filterkaffe/).waitFor();
  await office.goto(`${shop.box.origin}/office/products?search=filterkaffe`);
  await office.getByText('Filterkaffe').first().click();
  await office.getByRole('tab', { name: 'Price and VAT' }).click();
  await office.getByLabel('Price in Norge').fill('36,50');
  await nothingToReport(office, 'a product');
  await button(office, 'Save').click();
  await office.getByText(/^Saved at/).waitFor();
  await button(till, /^Filterkaffe.*36,50/).waitFor();
});

test('what is sold is on the first page, by itself', limits, async () => {
  await office.goto(`${shop.box.origin}/office`);
  await office.getByText('Sales', { exact: true }).first().waitFor();
  await button(till, /^Filterkaffe/).click();
  await till.getByText('36,50').first().waitFor();
  await till.locator('[data-line]').first().waitFor();
  await paysInCash();
  await office.getByText('36,50').first().waitFor();
  await office
    .getByRole('link', { name: /Filterkaffe/ })
    .first()
    .waitFor();
  await nothingToReport(office, 'home after a sale');
});

test('somebody new logs in at the till', limits, async () => {
  await office.goto(`${shop.box.origin}/office/users?open=new`);
  await office.getByRole('textbox', { name: 'First name' }).fill('Solveig');
  await office.getByRole('textbox', { name: 'Last name' }).fill('Å. Řezníčková');
  await office.getByRole('textbox', { name: 'Number' }).fill('77');
  await office.getByRole('tab', { name: 'Salepoint' }).click();
  await button(office, 'Add all').click();
  await nothingToReport(office, 'sale points of a user');
  await button(office, /^Add the user/).click();
  await office.getByText(/^Saved at/).waitFor();
  const stored = await office.request.get(`${shop.box.origin}/api/users?search=Solveig`);
  const { records } = (await stored.json()) as {
    records: { id: string; body: { salePoints: unknown[] } }[];
  };
  assert.is(records.length, 1);
  assert.ok((records[0]?.body.salePoints.length ?? 0) > 0);
});

test('every list: nothing for a screen reader to stumble over', limits, async () => {
  for (const list of lists) {
    await office.goto(`${shop.box.origin}/office/${list}`);
    await office.getByRole('heading', { level: 1 }).waitFor();
    await nothingToReport(office, list);
  }
  // Nobody was signed in, and then somebody with a wrong password: the browser calls both a trouble.
  const others = office.troubles.filter((trouble) => !/401.*\/api\/(me|sign-in)$/.test(trouble));
  assert.equal(others, []);
});
