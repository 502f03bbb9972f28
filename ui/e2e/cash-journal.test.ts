// Cash in a browser, from the counted drawer to the Z: the journal with its filters and records, cash in and out in two currencies, the
// report of a period, and the closeout line by line. Every page is asked what a screen reader would stumble over.
import { assert } from '../../appliance/test/kit.ts';
import { Desk } from '../../appliance/test/scenarios/desk.ts';
import { Cashier } from './cashier.ts';
import { browserSuite, nothingToReport, Shop } from './shop.ts';

const test = browserSuite('cash in a browser', 'cash was not tried in a browser');
const limits = { timeoutMs: 120_000 };

let shop: Shop;
let cashier: Cashier;

const figures = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** The journal as it is read: one text a line. */
async function journal(): Promise<readonly string[]> {
  const rows = cashier.page.locator('tbody tr');
  await rows.first().waitFor();
  return (await rows.allInnerTexts()).map((text) => figures(text).replace(/^\S+ /, ''));
}

async function inRegister(): Promise<readonly string[]> {
  return (await cashier.page.locator('header dd').allInnerTexts()).map(figures);
}

async function type(text: string): Promise<void> {
  await cashier.page.keyboard.type(text);
}

const chip = (code: string) => cashier.page.locator('fieldset label', { hasText: code });

/** Waits until the journal reads so; it is read anew when something moved. */
async function reads(expected: readonly string[]): Promise<void> {
  const end = Date.now() + 20_000;
  let found = await journal();
  while (JSON.stringify(found) !== JSON.stringify(expected) && Date.now() < end) {
    await cashier.page.waitForTimeout(50);
    found = await journal();
  }
  assert.equal(found, expected);
}

test.before(async () => {
  shop = await Shop.open();
  cashier = await Cashier.arrives(shop, { viewport: { width: 1366, height: 768 } });
  await cashier.logIn('alex');
});
test.after(async () => {
  await shop.close();
});

test('opening cash is counted for each currency by its chip', limits, async () => {
  await cashier.button('home.start-selling').click();
  await cashier.area('opening.title').waitFor();
  await type('500');
  await chip('EUR').click();
  await type('20');
  await nothingToReport(cashier.page, 'opening cash in euro');
  await cashier.page.keyboard.press('Enter');
  await cashier.page.waitForURL(/\/till\/sell/);
});

test('the journal tells what is in the register, and begins with the opening cash', limits, async () => {
  await cashier.open('/till');
  await cashier.page.getByRole('link', { name: cashier.words('cash.journal') }).click();
  assert.equal(await journal(), ['Opening cash +500,00 kr', 'Opening cash € +20,00']);
  assert.equal(await inRegister(), ['500,00 kr', '€ 20,00']);
  assert.equal(
    await cashier.page.locator('[aria-pressed]').evaluateAll((all) => all.map((each) => each.ariaPressed)),
    ['true', 'true', 'false'],
  );
  await nothingToReport(cashier.page, 'the cash journal');
});

test('cash in and cash out, with a note and in a foreign currency', limits, async () => {
  await cashier.button('cash.title').click();
  await cashier.area('cash.title').waitFor();
  await nothingToReport(cashier.page, 'cash in and out');
  await type('100');
  await cashier.button('cash.add-note').click();
  await nothingToReport(cashier.page, 'a note on cash');
  await cashier.page.getByRole('textbox').fill('From the safe');
  await cashier.page.keyboard.press('Enter');
  await cashier
    .area('cash.title')
    .getByRole('button', { name: cashier.words('cash.cash-in') })
    .click();
  await reads(['Cash in +100,00 kr From the safe', 'Opening cash +500,00 kr', 'Opening cash € +20,00']);

  await cashier.button('cash.title').click();
  await chip('EUR').click();
  await type('5');
  await cashier
    .area('cash.title')
    .getByRole('button', { name: cashier.words('cash.cash-out') })
    .click();
  await reads([
    'Cash out € -5,00',
    'Cash in +100,00 kr From the safe',
    'Opening cash +500,00 kr',
    'Opening cash € +20,00',
  ]);
  assert.equal(await inRegister(), ['600,00 kr', '€ 15,00']);
});

