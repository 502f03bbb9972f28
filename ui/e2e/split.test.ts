// Dividing a bill in a real browser: by item, by seat, evenly and by amount; tabs put together again; and a paid one opened anew.
import { assert } from '../../appliance/test/kit.ts';
import { Cashier, codeOf } from './cashier.ts';
import { browserSuite, nothingToReport, Shop } from './shop.ts';

const test = browserSuite('splitting in a browser', 'splitting was not tried in a browser');
const limits = { timeoutMs: 120_000 };
const formats = [
  { width: 1366, height: 768 },
  { width: 1080, height: 1920 },
] as const;

let shop: Shop;
let alex: Cashier;

const stays = () => alex.area('split.stays');
const goes = () => alex.area('split.goes');
const choice = (key: string) => alex.page.locator('label', { hasText: alex.within(key) });

async function step(key: string): Promise<void> {
  await alex.button('tab.more').click();
  await alex.button(key).click();
}

test.before(async () => {
  shop = await Shop.open();
  alex = await Cashier.atWork(shop, { counted: '0', viewport: formats[0] });
});
test.after(async () => {
  await shop.close();
});

test(
  'by item: one piece goes and comes back, the rest stays, and the part is paid at once',
  limits,
  async () => {
    await alex.scans('Grovbrød', 'Croissant');
    shop.bench.scan(codeOf('Croissant'));
    await alex.lineOf('Croissant').filter({ hasText: '2 ×' }).waitFor();
    await step('tab.do-split');
    await stays().waitFor();
    await nothingToReport(alex.page, 'splitting by item', formats);
    const ham = stays().getByRole('button', { name: /Croissant/ });
    await ham.first().click();
    await goes()
      .getByRole('button', { name: /Croissant/ })
      .click();
    await ham.first().click();
    await alex.button('split.off-and-pay').click();
    await alex.page.waitForURL(/\/till\/pay/);
    assert.is(await alex.page.locator('[data-line]', { hasText: 'Croissant' }).count(), 1);
    assert.is(await alex.page.locator('[data-line]', { hasText: 'Grovbrød' }).count(), 0);
    await alex.page.locator('label', { hasText: 'Kontant' }).click();
    await alex.area('pay.quick-cash', 'group').getByRole('button').first().click();
    await alex.area('done.title').waitFor();
  },
);

test('the rest waits, and is paid evenly by three', limits, async () => {
  await alex.open('/till/sell');
  await alex.button('tab.parked').click();
  await alex.area('parked.title').getByRole('button', { name: /B1/ }).first().click();
  await alex.lineOf('Grovbrød').waitFor();
  await step('tab.do-split');
  await choice('split.evenly').click();
  await alex
    .area('split.people', 'group')
    .getByRole('button', { name: alex.words('split.more') })
    .click();
  await alex.page.getByText(/^Part 3/).waitFor();
  await nothingToReport(alex.page, 'splitting evenly', formats);
  await alex.button('split.pay-parts').click();
  await alex.page.waitForURL(/parts=3/);
  for (const left of [3, 2, 1]) {
    await alex.page
      .getByText(left === 1 ? /The last part/ : new RegExp(`${String(left)} parts left`))
      .waitFor();
    await alex.page.locator('label', { hasText: /^\s*Kort/ }).click();
    await alex.page.getByRole('button', { name: /^Charge/ }).click();
    await alex.button('pay.approved').click();
  }
  await alex.area('done.title').waitFor();
});

test('by seat: a tab for each', limits, async () => {
  await alex.open('/till/sell');
  await alex.scans('Grovbrød', 'Croissant');
  await step('tab.do-seats');
  const panel = alex.area('seating.title');
  await panel.getByRole('button', { name: /Grovbrød/ }).click();
  await panel.getByText('Seat 1', { exact: true }).waitFor();
  await panel.locator('label', { hasText: /^\s*2\s*$/ }).click();
  await panel.getByRole('button', { name: /Croissant/ }).click();
  await panel.getByText('Seat 2', { exact: true }).waitFor();
  await nothingToReport(alex.page, 'seats', formats);
  await alex.page.keyboard.press('Escape');
  await step('tab.do-split');
  await choice('split.by-seat').click();
  await nothingToReport(alex.page, 'splitting by seat', formats);
  await alex.button('split.each-seat').click();
  await alex.lineOf('Croissant').waitFor({ state: 'detached' });
  assert.is(await alex.page.locator('[data-line]').count(), 1);
});

test('merged again, it is one bill; an amount of it is paid now', limits, async () => {
  await step('tab.do-merge');
  await nothingToReport(alex.page, 'merging', formats);
  await alex
    .area('merge.title')
    .getByRole('button', { name: /Seat 2/ })
    .click();
  await alex.lineOf('Croissant').waitFor();
  await step('tab.do-split');
  await choice('split.by-amount').click();
  await alex.page.keyboard.type('20');
  await alex.page.keyboard.press('Enter');
  await alex.page.waitForURL(/amount=2000/);
  await alex.page.locator('label', { hasText: 'Kontant' }).click();
  await alex.page.getByRole('button', { name: /^Take .*20/ }).click();
  await alex.page.getByText(alex.within('pay.still-to-pay')).first().waitFor();
  await alex.area('pay.quick-cash', 'group').getByRole('button').first().click();
  await alex.area('done.title').waitFor();
});

test('paid, and opened again: a return receipt, and the same goods at hand', limits, async () => {
  await alex.open('/till/sell');
  await alex.scans('Grovbrød');
  await alex.takesCash();
  await alex.open('/till/receipts');
  await alex.area('receipts.title').getByRole('listitem').first().getByRole('button').click();
  await alex.button('reopen.do').click();
  await alex.page.waitForURL('**/till/sell');
  await alex.lineOf('Grovbrød').waitFor();
  await alex.open('/till/receipts');
  await nothingToReport(alex.page, 'receipts after reopening', formats);
  assert.equal(alex.page.troubles, []);
});
