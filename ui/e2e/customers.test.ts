// A customer at the till in a real browser: found by typing, put on the tab before or after the goods, shown with what their group is given,
// taken off again, and named on the receipt. Asked by axe at each step, tried with keys alone, and looked at in both directions.
import { assert } from '../../appliance/test/kit.ts';
import { Cashier } from './cashier.ts';
import { browserSuite, nothingToReport, Shop } from './shop.ts';

const test = browserSuite('customers in a browser', 'customers were not tried in a browser');
const limits = { timeoutMs: 120_000 };
const formats = [
  { width: 1366, height: 768 },
  { width: 1024, height: 768 },
  { width: 1080, height: 1920 },
] as const;

let shop: Shop;
let alex: Cashier;

/** In every format: clean for a screen reader, and no control runs out of its place. */
async function fits(where: string): Promise<void> {
  await nothingToReport(alex.page, where, formats);
  for (const format of formats) {
    await alex.page.setViewportSize(format);
    const wide = await alex.page.evaluate(() =>
      [...document.querySelectorAll('.basket button')]
        .filter(
          (each) =>
            each.getBoundingClientRect().right >
            (each.closest('.basket')?.getBoundingClientRect().right ?? 0),
        )
        .map((each) => each.textContent),
    );
    assert.equal(wide, [], `buttons beyond the basket on ${where}, ${format.width} wide`);
  }
  await alex.page.setViewportSize(formats[0]);
}

const chip = () => alex.area('customer.title', 'group');
const hit = (name: string) =>
  alex.area('customer.title').getByRole('button', { name: new RegExp(`^${name}`) });
const field = () => alex.page.getByLabel(alex.words('customer.search'));

test.before(async () => {
  shop = await Shop.open();
  alex = await Cashier.atWork(shop, { counted: '0', viewport: formats[0] });
});
test.after(async () => {
  await shop.close();
});

test('before the first goods, by a part of the name', limits, async () => {
  await alex.button('customer.choose').click();
  await field().fill('nobody at all');
  await alex.saysIt('customer.nothing').waitFor();
  await field().fill('bryggen');
  await hit('Kari Bryggen').waitFor();
  assert.is(await hit('Ola Bryggen').count(), 1);
  await fits('the search for a customer');
  await hit('Kari Bryggen').click();
  await chip().getByText('Kari Bryggen').waitFor();
  assert.match(await chip().innerText(), /1001 · Stamgjest/);
  // The grid is back, and nobody is offered to be chosen beside who is.
  await alex.page
    .getByRole('button', { name: /^Filterkaffe/ })
    .first()
    .waitFor();
  assert.is(await alex.button('customer.choose').count(), 0);
});

test('what the group is given stands on each line; taken off, it is gone', limits, async () => {
  await alex.scans('Grovbrød');
  await alex
    .lineOf('Grovbrød')
    .getByText(/Stamgjest/)
    .waitFor();
  await alex.page
    .getByRole('button', { name: /^Filterkaffe/ })
    .first()
    .click();
  await alex.lineOf('Filterkaffe').getByText(/30,40/).waitFor();
  await fits('a basket with a customer');
  await alex.button('tab.more').click();
  await alex.saysIt('tab.customer-group-discount').waitFor();
  await fits('the menu of the tab');
  await alex.area('customer.title', 'group').getByRole('button').last().click();
  await chip().waitFor({ state: 'detached' });
  await alex.lineOf('Filterkaffe').getByText(/32,00/).waitFor();
  assert.is(
    await alex
      .lineOf('Grovbrød')
      .getByText(/Stamgjest/)
      .count(),
    0,
  );
});

test('by keys alone, from the menu of the tab, by telephone', limits, async () => {
  await alex.area('customer.title').waitFor({ state: 'detached' });
  await alex.button('tab.do-customer').focus();
  await alex.page.keyboard.press('Enter');
  await alex.page.keyboard.type('99000005');
  await hit('Jonas Vik').waitFor();
  // Only one is meant: Enter takes them.
  await alex.page.keyboard.press('Enter');
  await chip().getByText('Jonas Vik').waitFor();
  await alex
    .lineOf('Filterkaffe')
    .getByText(/Ansatt/)
    .waitFor();
});

