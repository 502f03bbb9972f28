// Every page at the sizes it is made for, light and dark, in Czech with names as long as they get: nothing for axe-core to report, nothing
// cut, nothing too small for a finger, nothing that a keyboard does not reach.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { importProducts } from '../../appliance/src/cli/import.ts';
import { withCheckDigit } from '../../appliance/src/domain/barcode/gtin.ts';
import { runHere } from '../../appliance/test/daemon-process.ts';
import { assert } from '../../appliance/test/kit.ts';
import { Cashier } from './cashier.ts';
import { layoutFindings } from './layout-findings.ts';
import { accessibilityFindings, browserSuite, Shop } from './shop.ts';

const test = browserSuite('looks in a browser', 'nobody looked at the pages');
const limits = { timeoutMs: 180_000 };

interface Format {
  readonly name: string;
  readonly size: { readonly width: number; readonly height: number };
  readonly scheme: 'light' | 'dark';
}
const landscape: Format = { name: '1366x768 light', size: { width: 1366, height: 768 }, scheme: 'light' };
const portrait: Format = { name: '1080x1920 dark', size: { width: 1080, height: 1920 }, scheme: 'dark' };
const small: Format = { name: '1280x800 Czech', size: { width: 1280, height: 800 }, scheme: 'light' };
const formats = [landscape, portrait, small];

/** As long as an office lets it be. */
const longName =
  'Nejneobhospodařovávatelnější čerstvě mletá zrnková káva z vysokohorské plantáže, 1 000 g, vakuováno';
const longCode = withCheckDigit('859000000042');

let shop: Shop;
let till: Cashier;
let displays: readonly { readonly page: Page; readonly format: Format }[];

async function findings(page: Page, where: string): Promise<readonly string[]> {
  // What has just moved in is measured when it stands.
  await page.waitForTimeout(300);
  const found = [...(await layoutFindings(page)), ...(await accessibilityFindings(page))];
  return found.map((finding) => `${where}: ${finding}`);
}

async function showAs(page: Page, { size, scheme }: Format): Promise<void> {
  await page.setViewportSize(size);
  await page.emulateMedia({ colorScheme: scheme });
}

async function displaysShow(stage: string, text: string | RegExp): Promise<void> {
  const found: string[] = [];
  for (const { page, format } of displays) {
    await page.getByText(text).first().waitFor();
    found.push(...(await findings(page, `customer display, ${stage}, ${format.name}`)));
  }
  assert.equal(found, []);
}

/** All that a person at this page can press now, as it stands in the page. */
async function reachable(page: Page): Promise<readonly string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('button, a[href], input')]
      .filter((element) => element.checkVisibility() && !(element as HTMLButtonElement).disabled)
      .map((element, index) => {
        element.setAttribute('data-stop', String(index));
        return String(index);
      }),
  );
}

test.before(async () => {
  shop = await Shop.open();
  const file = join(shop.box.folder, 'long.csv');
  writeFileSync(file, `gtin,name,price\n${longCode},"${longName}",99999.00\n`);
  const imported = await runHere(importProducts, ['products', file], shop.box.environment);
  assert.is(imported.code, 0, imported.stderr);
  till = await Cashier.arrives(shop);
  displays = await Promise.all(
    formats.map(async (format) => {
      const page = await shop.page('/customer-display', {
        viewport: format.size,
        colorScheme: format.scheme,
      });
      return { page, format };
    }),
  );
});
test.after(async () => {
  await shop.close();
});

test('what is wrong on purpose is found', limits, async () => {
  const context = await shop.browser.newContext({ viewport: { width: 800, height: 600 } });
  const page = await context.newPage();
  await page.setContent(`<body style="margin:0"><button style="width:30px;height:60px">a</button>
    <div style="width:60px;overflow:hidden;white-space:nowrap">far too long for this</div>
    <div style="width:60px;overflow:hidden;text-overflow:ellipsis;white-space:nowrap">told to be too long</div>
    <div style="width:20px;overflow:hidden;text-overflow:ellipsis;white-space:nowrap"><span class="amount">1 234,00</span></div>
    <div style="font-size:40px;line-height:46px"><p style="margin:0">one line</p><p style="margin:-20px 0 0">another</p></div>
    <div style="width:900px">wide</div>`);
  assert.equal(
    (await layoutFindings(page)).map((finding) => finding.split(':')[0]),
    ['scrolls sideways', 'target of 30x60', 'cut at the side', 'cut at the side', 'words over words'],
  );
  assert.ok((await accessibilityFindings(page)).some((finding) => finding.startsWith('document-title')));
  await context.close();
});

