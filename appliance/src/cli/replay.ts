// `countertop replay`: sells a file through the real command path, on a daemon that runs or on one it starts itself, and ends with one line
// of JSON. The sums of that line are the Z-report's, so whoever doubts them needs only the file and the table of products it saves.
import { createReadStream, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { stringify } from 'csv-stringify/sync';
import { type Daemon, startDaemon } from '../daemon.ts';
import { demoUsers } from '../demo/shop.ts';
import type { ShiftReport } from '../domain/shift/report.ts';
import { systemClock } from '../platform/clock/system-clock.ts';
import { readConfig } from '../platform/config/config.ts';
import { openSqlite } from '../platform/database/sqlite.ts';
import { uuidIds } from '../platform/ids/uuid-ids.ts';
import { pinoLog } from '../platform/log/pino-log.ts';
import { systemRandomness } from '../platform/randomness/system-randomness.ts';
import { Page } from '../replay/page.ts';
import { readSales, type ReplayFile, type ReplayProduct } from '../replay/read-sales.ts';
import { sellAll, type Sold } from '../replay/sell.ts';
import { Catalogue } from '../till/catalogue/catalogue.ts';
import { databaseName } from '../till/journal/files.ts';
import { ShopStore } from '../till/shop/shop-store.ts';
import type { CommandIo } from './command.ts';

const usage = `countertop replay <csv> [--address http://host:port] [--table FILE] [--sales N] [--run ID] [--user ID --pin PIN]

Without --address a daemon is started on the data folder (COUNTERTOP_DATA, a demo shop when it is empty) and stopped again.
--table saves the products made of the file's words; --run makes the ids of the commands, so that a run cut off can be repeated.`;

/** Column of the products made for a replay in the catalogue. */
const category = 'replay';

async function putProducts(folder: string, products: readonly ReplayProduct[]): Promise<void> {
  const database = await openSqlite(join(folder, databaseName), { clock: systemClock, log: pinoLog('silent'), readers: 1 });
  try {
    await new Catalogue(database).put(
      products.map(({ id, word, price, vatClass }) => ({
        product: { id, sku: id, name: word.slice(0, 200), category, vatClass, unit: 'piece', price, active: true },
        codes: [],
      })),
    );
  } finally {
    await database.close();
  }
}

async function vatRates(folder: string): Promise<ReadonlyMap<string, number>> {
  const database = await openSqlite(join(folder, databaseName), { clock: systemClock, log: pinoLog('silent'), readers: 1 });
  try {
    const shop = await new ShopStore(database).read();
    return new Map(shop?.settings.vat.classes.map(({ id, rates }) => [id, rates[shop.settings.dining.default].rate]));
  } finally {
    await database.close();
  }
}

/** word, product, price in minor units, VAT rate in basis points: with the file itself, all that an independent sum needs. */
function saveTable(path: string, file: ReplayFile, rates: ReadonlyMap<string, number>): void {
  const rows = file.products.map(({ word, id, price, vatClass }) => [word, id, price, rates.get(vatClass) ?? '']);
  writeFileSync(path, stringify([['word', 'product', 'price_minor', 'vat_basis_points'], ...rows]));
}

function byKey<T>(items: readonly T[], key: (item: T) => string, value: (item: T) => unknown): Record<string, unknown> {
  return Object.fromEntries(items.map((item) => [key(item), value(item)]));
}

function result(file: ReplayFile, sold: Sold, report: ShiftReport, seconds: number): string {
  return JSON.stringify({
    form: file.form,
    sales: sold.sales,
    lines: sold.lines,
    gross: report.total,
    byVat: byKey(report.byVat, ({ rate, code }) => `${code}/${rate}`, ({ gross, net, vat }) => ({ gross, net, vat })),
    byTender: byKey(report.byTender, ({ tender }) => tender, ({ count, amount }) => ({ count, amount })),
    rounding: report.rounding,
    refusals: sold.refusals,
    badRows: file.problems.length,
    receipts: report.receipts,
    zNumber: report.zNumber ?? null,
    seconds: Number(seconds.toFixed(2)),
  });
}

/** Opens the shift, sells, closes it with the cash that should be there, and reads the Z-report back. */
async function oneShift(page: Page, file: ReplayFile, options: { readonly run: string; readonly sales: number }): Promise<{ sold: Sold; report: ShiftReport }> {
  const { run } = options;
  const currency = page.view.shop.currency;
  const opening = [{ currency: currency.code, amount: 1_000 * 10 ** currency.exponent }];
  if (page.view.shift === null) {
    const opened = await page.command(`${run}-open`, 'open-shift', { opening });
    if (!opened.ok) throw new Error(`no shift could be opened: ${opened.failure.code}`);
  }
  const sold = await sellAll(file.sales.slice(0, options.sales), { page, run, exponent: currency.exponent });
  const now = await page.query(`${run}-count`, 'shift-report', {});
  if (!now.ok) throw new Error(`no figures of the shift: ${now.failure.code}`);
  const counted = (now.value as ShiftReport).cash.map(({ currency: code, expected }) => ({ currency: code, amount: expected }));
  const closed = await page.command(`${run}-close`, 'close-shift', { counted, print: false });
  if (!closed.ok) throw new Error(`the shift could not be closed: ${closed.failure.code} ${JSON.stringify(closed.failure.data)}`);
  const reports = await page.query(`${run}-z`, 'z-reports', { limit: 1 });
  const [report] = reports.ok ? (reports.value as readonly ShiftReport[]) : [];
  if (report === undefined) throw new Error('no Z-report');
  return { sold, report };
}

async function ownDaemon(io: CommandIo): Promise<Daemon> {
  const log = pinoLog('warn');
  const config = readConfig({ ...io.env, COUNTERTOP_PORT: '0', COUNTERTOP_DEMO: 'true', COUNTERTOP_CONFIG: '' });
  return startDaemon(config, { clock: systemClock, randomness: systemRandomness, ids: uuidIds(systemClock, systemRandomness), log });
}

export async function replay(args: readonly string[], io: CommandIo): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      address: { type: 'string' },
      table: { type: 'string' },
      sales: { type: 'string', default: '1000000' },
      run: { type: 'string' },
      user: { type: 'string', default: demoUsers[3]?.id ?? '' },
      pin: { type: 'string', default: demoUsers[3]?.pin ?? '' },
    },
  });
  const [path] = positionals;
  if (path === undefined || !/^\d+$/.test(values.sales)) {
    io.stderr(usage);
    return 64;
  }
  const folder = io.env['COUNTERTOP_DATA'] ?? '.data';
  const daemon = values.address === undefined ? await ownDaemon(io) : undefined;
  const origin = values.address ?? `http://127.0.0.1:${daemon?.port ?? 0}`;
  const page = new Page({ origin, clock: systemClock, patienceMs: 60_000, user: values.user, pin: values.pin });
  try {
    await page.open();
    const file = await readSales(createReadStream(path), page.view.shop.currency.exponent);
    for (const { line, problem } of file.problems) io.stderr(`${path}:${line}: ${problem}`);
    await putProducts(folder, file.products);
    if (values.table !== undefined) saveTable(values.table, file, await vatRates(folder));
    const startedAt = systemClock.monotonic();
    const run = values.run ?? `replay-${systemClock.now().toString(36)}`;
    const { sold, report } = await oneShift(page, file, { run, sales: Number(values.sales) });
    for (const line of sold.refused) io.stderr(line);
    await io.stdout(result(file, sold, report, (systemClock.monotonic() - startedAt) / 1000));
    return sold.refusals === 0 ? 0 : 1;
  } finally {
    page.close();
    await daemon?.stop('replay done');
  }
}
