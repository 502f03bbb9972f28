// The office's figures over a year of sales: how quickly journals become roll-ups, and what a question costs then, beside one plain scan of as
// many lines as a narrow table would hold.
import { join } from 'node:path';
import { Circumstances } from '../src/back-office/folds/circumstances.ts';
import { Folds } from '../src/back-office/folds/runner.ts';
import type { RecordsPast, Version } from '../src/back-office/folds/records-past.ts';
import { dayText, localTime, shiftedDay } from '../src/back-office/figures/business-day.ts';
import { dashboard } from '../src/back-office/figures/dashboard.ts';
import { productSales } from '../src/back-office/figures/product-sales.ts';
import { salesFold } from '../src/back-office/figures/sales-fold.ts';
import { figureQueries } from '../src/back-office/figures/tables.ts';
import type { RecordsNow } from '../src/back-office/figures/visible.ts';
import { officeMigrations } from '../src/back-office/migrations/all.ts';
import { stockFold } from '../src/back-office/stock/stock-fold.ts';
import { systemClock } from '../src/platform/clock/system-clock.ts';
import { openSqlite, type SqliteDatabase } from '../src/platform/database/sqlite.ts';
import { pinoLog } from '../src/platform/log/pino-log.ts';
import type { SyncEntry } from '../src/protocol/sync.ts';
import { type Line, ms, Samples } from './sample.ts';

const linesPerSale = 10;
const products = 1_000;
const registers = ['B1', 'B2', 'B3', 'B4'];
const from = Date.UTC(2024, 0, 1, 7);
const dayMs = 86_400_000;
const shop = { priceRegion: 'region', store: 'store', timeZone: 'Europe/Oslo' };

/** A year of sales, made as they are read: every journal is an arithmetic of its number. */
class YearOfSales {
  readonly #sales: number;

  constructor(sales: number) {
    this.#sales = sales;
  }

