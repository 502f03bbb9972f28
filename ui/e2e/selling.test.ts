// A day at the till in a real browser: log in, open the shift, scan and tap, pay split with a reload in the middle of it, drawer and paper
// come out, close the shift, read the Z-report. Every page that was passed is asked what a screen reader would stumble over.
import type { Page } from 'playwright-core';
import { demoCodes } from '../../appliance/src/demo/codes.ts';
import { assert } from '../../appliance/test/kit.ts';
import { browserSuite, nothingToReport, Shop } from './shop.ts';

const test = browserSuite('selling in a browser', 'the till was not tried in a browser');
const limits = { timeoutMs: 120_000 };

let shop: Shop;
let page: Page & { readonly troubles: string[] };

function codeOf(name: string): string {
  const found = demoCodes.find((each) => each.name === name);
  if (found === undefined) throw new Error(`the demo shop has no ${name}`);
  return found.code;
}

const button = (name: RegExp | string) => page.getByRole('button', { name });

test.before(async () => {
  shop = await Shop.open();
  page = await shop.page('/till', { locale: 'en-GB' });
});
test.after(async () => {
  await shop.close();
});

test('logs in with a PIN, after a wrong one', limits, async () => {
  // Before anybody is known the till speaks the shop's language, whatever the browser's.
  await page.getByText('English').click();
  await button(/Alex Morgan/).click();
  await nothingToReport(page, 'log-in');
  await page.keyboard.type('9999');
  await page.keyboard.press('Enter');
  await page
    .getByText(/Wrong PIN/)
    .first()
    .waitFor();
  await page.keyboard.type('4321');
  await page.keyboard.press('Enter');
  await button('Start selling').waitFor();
  await nothingToReport(page, 'home without a shift');
});

test('opens a shift with counted cash; the drawer opens', limits, async () => {
  await button('Start selling').click();
  await page.keyboard.type('1500');
  await nothingToReport(page, 'opening cash');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/till\/sell/);
  await page.goto(`${shop.box.origin}/till`);
  await page.getByRole('link', { name: 'Closeout' }).waitFor();
  await nothingToReport(page, 'home with a shift');
  await shop.bench.until('an open drawer', ({ paper }) => paper.drawer === 'open');
  shop.bench.play({ t: 'printer', action: 'close-drawer' });
});

test('takes scans, taps and a search into one basket', limits, async () => {
  await page.goto(`${shop.box.origin}/till/sell`);
  await button(/^Filterkaffe/).click();
  await page.getByText('32,00').first().waitFor();
  shop.bench.scan(codeOf('Grovbrød'));
  await page.locator('[data-line]').nth(1).waitFor();
  await page.getByRole('searchbox').fill('lokal');
  await page
    .getByRole('button', { name: /Lokalavisen/ })
    .last()
    .click();
  await page.locator('[data-line]').nth(2).waitFor();
  await nothingToReport(page, 'selling');
  assert.is(await page.locator('[data-line]').count(), 3);
});

test('a code nobody knows is told where it went', limits, async () => {
  shop.bench.scan('7038010009457');
  await page
    .getByText(/7038010009457/)
    .first()
    .waitFor();
  assert.is(await page.locator('[data-line]').count(), 3);
  await nothingToReport(page, 'a refused scan');
});

test('pays a part by card, survives a reload in the middle of it, and the rest in cash', limits, async () => {
  await button('Pay').click();
  await page.waitForURL(/\/till\/pay/);
  await nothingToReport(page, 'payment');
  await page.locator('label', { hasText: /^\s*Kort/ }).click();
  await page.keyboard.type('50');
  await button(/Charge .*50,00/).click();
  await button('Approved on the terminal').waitFor();
  await page.reload();
  await button('Approved on the terminal').waitFor();
  await nothingToReport(page, 'a card payment under way');
  await button('Approved on the terminal').click();
  await page.getByText('Still to pay').waitFor();
  await page.locator('label', { hasText: 'Kontant' }).click();
  await page.keyboard.type('200');
  await button(/Take .*200,00 .*cash/).click();
  await page.getByText('Change', { exact: true }).first().waitFor();
  await nothingToReport(page, 'a paid sale');
});

test('the drawer opened for the sale and the receipt lies on the paper, with its sums', limits, async () => {
  await shop.bench.until('a receipt', ({ text }) => text.includes('Salgskvittering'));
  await shop.bench.until('an open drawer', ({ paper }) => paper.drawer === 'open');
  const { text, paper } = shop.bench;
  assert.ok(text.includes('Filterkaffe'));
  assert.match(text, /999 888 777/);
  assert.match(text, /Kort\s+50,00/);
  assert.match(text, /Kontant\s+200,00/);
  assert.equal(
    paper.blocks.filter(({ kind }) => kind === 'fault'),
    [],
  );
  shop.bench.play({ t: 'printer', action: 'close-drawer' });
});

test('closes the shift with the counted cash and shows the Z-report; it is printed', limits, async () => {
  await page.goto(`${shop.box.origin}/till/closeout`);
  await nothingToReport(page, 'closeout');
  for (;;) {
    const count = button('Count it');
    await page.waitForTimeout(300);
    if ((await count.count()) === 0) break;
    await count.first().click();
    await nothingToReport(page, 'counting');
    await page.keyboard.press('Enter');
  }
  await button(/^Close the shift|^Close$/).click();
  await page.waitForURL(/reports\?z=1/);
  await page
    .getByText(/Z-report 1/)
    .first()
    .waitFor();
  await nothingToReport(page, 'the Z-report');
  await shop.bench.until('a Z-report on paper', ({ text }) => /Z-rapport/.test(text));
});

test('no page complained on the way', () => {
  assert.equal(page.troubles, []);
  assert.equal(shop.box.troubles, []);
});
