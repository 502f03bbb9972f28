// Somebody who has never seen the product brings a shop to its first sale, by nothing but what the pages say: from a folder with nothing in it,
// over two machines, to the figure on the office's first page. Whatever a person would press is pressed here.
import type { Browser, Page } from 'playwright-core';
import { type Box, freePort, runCommand } from '../../appliance/test/daemon-process.ts';
import { assert } from '../../appliance/test/kit.ts';
import { officeBox, tillBox } from '../../appliance/test/scenarios/two-boxes.ts';
import { OfficeDesk } from './office-desk.ts';
import { browserSuite, launchBrowser, nothingToReport } from './shop.ts';

const test = browserSuite('a newcomer', 'no newcomer came');
const limits = { timeoutMs: 420_000 };
/** Some machines are slow; nothing here is a measurement. */
const patienceMs = 30_000;
const pin = '4711';
const steps = 6;

let browser: Browser;
let office: Box;
let till: Box;
/** In the office; reads English, stands in Norway. */
let kari: OfficeDesk;
/** At the new box on the counter. */
let ola: OfficeDesk;

async function sitsDown(origin: string): Promise<OfficeDesk> {
  const context = await browser.newContext({
    viewport: { width: 1366, height: 768 },
    locale: 'en-GB',
    timezoneId: 'Europe/Oslo',
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  page.setDefaultTimeout(patienceMs);
  return new OfficeDesk(page, origin);
}

function link(desk: OfficeDesk, key: string, values = {}) {
  return desk.page.getByRole('link', { name: desk.words(key, values) });
}

/** Twenty products as a spreadsheet saves them; `price` of the third is what the test says. */
function products(price: string): { name: string; mimeType: string; buffer: Buffer } {
  const names =
    'Kanelbolle Skolebolle Rundstykke Croissant Eplekake Solo Farris Cola Eplemost Vann Kaffe Te Kakao Latte Espresso Suppe Lefse Vaffel Karbonade Salat';
  const lines = names.split(' ').map((name, at) => {
    const category = at < 5 ? 'Bakst' : at < 10 ? 'Drikke > Kald' : at < 15 ? 'Drikke > Varm' : 'Kjøkken';
    const vat = at < 5 ? 'Mat' : 'Servering';
    return `${String(1001 + at)};${name};${category};${at === 2 ? price : `${String(30 + at)},00`};${vat}`;
  });
  const text = ['sku;name;category;price;vatClass', ...lines, ''].join('\r\n');
  return { name: 'varer.csv', mimeType: 'text/csv', buffer: Buffer.from(text) };
}

/** From the catalogue beside the grid onto a cell, by the hand. */
async function drags(page: Page, product: string, cell: number): Promise<void> {
  const from = await page.getByRole('complementary').getByRole('button', { name: product }).boundingBox();
  const to = await page.locator('[data-cell]').nth(cell).boundingBox();
  assert.ok(from !== null && to !== null);
  await page.mouse.move(from.x + 24, from.y + from.height / 2);
  await page.mouse.down();
  await page.mouse.move(to.x + to.width / 2, to.y + to.height / 2, { steps: 10 });
  await page.mouse.up();
  await page.locator('[data-cell]').nth(cell).locator('.key').waitFor();
}

/** The mark on every page: so many steps are done; then back to where they stand. */
async function nextStep(done: number): Promise<void> {
  await link(kari, 'first.short', { done, all: steps }).click();
  await kari.sees('first.progress', { done, all: steps });
}

/** The link of the first user, and a password. */
async function comesByTheLink(): Promise<void> {
  const made = await runCommand(
    ['office', 'first-user', 'kari@boller.example', office.origin],
    office.environment,
  );
  assert.is(made.code, 0, made.stderr);
  await kari.open(/http\S+/.exec(made.stdout)?.[0] ?? '');
  await kari.page.getByRole('textbox', { name: kari.words('field.firstName') }).fill('Kari');
  await kari.page.getByRole('textbox', { name: kari.words('field.lastName') }).fill('Boller');
  await kari.page.getByLabel(kari.words('people.password-new')).first().fill('Boller og brus i Bergen');
  await nothingToReport(kari.page, 'the first link');
  await kari.button('link.set-up').click();
  await kari.heading(kari.words('start.title')).waitFor();
}

/** The assistant guesses the country, asks for a name, and makes the shop. */
async function answersTheAssistant(): Promise<void> {
  assert.is(await kari.field('field.country').inputValue(), 'NO');
  await kari.button('start.do').click();
  await kari.sees('start.lacks-name');
  await nothingToReport(kari.page, 'the assistant');
  await kari.field('start.name').fill('Boller & brus');
  await kari.field('start.street').fill('Bryggen 14');
  await kari.field('start.town').fill('5003 Bergen');
  await kari.field('field.organisationNumber').fill('987 654 321 MVA');
  await kari.button('start.do-named', { shop: 'Boller & brus' }).click();
  await kari.sees('start.done', { shop: 'Boller & brus', register: 'B1' });
  await kari.sees('first.progress', { done: 1, all: steps });
  await nothingToReport(kari.page, 'the first steps');
}

/** Twenty products from a file: its mistakes told at once, its categories made, mended, taken. */
async function importsProducts(): Promise<void> {
  await link(kari, 'first.products.go').click();
  await kari.sees('import.columns');
  await nothingToReport(kari.page, 'the import');
  const picker = kari.page.locator('input[type=file]');
  await picker.setInputFiles(products('thirty'));
  const mistakes = kari.page.getByRole('region', { name: kari.words('part.import-wrong') });
  await mistakes.getByRole('cell', { name: 'thirty' }).waitFor();
  await nothingToReport(kari.page, 'an import with mistakes');
  await kari.button('import.make-categories', { count: 4 }).click();
  await kari.sees('part.import-errors', { count: 1 });
  await kari.button('part.import-other-file').click();
  await picker.setInputFiles(products('32,00'));
  await kari.button('part.import-run', { count: 20 }).click();
  await kari.sees('part.import-done', { count: 20 });
  await nextStep(2);
  await kari.sees('first.products', { count: 20 });
}

/** A template, its keys laid by dragging. */
async function laysTheKeys(): Promise<void> {
  await link(kari, 'first.template.go').click();
  await kari.page.getByRole('textbox', { name: kari.words('field.name') }).fill('Disken');
  await drags(kari.page, 'Cola', 0);
  await drags(kari.page, 'Croissant', 7);
  await nothingToReport(kari.page, 'the template');
  await kari.button('office.add', { what: kari.words('one.template') }).click();
  await kari.page.getByText(/^Saved at/).waitFor();
  await nextStep(3);
}

/** A user with a PIN: told of the sale point they lack, and given it with a modest role. */
async function addsACashier(): Promise<void> {
  await link(kari, 'first.seller.go').click();
  const text = (key: string) => kari.page.getByRole('textbox', { name: kari.words(key) });
  await text('field.firstName').fill('Ola');
  await text('field.lastName').fill('Nordmann');
  await text('field.number').fill('2');
  await kari.page.locator('input[autocomplete=new-password]').fill(pin);
  await kari.sees('start.no-sale-point');
  await nothingToReport(kari.page, 'a new user');
  await kari.tab('tab.sale-points').click();
  await kari.button('users.add-all').click();
  const role = kari.page.getByRole('tabpanel').locator('li select');
  const chosen = await role.evaluate((select: HTMLSelectElement) => select.selectedOptions[0]?.text);
  assert.is(chosen, 'Ansatt');
  await kari.button('office.add', { what: kari.words('one.user') }).click();
  await kari.page.getByText(/^Saved at/).waitFor();
  await nextStep(4);
}

/** A code from the office, typed at the box: each says when the other came. */
async function pairsTheBox(): Promise<void> {
  await link(kari, 'first.register.go').click();
  await kari.button('boxes.pair').click();
  const code = await kari.field('boxes.code').inputValue();
  const address = await kari.field('pair.address').inputValue();
  await nothingToReport(kari.page, 'a pairing code');
  await ola.open('/');
  await ola.sees('setup.pairing.no-shop');
  await nothingToReport(ola.page, 'a box without a shop');
  await ola.open('/till');
  await link(ola, 'no-shop.pair').click();
  await ola.field('setup.pairing.address').fill(address);
  await ola.field('setup.pairing.code').fill(code.toLowerCase());
  await ola.button('setup.pairing.pair').click();
  await link(ola, 'setup.pairing.open-till').waitFor();
  await ola.sees('setup.pairing.ready', { register: 'B1' });
  await nothingToReport(ola.page, 'a paired box');
  await kari.sees('pair.came', { register: 'B1' });
  await nextStep(5);
  // Trying for a link before there was a shop, and while the box began anew, is no trouble of a page.
  ola.troubles.splice(0);
}

/** Logged in, shift opened, sold by the keys of the template, paid in cash. */
async function sells(): Promise<void> {
  await link(ola, 'setup.pairing.open-till').click();
  ola.speaks('nb');
  await ola.sees('login.not-here');
  await nothingToReport(ola.page, 'the log-in');
  await ola.page.getByRole('button', { name: 'Ola Nordmann' }).click();
  await ola.page.keyboard.type(pin);
  await ola.page.keyboard.press('Enter');
  ola.speaks('en');
  await ola.button('home.start-selling').click();
  await ola.sees('opening.title');
  await ola.page.keyboard.type('1000');
  await ola.page.keyboard.press('Enter');
  for (const name of ['Cola', 'Croissant']) {
    await ola.page.getByRole('button', { name }).click();
    await ola.page.locator('[data-line]', { hasText: name }).waitFor();
  }
  await nothingToReport(ola.page, 'selling');
  await ola.button('sell.pay').click();
  await ola.page.locator('label', { hasText: 'Kontant' }).click();
  await ola.page
    .getByRole('group', { name: ola.words('pay.quick-cash') })
    .getByRole('button')
    .first()
    .click();
  await ola.page.getByRole('region', { name: ola.words('done.title') }).waitFor();
  await nothingToReport(ola.page, 'paid');
}

/** The office shows it by itself, and the steps are gone. */
async function seesItInTheOffice(): Promise<void> {
  // 37 and 33 kroner; nobody touched this page since the box was paired.
  await kari.page
    .getByText(/70[.,]00/)
    .first()
    .waitFor();
  await kari.heading(kari.words('first.title')).waitFor({ state: 'detached' });
  await nothingToReport(kari.page, 'the day');
}

test.before(async () => {
  browser = await launchBrowser();
  office = await officeBox(await freePort());
  till = await tillBox({ COUNTERTOP_DEMO: 'false' });
  kari = await sitsDown(office.origin);
  ola = await sitsDown(till.origin);
});
test.after(async () => {
  await browser.close();
  await Promise.all([office.stop(), till.stop()]);
});

test('from nothing to the first sale', limits, async () => {
  await comesByTheLink();
  await answersTheAssistant();
  await importsProducts();
  await laysTheKeys();
  await addsACashier();
  await pairsTheBox();
  await sells();
  await seesItInTheOffice();
});

test('no page complained on the way', () => {
  assert.equal([...kari.troubles, ...ola.troubles], []);
  assert.equal([...office.troubles, ...till.troubles], []);
});
