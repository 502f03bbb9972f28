// A prepayment in a browser: taken on an order, which waits; found again in the next shift, where the rest is paid; and paid back.
import { assert } from '../../appliance/test/kit.ts';
import { Cashier } from './cashier.ts';
import { layoutFindings } from './layout-findings.ts';
import { browserSuite, nothingToReport, Shop } from './shop.ts';

const test = browserSuite('prepayments in a browser', 'prepayments were not tried in a browser');
const limits = { timeoutMs: 120_000 };
const formats = [
  { width: 1366, height: 768 },
  { width: 768, height: 1024 },
] as const;

let shop: Shop;
let alex: Cashier;

test.before(async () => {
  shop = await Shop.open();
  alex = await Cashier.atWork(shop, { counted: '0', viewport: formats[0] });
});
test.after(async () => {
  await shop.close();
});

async function step(key: string): Promise<void> {
  await alex.button('tab.more').click();
  await alex.button(key).click();
}

/** Of what is paid in or back, all of it. */
async function inCash(verb: string): Promise<void> {
  await alex.page.waitForURL(/\/till\/pay/);
  await alex.page.locator('label', { hasText: 'Kontant' }).click();
  await alex.button(verb).click();
  await alex.area('done.title').waitFor();
}

async function recalls(name: string): Promise<void> {
  await alex.open('/till/sell');
  await alex.button('tab.parked').click();
  await alex
    .area('parked.title')
    .getByRole('button', { name: new RegExp(name) })
    .first()
    .click();
  await alex.lineOf('Grovbrød').waitFor();
}

test('it is taken on an order, which waits with what was paid in', limits, async () => {
  await alex.scans('Grovbrød');
  await step('tab.do-name');
  const name = alex.page.getByRole('textbox', { name: alex.words('tab.name-label') });
  await name.fill('Hansen');
  await alex.page.keyboard.press('Enter');
  await name.waitFor({ state: 'detached' });
  await step('tab.do-prepayment');
  await alex.area('tab.do-prepayment').waitFor();
  for (const size of formats) {
    await alex.page.setViewportSize(size);
    assert.equal(await layoutFindings(alex.page, {}), [], `${String(size.width)} wide`);
  }
  await alex.page.emulateMedia({ colorScheme: 'dark' });
  await nothingToReport(alex.page, 'a prepayment in the dark', formats);
  await alex.page.emulateMedia({ colorScheme: 'light' });
  await alex.page.setViewportSize(formats[0]);
  await alex.page.keyboard.type('20');
  await alex.button('prepayment.take').click();
  await alex.page.waitForURL(/\/till\/pay/);
  await alex.lineOf('Prepayment: Hansen').waitFor();
  await nothingToReport(alex.page, 'paying a prepayment', formats);
  await inCash('pay.take-cash');
  await shop.bench.until(
    'the receipt',
    ({ text }) => /Forskudd/.test(text) && /Ordre B1-001-0001 Hansen/.test(text),
  );
});

test('in the next shift the order is found, and the rest is paid', limits, async () => {
  await alex.open('/till/closeout');
  await alex.page.locator('section.count').first().getByRole('button').click();
  await alex.page.keyboard.press('Enter');
  await alex.page.getByRole('button', { name: alex.within('close.close') }).click();
  await alex.page.waitForURL(/reports\?z=1/);
  const z = alex.page.getByRole('region', { name: alex.words('reports.title') });
  await z.getByText(alex.words('report.prepayments-received')).waitFor();
  await alex.open('/till');
  await alex.openShift('20');
  await recalls('Hansen');
  await alex.lineOf('Prepaid: Hansen').waitFor();
  await alex.saysIt('prepayment.prepaid').waitFor();
  await nothingToReport(alex.page, 'an order that was paid in on', formats);
  await alex.button('sell.pay').click();
  await inCash('pay.take-cash');
  await shop.bench.until('the last receipt', ({ text }) => /Forhåndsbetalt/.test(text));
});

test('an order that is cancelled is paid back first', limits, async () => {
  await alex.open('/till/sell');
  await alex.scans('Grovbrød');
  await step('tab.do-prepayment');
  await alex.page.keyboard.type('10');
  await alex.button('prepayment.take').click();
  await inCash('pay.take-cash');
  await recalls('B1-002');
  await step('tab.do-void');
  await alex.button('reason.changed-mind').click();
  await alex.button('void.tab-confirm').click();
  await alex.saysIt('failure.prepayment.on-order.what').waitFor();
  await alex.open('/till/sell');
  await alex.lineOf('Grovbrød').waitFor();
  await step('tab.do-prepayment');
  await nothingToReport(alex.page, 'a prepayment to pay back', formats);
  await alex.button('prepayment.do-pay-back').click();
  await inCash('pay.pay-out-cash');
  await recalls('B1-002');
  assert.is(await alex.page.locator('[data-line]', { hasText: 'Prepaid' }).count(), 0);
});

test('no page complained on the way', () => {
  assert.equal(alex.page.troubles, []);
});