test('a sale in cash stands there with its tab’s number, once sales are shown', limits, async () => {
  await cashier.open('/till/sell');
  await cashier.scans('Grovbrød');
  await cashier.takesCash();
  await cashier.open('/till/cash');
  assert.is((await journal()).length, 4);
  await cashier.button('cash.sales').click();
  await cashier.page.locator('tbody tr').nth(4).waitFor();
  assert.match((await journal())[0] ?? '', /^Sale \+\d+,\d\d kr B1-001-0001$/);
  await cashier
    .area('cash.show', 'group')
    .getByRole('button', { name: cashier.words('cash.cash-in') })
    .click();
  await cashier
    .area('cash.show', 'group')
    .getByRole('button', { name: cashier.words('cash.cash-out') })
    .click();
  await cashier.page.locator('tbody tr').nth(3).waitFor({ state: 'detached' });
  assert.equal((await journal()).slice(1), ['Opening cash +500,00 kr', 'Opening cash € +20,00']);
});

test('a line opens to its whole record, with the user and why the drawer opened', limits, async () => {
  await cashier.page.locator('tbody button').first().click();
  const record = cashier.area('cash.record');
  const said = figures(await record.innerText());
  for (const each of ['Alex Morgan', 'a sale', 'B1-001-0001', 'NOK', 'Kontant'])
    assert.ok(said.includes(each), `${each} in ${said}`);
  await nothingToReport(cashier.page, 'a record of the cash journal');
});

test(
  'Reports > Cash: any period, by type, user and currency, with the user of each line and the sums',
  limits,
  async () => {
    await cashier.open('/till/reports/cash');
    await cashier.page.locator('tbody tr').nth(4).waitFor();
    assert.ok((await journal()).every((line) => line.endsWith('Alex Morgan')));
    await nothingToReport(cashier.page, 'the cash report');
    const sums = figures(await cashier.area('cash.sums').innerText());
    assert.match(sums, /Cash in 1 × \+100,00 kr/);
    await cashier.page.getByRole('combobox', { name: cashier.words('cash.type') }).selectOption('out');
    await cashier.page.locator('tbody tr').nth(1).waitFor({ state: 'detached' });
    assert.match((await journal())[0] ?? '', /Cash out € -5,00.*Alex Morgan$/);
    await cashier.page.getByRole('combobox', { name: cashier.words('cash.currency') }).selectOption('NOK');
    await cashier.saysIt('cash.none-in-period').waitFor();
    await cashier.page.getByRole('combobox', { name: cashier.words('period.label') }).selectOption('own');
    await cashier.page.getByLabel(cashier.words('period.first')).fill('2020-01-01');
    await cashier.page.getByText(cashier.within('failure.report.period-too-long.what')).waitFor();
    await nothingToReport(cashier.page, 'a period that is too long');
  },
);

const count = () => cashier.page.locator('section.count');
const closeButton = () => cashier.page.getByRole('button', { name: cashier.within('close.close') });
const mayClose = async (): Promise<boolean> => (await closeButton().getAttribute('aria-disabled')) === null;

test(
  'the closeout: the shift, the tabs, sales by tender, what should be there; closed only once it is counted',
  limits,
  async () => {
    await cashier.open('/till/sell');
    await cashier.scans('Grovbrød');
    await cashier.open('/till');
    await cashier.page.getByRole('link', { name: cashier.words('home.closeout') }).click();
    const facts = cashier.area('close.title');
    await facts.getByRole('heading', { name: cashier.words('close.open-tabs') }).waitFor();
    const said = figures(await facts.innerText());
    for (const each of [
      'Opened by Alex Morgan',
      'Duration',
      'Paid tabs 1',
      'Voided tabs 0',
      'Refunded tabs 0',
      'Kontant 1 ×',
      'Total',
    ])
      assert.ok(said.includes(each), `${each} in ${said}`);
    assert.match(said, /Tabs still open B1-001-0002 \d+,\d\d kr They are kept for the next shift/);
    await nothingToReport(cashier.page, 'the closeout');
    assert.is(await count().count(), 2, 'the euro that moved are a section of their own');
    assert.not.ok(await mayClose());

    const own = count().first();
    assert.match(
      figures(await own.innerText()),
      /Opening cash 500,00 kr .*Cash in 100,00 kr Expected cash 639,00 kr/,
    );
    await own.getByRole('button').click();
    await nothingToReport(cashier.page, 'counting by amount');
    await cashier.page.keyboard.press('Enter');
    assert.match(figures(await own.innerText()), /Difference \+0,00 kr$/);
    assert.not.ok(await mayClose());
    const euro = count().nth(1);
    assert.match(figures(await euro.innerText()), /Cash out € -5,00 Expected cash € 15,00/);
    await euro.getByRole('button').click();
    await type('14');
    await cashier.page.keyboard.press('Enter');
    assert.match(figures(await euro.innerText()), /Difference € -1,00$/);
    assert.match((await euro.locator('.danger').getAttribute('class')) ?? '', /danger/);
    assert.ok(await mayClose());
  },
);