test('another tab is nobody’s; with parked tabs all keys have room', limits, async () => {
  await alex.button('tab.park').click();
  await chip().waitFor({ state: 'detached' });
  await alex.scans('Grovbrød');
  await fits('a basket beside a parked one');
  await alex.button('tab.parked').click();
  await alex.page.getByRole('button', { name: /B1-001-0001/ }).click();
  await chip().getByText('Jonas Vik').waitFor();
});

test('the receipt names who was on the tab, and the next one nobody', limits, async () => {
  await alex.takesCash();
  await shop.bench.until('the customer', ({ text }) =>
    /Kunde\s+1005\s[^]*Jonas Vik[^]*Kundegruppe: Ansatt/.test(text),
  );
  await alex.open('/till/sell');
  await alex.button('tab.parked').click();
  await alex.page.getByRole('button', { name: /B1-001-0002/ }).click();
  assert.is(await chip().count(), 0);
  const before = shop.bench.text.split('Kunde ').length;
  await alex.takesCash();
  await shop.bench.until('a second receipt', ({ text }) => (text.match(/Kvittering nr/g) ?? []).length === 2);
  assert.is(shop.bench.text.split('Kunde ').length, before);
  assert.equal(alex.page.troubles, []);
});

/** With what the office says by then: a sale is counted there a moment after it is paid here. */
async function choosesKari(points: RegExp): Promise<void> {
  for (let tries = 0; tries < 20; tries += 1) {
    await alex.button('customer.choose').click();
    await field().fill('kari');
    await hit('Kari Bryggen').click();
    await chip().getByText('Kari Bryggen').waitFor();
    if (points.test(await chip().innerText())) return;
    await chip().getByRole('button').last().click();
    await chip().waitFor({ state: 'detached' });
  }
  assert.unreachable('the points of the sale before');
}

test('points of one tab are used on the next, one touch for all of them; and a coupon', limits, async () => {
  await alex.open('/till/sell');
  await choosesKari(/\b0 points/);
  await alex.scans('Grovbrød', 'Grovbrød', 'Grovbrød');
  await chip()
    .getByText(/\+\d+ with this/)
    .waitFor();
  const told = () => [...shop.bench.text.matchAll(/Opptjente poeng\s+(\d+)/g)];
  const before = told().length;
  await alex.takesCash();
  await shop.bench.until('what was earned', () => told().length > before);
  const earned = told().at(-1)?.[1] ?? '';
  await alex.open('/till/sell');
  await choosesKari(new RegExp(`\\b${earned} points`));
  await alex.scans('Grovbrød', 'Grovbrød', 'Grovbrød');
  await alex.button('tab.more').click();
  await alex.button('tab.do-points').click();
  await fits('points to use');
  await alex
    .area('points.title')
    .getByRole('button', { name: `Use ${earned}` })
    .click();
  await alex.button('points.use').click();
  await alex
    .lineOf('Grovbrød')
    .getByText(/Stamgjest \(points\)/)
    .waitFor();
  shop.bench.scan('HAVN10', ']C0');
  await alex
    .lineOf('Grovbrød')
    .getByText(/Havnekupong \(coupon\)/)
    .waitFor();
  await alex.button('tab.more').click();
  await alex.page.getByRole('button', { name: /coupon Havnekupong/ }).waitFor();
  await fits('the menu of a tab with a coupon');
  await alex.open('/till/sell');
  await alex.takesCash();
  await shop.bench.until('what was used', ({ text }) =>
    new RegExp(`Kupong: Havnekupong[^]*Brukte poeng\\s+${earned}`).test(text),
  );
  assert.equal(alex.page.troubles, []);
});
