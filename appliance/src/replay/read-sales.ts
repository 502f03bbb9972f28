// Reads a file of sales to replay: grocery baskets (one basket a line, words between commas) or take-away orders
// (`order,placed_at,item,quantity,unit_price`). The form is told by the first line. Rows that cannot be sold are told by line.
import { parse } from 'csv-parse';
import { type Minor, minor } from '../domain/money/money.ts';
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
  readonly problems: readonly { readonly line: number; readonly problem: string }[];
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
      id: `replay-${(fnv1a(key) >>> 0).toString(16).padStart(8, '0')}-${this.#byKey.size}`,
      word: key,
      price: price ?? generatedPrice(word, exponent),
      vatClass: vatClassesByHash[(fnv1a(word) >>> 8) % vatClassesByHash.length] ?? 'food',
    };
    this.#byKey.set(key, product);
    return product;
  }
}

type Record = readonly string[];
type Numbered = AsyncIterable<{ record: Record; info: { lines: number } }>;

function basket(record: Record, line: number, products: Products, exponent: number): ReplaySale {
  const words = record.map((word) => word.trim()).filter((word) => word !== '');
  return { name: String(line), lines: words.map((word) => ({ product: products.of(word, undefined, exponent), pieces: 1 })) };
}

function orderLine(record: Record, products: Products, exponent: number): ReplayLine | string {
  const [, , item = '', quantity = '', unitPrice = ''] = record;
  const [, whole = '', decimals = ''] = /^(\d{1,6})(?:\.(\d{1,3}))?$/.exec(unitPrice.trim()) ?? [];
  if (item.trim() === '') return 'item is empty';
  if (!/^[1-9]\d{0,3}$/.test(quantity.trim())) return `quantity ${JSON.stringify(quantity)} is no whole number of pieces`;
  if (whole === '' || decimals.length > exponent) return `unit_price ${JSON.stringify(unitPrice)} is no amount`;
  const price = minor(Number(whole) * 10 ** exponent + Number(decimals.padEnd(exponent, '0') || '0'));
  return { product: products.of(item.trim(), price, exponent), pieces: Number(quantity) };
}

/** `exponent`: decimals of the shop's currency; unit prices of orders are taken as that currency. */
export async function readSales(file: NodeJS.ReadableStream, exponent: number): Promise<ReplayFile> {
  const rows = file.pipe(parse({ bom: true, info: true, relax_column_count: true, relax_quotes: true, skip_empty_lines: true })) as Numbered;
  const products = new Products();
  const problems: { line: number; problem: string }[] = [];
  const baskets: ReplaySale[] = [];
  const orders = new Map<string, ReplayLine[]>();
  let form: ReplayFile['form'] | undefined;
  for await (const { record, info } of rows) {
    if (form === undefined) {
      form = record.join(',') === orderHeader ? 'orders' : 'baskets';
      if (form === 'orders') continue;
    }
    if (form === 'baskets') {
      const sale = basket(record, info.lines, products, exponent);
      if (sale.lines.length > 0) baskets.push(sale);
      continue;
    }
    const line = orderLine(record, products, exponent);
    if (typeof line === 'string') problems.push({ line: info.lines, problem: line });
    else {
      const order = record[0] ?? '';
      orders.set(order, [...(orders.get(order) ?? []), line]);
    }
  }
  const sales = form === 'orders' ? [...orders].map(([name, lines]) => ({ name, lines })) : baskets;
  return { form: form ?? 'baskets', sales, products: products.all, problems };
}
