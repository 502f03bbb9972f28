// Bad days at the till, as the cashier sees them: no paper, a printer that goes away in the middle of a receipt, a daemon killed in the middle
// of a payment, a scanner that is a keyboard, two screens for one register.
import { assert } from '../../appliance/test/kit.ts';
import { Cashier, codeOf } from './cashier.ts';
import { accessibilityFindings, browserSuite, Shop } from './shop.ts';

const test = browserSuite('troubles in a browser', 'troubles were not tried in a browser');
const limits = { timeoutMs: 120_000 };
/** How long something must stay away before it is believed not to come. */
const patienceMs = 1_500;
/** A marked paper says so at its head and at its foot. */
const marksOfOne = 2;
/** A browser tells of every connection it did not get; while the daemon is down that is as it should be. */
const noConnection = /ERR_CONNECTION_REFUSED|WebSocket connection to/;

let shop: Shop;
let alex: Cashier;

/** How often it stands on the paper that was not torn off yet. */
const onPaper = (text: string): number => shop.bench.text.split(text).length - 1;

async function tear(): Promise<void> {
  shop.bench.play({ t: 'printer', action: 'tear' });
  shop.bench.play({ t: 'printer', action: 'close-drawer' });
  await shop.bench.until('torn paper', ({ paper }) => paper.blocks.length === 0 && paper.drawer === 'closed');
}

test.before(async () => {
  shop = await Shop.open();
  alex = await Cashier.atWork(shop);
  await shop.bench.until('an open drawer', ({ paper }) => paper.drawer === 'open');
  await alex.open('/till/sell');
});
test.after(async () => {
  await shop.close();
});

test('a scanner that is a keyboard does not type into the search', limits, async () => {
  const search = alex.page.getByRole('searchbox');
  await search.click();
  shop.bench.play({ t: 'scan', device: 'wedge-scanner', code: codeOf('Grovbrød') });
  await alex.lineOf('Grovbrød').waitFor();
  assert.is(await search.inputValue(), '');
  assert.ok(await search.evaluate((field) => field === document.activeElement), 'the field keeps the focus');
});

test('without paper the till says so, and sells; with paper the receipt comes out once', limits, async () => {
  await tear();
  shop.bench.play({ t: 'printer', action: 'paper-out' });
  await alex.saysIt('device.printer.paper-out.what').waitFor();
  assert.equal(await accessibilityFindings(alex.page), []);
  await alex.takesCash();
  await alex.page.waitForTimeout(patienceMs);
  assert.is(onPaper('Salgskvittering'), 0);
  assert.ok(await alex.saysIt('device.printer.paper-out.do').isVisible());
  shop.bench.play({ t: 'printer', action: 'refill' });
  await shop.bench.until('a receipt', ({ text }) => text.includes('----'));
  await alex.saysIt('device.printer.paper-out.what').waitFor({ state: 'detached' });
  await alex.page.waitForTimeout(patienceMs);
  assert.is(onPaper('Salgskvittering'), 1);
  assert.is(onPaper('NY UTSKRIFT'), 0);
});

test(
  'unplugged in the middle of a receipt: asked, printed again, marked, and nothing twice',
  limits,
  async () => {
    await alex.open('/till/sell');
    await alex.scans('Grovbrød', 'Lokalavisen', 'Helmelk 1 l');
    await tear();
    shop.bench.play({ t: 'misbehave', device: 'receipt-printer', how: 'unplug-mid-report' });
    await alex.takesCash();
    await alex.saysIt('job.unknown').waitFor();
    await alex.saysIt('device.printer.gone.what').waitFor();
    assert.equal(await accessibilityFindings(alex.page), []);
    shop.bench.play({ t: 'plug', device: 'receipt-printer' });
    await alex.saysIt('device.printer.gone.what').waitFor({ state: 'detached' });
    await alex.page.waitForTimeout(patienceMs);
    assert.is(onPaper('NY UTSKRIFT'), 0, 'nobody asked for it yet');
    assert.ok(onPaper('Salgskvittering') <= 1, 'nothing is printed twice by itself');
    await alex.button('job.print-again-marked').click();
    await shop.bench.until('a marked receipt', ({ text }) => /NY UTSKRIFT[^]*----/.test(text));
    await alex.saysIt('job.unknown').waitFor({ state: 'detached' });
    await alex.page.waitForTimeout(patienceMs);
    assert.is(onPaper('Den første utskriften'), marksOfOne);
    assert.ok(onPaper('Salgskvittering') <= 2);
  },
);

test(
  'killed in the middle of a card payment: told while it lasts, back by itself, everything where it was',
  limits,
  async () => {
    await alex.open('/till/sell');
    await alex.scans('Grovbrød', 'Lokalavisen');
    await alex.button('sell.pay').click();
    await alex.page.locator('label', { hasText: /^\s*Kort/ }).click();
    await alex.button('pay.charge-card').click();
    await alex.button('pay.approved').waitFor();
    await shop.box.kill();
    await alex.saysIt('link.lost').waitFor();
    await alex.saysIt('link.lost-do').waitFor();
    assert.equal(await accessibilityFindings(alex.page), []);
    await shop.box.start();
    alex.speaks('nb');
    await alex.saysIt('login.choose').waitFor();
    await alex.saysIt('login.ended').waitFor();
    assert.is(await alex.saysIt('link.lost').count(), 0);
    await alex.logIn('alex');
    await alex.open('/till/pay');
    await alex.button('pay.approved').waitFor();
    assert.is(await alex.page.locator('[data-line]').count(), 2);
    await alex.button('pay.no-answer').click();
    await alex.saysIt('pay.card-unknown').waitFor();
    assert.is(
      await alex.button('pay.was-charged').getAttribute('aria-disabled'),
      'true',
      'a reason comes first',
    );
    await alex.button('pay.ground-slip').click();
    await alex.button('pay.was-charged').click();
    await alex.area('done.title').waitFor();
  },
);

test('two screens, one register: the second log-in ends the first, which says so', limits, async () => {
  const ingrid = await Cashier.arrives(shop);
  await ingrid.logIn('ingrid');
  alex.speaks('nb');
  await alex.saysIt('login.ended').waitFor();
  await alex.saysIt('login.choose').waitFor();
  assert.equal(await accessibilityFindings(alex.page), []);
  await ingrid.open('/till/sell');
  await ingrid.scans('Grovbrød');
  await alex.logIn('alex');
  await ingrid.saysIt('login.ended').waitFor();
  await alex.open('/till/sell');
  await alex.lineOf('Grovbrød').waitFor();
  assert.equal(ingrid.page.troubles, []);
  // The same person elsewhere: this screen learns of it when it next asks for something, and nothing is done.
  const again = await Cashier.arrives(shop);
  await again.logIn('alex');
  await alex.button('line.one-more').click();
  alex.speaks('nb');
  await alex.saysIt('login.ended').waitFor();
  await again.open('/till/sell');
  await again.lineOf('Grovbrød').waitFor();
  const two = again.lineOf('Grovbrød').getByText(/2\s×/);
  assert.is(await two.count(), 0);
  await again.button('line.one-more').click();
  await two.waitFor();
});

test('no page complained of anything else, and no daemon', limits, () => {
  assert.equal(
    alex.page.troubles.filter((trouble) => !noConnection.test(trouble)),
    [],
  );
  assert.equal(shop.box.troubles, []);
});
