// `countertop import`: takes products into the catalogue of a till, also beside a running daemon; on a box that is its own office, into the
// records of the office, which has to run.
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { parsePlu } from '../domain/barcode/plu.ts';
import type { PlainProduct, TakenProducts } from '../back-office/records/csv/take-products.ts';
import { importPath } from '../daemon/import-route.ts';
import { readConfig } from '../platform/config/config.ts';
import { systemClock } from '../platform/clock/system-clock.ts';
import { openSqlite } from '../platform/database/sqlite.ts';
import { isFault } from '../platform/fault.ts';
import { pinoLog } from '../platform/log/pino-log.ts';
import type { ShopSettings } from '../domain/shop/settings.ts';
import { Catalogue } from '../till/catalogue/catalogue.ts';
import type { CatalogueItem } from '../till/catalogue/catalogue-item.ts';
import { generatedPrice } from '../till/catalogue/generated-price.ts';
import {
  problemsMax,
  readProducts,
  type ReadOptions,
  type RowProblem,
} from '../till/catalogue/read-products.ts';
import { databaseName } from '../till/journal/files.ts';
import { settingsAt } from '../till/shop/shop-plan.ts';
import { ShopStore } from '../till/shop/shop-store.ts';
import type { CommandIo } from './command.ts';
import { askDaemon } from './local-daemon.ts';

export const importExit = { clean: 0, someRowsBad: 1, unreadable: 2, misunderstood: 64 } as const;

const usage = `countertop import products <csv> [--prices generate|ask] [--vat-class ID] [--category NAME]
countertop import plu <json>        produce by the kilogram: {"4011": "Bananas", …}`;

const batch = 5_000;
/** Thousands of records, checked one against the other, on a small machine. */
const officeMs = 600_000;

interface NumberedItem {
  readonly line: number;
  readonly item: CatalogueItem;
}

interface Taken {
  good: number;
  readonly bad: RowProblem[];
  badCount: number;
}

/** Where products go: the catalogue of a till, or the office of the machine. */
type Target = (items: readonly NumberedItem[], taken: Taken) => Promise<void>;

async function fromCsv(path: string, target: Target, options: ReadOptions): Promise<Taken> {
  const taken: Taken = { good: 0, bad: [], badCount: 0 };
  const waiting: NumberedItem[] = [];
  for await (const row of readProducts(createReadStream(path), options)) {
    if ('item' in row) waiting.push(row);
    else note(taken, row);
    if (waiting.length >= batch) await target(waiting.splice(0), taken);
  }
  await target(waiting, taken);
  return taken;
}

function note(taken: Taken, problem: RowProblem): void {
  taken.badCount += 1;
  if (taken.bad.length < problemsMax) taken.bad.push(problem);
}

/** A row whose code another product has is told; the product itself is taken where it keeps another way to be found. */
const intoCatalogue =
  (catalogue: Catalogue): Target =>
  async (items, taken) => {
    const lines = new Map(items.map(({ line, item }) => [item.product.id, line]));
    const conflicts = await catalogue.put(items.map(({ item }) => item));
    for (const { id, what, value } of conflicts)
      note(taken, { line: lines.get(id) ?? 0, problem: `${what} ${value} belongs to another product` });
    taken.good += items.length - new Set(conflicts.map(({ id }) => id)).size;
  };

/** Whoever is to be asked does not answer, or says no. */
class NotTaken extends Error {
  readonly code = 'office';
}

/** A till that is its own office gets its catalogue from there: what the file says is written into the office's records. */
const intoOffice =
  (io: CommandIo): Target =>
  async (items, taken) => {
    if (items.length === 0) return;
    const products = items.map(({ line, item }) => plainOf(line, item));
    const answer = await askDaemon(io, { path: importPath, body: { products }, waitMs: officeMs });
    if (answer.outcome === 'none')
      throw new NotTaken(`this till is its own office, which has to run for that: ${answer.why}`);
    if (answer.status !== 200) throw new NotTaken(`the office says ${String(answer.body['error'])}`);
    const { taken: good, problems } = answer.body as unknown as TakenProducts;
    taken.good += good;
    for (const problem of problems) note(taken, problem);
  };

function plainOf(line: number, { product, codes }: CatalogueItem): PlainProduct {
  const { sku, name, category, vatClass, unit, price, plu } = product;
  return {
    line,
    sku,
    name,
    category,
    vatClass,
    unit,
    price: price ?? null,
    codes: codes.filter(({ kind }) => kind === 'gtin').map(({ code }) => code),
    plu: plu ?? null,
  };
}

