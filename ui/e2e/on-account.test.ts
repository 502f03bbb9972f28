// Pay later in a browser: sold on account up to the limit, received at the till later, on the Z by itself, and told at the office move by move.
import { assert } from '../../appliance/test/kit.ts';
import { Cashier } from './cashier.ts';
import { layoutFindings } from './layout-findings.ts';
import { OfficeDesk } from './office-desk.ts';
import { browserSuite, nothingToReport, Shop } from './shop.ts';

const test = browserSuite('on account in a browser', 'paying later was not tried in a browser');
const limits = { timeoutMs: 120_000 };
const landscape = { width: 1366, height: 768 };
const portrait = { width: 768, height: 1024 };
const nattskift = 'customer-1004';

let shop: Shop;
let alex: Cashier;

/** In both directions, light and dark. */
async function looksRight(where: string): Promise<void> {
  for (const [size, colorScheme] of [
    [landscape, 'light'],
    [portrait, 'light'],
    [portrait, 'dark'],
    [landscape, 'dark'],
  ] as const) {
    await alex.page.setViewportSize(size);
    await alex.page.emulateMedia({ colorScheme });
    const how = `${where}, ${String(size.width)} wide, ${colorScheme}`;
    await nothingToReport(alex.page, how);
    assert.equal(await layoutFindings(alex.page, { sliding: '.tabs, .cells' }), [], how);
  }
  await alex.page.setViewportSize(landscape);
  await alex.page.emulateMedia({ colorScheme: 'light' });
}

async function choosesNattskift(): Promise<void> {
  await alex.page.getByLabel(alex.words('customer.search')).fill('nattskift');
  await alex.page.getByRole('button', { name: /^Nattskift AS/ }).click();
}

/** Pay, on account; what is owed is told beside it. */
async function toAccount(): Promise<void> {
  await alex.button('sell.pay').click();
  await alex.page.locator('label', { hasText: 'På konto' }).click();
  await alex.saysIt('account.limit').waitFor();
}

const figures = (text: string): string => text.replaceAll(/\s+/g, ' ');
const type = async (text: string): Promise<void> => alex.page.keyboard.type(text);

test.before(async () => {
  shop = await Shop.open();
  alex = await Cashier.atWork(shop, { counted: '500', viewport: landscape });
});
test.after(async () => {
  await shop.close();
});

test('goods are sold on account, and the customer signs for what is to be paid', limits, async () => {
  await alex.scans('Grovbrød');
  await alex.button('customer.choose').click();
  await choosesNattskift();
  await toAccount();
  await looksRight('paying on account');
  await alex.button('account.put').click();
  await alex.area('done.title').waitFor();
  await shop.bench.until('a receipt to sign', ({ text }) =>
    /Nattskift AS[^]*På konto\s+38,90[^]*Å betale\s+38,90[^]*Underskrift/.test(text),
  );
});

test('more than the limit is refused, with what to do', limits, async () => {
  await alex.open('/till/sell');
  await alex.scans('Grovbrød');
  await alex.page.getByRole('button', { name: alex.within('line.change-quantity') }).click();
  await type('300');
  await alex.page.keyboard.press('Enter');
  await alex.button('customer.choose').click();
  await choosesNattskift();
  await toAccount();
  await alex.button('account.put').click();
  await alex.saysIt('failure.account.limit.what').waitFor();
  await looksRight('beyond the limit');
  await alex.open('/till/sell');
  await alex.takesCash();
});

test('what is owed is received in cash, without a sale, all of it with one touch', limits, async () => {
  await alex.open('/till');
  await alex.button('account.receive').click();
  await choosesNattskift();
  await alex.button('account.all').click();
  await looksRight('receiving on account');
  // As many coins as there are.
  await alex.page.getByRole('button', { name: /^Receive 39,00/ }).click();
  await alex.area('account.receive').waitFor({ state: 'detached' });
  await shop.bench.until('a receipt of it', ({ text }) =>
    /Innbetaling på konto[^]*Innbetaling nr\.\s+1[^]*Nattskift AS[^]*Gjenstår å betale\s+0,00/.test(text),
  );
});

test('the Z tells it by itself: cash in the drawer, and no turnover', limits, async () => {
  await alex.open('/till/closeout');
  await alex.page.locator('section.count').first().getByRole('button').click();
  await alex.page.keyboard.press('Enter');
  await alex.page.getByRole('button', { name: alex.within('close.close') }).click();
  await alex.page.waitForURL(/reports\?z=1/);
  const z = alex.page.getByRole('region', { name: alex.words('reports.title') });
  const received = z.getByRole('region', { name: alex.words('report.received') });
  await received
    .or(z.getByText(alex.words('report.received')))
    .first()
    .waitFor();
  const said = figures(await z.innerText());
  assert.match(said, /Received on account Kontant 1 × 39,00 kr/);
  await shop.bench.until('the same on paper', ({ text }) =>
    /Innbetalt på konto[^]*Kontant \(12001\)\s+1\s+39,00/.test(text),
  );
  await nothingToReport(alex.page, 'a Z with what was received', [landscape, portrait]);
  assert.equal(alex.page.troubles, []);
});

test('the office tells both moves, with what was owed after each, and as a file', limits, async () => {
  const context = await shop.browser.newContext({ viewport: landscape, locale: 'en-GB' });
  const desk = new OfficeDesk(await context.newPage(), shop.box.origin);
  await desk.signIn();
  await desk.isIn();
  await desk.open(`/office/customers?open=${nattskift}`);
  await desk.tab('tab.account').click();
  await desk.sees('customer-account.kind.received');
  const moves = (await desk.page.getByRole('listitem').allInnerTexts())
    .map(figures)
    .filter((text) => /owed then/.test(text));
  assert.is(moves.length, 2);
  assert.match(moves[0] ?? '', /38,90.*Received Payment 1 at B1.* 0,00.* owed then.*Alex Morgan/);
  assert.match(moves[1] ?? '', /38,90.*Sold on account B1, receipt 1.*38,90.* owed then.*Alex Morgan/);
  for (const colorScheme of ['light', 'dark'] as const) {
    await desk.page.emulateMedia({ colorScheme });
    await nothingToReport(desk.page, `the account at the office, ${colorScheme}`, [landscape, portrait]);
  }
  const file = await desk.page.request.get(`${shop.box.origin}/api/customers/${nattskift}/account/moves.csv`);
  const [head, last, first] = (await file.text()).split('\r\n');
  assert.match(head ?? '', /^\ufeffat,kind,register,entry,receipt,user,currency,amount,balance$/);
  assert.match(last ?? '', /,received,B1,\d+,1,Alex Morgan,NOK,-38\.90,0\.00$/);
  assert.match(first ?? '', /,given,B1,\d+,1,Alex Morgan,NOK,38\.90,38\.90$/);
  assert.equal(desk.troubles, []);
  await context.close();
});
