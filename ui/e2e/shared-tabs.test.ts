// Two tills of a shop and its office in real browsers: another till's tab is seen at its table, taken, handed over; taken over while nobody can
// be asked, and gone on with at both; then a manager sees it in the office, and writes what came of it.
import type { Browser, BrowserContextOptions, Locator } from 'playwright-core';
import { type Box, freePort } from '../../appliance/test/daemon-process.ts';
import { assert } from '../../appliance/test/kit.ts';
import { officeBox, pairBoxes, tillAt, tillBox, until } from '../../appliance/test/scenarios/two-boxes.ts';
import { OfficeDesk } from './office-desk.ts';
import { browserSuite, launchBrowser, nothingToReport } from './shop.ts';

const test = browserSuite('shared tabs in a browser', 'sharing tabs was not tried in a browser');
const limits = { timeoutMs: 240_000 };
/** Some machines are slow; nothing here is a measurement. */
const patienceMs = 30_000;
const landscape = { width: 1366, height: 768 };
const portrait = { width: 1080, height: 1920 };
const phone = { width: 390, height: 844 };
const product = 'Kanelbolle';
const pictures = process.env['COUNTERTOP_PICTURES'];

let browser: Browser;
let office: Box;
let [one, other]: Box[] = [];
/** At the first till and at the second. */
let here: OfficeDesk;
let there: OfficeDesk;