async function fromPluJson(path: string, target: Target, options: ReadOptions): Promise<Taken> {
  const content: unknown = JSON.parse(await readFile(path, 'utf8'));
  if (typeof content !== 'object' || content === null || Array.isArray(content))
    throw new SyntaxError('not a JSON object');
  const taken: Taken = { good: 0, bad: [], badCount: 0 };
  const items: NumberedItem[] = [];
  for (const [index, [code, name]] of Object.entries(content).entries()) {
    const line = index + 1;
    const plu = parsePlu(code);
    if (!plu.ok) note(taken, { line, problem: `PLU ${JSON.stringify(code)}: ${plu.refusal.code}` });
    else if (typeof name !== 'string' || name.trim() === '')
      note(taken, { line, problem: `PLU ${code}: name is empty` });
    else items.push({ line, item: produceItem(code, name.trim(), options) });
  }
  await target(items, taken);
  return taken;
}

function produceItem(
  plu: string,
  name: string,
  { category, vatClass, exponent }: ReadOptions,
): CatalogueItem {
  const price = generatedPrice(plu, exponent);
  return {
    product: {
      id: `plu-${plu}`,
      sku: `PLU-${plu}`,
      name,
      category,
      vatClass,
      unit: 'kg',
      active: true,
      plu,
      price,
    },
    codes: [{ code: plu, kind: 'plu' }],
  };
}

interface Asked {
  readonly read: (path: string, target: Target, options: ReadOptions) => Promise<Taken>;
  readonly path: string;
  readonly missingPrice: ReadOptions['missingPrice'];
  readonly vatClass: string | undefined;
  readonly category: string;
}

function asked(args: readonly string[]): Asked | undefined {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      prices: { type: 'string', default: 'generate' },
      'vat-class': { type: 'string' },
      category: { type: 'string', default: 'imported' },
    },
  });
  const [what, path] = positionals;
  const { prices, category, 'vat-class': vatClass } = values;
  const read = what === 'products' ? fromCsv : what === 'plu' ? fromPluJson : undefined;
  if (read === undefined || path === undefined || (prices !== 'generate' && prices !== 'ask'))
    return undefined;
  return { read, path, missingPrice: prices, vatClass, category };
}

/** How the shop's rows are to be read, or the problem. */
function optionsFor(
  settings: ShopSettings | undefined,
  { missingPrice, category, vatClass: wanted }: Asked,
): ReadOptions | string {
  if (settings === undefined) return 'this box has no shop yet';
  const { vat, currency } = settings;
  const classes = vat.classes.map(({ id }) => id);
  const vatClass = wanted ?? classes[0];
  if (vatClass === undefined || !classes.includes(vatClass))
    return `--vat-class must be one of ${classes.join(', ')}`;
  return { exponent: currency.exponent, vatClasses: new Set(classes), vatClass, category, missingPrice };
}

/** A file that is not there, or is no JSON; a store that refuses. */
function isExpected(error: unknown): error is Error {
  return isFault(error) || error instanceof SyntaxError || (error instanceof Error && 'code' in error);
}

export async function importProducts(args: readonly string[], io: CommandIo): Promise<number> {
  const wanted = asked(args);
  if (wanted === undefined) {
    io.stderr(usage);
    return importExit.misunderstood;
  }
  const { read, path } = wanted;
  const { dataFolder, roles } = readConfig(io.env);
  const file = join(dataFolder, databaseName);
  const database = await openSqlite(file, { clock: systemClock, log: pinoLog('silent'), readers: 1 });
  try {
    const plan = await new ShopStore(database).read();
    const options = optionsFor(plan && settingsAt(plan, systemClock.now()), wanted);
    if (typeof options === 'string') {
      io.stderr(options);
      return importExit.unreadable;
    }
    const target = roles.includes('back-office') ? intoOffice(io) : intoCatalogue(new Catalogue(database));
    const taken = await read(path, target, options);
    for (const { line, problem } of taken.bad) io.stderr(`${path}:${line}: ${problem}`);
    await io.stdout(JSON.stringify({ imported: taken.good, refused: taken.badCount }));
    return taken.badCount === 0 ? importExit.clean : importExit.someRowsBad;
  } catch (error) {
    if (!isExpected(error)) throw error;
    io.stderr(`${path} could not be taken in: ${error.message}`);
    return importExit.unreadable;
  } finally {
    await database.close();
  }
}