  async heads(): Promise<ReadonlyMap<string, number>> {
    return new Map(registers.map((register) => [register, this.#sales / registers.length]));
  }

  async after(register: string, seq: number, limit: number): Promise<readonly SyncEntry[]> {
    const last = Math.min(seq + limit, this.#sales / registers.length);
    return Array.from({ length: Math.max(0, last - seq) }, (_none, index) =>
      this.#sale(seq + index + 1, registers.indexOf(register)),
    );
  }

  onTaken(): () => void {
    return () => undefined;
  }

  #sale(seq: number, register: number): SyncEntry {
    const perDay = this.#sales / registers.length / 365;
    const day = Math.floor((seq - 1) / perDay);
    const at = from + day * dayMs + Math.floor((((seq - 1) % perDay) / perDay) * 12 * 3_600_000);
    const lines = Array.from({ length: linesPerSale }, (_none, index) =>
      lineOf(seq * 31 + register * 7 + index * 97),
    );
    const total = lines.reduce((sum, line) => sum + line.total, 0);
    const vat = lines.reduce((sum, line) => sum + line.vat, 0);
    const sale = {
      receipt: seq,
      kind: 'sale',
      shift: day + 1,
      lines,
      lineDiscounts: 0,
      tabDiscount: 0,
      total,
      rounding: 0,
      vat: [{ rate: 2_500, code: '3', gross: total, net: total - vat, vat }],
      payments: [{ tender: 'card', kind: 'card', amount: total }],
    };
    return {
      seq,
      at,
      who: `user-${seq % 5}`,
      type: 'sale.completed',
      v: 1,
      subject: 'tab:t',
      payload: JSON.stringify({ sale }),
      prev: '',
      hash: '',
    };
  }
}

function lineOf(pick: number) {
  const number = pick % products;
  const total = 1_000 + number * 10;
  const product = {
    id: `00000000-0000-7000-8000-${String(number).padStart(12, '0')}`,
    sku: `sku-${number}`,
    name: `Product ${number}`,
    unit: 'piece',
  };
  return { id: String(pick), product, quantity: 1_000, total, gross: total, vat: total / 5, lineDiscount: 0 };
}

const one = <Body>(body: Body): readonly Version<Body>[] => [{ number: 1, at: 0, body }];
const past: RecordsPast = {
  latest: async () => 1,
  register: async () => one({ salePoint: 'counter' }),
  versions: async (kind) => {
    const bodies = { shop, 'sale-point': { shop: 'shop' }, 'price-region': { currency: 'NOK' } };
    const ids = { shop: 'shop', 'sale-point': 'counter', 'price-region': 'region' };
    return new Map([[ids[kind], one(bodies[kind])]]);
  },
  costs: async (ids) => new Map(ids.map((id) => [id, one(500)])),
  costCurrency: async () => 'NOK',
};

const records: RecordsNow = {
  findMany: async () => [],
  all: async (kind) =>
    (kind === 'shop'
      ? [{ id: 'shop', kind, revision: 1, changedAt: 0, body: { ...shop, name: 'Shop', active: true } }]
      : kind === 'price-region'
        ? [{ id: 'region', kind, revision: 1, changedAt: 0, body: { currency: 'NOK' } }]
        : []) as never,
};

async function timed(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
}

/** As many rows as there are lines, in the narrowest table that could answer. */
async function fillPlain(database: SqliteDatabase, sales: number): Promise<void> {
  await database.write(
    'CREATE TABLE plain_line (day INTEGER, product TEXT, quantity INTEGER, gross INTEGER)',
  );
  const year = new YearOfSales(sales);
  for (const register of registers)
    for (let seq = 0; ; seq += 1_000) {
      const entries = await year.after(register, seq, 1_000);
      if (entries.length === 0) break;
      const rows = entries.flatMap(({ at, payload }) => {
        const { day } = localTime(at, shop.timeZone);
        const { sale } = JSON.parse(payload) as { sale: { lines: ReturnType<typeof lineOf>[] } };
        return sale.lines.map(({ product, quantity, total }) => [day, product.id, quantity, total]);
      });
      await database.write(
        'INSERT INTO plain_line SELECT value->>0, value->>1, value->>2, value->>3 FROM json_each(?)',
        [JSON.stringify(rows)],
      );
    }
}

export async function benchFigures(folder: string, lines: number): Promise<readonly Line[]> {
  const log = pinoLog('silent');
  const database = await openSqlite(join(folder, 'office.db'), {
    clock: systemClock,
    log,
    migrations: officeMigrations,
  });
  const sales = lines / linesPerSale;
  const folds = new Folds({
    folds: [salesFold, stockFold],
    archive: new YearOfSales(sales),
    circumstances: new Circumstances({ database, records: past }),
    database,
    clock: systemClock,
    log,
  });
  const foldMs = await timed(async () => {
    await folds.start();
    await folds.settled();
  });
  await folds.stop();
  const plainMs = await timed(async () => fillPlain(database, sales));
  const queries = figureQueries(database);
  const state = async () => ({ building: false, behind: 0, stopped: [] });
  const clock = { ...systemClock, now: () => from + 200 * dayMs };
  const day = localTime(clock.now(), shop.timeZone).day;
  const [glance, year, scan] = [new Samples(), new Samples(), new Samples()];
  for (let round = 0; round < 9; round += 1) {
    const text = dayText(shiftedDay(day, -round));
    glance.add(
      await timed(async () => dashboard({ queries, records, clock, state }, { scope: 'all', day: text })),
    );
    const query = { from: '2024-01-01', to: '2024-12-31' };
    year.add(await timed(async () => productSales({ queries, state }, { scope: 'all', query })));
    scan.add(
      await timed(async () =>
        database.all('SELECT product, sum(quantity), sum(gross) FROM plain_line GROUP BY product'),
      ),
    );
  }
  await database.close();
  return [
    {
      what: `${lines.toLocaleString('en')} lines folded into figures and stock`,
      value: `${Math.round((lines * 1_000) / foldMs).toLocaleString('en')} lines/s`,
      beside: `written as plain rows: ${Math.round((lines * 1_000) / plainMs).toLocaleString('en')} lines/s`,
      ratio: { value: foldMs / plainMs, target: 12, atMost: true },
    },
    {
      what: 'dashboard of a day',
      value: `p50 ${ms(glance.p50)}, worst ${ms(glance.percentile(1))}`,
      beside: `plain scan of all lines p50 ${ms(scan.p50)}`,
      ratio: { value: glance.p50 / scan.p50, target: 0.1, atMost: true },
    },
    {
      what: `sales per product of a year, first page of ${products.toLocaleString('en')}`,
      value: `p50 ${ms(year.p50)}, worst ${ms(year.percentile(1))}`,
      beside: `plain scan of all lines p50 ${ms(scan.p50)}`,
      ratio: { value: year.p50 / scan.p50, target: 1, atMost: true },
    },
  ];
}
