// Tables in a real browser: a touch opens a free one, another calls it back, a tab moves, is handed on, has its rounds and its bill printed; the plan
// and the list say what goes on, in both directions, and axe finds nothing.
import { assert } from '../../appliance/test/kit.ts';
import { Cashier } from './cashier.ts';
import { browserSuite, nothingToReport, Shop } from './shop.ts';

const test = browserSuite('tables in a browser', 'tables were not tried in a browser');
const limits = { timeoutMs: 120_000 };
const formats = [
  { width: 1366, height: 768 },
  { width: 1080, height: 1920 },
] as const;

let shop: Shop;
let alex: Cashier;

const table = (name: string) => alex.page.locator(`[data-table="${name}"]`);
const taken = () => alex.area('tables.taken').getByRole('listitem');
const head = () => alex.page.locator('.which');

test.before(async () => {
  shop = await Shop.open();
  alex = await Cashier.atWork(shop, { counted: '0', viewport: formats[0] });
});
test.after(async () => {
  await shop.close();
});

test('all are free; a touch opens one, and what is ordered is seen on the plan', limits, async () => {
  await alex.open('/till/tables');
  await alex.saysIt('tables.all-free').waitFor();
  await nothingToReport(alex.page, 'the empty room', formats);
  await table('4').click();
  await alex.page.waitForURL('**/till/sell');
  assert.match(await head().innerText(), /4/);
  await alex.scans('Grovbrød');
  await alex.open('/till/tables');
  await taken().first().waitFor();
  assert.is(await taken().count(), 1);
  assert.match(await table('4').innerText(), /\d/);
  assert.match((await table('4').getAttribute('class')) ?? '', /mine/);
});

test('another table puts the first aside; a touch calls it back', limits, async () => {
  await table('7').click();
  await alex.page.waitForURL('**/till/sell');
  await alex.scans('Croissant');
  await alex.open('/till/tables');
  await table('4').click();
  await alex.page.waitForURL('**/till/sell');
  await alex.lineOf('Grovbrød').waitFor();
  await alex.open('/till/tables');
  await taken().nth(1).waitFor();
  assert.is(await taken().count(), 2);
  await nothingToReport(alex.page, 'a room with guests', formats);
});

test(
  'what was ordered is sent in rounds; the lines say so, and what is struck is taken back',
  limits,
  async () => {
    await alex.open('/till/sell');
    await alex.scans('Croissant');
    await nothingToReport(alex.page, 'a round to send', formats);
    await alex.button('round.send').click();
    await shop.bench.until('the first round', ({ text }) =>
      /RUNDE 1[^]*Grovbrød[^]*Croissant[^]*----/.test(text),
    );
    await alex.lineOf('Croissant').getByText(alex.within('line.sent')).waitFor();
    assert.is(await alex.button('round.send').count(), 0);
    await alex.lineOf('Croissant').click();
    await alex.button('line.one-more').click();
    await alex.page.getByText(alex.words('round.to-send')).waitFor();
    await alex.lineOf('Croissant').getByText(alex.within('line.sent-part')).waitFor();
    await nothingToReport(alex.page, 'a line sent in part', formats);
    await alex.button('round.send').click();
    await shop.bench.until('only what is new', ({ text }) =>
      /RUNDE 2[^]*1 stk\s+Croissant[^]*----/.test(text),
    );
    await alex.lineOf('Croissant').click();
    await alex.button('line.one-less').click();
    await shop.bench.until('one taken back', ({ text }) => /ANNULLERT[^]*1 stk\s+Croissant/.test(text));
  },
);

test('guests are counted, and a tab moves to a table of another room', limits, async () => {
  await alex.open('/till/sell');
  await alex.button('tab.more').click();
  await alex.button('tab.do-guests').click();
  await alex.area('guests.title').waitFor();
  await alex.page.keyboard.type('3');
  await alex.page.keyboard.press('Enter');
  await alex.page
    .getByText(/3 guests/)
    .first()
    .waitFor();
  await alex.button('tab.more').click();
  await alex.page.getByRole('link', { name: alex.words('tab.do-table') }).click();
  await alex.page.getByText(alex.within('tables.stay')).waitFor();
  await alex.page.locator('label', { hasText: 'Terrasse' }).click();
  await table('22').click();
  await alex.page.waitForURL('**/till/sell');
  await alex.page
    .getByText(/Table 22/)
    .first()
    .waitFor();
});

test('the bill comes on paper, marked as no receipt, and the table says that it has it', limits, async () => {
  await alex.button('tab.more').click();
  await alex.button('tab.do-bill').click();
  await alex.button('tab.bill-printed').waitFor();
  await shop.bench.until('the bill', (bench) => /IKKE\s+KVITTERING/i.test(bench.text));
  await alex.open('/till/tables');
  await alex.page.locator('label', { hasText: 'Terrasse' }).click();
  assert.match((await table('22').getAttribute('class')) ?? '', /billed/);
  await nothingToReport(alex.page, 'a table with its bill', formats);
});

test('handed on, it is a colleague’s', limits, async () => {
  await alex.open('/till/sell');
  await alex.button('tab.more').click();
  await alex.button('tab.do-transfer').click();
  await nothingToReport(alex.page, 'handing on', formats);
  await alex
    .area('transfer.title')
    .getByRole('button', { name: /Ingrid/ })
    .click();
  await alex.area('transfer.title').waitFor({ state: 'detached' });
  await alex.open('/till/tables');
  await taken().filter({ hasText: 'Ingrid' }).waitFor();
});

test('two bills at one table: which one is asked, and one more can be begun', limits, async () => {
  await table('7').click();
  await alex.page.waitForURL('**/till/sell');
  await alex.scans('Grovbrød');
  await alex.button('tab.more').click();
  await alex.button('tab.do-split').click();
  await alex.area('split.stays').getByRole('button').first().click();
  await alex.button('split.off').first().click();
  await alex.area('split.title').waitFor({ state: 'detached' });
  await alex.open('/till/tables');
  await table('7').click();
  await alex.area('tables.choose-bill').waitFor();
  assert.is(await alex.area('tables.choose-bill').getByRole('listitem').count(), 2);
  await nothingToReport(alex.page, 'a table with two bills', formats);
  await alex.button('tables.another').click();
  await alex.page.waitForURL('**/till/sell');
  assert.equal(alex.page.troubles, []);
});
