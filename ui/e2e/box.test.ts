// What a box shows of its office, on its own pages: that it is looked for, and that nobody hears it. A till and an office as two machines.
import type { Page } from 'playwright-core';
import { demoUsers } from '../../appliance/src/demo/people.ts';
import { type Box, freePort } from '../../appliance/test/daemon-process.ts';
import { assert } from '../../appliance/test/kit.ts';
import { Desk } from '../../appliance/test/scenarios/desk.ts';
import {
  boxJson,
  linkOf,
  officeBox,
  pairBoxes,
  tillBox,
  until,
} from '../../appliance/test/scenarios/two-boxes.ts';
import { readWords } from './cashier.ts';
import { accessibilityFindings, browserSuite, launchBrowser } from './shop.ts';

const test = browserSuite(
  'a box and its office in a browser',
  'what a box shows of its office was not tried in a browser',
);
const limits = { timeoutMs: 240_000 };
const patienceMs = 20_000;

type Browser = Awaited<ReturnType<typeof launchBrowser>>;
let browser: Browser;
let office: Box;
let till: Box;
let officePort: number;
let desk: Desk;

async function pageAt(path: string, options: Parameters<Browser['newContext']>[0] = {}): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: 1366, height: 768 },
    locale: 'nb-NO',
    ...options,
  });
  const page = await context.newPage();
  page.setDefaultTimeout(patienceMs);
  // What the page plays, as its browser is told to: pitches, in order.
  await page.addInitScript(() => {
    const played: number[] = [];
    const start = OscillatorNode.prototype.start;
    OscillatorNode.prototype.start = function (this: OscillatorNode, when?: number) {
      played.push(this.frequency.value);
      start.call(this, when);
    };
    Object.assign(window, { played });
  });
  await page.goto(`${till.origin}${path}`);
  return page;
}

const played = async (page: Page): Promise<readonly number[]> =>
  page.evaluate(() => [...(window as unknown as { played: number[] }).played]);

const says = async (page: Page, language: string, key: string): Promise<void> => {
  const text = readWords(language)[key] ?? key;
  await page.getByText(text).first().waitFor();
};

async function logIn(page: Page, id: string): Promise<void> {
  const user = demoUsers.find((each) => each.id === id);
  await page.getByRole('button', { name: user?.name ?? '' }).click();
  await page.keyboard.type(user?.pin ?? '');
  await page.keyboard.press('Enter');
}

test.before(async () => {
  browser = await launchBrowser();
  officePort = await freePort();
  office = await officeBox(officePort, { COUNTERTOP_DEMO: 'true' });
  till = await tillBox({ COUNTERTOP_DEMO: 'true' });
  desk = new Desk(office);
  await desk.signIn();
});
test.after(async () => {
  await browser.close();
  await Promise.all([office.kill(), till.kill()]);
});

test(
  'a till without an office says so where there is time to read it, in the words of whoever stands there',
  limits,
  async () => {
    const page = await pageAt('/till');
    await says(page, 'nb', 'office-link.none.what');
    await logIn(page, 'pavel');
    await says(page, 'cs', 'office-link.none.do');
    assert.equal(await accessibilityFindings(page), []);
    assert.is(await page.getByRole('alert').count(), 0, 'nothing to be alarmed by');
    await page.getByText(readWords('cs')['office-link.short.none'] ?? '').waitFor();
    await page.context().close();
  },
);

test(
  'all its pages blink and beep while the office looks for it, and stop by themselves',
  limits,
  async () => {
    await pairBoxes({ office, till, register: 'B1', officePort });
    await until(async () => (await linkOf(till))?.phase === 'linked', 'linked');
    const pages = [
      await pageAt('/till'),
      await pageAt('/customer-display'),
      await pageAt('/setup', { reducedMotion: 'reduce' }),
    ];
    const [counter] = pages;
    // A browser is silent until somebody has touched the page.
    await counter?.mouse.click(5, 5);
    await counter?.locator('.beacon').waitFor({ state: 'detached' });
    for (const page of pages)
      await page
        .getByText('B1')
        .first()
        .waitFor({ state: 'attached' })
        .catch(() => undefined);
    await until(async () => (await desk.post('/api/boxes/B1/orders', { name: 'identify' })) === 200, 'asked');
    const moving: string[] = [];
    for (const page of pages) {
      const beacon = page.locator('.beacon');
      await beacon.waitFor();
      assert.match((await beacon.textContent()) ?? '', /B1/);
      moving.push(await beacon.evaluate((node) => getComputedStyle(node, '::before').animationName));
      assert.equal(await accessibilityFindings(page), []);
    }
    assert.equal(
      moving.map((name) => name !== 'none'),
      [true, true, false],
    );
    assert.ok(counter !== undefined);
    await counter.waitForFunction(() => (window as unknown as { played: number[] }).played.length >= 8);
    assert.equal((await played(counter)).slice(0, 4), [1568, 1047, 1568, 1047]);
    // What stands under it can be pressed.
    await logIn(counter, 'alex');
    await counter
      .getByText(/\d{1,2}[:.]\d{2}/)
      .first()
      .waitFor();
    for (const page of pages) await page.locator('.beacon').waitFor({ state: 'detached' });
    const count = (await played(counter)).length;
    await counter.waitForTimeout(2_500);
    assert.is((await played(counter)).length, count, 'quiet again');
    for (const page of pages) await page.context().close();
  },
);

test('a page that loses the box while it is looked for ends by itself', limits, async () => {
  const page = await pageAt('/till');
  await page.getByText('B1').first().waitFor();
  await until(async () => (await desk.post('/api/boxes/B1/orders', { name: 'identify' })) === 200, 'asked');
  await page.locator('.beacon').waitFor();
  await till.kill();
  await page.locator('.beacon').waitFor({ state: 'detached', timeout: 30_000 });
  await till.start();
  await until(async () => (await linkOf(till))?.phase === 'linked', 'linked again');
  await page.context().close();
});

test('a till that the office cut off says so, and sells; paired again, it says nothing', limits, async () => {
  const page = await pageAt('/till');
  await logIn(page, 'femke');
  await desk.delete('/api/boxes/B1/key');
  await until(async () => (await boxJson(till)).link?.refusal?.code === 'revoked', 'told');
  await says(page, 'nl', 'office-link.revoked.what');
  await says(page, 'nl', 'office-link.revoked.do');
  assert.equal(await accessibilityFindings(page), []);
  await page.goto(`${till.origin}/setup/pairing`);
  await says(page, 'nb', 'office-link.revoked.what');
  await pairBoxes({ office, till, register: 'B1', officePort });
  await until(async () => (await linkOf(till))?.phase === 'linked', 'linked again');
  await page.goto(`${till.origin}/till`);
  await page.getByText('B1').first().waitFor();
  await page.getByText(readWords('nb')['office-link.revoked.what'] ?? '').waitFor({ state: 'detached' });
  await page.context().close();
});
