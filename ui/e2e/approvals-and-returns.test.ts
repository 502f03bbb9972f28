// What staff may only do with a manager's PIN, given where the action was refused and named in the journal; and goods that come back
// against their receipt, by number and by scan, never more than were sold.
import { join } from 'node:path';
import { journal } from '../../appliance/src/cli/journal.ts';
import { runHere } from '../../appliance/test/daemon-process.ts';
import { assert } from '../../appliance/test/kit.ts';
import { Cashier } from './cashier.ts';
import { browserSuite, Shop } from './shop.ts';

const test = browserSuite(
  'approvals and returns in a browser',
  'approvals and returns were not tried in a browser',
);
const limits = { timeoutMs: 120_000 };

let shop: Shop;
let ingrid: Cashier;

interface JournalLine {
  readonly type: string;
  readonly who: string;
  readonly approvedBy?: string;
}

/** The journal as it stands, of one type. */
async function entries(type: string): Promise<readonly JournalLine[]> {
  const { code, stdout } = await runHere(journal, ['export', '--format', 'json'], {
    COUNTERTOP_DATA: shop.box.folder,
  });
  assert.is(code, 0);
  const { entries: all } = JSON.parse(stdout) as { readonly entries: readonly JournalLine[] };
  return all.filter((entry) => entry.type === type);
}

/** Who did it and who approved it, entry by entry. */
const told = (lines: readonly JournalLine[]) => lines.map(({ who, approvedBy }) => [who, approvedBy]);

async function openReceipt(number: number): Promise<void> {
  await ingrid.open('/till/receipts');
  await ingrid.page.getByRole('searchbox').fill(String(number));
  await ingrid.page.keyboard.press('Enter');
  await ingrid.button('returns.start').waitFor();
}

const soldLine = (name: string) => ingrid.page.getByRole('listitem').filter({ hasText: name });
const backOf = (name: string) => soldLine(name).getByRole('button', { name: ingrid.words('line.one-more') });

async function paysOut(): Promise<void> {
  await ingrid.button('sell.pay').click();
  await ingrid.button('pay.pay-out-cash').click();
  await ingrid.area('done.title').waitFor();
}

test.before(async () => {
  shop = await Shop.open();
  ingrid = await Cashier.atWork(shop, { who: 'ingrid' });
});
test.after(async () => {
  await shop.close();
});

test('a discount asks for approval where it was refused; a wrong PIN asks again', limits, async () => {
  await ingrid.scans('Grovbrød', 'Lokalavisen');
  await ingrid.button('line.do-discount').click();
  const panel = ingrid.area('discount.line');
  await panel.getByRole('button', { name: /^10\s?%$/ }).click();
  await panel.getByRole('button', { name: ingrid.words('reason.goodwill') }).click();
  await panel.getByRole('region', { name: ingrid.words('approval.title') }).waitFor();
  assert.is(await ingrid.button('discount.give').count(), 0, 'the form gives way to the approval');
  await ingrid.approves('femke', '1111');
  await ingrid.saysIt('failure.staff.pin-wrong.what').waitFor();
  assert.is(await ingrid.saysIt('line.discount-percent').count(), 0);
  await ingrid.page.keyboard.type('9876');
  await ingrid.page.keyboard.press('Enter');
  await ingrid.lineOf('Lokalavisen').getByText(ingrid.within('line.discount-percent')).waitFor();
  await panel.waitFor({ state: 'detached' });
  assert.equal(told(await entries('line.discounted')), [['ingrid', 'femke']]);
});

test('voiding the tab asks for approval; without it the tab stands, with it it is gone', limits, async () => {
  const voidTab = async (): Promise<void> => {
    await ingrid.button('tab.more').click();
    await ingrid.button('tab.do-void').click();
    await ingrid.button('reason.customer-left').click();
    await ingrid.area('approval.title').waitFor();
  };
  await voidTab();
  await ingrid.button('approval.cancel').click();
  await ingrid.area('approval.title').waitFor({ state: 'detached' });
  assert.is(await ingrid.page.locator('[data-line]').count(), 2);
  await ingrid.page.keyboard.press('Escape');
  await voidTab();
  await ingrid.approves('femke');
  await ingrid.page.locator('[data-line]').first().waitFor({ state: 'detached' });
  assert.equal(told(await entries('tab.voided')), [['ingrid', 'femke']]);
});