test('customer display: closed, welcome, selling, paying, thanks', limits, async () => {
  await displaysShow('closed', till.within('display.closed'));
  await till.logIn('alex');
  await till.openShift('1000');
  till.speaks('nb');
  await displaysShow('welcome', till.within('display.welcome'));
  till.speaks('en');
  await till.open('/till/sell');
  await till.scans('Filterkaffe', 'Grovbrød', 'Helmelk 1 l');
  shop.bench.scan(longCode);
  await till.lineOf(longName).waitFor();
  await displaysShow('selling', longName);
  await till.button('sell.pay').click();
  await till.page.locator('label', { hasText: /^\s*Kort/ }).click();
  await till.page.keyboard.type('50');
  await till.button('pay.charge-card').click();
  await till.button('pay.approved').click();
  await till.page.locator('label', { hasText: 'Kontant' }).waitFor();
  till.speaks('nb');
  await displaysShow('paying', till.within('display.due'));
  till.speaks('en');
  await till.page.locator('label', { hasText: 'Kontant' }).click();
  await till.area('pay.quick-cash', 'group').getByRole('button').first().click();
  await till.area('done.title').waitFor();
  till.speaks('nb');
  await displaysShow('thanks', till.within('display.thanks'));
  till.speaks('en');
});

/** The pages of the till and of the technician, as whoever is logged in sees them. */
async function lookAround(format: Format): Promise<void> {
  await showAs(till.page, format);
  const found: string[] = [];
  await till.open('/till/sell');
  shop.bench.scan(longCode);
  await till.lineOf(longName).waitFor();
  found.push(...(await findings(till.page, `selling, ${format.name}`)));
  await till.open('/till/receipts?receipt=1');
  await till.button('returns.start').click();
  await till.button('returns.cancel').waitFor();
  found.push(...(await findings(till.page, `receipts, ${format.name}`)));
  await till.open('/till/reports?now');
  await till.button('reports.print').waitFor();
  found.push(...(await findings(till.page, `reports, ${format.name}`)));
  await till.open('/setup');
  await till.page.getByText('receipt-printer').first().waitFor();
  found.push(...(await findings(till.page, `setup, ${format.name}`)));
  await till.open('/setup/simulators');
  await till.page.getByText('Salgskvittering').first().waitFor();
  found.push(...(await findings(till.page, `simulators, ${format.name}`)));
  assert.equal(found, []);
}

test('till and setup, landscape and light', limits, () => lookAround(landscape));

test('till and setup, portrait and dark', limits, () => lookAround(portrait));

test('till and setup, small, in Czech', limits, async () => {
  await till.open('/till');
  await till.button('home.log-out').click();
  till.speaks('nb');
  await till.page.locator('label', { hasText: 'Čeština' }).click();
  await till.logIn('pavel');
  await lookAround(small);
});

test('selling by keyboard alone: Tab comes to everything, Enter presses it', limits, async () => {
  await till.open('/till/sell');
  await till.lineOf(longName).waitFor();
  const { page } = till;
  const wanted = new Set(await reachable(page));
  assert.ok(wanted.size > 30);
  for (let presses = 0; presses < 200 && wanted.size > 0; presses += 1) {
    await page.keyboard.press('Tab');
    const stop = await page.evaluate(() => document.activeElement?.getAttribute('data-stop') ?? '');
    wanted.delete(stop);
  }
  const missed = await Promise.all(
    [...wanted].map((stop) => page.locator(`[data-stop="${stop}"]`).innerText()),
  );
  assert.equal(missed, []);
  await page.getByRole('button', { name: /^Filterkaffe/ }).focus();
  await page.keyboard.press('Enter');
  await till.lineOf('Filterkaffe').waitFor();
  await till.button('line.do-discount').focus();
  await page.keyboard.press('Enter');
  await till.area('discount.line').waitFor();
  await page.keyboard.press('Escape');
  await till.area('discount.line').waitFor({ state: 'detached' });
  await till.button('sell.pay').focus();
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/till\/pay/);
});

test('no page complained on the way', () => {
  assert.equal(till.page.troubles, []);
  assert.equal(shop.box.troubles, []);
});
