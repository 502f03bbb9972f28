// Products of a plain list (a till's `countertop import`) as the office's own CSV: made into a file of its columns and read in as any other,
// so that every rule holds. Rows that the office refuses are told by line and left out; the rest is taken.
import { stringify } from 'csv-stringify/sync';
import type { Ids } from '../../../platform/ports/ids.ts';
import { type Kind, kinds } from '../../../protocol/office/kinds.ts';
import { namesOfPath } from '../category-path.ts';
import type { RecordStore } from '../record-store.ts';
import { pathSeparator } from '../rules/category.ts';
import { numberCell } from './cells.ts';
import { importCsv } from './import.ts';
import { decimalsOf, KeysOfIds } from './keys-and-ids.ts';
import type { CsvProblem } from './problem.ts';

export interface PlainProduct {
  /** Of the file it comes from. */
  readonly line: number;
  readonly sku: string;
  readonly name: string;
  /** Id of a category, or the path of one, which is made where it is not there. */
  readonly category: string;
  /** Id. */
  readonly vatClass: string;
  readonly unit: string;
  /** Minor units of the shop's currency; null: asked for at the till. */
  readonly price: number | null;
  /** GTINs. */
  readonly codes: readonly string[];
  readonly plu: string | null;
}

export interface TakenProducts {
  readonly taken: number;
  /** `problem` for people, in English. */
  readonly problems: readonly { readonly line: number; readonly problem: string }[];
}

interface Store {
  readonly records: RecordStore;
  readonly ids: Ids;
}

/** Each round tells of 200 rows at most. */
const roundsMax = 200;
const header = ['sku', 'name', 'codes', 'plu', 'category', 'vatClass', 'unit', 'variablePrice'] as const;
/** Who is written down as having done it. */
const by = 'system';

/** Undefined: the register stands in no shop, so that nobody knows what a price would be in. */
export async function takeProducts(
  { records, ids }: Store,
  products: readonly PlainProduct[],
  register: string,
): Promise<TakenProducts | undefined> {
  const region = await regionOf(records, register);
  if (region === undefined) return undefined;
  const keys = new KeysOfIds(records);
  await keys.prepare(
    products.flatMap(({ category, vatClass }): { kind: Kind; id: string }[] => [
      { kind: 'category', id: category },
      { kind: 'vat-class', id: vatClass },
    ]),
  );
  await makeCategories(
    { records, ids },
    new Set(products.map(({ category }) => keys.key('category', category))),
  );
  const amount = numberCell({ decimals: region.decimals, point: '.' });
  const rowOf = (product: PlainProduct): readonly string[] => [
    product.sku,
    product.name,
    product.codes.map(shortest).join('|'),
    product.plu ?? '',
    keys.key('category', product.category),
    keys.key('vat-class', product.vatClass),
    product.unit,
    product.price === null ? 'yes' : 'no',
    amount.write(product.price),
  ];
  const columns = [...header, `price:${region.key}`];
  return takeGood({ records, ids }, products, (each) => [columns, ...each.map(rowOf)]);
}

/** GTIN-14 pads shorter numbers with zeros (GS1 General Specifications 3.3.2); the office keeps them as they are printed. */
function shortest(gtin: string): string {
  const digits = gtin.replace(/^0+/, '');
  const length = [8, 12, 13, 14].find((each) => each >= digits.length) ?? 14;
  return digits.padStart(length, '0');
}

async function takeGood(
  store: Store,
  products: readonly PlainProduct[],
  sheetOf: (products: readonly PlainProduct[]) => readonly (readonly string[])[],
): Promise<TakenProducts> {
  const problems: { line: number; problem: string }[] = [];
  let good = products;
  for (let round = 0; round < roundsMax && good.length > 0; round += 1) {
    const done = await read(store, 'product', sheetOf(good));
    if (done.ok) return { taken: good.length, problems };
    const bad = new Set<number>();
    for (const problem of done.problems) {
      // The header is line 1, and no cell has a line of its own.
      const product = good[problem.line - 2];
      if (product !== undefined && !bad.has(problem.line - 2))
        problems.push({ line: product.line, problem: textOf(problem) });
      bad.add(problem.line - 2);
    }
    const left = good.filter((_, index) => !bad.has(index));
    if (left.length === good.length) {
      // The file as a whole is refused: too many rows, or the office has no room.
      problems.push({ line: 1, problem: done.problems.map(textOf).join('; ') });
      break;
    }
    good = left;
  }
  return { taken: 0, problems };
}

function textOf({ column, code, data }: CsvProblem): string {
  return `${column === null ? '' : `${column}: `}${code} ${JSON.stringify(data)}`;
}

async function read(
  store: Store,
  kind: Kind,
  rows: readonly (readonly string[])[],
): ReturnType<typeof importCsv> {
  const bytes = Buffer.from(stringify(rows.map((row) => [...row])), 'utf8');
  return importCsv(store, { kind, bytes, dryRun: false }, by);
}

/** Each with all above it; those that are there stay as they are. */
async function makeCategories(store: Store, paths: ReadonlySet<string>): Promise<void> {
  const nodes = new Map<string, readonly string[]>();
  for (const path of paths) {
    const names = namesOfPath(path);
    names.forEach((name, index) => {
      nodes.set(names.slice(0, index + 1).join(pathSeparator), [
        name,
        names.slice(0, index).join(pathSeparator),
      ]);
    });
  }
  // What cannot be made is told with the rows that need it.
  await read(store, 'category', [['name', 'parent'], ...nodes.values()]);
}

async function regionOf(
  records: RecordStore,
  register: string,
): Promise<{ readonly key: string; readonly decimals: number } | undefined> {
  const own = (await records.all('register')).find(({ body }) => body.name === register);
  const point = own && (await records.find('sale-point', own.body.salePoint));
  const shop = point && (await records.find('shop', point.body.shop));
  const region = shop && (await records.find('price-region', shop.body.priceRegion));
  return region && { key: region.body[kinds['price-region'].key], decimals: decimalsOf(region) };
}