test('a line comes back against its receipt by number, and is paid out', limits, async () => {
  await ingrid.scans('Grovbrød', 'Lokalavisen');
  await ingrid.button('line.one-more').click();
  await ingrid.takesCash();
  await shop.bench.until('a receipt', ({ text }) => text.includes('Salgskvittering'));
  assert.ok(shop.bench.text.includes('CT-R-B1-1-H'), 'the receipt carries its barcode');
  await openReceipt(1);
  await ingrid.button('returns.start').click();
  await backOf('Grovbrød').click();
  assert.ok(await backOf('Grovbrød').isDisabled(), 'no more than were sold');
  await ingrid.button('returns.take-back').click();
  await ingrid.approves('femke');
  await ingrid.page.waitForURL(/\/till\/sell/);
  await ingrid.lineOf('Grovbrød').waitFor();
  const approved = (await entries('line.added')).filter(({ approvedBy }) => approvedBy !== undefined);
  assert.equal(told(approved), [['ingrid', 'femke']]);
});

test('the same again, while the first is not paid out yet, is refused in words', limits, async () => {
  await openReceipt(1);
  await ingrid.button('returns.start').click();
  await backOf('Grovbrød').click();
  await ingrid.button('returns.take-back').click();
  await ingrid.approves('femke');
  await ingrid.saysIt('failure.return.more-than-sold.what').waitFor();
  await ingrid.open('/till/sell');
  await ingrid.lineOf('Grovbrød').waitFor();
  assert.is(await ingrid.page.locator('[data-line]').count(), 1);
});

test('paid out in cash: drawer and return receipt', limits, async () => {
  shop.bench.play({ t: 'printer', action: 'close-drawer' });
  shop.bench.play({ t: 'printer', action: 'tear' });
  await shop.bench.until(
    'empty paper',
    ({ paper }) => paper.blocks.length === 0 && paper.drawer === 'closed',
  );
  await paysOut();
  await shop.bench.until(
    'a return receipt',
    ({ text }) => text.includes('Returkvittering') && text.includes('----'),
  );
  await shop.bench.until('an open drawer', ({ paper }) => paper.drawer === 'open');
  assert.ok(shop.bench.text.includes('Grovbrød'));
  assert.not.ok(shop.bench.text.includes('Salgskvittering'));
  assert.equal(
    shop.bench.paper.blocks.filter(({ kind }) => kind === 'fault'),
    [],
  );
});

test('scanned, the receipt offers only what is left; in the end nothing', limits, async () => {
  await ingrid.open('/till/receipts');
  await ingrid.saysIt('receipts.choose').waitFor();
  shop.bench.scan('CT-R-B1-1-H', ']C0');
  await ingrid.button('returns.start').click();
  await backOf('Lokalavisen').waitFor();
  assert.is(await backOf('Grovbrød').count(), 0, 'what came back is not offered again');
  await soldLine('Grovbrød').getByText(ingrid.within('returns.before')).waitFor();
  await ingrid.button('returns.everything').click();
  await ingrid.button('returns.take-back').click();
  await ingrid.approves('femke');
  await ingrid.page.waitForURL(/\/till\/sell/);
  await paysOut();
  await openReceipt(1);
  await ingrid.saysIt('returns.nothing-left').waitFor();
  assert.is(await ingrid.button('returns.start').getAttribute('aria-disabled'), 'true');
});

test('no page complained on the way, and the journal is whole', limits, async () => {
  const database = join(shop.box.folder, 'countertop.db');
  const { code, stderr } = await runHere(journal, ['verify', '--database', database]);
  assert.is(code, 0, stderr);
  assert.equal(ingrid.page.troubles, []);
  assert.equal(shop.box.troubles, []);
});
