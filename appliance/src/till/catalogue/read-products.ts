// Reads a CSV of products row by row: good rows become catalogue items, bad ones are told with their line and the rest goes on.
// Columns by name, in any order: gtin and name are needed; price, vat_class, category, unit and sku are taken where they are.
import { parseGtin } from '../../domain/barcode/gtin.ts';
import type { Product } from '../../domain/catalogue/product.ts';
import { minor, type Minor } from '../../domain/money/money.ts';
import { ok, refuse, type Result } from '../../domain/refusal.ts';
import { type CsvRow, readCsvRows } from '../../platform/csv/read-rows.ts';
import type { CatalogueItem } from './catalogue-item.ts';
import { generatedPrice } from './generated-price.ts';

/** Bad rows told at most; more are counted only. */
export const problemsMax = 1_000;
const nameMax = 200;
const units: ReadonlySet<string> = new Set(['piece', 'kg', 'litre', 'metre'] satisfies Product['unit'][]);

export interface ReadOptions {
  /** Decimals of the shop's currency. */
  readonly exponent: number;
  readonly vatClasses: ReadonlySet<string>;
  readonly vatClass: string;
  readonly category: string;
  /** What to do with a row without a price: make one up from its GTIN (demos, tests), or ask for it at the till. */
  readonly missingPrice: 'generate' | 'ask';
}

export interface RowProblem {
  readonly line: number;
  readonly problem: string;
}

export type RowRead = { readonly line: number; readonly item: CatalogueItem } | RowProblem;

type Columns = Readonly<Record<string, string | undefined>>;

function priceOf(
  text: string,
  gtin: string,
  { exponent, missingPrice }: ReadOptions,
): Result<Minor | undefined> {
  if (text === '') return ok(missingPrice === 'generate' ? generatedPrice(gtin, exponent) : undefined);
  const [, whole = '', decimals = ''] = /^(\d{1,9})(?:[.,](\d{1,3}))?$/.exec(text) ?? [];
  if (whole === '' || decimals.length > exponent) return refuse(`price ${JSON.stringify(text)} is no amount`);
  return ok(minor(Number(whole) * 10 ** exponent + Number(decimals.padEnd(exponent, '0') || '0')));
}

/** What is said of the product in the row, without blanks around it; nothing where the column is missing. */
function said(row: Columns, column: string): string {
  return (row[column] ?? '').trim();
}

function nameOf(row: Columns): Result<string> {
  const name = said(row, 'name').replace(/\s+/g, ' ');
  if (name === '') return refuse('name is empty');
  return name.length > nameMax ? refuse(`name is longer than ${nameMax} characters`) : ok(name);
}

function oneOf(value: string, known: ReadonlySet<string>, column: string): Result<string> {
  if (value === '' || known.has(value)) return ok(value);
  return refuse(`${column} ${JSON.stringify(value)} is none of ${[...known].join(', ')}`);
}

function itemOf(row: Columns, options: ReadOptions): Result<CatalogueItem> {
  const gtin = parseGtin(said(row, 'gtin'));
  if (!gtin.ok) return refuse(`gtin ${JSON.stringify(said(row, 'gtin'))}: ${gtin.refusal.code}`);
  const name = nameOf(row);
  if (!name.ok) return name;
  const price = priceOf(said(row, 'price'), gtin.value, options);
  if (!price.ok) return price;
  const vatClass = oneOf(said(row, 'vat_class'), options.vatClasses, 'vat_class');
  if (!vatClass.ok) return vatClass;
  const unit = oneOf(said(row, 'unit'), units, 'unit');
  if (!unit.ok) return unit;
  const product: Product = {
    id: `gtin-${gtin.value}`,
    sku: said(row, 'sku') || gtin.value,
    name: name.value,
    category: said(row, 'category') || options.category,
    vatClass: vatClass.value || options.vatClass,
    unit: (unit.value || 'piece') as Product['unit'],
    active: true,
    ...(price.value === undefined ? {} : { price: price.value }),
  };
  return ok({ product, codes: [{ code: gtin.value, kind: 'gtin' }] });
}

/** Yields each row as an item or a problem, in order. A file whose header lacks `gtin` or `name` yields one problem on its line. */
export async function* readProducts(
  file: AsyncIterable<unknown>,
  options: ReadOptions,
): AsyncGenerator<RowRead> {
  const seen = new Map<string, number>();
  let names: readonly string[] | undefined;
  for await (const row of readCsvRows(file, { quotes: 'strict' })) {
    if (names === undefined) {
      names = 'cells' in row ? row.cells.map((name) => name.trim().toLowerCase()) : [];
      if (names.includes('gtin') && names.includes('name')) continue;
      yield { line: row.line, problem: 'the header needs the columns gtin and name' };
      return;
    }
    yield 'cells' in row ? readRow(row, { names, seen, options }) : row;
  }
  if (names === undefined) yield { line: 1, problem: 'the file is empty' };
}

interface Reading {
  readonly names: readonly string[];
  /** Line by product id. */
  readonly seen: Map<string, number>;
  readonly options: ReadOptions;
}

function readRow({ line, cells }: CsvRow, { names, seen, options }: Reading): RowRead {
  if (cells.length > names.length)
    return { line, problem: `${cells.length} cells under ${names.length} columns` };
  const item = itemOf(Object.fromEntries(names.map((name, index) => [name, cells[index]])), options);
  if (!item.ok) return { line, problem: item.refusal.code };
  const { id } = item.value.product;
  const before = seen.get(id);
  if (before !== undefined) return { line, problem: `the same GTIN stands on line ${before}` };
  seen.set(id, line);
  return { line, item: item.value };
}
