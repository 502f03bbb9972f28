// A party at a table, through the whole daemon: ordered, split, killed in between, merged, handed on, paid in parts, and one bill opened again.
// After each crash the tabs are what they were, and in the end everything was sold once.
import type { Sale, ShiftReport } from '../../src/protocol/answers.ts';
import type { EvenParts } from '../../src/protocol/tab-views.ts';
import type { Page, PageReply } from '../../src/replay/page.ts';
import { productNamed } from '../back-office/demo-office.ts';
import { Box } from '../daemon-process.ts';
import { assert, suite } from '../kit.ts';

const test = suite('tables through the box');
const limits = { timeoutMs: 120_000 };
/** 49.90 at 25 %. */
const candles = productNamed('Stearinlys 10 stk');
const bread = productNamed('Grovbrød');
const table = 'spisesal.t4';
let ids = 0;
const nextId = (): string => `tables-${(ids += 1)}`;
const codeOf = (reply: PageReply): string => (reply.ok ? 'ok' : reply.failure.code);
let box: Box;
let page: Page;

async function does(name: Parameters<Page['command']>[1], body: object): Promise<unknown> {
  const reply = await page.command(nextId(), name, body);
  assert.is(codeOf(reply), 'ok', name);
  return reply.ok ? reply.value : undefined;
}

/** As when the plug is pulled, and somebody logs in again. */
async function crash(): Promise<void> {
  page.close();
  await box.kill();
  await box.start();
  page = await box.page('alex');
}

async function report(): Promise<ShiftReport> {
  const reply = await page.query(nextId(), 'shift-report', {});
  assert.ok(reply.ok);
  return reply.value as ShiftReport;
}

async function sales(): Promise<readonly Sale[]> {
  const { lastSale } = page.view;
  const found: Sale[] = [];
  for (let receipt = 1; receipt <= (lastSale?.receipt ?? 0); receipt += 1) {
    const reply = await page.query(nextId(), 'sale', { receipt });
    assert.ok(reply.ok);
    found.push((reply.value as { readonly sale: Sale }).sale);
  }
  return found;
}

/** Tabs as anybody sees them, without what differs by the moment. */
function tabsNow(): unknown {
  const { tab, parked, tables } = page.view;
  return JSON.parse(JSON.stringify({ tab, parked, tables }));
}

const lineOf = (product: string): string =>
  Object.entries(page.view.tab?.lines ?? {}).find(([, line]) => line.name.includes(product))?.[0] ?? '';

test.before(async () => {
  box = await Box.started({ env: { COUNTERTOP_DEMO: 'true' } });
  page = await box.page('alex');
  await does('open-shift', { opening: [{ currency: 'NOK', amount: 0 }] });
});
test.after(async () => {
  page.close();
  await box.stop();
});

test('a table is taken, ordered at and split; a crash changes nothing about it', limits, async () => {
  await does('open-tab', { table, guests: 3 });
  await does('add-product', { product: candles, quantity: 3_000 });
  await does('add-product', { product: bread, quantity: 2_000 });
  await does('set-seat', { lines: [lineOf('Grovbrød')], seat: 2 });
  assert.is(page.view.tables[table]?.guests, 3);
  await does('split-lines', { lines: [{ line: lineOf('Stearinlys'), quantity: 1_000 }] });
  const before = tabsNow();
  await crash();
  assert.equal(tabsNow(), before);
  assert.is(page.view.tables[table]?.tabs.length, 2);
});

test('a split that was answered is not done twice, and one table too few is refused', limits, async () => {
  const line = lineOf('Stearinlys');
  const body = { lines: [{ line, quantity: 1_000 }] };
  const id = nextId();
  const first = await page.command(id, 'split-lines', body);
  await crash();
  const again = await page.command(id, 'split-lines', body);
  assert.equal(again, first);
  assert.is(page.view.tables[table]?.tabs.length, 3);
  assert.is(
    codeOf(await page.command(nextId(), 'move-to-table', { table: 'no such table' })),
    'table.unknown',
  );
  assert.is(codeOf(await page.command(nextId(), 'transfer-tab', { to: 'nobody' })), 'staff.unknown');
});

test('handed on, billed and paid evenly over a crash: what was paid stays paid', limits, async () => {
  await does('transfer-tab', { to: 'ingrid' });
  const [handed] =
    Object.entries(page.view.parked).find(([, { place }]) => place.owner.id === 'ingrid') ?? [];
  assert.ok(handed !== undefined);
  await does('recall-tab', { tab: handed });
  await does('print-bill', {});
  assert.is(page.view.tab?.place.billed, 1);
  const reply = await page.query(nextId(), 'even-parts', { parts: 2 });
  assert.ok(reply.ok);
  const { parts } = reply.value as EvenParts;
  assert.is(
    parts.reduce((sum, part) => sum + part, 0),
    page.view.tab?.due,
  );
  await does('take-payment', { tender: 'cash', tendered: parts[0] ?? 0 });
  await crash();
  assert.is(page.view.tab?.due, parts[1]);
  assert.is(codeOf(await page.command(nextId(), 'split-by-seat', {})), 'tab.has-payments');
  await does('take-payment', { tender: 'cash', tendered: page.view.tab?.cashDue ?? 0 });
});

test('the other two are merged and paid; all was sold once, and nothing was voided', limits, async () => {
  const [one = '', other = ''] = Object.keys(page.view.parked);
  await does('recall-tab', { tab: one });
  await does('merge-tab', { tab: other });
  await crash();
  await does('take-payment', { tender: 'cash', tendered: page.view.tab?.cashDue ?? 0 });
  assert.equal(page.view.tables, {});
  const sold = (await sales()).flatMap(({ lines }) => lines);
  const pieces = (name: string): number =>
    sold
      .filter(({ product }) => product.name.includes(name))
      .reduce((sum, { quantity }) => sum + quantity, 0);
  assert.equal([pieces('Stearinlys'), pieces('Grovbrød')], [3_000, 2_000]);
  const { tabs, bills, corrections } = await report();
  assert.equal(
    [tabs.paid, tabs.transferred, tabs.voided.count, bills?.count, corrections.count],
    [2, 1, 0, 1, 0],
  );
});

test('a paid bill is opened again: one return, the same goods, and the sums of both', limits, async () => {
  const receipt = page.view.lastSale?.receipt ?? 0;
  const { total, tabs } = await report();
  const paid = (await sales()).at(-1)?.total ?? 0;
  await does('reopen-sale', { receipt });
  assert.is(page.view.lastSale?.receipt, receipt + 1);
  assert.is(page.view.tab?.total, paid);
  assert.is(page.view.tab?.place.table?.id, table);
  assert.is((await report()).total, total - paid);
  await crash();
  assert.is(codeOf(await page.command(nextId(), 'reopen-sale', { receipt })), 'reopen.not-possible');
  await does('take-payment', { tender: 'cash', tendered: page.view.tab?.cashDue ?? 0 });
  const after = await report();
  assert.equal([after.total, after.tabs.paid], [total, tabs.paid + 2]);
  const [cash] = after.cash;
  assert.is(cash?.expected, after.total + after.rounding);
});
