// Reads a file of sales to replay: grocery baskets (one basket a line, words between commas) or take-away orders
// (`order,placed_at,item,quantity,unit_price`). The form is told by the first line. Rows that cannot be sold are told by line.
import { type Minor, minor } from '../domain/money/money.ts';
import { type CsvProblem, readCsvRows } from '../platform/csv/read-rows.ts';
import { generatedPrice, fnv1a } from '../till/catalogue/generated-price.ts';

/** One product of the replay, made from a word of the file by a written rule. */
export interface ReplayProduct {
  readonly id: string;
  /** The word (and, for orders, the price) it stands for. */
  readonly word: string;
  readonly price: Minor;
  readonly vatClass: string;
}

export interface ReplayLine {
  readonly product: ReplayProduct;
  readonly pieces: number;
}

export interface ReplaySale {
  /** Line of the file, or number of the order. */
  readonly name: string;
  readonly lines: readonly ReplayLine[];
}

export interface ReplayFile {
  readonly form: 'baskets' | 'orders';
  readonly sales: readonly ReplaySale[];
  readonly products: readonly ReplayProduct[];
  readonly problems: readonly CsvProblem[];
}

const orderHeader = 'order,placed_at,item,quantity,unit_price';
/** VAT class of a word by its hash: three in four are food. */
const vatClassesByHash = ['food', 'food', 'food', 'standard'];

class Products {
  readonly #byKey = new Map<string, ReplayProduct>();

  get all(): readonly ReplayProduct[] {
    return [...this.#byKey.values()];
  }

  /** The rule: price from FNV-1a of the word unless the file gives one; VAT class from the same hash. */
  of(word: string, price: Minor | undefined, exponent: number): ReplayProduct {
    const key = price === undefined ? word : `${word} @${price}`;
    const known = this.#byKey.get(key);
    if (known !== undefined) return known;
    const product: ReplayProduct = {
      id: `replay-${fnv1a(key).toString(16).padStart(8, '0')}-${this.#byKey.size}`,
      word: key,
      price: price ?? generatedPrice(word, exponent),
      vatClass: vatClassesByHash[(fnv1a(word) >>> 8) % vatClassesByHash.length] ?? 'food',
    };
    this.#byKey.set(key, product);
    return product;
  }
}

type Cells = readonly string[];

function basket(cells: Cells, products: Products, exponent: number): readonly ReplayLine[] {
  const words = cells.map((word) => word.trim()).filter((word) => word !== '');
  return words.map((word) => ({ product: products.of(word, undefined, exponent), pieces: 1 }));
}

function orderLine(cells: Cells, products: Products, exponent: number): ReplayLine | string {
  const [order = '', , item = '', quantity = '', unitPrice = ''] = cells;
  const [, whole = '', decimals = ''] = /^(\d{1,6})(?:\.(\d{1,3}))?$/.exec(unitPrice.trim()) ?? [];
  if (order.trim() === '') return 'order is empty';
  if (item.trim() === '') return 'item is empty';
  if (!/^[1-9]\d{0,3}$/.test(quantity.trim()))
    return `quantity ${JSON.stringify(quantity)} is no whole number of pieces`;
  if (whole === '' || decimals.length > exponent)
    return `unit_price ${JSON.stringify(unitPrice)} is no amount`;
  const price = minor(Number(whole) * 10 ** exponent + Number(decimals.padEnd(exponent, '0') || '0'));
  return { product: products.of(item.trim(), price, exponent), pieces: Number(quantity) };
}

/** `exponent`: decimals of the shop's currency; unit prices of orders are taken as that currency. Rejects where the file cannot be read. */
export async function readSales(file: AsyncIterable<unknown>, exponent: number): Promise<ReplayFile> {
  const products = new Products();
  const problems: CsvProblem[] = [];
  const sales = new Map<string, ReplayLine[]>();
  let form: ReplayFile['form'] | undefined;
  for await (const row of readCsvRows(file, { quotes: 'relaxed' })) {
    if ('problem' in row) {
      problems.push(row);
      continue;
    }
    const { line, cells } = row;
    if (form === undefined) {
      form = cells.join(',') === orderHeader ? 'orders' : 'baskets';
      if (form === 'orders') continue;
    }
    if (form === 'baskets') {
      const lines = basket(cells, products, exponent);
      if (lines.length > 0) sales.set(String(line), [...lines]);
      continue;
    }
    const sold = orderLine(cells, products, exponent);
    const order = (cells[0] ?? '').trim();
    if (typeof sold === 'string') problems.push({ line, problem: sold });
    else if (sales.get(order)?.push(sold) === undefined) sales.set(order, [sold]);
  }
  return {
    form: form ?? 'baskets',
    sales: [...sales].map(([name, lines]) => ({ name, lines })),
    products: products.all,
    problems,
  };
}
