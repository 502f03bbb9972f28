// Reads a CSV of products row by row: good rows become catalogue items, bad ones are told with their line and the rest goes on.
// Columns by name, in any order: gtin and name are needed; price, vat_class, category, unit and sku are taken where they are.
import { parse } from 'csv-parse';
import { parseGtin } from '../../domain/barcode/gtin.ts';
import type { Product } from '../../domain/catalogue/product.ts';
import { minor, type Minor } from '../../domain/money/money.ts';
import { ok, refuse, type Result } from '../../domain/refusal.ts';
import type { CatalogueItem } from './catalogue.ts';
import { generatedPrice } from './generated-price.ts';

/** Bad rows told at most; more are counted only. */
export const problemsMax = 1_000;
const nameMax = 200;
const units: readonly string[] = ['piece', 'kg', 'litre', 'metre'];

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

function priceOf(text: string | undefined, gtin: string, { exponent, missingPrice }: ReadOptions): Result<Minor | undefined, string> {
  const given = text?.trim() ?? '';
  if (given === '') return ok(missingPrice === 'generate' ? generatedPrice(gtin, exponent) : undefined);
  const [, whole = '', decimals = ''] = /^(\d{1,9})(?:[.,](\d{1,3}))?$/.exec(given) ?? [];
  if (whole === '' || decimals.length > exponent) return refuse('price', { given });
  return ok(minor(Number(whole) * 10 ** exponent + Number(decimals.padEnd(exponent, '0') || '0')));
}

function itemOf(row: Columns, options: ReadOptions): Result<CatalogueItem, string> {
  const gtin = parseGtin((row['gtin'] ?? '').trim());
  if (!gtin.ok) return refuse(`gtin ${JSON.stringify(row['gtin'] ?? '')}: ${gtin.refusal.code}`);
  const name = (row['name'] ?? '').replace(/\s+/g, ' ').trim();
  if (name === '') return refuse('name is empty');
  if (name.length > nameMax) return refuse(`name is longer than ${nameMax} characters`);
  const price = priceOf(row['price'], gtin.value, options);
  if (!price.ok) return refuse(`price ${JSON.stringify(row['price'])} is no amount`);
  const vatClass = row['vat_class']?.trim() ?? '';
  if (vatClass !== '' && !options.vatClasses.has(vatClass)) return refuse(`vat_class ${JSON.stringify(vatClass)} is not a class of this shop`);
  const unit = row['unit']?.trim() ?? '';
  if (unit !== '' && !units.includes(unit)) return refuse(`unit ${JSON.stringify(unit)} is none of ${units.join(', ')}`);
  const sku = row['sku']?.trim() ?? '';
  const product: Product = {
    id: `gtin-${gtin.value}`,
    sku: sku === '' ? gtin.value : sku,
    name,
    category: (row['category'] ?? '').trim() || options.category,
    vatClass: vatClass || options.vatClass,
    unit: (unit || 'piece') as Product['unit'],
    active: true,
    ...(price.value === undefined ? {} : { price: price.value }),
  };
  return ok({ product, codes: [{ code: gtin.value, kind: 'gtin' }] });
}

/** Yields each row as an item or a problem, in order. A file whose header lacks `gtin` or `name` yields one problem on line 1. */
export async function* readProducts(file: NodeJS.ReadableStream, options: ReadOptions): AsyncGenerator<RowRead> {
  const broken: RowProblem[] = [];
  const rows = file.pipe(
    parse({
      bom: true,
      columns: (header: string[]) => header.map((name) => name.trim().toLowerCase()),
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
      skip_records_with_error: true,
      max_record_size: 10_000,
      on_skip: (error) => {
        if (error !== undefined) broken.push({ line: Number(error['lines'] ?? 0), problem: `cannot be read: ${error.code}` });
        return undefined;
      },
    }),
  );
  const seen = new Map<string, number>();
  for await (const { record, info } of rows as AsyncIterable<{ record: Columns; info: { lines: number } }>) {
    yield* broken.splice(0);
    if (!('gtin' in record) || !('name' in record)) {
      yield { line: 1, problem: 'the header needs the columns gtin and name' };
      return;
    }
    const item = itemOf(record, options);
    const line = info.lines;
    const id = item.ok ? item.value.product.id : undefined;
    const before = id === undefined ? undefined : seen.get(id);
    if (!item.ok) yield { line, problem: item.refusal.code };
    else if (before !== undefined) yield { line, problem: `the same GTIN stands on line ${before}` };
    else {
      seen.set(item.value.product.id, line);
      yield { line, item: item.value };
    }
  }
  yield* broken.splice(0);
}