async function sitsDown(box: Box, options: BrowserContextOptions): Promise<OfficeDesk> {
  const context = await browser.newContext({ locale: 'nb-NO', reducedMotion: 'reduce', ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(patienceMs);
  return new OfficeDesk(page, box.origin);
}

async function logsIn(box: Box, viewport: BrowserContextOptions['viewport'] & object): Promise<OfficeDesk> {
  const desk = await sitsDown(box, { viewport });
  await desk.open('/till');
  await desk.page.getByRole('button', { name: 'Alex Morgan' }).click();
  await desk.page.keyboard.type('4321');
  await desk.page.keyboard.press('Enter');
  await desk.page.getByText(desk.words('bar.connected')).waitFor({ state: 'attached' });
  return desk;
}

const line = (desk: OfficeDesk): Locator => desk.page.locator('[data-line]', { hasText: product });

async function adds(desk: OfficeDesk): Promise<void> {
  // The line in the basket stands before the key.
  await desk.page.getByRole('button', { name: product }).last().click();
  await line(desk).waitFor();
}

async function pays(desk: OfficeDesk): Promise<void> {
  await desk.button('sell.pay').click();
  await desk.page.locator('label', { hasText: 'Kontant' }).click();
  await desk.page
    .getByRole('group', { name: desk.words('pay.quick-cash') })
    .getByRole('button')
    .first()
    .click();
  await desk.page.getByRole('region', { name: desk.words('done.title') }).waitFor();
}

/** In both directions axe finds nothing. */
async function looksRight(desk: OfficeDesk, name: string, sizes = [landscape, portrait]): Promise<void> {
  await nothingToReport(desk.page, name, sizes);
  if (pictures !== undefined)
    await desk.page.screenshot({ path: `${pictures}/shared-tabs-${name.replaceAll(' ', '-')}.png` });
}

/** What waits, here and at the other till; `count` of them. */
async function opensParked(desk: OfficeDesk, count: number): Promise<void> {
  await desk.open('/till/sell');
  await desk.button('tab.parked', { count }).click();
}

const parked = (desk: OfficeDesk, name: string): Locator =>
  desk.page.getByRole('list', { name: desk.words('parked.title') }).getByRole('button', { name });

const listed = (desk: OfficeDesk, name: string): Locator =>
  desk.page.getByRole('list', { name: desk.words('elsewhere.title') }).getByRole('button', { name });

test.before(async () => {
  browser = await launchBrowser();
});
test.after(async () => {
  await browser.close();
  for (const box of [one, other, office]) await box?.stop();
});

test('two tills are paired with an office, and somebody stands at each', limits, async () => {
  const officePort = await freePort();
  office = await officeBox(officePort, { COUNTERTOP_DEMO: 'true' });
  const setUp = await sitsDown(office, { viewport: landscape, locale: 'en-GB' });
  await setUp.signIn();
  await setUp.isIn();
  const body = { name: 'B2', salePoint: 'brygga', purpose: 'till', cardTerminal: null, active: true };
  await setUp.tells('POST', '/registers', { body });
  await setUp.tells('PUT', '/settings', { values: { 'tabs.lease': 10 }, cleared: [] });
  await setUp.page.context().close();
  const tills = await Promise.all([
    tillBox({ COUNTERTOP_DEMO: 'false' }),
    tillBox({ COUNTERTOP_DEMO: 'false' }),
  ]);
  [one, other] = tills;
  await pairBoxes({ office, till: tills[0], register: 'B1', officePort });
  await pairBoxes({ office, till: tills[1], register: 'B2', officePort });
  for (const till of tills) {
    const page = await tillAt(till);
    assert.ok(
      (await page.command('open-shift', 'open-shift', { opening: [{ currency: 'NOK', amount: 0 }] })).ok,
    );
    page.close();
  }
  here = await logsIn(tills[0], landscape);
  there = await logsIn(tills[1], portrait);
});

test('another till’s tab is seen at its table, and a touch takes it', limits, async () => {
  await here.open('/till/tables');
  await here.page.locator('[data-table="4"]').click();
  await here.page.waitForURL('**/till/sell');
  await adds(here);
  await here.button('tab.park').click();
  await there.open('/till/tables');
  await there.page.getByText(there.words('elsewhere.table')).first().waitFor();
  await looksRight(there, 'a table of another till');
  await there.page.locator('[data-table="4"]').click();
  await listed(there, 'B1-001-0001').waitFor();
  await looksRight(there, 'its tabs');
  await listed(there, 'B1-001-0001').click();
  await there.page.waitForURL('**/till/sell');
  await line(there).waitFor();
  await here.open('/till/tables');
  await here.page.getByText(here.words('elsewhere.table')).first().waitFor();
});

test('it is handed over to the first till, and waits there', limits, async () => {
  await there.button('tab.more').click();
  await there.button('tab.do-transfer').click();
  await there.page.getByRole('list', { name: there.words('transfer.to-till') }).waitFor();
  await looksRight(there, 'handing over');
  await there.page
    .getByRole('list', { name: there.words('transfer.to-till') })
    .getByRole('button', { name: 'B1' })
    .click();
  await there.page.locator('[data-line]').first().waitFor({ state: 'detached' });
  await opensParked(here, 1);
  await parked(here, 'B1-001-0001').click();
  await line(here).waitFor();
});

test('while nobody can be asked, one is taken over all the same, and said to be', limits, async () => {
  await pays(here);
  await here.open('/till/sell');
  await adds(here);
  await here.button('tab.park').click();
  await opensParked(there, 1);
  await listed(there, 'B1-001-0002').waitFor();
  await looksRight(there, 'parked at another till');
  await office.kill();
  await opensParked(here, 1);
  await parked(here, 'B1-001-0002').click();
  await line(here).waitFor();
  await adds(here);
  await listed(there, 'B1-001-0002').click();
  const offer = there.button('elsewhere.take-all-the-same', { name: 'B1-001-0002' });
  await offer.waitFor();
  await looksRight(there, 'taking over all the same');
  // The till that has it keeps it for the length of a lease.
  await until(async () => {
    await offer.click({ timeout: 1_000 }).catch(() => undefined);
    return (await line(there).count()) > 0;
  }, 'taken over');
  await looksRight(there, 'taken over');
});

test('with the office back, the till that lost it is told', limits, async () => {
  await office.start();
  await here.open('/till/sell');
  await here.sees('taken.what', { register: 'B2' });
  await looksRight(here, 'taken at another till');
  await pays(there);
  await pays(here);
});

test('the office shows it to a manager, who writes what came of it', limits, async () => {
  const manager = await sitsDown(office, { viewport: landscape, locale: 'en-GB' });
  await manager.signIn();
  await manager.isIn();
  await manager.sees('disputed.to-look-at', { count: 1 });
  await manager.page
    .getByRole('main')
    .getByRole('link', { name: manager.words('menu.disputed-tabs') })
    .click();
  await manager.sees('disputed.is.paid-twice');
  await manager.sees('disputed.paid', { register: 'B1', receipt: 2 });
  await manager.sees('disputed.paid', { register: 'B2', receipt: 1 });
  await looksRight(manager, 'a disputed tab', [landscape, phone]);
  await manager.button('acknowledge.do').click();
  await manager.field('acknowledge.note').fill('The guest had one back');
  await looksRight(manager, 'acknowledging', [landscape, phone]);
  await manager.button('acknowledge.do').click();
  await manager.sees('disputed.none');
  await manager.page.getByRole('switch', { name: manager.words('acknowledge.show') }).click();
  await manager.page.getByText('The guest had one back').waitFor();
  await looksRight(manager, 'acknowledged', [landscape, phone]);
  assert.equal(manager.troubles, []);
});
