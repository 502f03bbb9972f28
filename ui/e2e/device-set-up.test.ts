// The technician's page of devices: who sees it, what it shows, adding by address, trying, bytes, settings, taking away, and moving all of it as a
// file; in both directions and colours, with nothing for axe-core to report.
import { readFileSync } from 'node:fs';
import { assert } from '../../appliance/test/kit.ts';
import { Cashier, readWords } from './cashier.ts';
import { browserSuite, nothingToReport, Shop } from './shop.ts';

const test = browserSuite(
  'setting up devices in a browser',
  'the page of devices was not tried in a browser',
);
const limits = { timeoutMs: 180_000 };
const sizes = [
  { width: 1366, height: 768 },
  { width: 768, height: 1024 },
];
const words = readWords('nb');
const say = (key: string, values: Readonly<Record<string, string>> = {}): string =>
  Object.entries(values).reduce((text, [name, value]) => text.replace(`{${name}}`, value), words[key] ?? key);

let shop: Shop;
test.before(async () => {
  shop = await Shop.open({ terminal: true });
});
test.after(async () => shop.close());

test('nobody who is not logged in sees it, and is told what to do', limits, async () => {
  const page = await shop.page('/setup/devices');
  await page.getByText(say('devices.trouble.not-allowed')).waitFor();
  await nothingToReport(page, 'the page of devices without leave', sizes);
  await page.context().close();
});

test('a technician tries, hears along, adds, is refused, changes, moves and takes away', limits, async () => {
  const { page } = await Cashier.atWork(shop);
  await page.goto(`${shop.box.origin}/setup/devices`);
  const row = (name: string) =>
    page.getByRole('listitem').filter({ has: page.getByText(name, { exact: true }) });
  const press = async (name: string, key: string): Promise<void> =>
    row(name)
      .getByRole('button', { name: say(key), exact: true })
      .click();
  await row('receipt-printer').getByText(say('setup.presence.ready')).waitFor();

  await press('counter-scanner', 'devices.bytes.start');
  await press('counter-scanner', 'devices.test.scan');
  await row('counter-scanner').getByText(say('devices.scan-now')).waitFor();
  shop.bench.scan('4006381333931');
  await row('counter-scanner').getByText(']E0 4006381333931', { exact: true }).waitFor();
  await row('counter-scanner').getByRole('log').getByText(say('devices.bytes.in')).first().waitFor();
  await press('receipt-printer', 'devices.test.print');
  await row('receipt-printer').getByText(say('devices.answer.print.printed')).waitFor();
  await shop.bench.until('the test page', ({ text }) => text.includes('ěščřžýáíé'));
  await press('card-terminal', 'devices.bytes.start');
  await press('card-terminal', 'devices.test.pay');
  await row('card-terminal').getByText(say('devices.answer.pay.taken-back')).waitFor();
  // What goes to a terminal is counted, never shown.
  const hidden = say('devices.bytes.hidden').split('{count}')[1] ?? '?';
  await row('card-terminal').getByText(hidden).first().waitFor();

  await page.getByRole('button', { name: say('devices.add-address') }).click();
  await page.getByLabel(say('devices.model')).selectOption('scanner/serial');
  await page.getByLabel(say('devices.name'), { exact: true }).fill('reserve');
  await page.getByLabel(say('devices.address'), { exact: true }).fill('tcp://nowhere');
  await page.getByRole('button', { name: say('devices.save') }).click();
  await page.getByText('needs host:port').waitFor();
  await nothingToReport(page, 'a device that is refused', sizes);
  await page.getByLabel(say('devices.address'), { exact: true }).fill('tcp://127.0.0.1:9');
  await page.getByRole('button', { name: say('devices.save') }).click();
  await row('reserve').getByText(say('setup.presence.gone'), { exact: true }).waitFor();
  await press('reserve', 'devices.settings');
  await row('reserve').getByLabel(say('devices.name'), { exact: true }).fill('reserve-2');
  await row('reserve')
    .getByRole('button', { name: say('devices.save') })
    .click();
  await row('reserve-2').waitFor();

  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: say('devices.export') }).click();
  const file = await (await download).path();
  assert.match(readFileSync(file, 'utf8'), /"version": 1[\s\S]*reserve-2/);
  await press('reserve-2', 'devices.remove');
  await row('reserve-2')
    .getByRole('button', { name: say('devices.remove-name', { name: 'reserve-2' }) })
    .click();
  await row('reserve-2').waitFor({ state: 'detached' });
  await page.locator('input[type=file]').setInputFiles(file);
  await row('reserve-2').waitFor();
  await nothingToReport(page, 'the page of devices', sizes);
  await page.emulateMedia({ colorScheme: 'dark' });
  await nothingToReport(page, 'the page of devices in the dark', sizes);
  const pictures = process.env['COUNTERTOP_PICTURES'];
  if (pictures !== undefined)
    for (const scheme of ['light', 'dark'] as const)
      for (const size of sizes) {
        await page.emulateMedia({ colorScheme: scheme });
        await page.setViewportSize(size);
        await page.screenshot({ path: `${pictures}/devices-${scheme}-${String(size.width)}.png` });
      }
});
