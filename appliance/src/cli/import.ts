// `countertop import`: takes products into the catalogue of a box, also beside a running daemon.
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { parsePlu } from '../domain/barcode/plu.ts';
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

export const importExit = { clean: 0, someRowsBad: 1, unreadable: 2, misunderstood: 64 } as const;

const usage = `countertop import products <csv> [--prices generate|ask] [--vat-class ID] [--category NAME]
countertop import plu <json>        produce by the kilogram: {"4011": "Bananas", …}`;

const batch = 5_000;

interface NumberedItem {
  readonly line: number;
  readonly item: CatalogueItem;
}

interface Taken {
  good: number;
  readonly bad: RowProblem[];
  badCount: number;
}

async function fromCsv(path: string, catalogue: Catalogue, options: ReadOptions): Promise<Taken> {
  const taken: Taken = { good: 0, bad: [], badCount: 0 };
  const waiting: NumberedItem[] = [];
  for await (const row of readProducts(createReadStream(path), options)) {
    if ('item' in row) waiting.push(row);
    else note(taken, row);
    if (waiting.length >= batch) await take(catalogue, waiting.splice(0), taken);
  }
  await take(catalogue, waiting, taken);
  return taken;
}

function note(taken: Taken, problem: RowProblem): void {
  taken.badCount += 1;
  if (taken.bad.length < problemsMax) taken.bad.push(problem);
}

/** A row whose code another product has is told; the product itself is taken where it keeps another way to be found. */
async function take(catalogue: Catalogue, items: readonly NumberedItem[], taken: Taken): Promise<void> {
  const lines = new Map(items.map(({ line, item }) => [item.product.id, line]));
  const conflicts = await catalogue.put(items.map(({ item }) => item));
  for (const { id, what, value } of conflicts)
    note(taken, { line: lines.get(id) ?? 0, problem: `${what} ${value} belongs to another product` });
  taken.good += items.length - new Set(conflicts.map(({ id }) => id)).size;
}

async function fromPluJson(path: string, catalogue: Catalogue, options: ReadOptions): Promise<Taken> {
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
  await take(catalogue, items, taken);
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
  readonly read: (path: string, catalogue: Catalogue, options: ReadOptions) => Promise<Taken>;
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
  const file = join(io.env['COUNTERTOP_DATA'] ?? '.data', databaseName);
  const database = await openSqlite(file, { clock: systemClock, log: pinoLog('silent'), readers: 1 });
  try {
    const plan = await new ShopStore(database).read();
    const options = optionsFor(plan && settingsAt(plan, systemClock.now()), wanted);
    if (typeof options === 'string') {
      io.stderr(options);
      return importExit.unreadable;
    }
    const taken = await read(path, new Catalogue(database), options);
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