test(
  'a note by its dialog, no print, cancelled and then closed: the archive has exactly that Z',
  limits,
  async () => {
    await cashier.button('close.add-note').click();
    await cashier.page.getByRole('textbox').fill('One euro short');
    await cashier.page.keyboard.press('Enter');
    await cashier.button('close.print-on').click();
    assert.is(await cashier.button('close.print-off').getAttribute('aria-pressed'), 'false');
    await nothingToReport(cashier.page, 'a closeout that is counted');
    await closeButton().click();
    await cashier.page.waitForURL(/reports\?z=1/);
    const z = cashier.page.getByRole('region', { name: cashier.words('reports.title') });
    await z.getByText('One euro short').waitFor();
    assert.match(figures(await z.innerText()), /Actual cash € 14,00 Difference € -1,00/);
    await nothingToReport(cashier.page, 'the Z-report');
  },
);

test(
  'counted by coins and notes, where the office says so, and what was counted fills the next opening',
  limits,
  async () => {
    const desk = new Desk(shop.box);
    await desk.signIn();
    await desk.put('/api/settings', {
      values: { 'closeout.count-coins': true, 'closeout.open-tabs': 'void' },
      cleared: [],
    });
    await cashier.open('/till');
    await cashier.button('home.start-selling').click();
    await cashier.page.getByText('639,00').first().waitFor();
    await cashier.page.keyboard.press('Enter');
    await cashier.page.waitForURL(/\/till\/sell/);
    await cashier.open('/till/closeout');
    await cashier.saysIt('close.tabs.void').waitFor();
    await count().first().getByRole('button').click();
    await nothingToReport(cashier.page, 'counting by coins');
    for (const pieces of ['0', '1', '0', '1', '0', '1', '1', '1']) {
      await type(pieces);
      await cashier.page.keyboard.press('Enter');
    }
    await type('4');
    await nothingToReport(cashier.page, 'counted by coins');
    await cashier.page.keyboard.press('Enter');
    assert.match(figures(await count().first().innerText()), /Actual cash 639,00 kr Difference \+0,00 kr$/);
    await count().nth(1).getByRole('button').click();
    await cashier.page.getByRole('button', { name: /^10,00|€\s*10,00/ }).click();
    await type('1');
    await cashier.page.getByRole('button', { name: /€\s*2,00/ }).click();
    await type('2');
    await cashier.button('close.counted').click();
    await closeButton().click();
    await cashier.page.waitForURL(/reports\?z=2/);
    await cashier.page
      .getByText(/Z-rapport|Z-report 2/)
      .first()
      .waitFor();
    assert.match(figures(await cashier.page.locator('section.report').innerText()), /Voided tabs 1 ×/);
    await shop.bench.until('the second Z on paper', ({ text }) => /Z-rapport/.test(text));
  },
);

test(
  'blind: who counts sees neither the balance nor what is expected, and no sale in the journal',
  limits,
  async () => {
    const desk = new Desk(shop.box);
    await desk.signIn();
    await desk.put('/api/settings', {
      values: { 'closeout.blind-count': true, 'closeout.count-coins': false },
      cleared: [],
    });
    await cashier.open('/till');
    await cashier.button('home.log-out').click();
    cashier.speaks('nb');
    await cashier.logIn('ingrid');
    await cashier.openShift('500');
    await cashier.open('/till/cash');
    await cashier.saysIt('cash.blind').waitFor();
    assert.is(await cashier.page.locator('header dd').count(), 0);
    assert.is(await cashier.button('cash.sales').count(), 0);
    await cashier.saysIt('cash.none').waitFor();
    await nothingToReport(cashier.page, 'a blind cash journal');
    await cashier.open('/till/closeout');
    await cashier.saysIt('close.blind').waitFor();
    assert.is(await cashier.page.getByText(cashier.words('report.expected')).count(), 0);
    await count().first().getByRole('button').click();
    await cashier.area('close.count-title').waitFor();
    assert.is(figures(await cashier.page.locator('output').innerText()), 'NOK', 'nothing is filled in');
    await nothingToReport(cashier.page, 'a blind count');
    await type('480');
    await cashier.page.keyboard.press('Enter');
    assert.is(await cashier.page.getByText(cashier.words('report.difference')).count(), 0);
    await count().nth(1).getByRole('button').click();
    await type('14');
    await cashier.page.keyboard.press('Enter');
    assert.ok(await mayClose());
  },
);

test('no page complained on the way', () => {
  assert.equal(cashier.page.troubles, []);
  assert.equal(shop.box.troubles, []);
});
