// Goods that come back, in a browser: by the code on the receipt, in an exchange, to the card it was paid with, without a receipt; the gift
// receipt; a receipt of another register, also one that cannot be looked up; a receipt by e-mail.
import { assert } from '../../appliance/test/kit.ts';
import { formatInternalCode } from '../../appliance/src/domain/barcode/internal-code.ts';
import { Cashier, codeOf } from './cashier.ts';
import { accessibilityFindings, browserSuite, Shop } from './shop.ts';

const test = browserSuite('returns in a browser', 'returns were not tried in a browser');
const limits = { timeoutMs: 120_000 };
const viewports = [
  { name: 'landscape', viewport: { width: 1366, height: 768 }, colorScheme: 'light' },
  { name: 'portrait', viewport: { width: 768, height: 1024 }, colorScheme: 'dark' },
] as const;

let shop: Shop;
let alex: Cashier;

const soldLine = (name: string) => alex.page.getByRole('listitem').filter({ hasText: name });

async function sells(name: string, tender: RegExp): Promise<void> {
  await alex.open('/till/sell');
  await alex.scans(name);
  await alex.button('sell.pay').click();
  await alex.page.locator('label', { hasText: tender }).click();
}

async function sellsByCard(name: string): Promise<void> {
  await sells(name, /^\s*Kort/);
  await alex.button('pay.charge-card').click();
  await alex.button('pay.approved').click();
  await alex.area('done.title').waitFor();
}

/** In pictures, where somebody wants to look. */
async function picture(name: string): Promise<void> {
  assert.equal(await accessibilityFindings(alex.page), []);
  const folder = process.env['COUNTERTOP_PICTURES'];
  if (folder !== undefined) await alex.page.screenshot({ path: `${folder}/${name}.png` });
}

test.before(async () => {
  shop = await Shop.open();
  alex = await Cashier.atWork(shop);
});
test.after(async () => {
  await shop.close();
});

test('the receipt bears a code; scanned while selling, it leads to its sale', limits, async () => {
  await sellsByCard('Grovbrød');
  await shop.bench.until('the code', ({ text }) => text.includes('[qr CT-R-B1-1-H]'));
  await alex.button('done.print-gift').click();
  await shop.bench.until('a gift receipt', ({ text }) => text.includes('Byttelapp'));
  await alex.open('/till/sell');
  shop.bench.scan('CT-R-B1-1-H', ']Q1');
  await alex.page.getByRole('link', { name: alex.words('scan.open-receipt') }).click();
  await alex.button('returns.start').waitFor();
  await soldLine('Grovbrød').waitFor();
});

test('shown as it stands on paper, and taken along as a file, which is the one copy', limits, async () => {
  await alex.button('receipts.show-paper').click();
  const sheet = alex.page.getByRole('document', { name: alex.words('receipts.paper') });
  await sheet.getByText('Salgskvittering').waitFor();
  await picture('sheet');
  const saved = alex.page.waitForEvent('download');
  await alex.button('receipts.pdf').click();
  assert.is((await saved).suggestedFilename(), 'B1-1.pdf');
  await alex.button('done.print-copy').click();
  await alex.saysIt('failure.receipt.copy-limit.what').waitFor();
});

test('back to the card it was paid with, with a reason', limits, async () => {
  await alex.button('returns.start').click();
  await alex.button('returns.everything').click();
  await alex.button('returns.faulty').click();
  await alex.button('returns.take-back').click();
  await alex.page.waitForURL(/\/till\/sell/);
  await alex.saysIt('line.return-of').waitFor();
  await alex.button('sell.pay').click();
  await alex.saysIt('pay.refund-way').waitFor();
  await alex.button('pay.refund-card').click();
  await alex.button('pay.approved').click();
  await alex.area('done.title').waitFor();
  await shop.bench.until('the return receipt', ({ text }) => text.includes('Returkvittering'));
  assert.ok(/Retur fra kvittering\s1/.test(shop.bench.text));
});

test('a receipt of another register: unknown, mistyped, or not at the office yet', limits, async () => {
  await alex.open('/till/receipts');
  await alex.page.getByRole('searchbox').fill('CT-R-B2-42-A');
  await alex.page.keyboard.press('Enter');
  await alex.saysIt('failure.receipt.unknown.what').waitFor();
  await alex.page.getByRole('searchbox').fill('CT-R-B2-42-B');
  await alex.page.keyboard.press('Enter');
  await alex.saysIt('failure.code.malformed.what').waitFor();
});

test('taken back without checking while it cannot be looked up', limits, async () => {
  const code = formatInternalCode({ purpose: 'receipt', register: 'G1', number: 42 });
  await alex.page.getByRole('searchbox').fill(code);
  await alex.page.keyboard.press('Enter');
  await alex.saysIt('failure.receipt.not-arrived.what').waitFor();
  await picture('not-arrived');
  await alex.button('returns.unverified').click();
  await alex.area('returns.unverified').waitFor();
  shop.bench.scan(codeOf('Grovbrød'));
  await alex.button('returns.other-product').waitFor();
  await picture('unverified');
  await alex.button('returns.wrong-size').click();
  await alex.button('returns.loose-confirm').click();
  await alex.page.waitForURL(/\/till\/sell/);
  await alex.saysIt('line.return-unverified').waitFor();
  await alex.button('sell.pay').click();
  await alex.button('pay.pay-out-cash').click();
  await alex.area('done.title').waitFor();
  await shop.bench.until('that nobody checked it', ({ text }) => /ikke\s+kontrollert/.test(text));
});

test('a receipt by e-mail, and what became of it', limits, async () => {
  await alex.button('mail.title').click();
  await alex.page.getByLabel(alex.words('mail.address')).fill('kari@example.no');
  await picture('by-mail');
  await alex.button('mail.send').click();
  await alex.saysIt('mail.state.kept').waitFor();
});

for (const { name, ...look } of viewports) {
  test(`without a receipt, scanned and found, ${name}`, limits, async () => {
    await alex.page.setViewportSize(look.viewport);
    await alex.page.emulateMedia({ colorScheme: look.colorScheme });
    await alex.open('/till/receipts');
    await alex.button('returns.without').click();
    await alex.area('returns.without').waitFor();
    shop.bench.scan(codeOf('Grovbrød'));
    await alex.button('returns.other-product').waitFor();
    await picture(`loose-${name}`);
    assert.is(await alex.button('returns.loose-confirm').getAttribute('aria-disabled'), 'true');
    await alex.button('returns.wrong-size').click();
    await alex.button('returns.loose-confirm').click();
    await alex.page.waitForURL(/\/till\/sell/);
    await alex.saysIt('line.loose-return').waitFor();
    await alex.button('sell.pay').click();
    await alex.button('pay.pay-out-cash').click();
    await alex.area('done.title').waitFor();
  });
}

test('no page complained on the way', limits, () => {
  assert.equal(alex.page.troubles, []);
  assert.equal(shop.box.troubles, []);
});
