// The bench and the customer's screen in a real browser: what is played with on the one page is seen on the other, from the closed till
// to the torn-off receipt. The till itself is worked by a page without a screen.
import type { Page as BrowserPage } from 'playwright-core';
import { systemClock } from '../../appliance/src/platform/clock/system-clock.ts';
import type { CommandBody, CommandName } from '../../appliance/src/protocol/commands.ts';
import { Page as Till } from '../../appliance/src/replay/page.ts';
import { assert } from '../../appliance/test/kit.ts';
import { browserSuite, nothingToReport, Shop } from './shop.ts';

const test = browserSuite(
  'bench and customer display in a browser',
  'bench and customer display were not tried in a browser',
);
const limits = { timeoutMs: 120_000 };

let shop: Shop;
let bench: BrowserPage & { readonly troubles: string[] };
let display: BrowserPage & { readonly troubles: string[] };
let till: Till;
let commands = 0;

async function command<Name extends CommandName>(name: Name, body: CommandBody<Name>): Promise<void> {
  commands += 1;
  const reply = await till.command(`bench-test-${commands}`, name, body);
  if (!reply.ok) throw new Error(`${name}: ${reply.failure.code}`);
}

/** The number in huge figures, e.g. "123,01 kr". */
const hugeAmount = async (): Promise<string> =>
  ((await display.locator('output').textContent()) ?? '').replaceAll(/\s+/g, ' ').trim();

test.before(async () => {
  shop = await Shop.open();
  bench = await shop.page('/setup/simulators', {
    locale: 'en-GB',
    viewport: { width: 1920, height: 1080 },
  });
  display = await shop.page('/customer-display', {
    colorScheme: 'dark',
    viewport: { width: 1280, height: 800 },
  });
  till = new Till({
    origin: shop.box.origin,
    clock: systemClock,
    patienceMs: 20_000,
    user: 'alex',
    pin: '4321',
  });
});
test.after(async () => {
  till.close();
  await shop.close();
});

test(
  'before the shift the display says that the till is closed, and the bench what to do first',
  limits,
  async () => {
    await display.getByText('Kassen er stengt').waitFor();
    await nothingToReport(display, 'the closed display');
    await bench.getByRole('region', { name: 'The receipt paper' }).waitFor();
    await bench.locator('[aria-current="step"]', { hasText: 'Log in' }).waitFor();
    await bench.getByRole('radio', { name: /wedge/ }).waitFor();
    await nothingToReport(bench, 'the bench at rest');
    await till.open();
    await command('open-shift', { opening: [{ currency: 'NOK', amount: 100_000 }] });
    await display.getByText('Velkommen').waitFor();
    await nothingToReport(display, 'the display at rest');
  },
);

test('a scan on the bench is large on the display, and its deposit is not', limits, async () => {
  await bench.getByRole('button', { name: /^Grovbrød/ }).click();
  await display.getByRole('heading', { name: 'Grovbrød' }).waitFor();
  await bench.getByText('Grovbrød is in the basket.').waitFor();
  await bench.getByLabel('Code, or part of a name').fill('cola 0,5');
  await bench.getByRole('button', { name: /^Cola/ }).click();
  await display.getByRole('heading', { name: /^Cola/ }).waitFor();
  await display.getByText('Pant liten').waitFor();
  // 38.90 + 26.90 + 2.00 deposit.
  assert.is(await hugeAmount(), '67,80 kr');
  await nothingToReport(display, 'the display while selling');
});

test('a code that nobody knows is explained where it was scanned', limits, async () => {
  await bench.getByLabel('Code, or part of a name').fill('7038010009457');
  await bench.getByRole('button', { name: 'Scan', exact: true }).click();
  await bench.getByText(/7038010009457 ·/).waitFor();
  await nothingToReport(bench, 'a refused scan');
});

test('the scale swings, rests, and the till reads the same', limits, async () => {
  await bench.getByRole('button', { name: '0,832 kg' }).click();
  await bench.getByText('The till reads: 0,832 kg').waitFor();
  await bench.locator('output', { hasText: '0,832 kg' }).waitFor();
  await bench.getByText('Overload').click();
  await bench.getByText('The till reads: Overload').waitFor();
  await bench.locator('label', { hasText: 'Stable' }).click();
  await bench.getByText('The till reads: 0,832 kg').waitFor();
});

test('what is paid and what is left, then the change', limits, async () => {
  await command('take-payment', { tender: 'voucher', tendered: 2_000 });
  await display.getByText('Gjenstår å betale').waitFor();
  assert.is(await hugeAmount(), '47,80 kr');
  await nothingToReport(display, 'the display while paying');
  await command('take-payment', { tender: 'cash', tendered: 10_000 });
  await display.getByText('Takk for handelen!').waitFor();
  await display.getByText('Du får tilbake').waitFor();
  assert.is(await hugeAmount(), '52,00 kr');
  await nothingToReport(display, 'the display after the sale');
});

test('the receipt grows out of the printer with its barcode, the drawer stands open', limits, async () => {
  const paper = bench.getByRole('region', { name: 'The receipt paper' });
  await paper.getByText('Brygga Mat & Kafé').waitFor();
  await paper.getByAltText(/^QR code: CT-R-B1-1-/).waitFor();
  await bench.getByText('The drawer is open').waitFor();
  await nothingToReport(bench, 'a printed receipt');
  await bench.getByRole('button', { name: 'Close the drawer' }).click();
  await bench.getByText('The drawer is closed').waitFor();
  await bench.getByRole('button', { name: 'Tear off' }).click();
  await bench.getByText('What is printed comes out here.').waitFor();
  assert.is(await bench.locator('[aria-current="step"]').count(), 0, 'all first steps are done');
});

test('covers, rolls and cables, as the till sees them, here and on the list of devices', limits, async () => {
  await bench.getByRole('button', { name: 'Open the cover' }).click();
  await bench.getByText('Cover open').waitFor();
  await bench.getByText('No paper', { exact: true }).click();
  await bench.getByText(/Out of paper/).waitFor();
  await bench.getByRole('button', { name: 'Unplug: hand-scanner' }).click();
  await bench.getByText('Not connected').waitFor();
  await nothingToReport(bench, 'a bench in trouble');
  const setup = await shop.page('/setup', { locale: 'nl-NL', viewport: { width: 390, height: 844 } });
  await setup.getByText('Niet verbonden').waitFor();
  await setup.getByText(/Papier op/).waitFor();
  await nothingToReport(setup, 'the list of devices');
  await bench.getByRole('button', { name: 'Plug in: hand-scanner' }).click();
  await bench.getByRole('button', { name: 'Close the cover' }).click();
  await bench.getByText('Full roll').click();
  await bench.getByText('Not connected').waitFor({ state: 'detached' });
  await bench.getByText('Cannot work').waitFor({ state: 'detached' });
});

test('no page complained on the way', () => {
  assert.equal([...bench.troubles, ...display.troubles], []);
  assert.equal(shop.box.troubles, []);
});
