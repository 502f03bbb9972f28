// `countertop replay`: sells a file through the real command path, on a daemon that runs or on one it starts itself, and ends with one line
// of JSON. The sums of that line are the Z-report's, so whoever doubts them needs only the file and the table of products it saves.
import { createReadStream } from 'node:fs';
import { parseArgs } from 'node:util';
import { type Daemon, startDaemon } from '../daemon.ts';
import { demoUsers } from '../demo/people.ts';
import type { ShiftReport } from '../domain/shift/report.ts';
import { systemClock } from '../platform/clock/system-clock.ts';
import { readConfig } from '../platform/config/config.ts';
import { uuidIds } from '../platform/ids/uuid-ids.ts';
import { pinoLog } from '../platform/log/pino-log.ts';
import { systemRandomness } from '../platform/randomness/system-randomness.ts';
import { Page } from '../replay/page.ts';
import { putProducts, saveTable } from '../replay/products-of-words.ts';
import { readSales, type ReplayFile } from '../replay/read-sales.ts';
import { sellAll, type Sold } from '../replay/sell.ts';
import type { CommandIo } from './command.ts';

const usage = `countertop replay <csv> [--address http://host:port] [--table FILE] [--sales N] [--run ID] [--user ID --pin PIN]

Without --address a daemon is started on the data folder (COUNTERTOP_DATA, a demo shop when it is empty) and stopped again.
--table saves the products made of the file's words; --run (4 to 40 letters, digits, hyphens) makes the ids of the commands, so that a
run that was cut off can be taken up again.`;

/** What the ids of a run begin with. */
const runName = /^[A-Za-z0-9-]{4,40}$/;
function byKey<T>(
  items: readonly T[],
  key: (item: T) => string,
  value: (item: T) => unknown,
): Record<string, unknown> {
  return Object.fromEntries(items.map((item) => [key(item), value(item)]));
}

interface Replayed {
  readonly sold: Sold;
  readonly report: ShiftReport;
}

function result(file: ReplayFile, { sold, report }: Replayed, seconds: number): string {
  return JSON.stringify({
    form: file.form,
    sales: sold.sales,
    lines: sold.lines,
    gross: report.total,
    byVat: byKey(
      report.byVat,
      ({ rate, code }) => `${code}/${rate}`,
      ({ gross, net, vat }) => ({ gross, net, vat }),
    ),
    byTender: byKey(
      report.byTender,
      ({ tender }) => tender,
      ({ count, amount }) => ({ count, amount }),
    ),
    rounding: report.rounding,
    refusals: sold.refusals,
    badRows: file.problems.length,
    receipts: report.receipts,
    zNumber: report.zNumber ?? null,
    seconds: Number(seconds.toFixed(2)),
  });
}

/** Opens the shift, sells, closes it with the cash that should be there, and reads the Z-report back. */
async function oneShift(
  page: Page,
  file: ReplayFile,
  options: { readonly run: string; readonly sales: number },
): Promise<Replayed> {
  const { run } = options;
  const currency = page.view.shop.currency;
  const opening = [{ currency: currency.code, amount: 1_000 * 10 ** currency.exponent }];
  if (page.view.shift === null) {
    const opened = await page.command(`${run}-open`, 'open-shift', { opening });
    if (!opened.ok) throw new Error(`no shift could be opened: ${opened.failure.code}`);
  }
  const sold = await sellAll(file.sales.slice(0, options.sales), { page, run, exponent: currency.exponent });
  // Without figures the shift of this run is closed already, and the answer below is the one it had then.
  const now = await page.query(`${run}-count`, 'shift-report', {});
  const cash = now.ok ? (now.value as ShiftReport).cash : [];
  const counted = cash.map(({ currency: code, expected }) => ({ currency: code, amount: expected }));
  const closed = await page.command(`${run}-close`, 'close-shift', { counted, print: false });
  if (!closed.ok)
    throw new Error(
      `the shift could not be closed: ${closed.failure.code} ${JSON.stringify(closed.failure.data)}`,
    );
  const { zNumber } = closed.value as { readonly zNumber: number };
  const reports = await page.query(`${run}-report`, 'z-reports', { limit: 100 });
  if (!reports.ok) throw new Error(`no Z-reports: ${reports.failure.code}`);
  const report = (reports.value as readonly ShiftReport[]).find((each) => each.zNumber === zNumber);
  if (report === undefined) throw new Error(`Z-report ${zNumber} is not among the last hundred`);
  return { sold, report };
}

async function ownDaemon(io: CommandIo): Promise<Daemon> {
  const log = pinoLog('warn', 'stderr');
  const config = readConfig({
    ...io.env,
    COUNTERTOP_PORT: '0',
    COUNTERTOP_DEMO: 'true',
    COUNTERTOP_CONFIG: '',
    // With an office of its own, what the file sells would be gone as soon as the office sends what it knows.
    COUNTERTOP_ROLES: 'till',
  });
  return startDaemon(config, {
    clock: systemClock,
    randomness: systemRandomness,
    ids: uuidIds(systemClock, systemRandomness),
    log,
    // It lives for one file; nobody pairs it.
    restart: () => undefined,
  });
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
  if (
    path === undefined ||
    !/^\d+$/.test(values.sales) ||
    (values.run !== undefined && !runName.test(values.run))
  ) {
    io.stderr(usage);
    return 64;
  }
  const daemon = values.address === undefined ? await ownDaemon(io) : undefined;
  try {
    const origin = values.address ?? `http://127.0.0.1:${daemon?.port ?? 0}`;
    const page = new Page({
      origin,
      clock: systemClock,
      patienceMs: 60_000,
      user: values.user,
      pin: values.pin,
    });
    try {
      await page.open();
      return await replayOn(page, { ...values, path }, io);
    } finally {
      page.close();
    }
  } finally {
    await daemon?.stop('replay done');
  }
}

interface Wanted {
  readonly path: string;
  readonly sales: string;
  readonly table?: string;
  readonly run?: string;
}

async function replayOn(page: Page, { path, sales, table, run }: Wanted, io: CommandIo): Promise<number> {
  const folder = io.env['COUNTERTOP_DATA'] ?? '.data';
  const file = await readSales(createReadStream(path), page.view.shop.currency.exponent);
  for (const { line, problem } of file.problems) io.stderr(`${path}:${line}: ${problem}`);
  await putProducts(folder, file.products);
  if (table !== undefined) await saveTable(table, folder, file.products);
  const startedAt = systemClock.monotonic();
  const options = { run: run ?? `replay-${systemClock.now().toString(36)}`, sales: Number(sales) };
  const replayed = await oneShift(page, file, options);
  for (const line of replayed.sold.refused) io.stderr(line);
  await io.stdout(result(file, replayed, (systemClock.monotonic() - startedAt) / 1000));
  return replayed.sold.refusals === 0 ? 0 : 1;
}
