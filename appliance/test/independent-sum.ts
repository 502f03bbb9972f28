// What a replayed file must come to, summed up again from the file and the table of products that the replay saves, and from nothing else:
// own reader, own arithmetic in BigInt, own words for the rules. It shares no line with what it judges.
//
// The rules: a basket is one line of words, an order all rows of one number. The same product twice in a row is one line of the receipt.
// VAT is contained in the price and rounded for each line, half away from zero. Sale n (from 0) is paid by the n-th of a cycle of eight:
// card; cash; card; cash; a third by card (whole units, rounded down) and the rest in cash; card; foreign cash; voucher. What settles a
// sale in cash or foreign cash is rounded to whole units, half up. Nothing due is paid by nothing.
import { readFileSync } from 'node:fs';

export interface Sum {
  readonly sales: number;
  readonly lines: number;
  readonly gross: bigint;
  readonly rounding: bigint;
  /** By rate in basis points. */
  readonly byVat: ReadonlyMap<number, { readonly gross: bigint; readonly vat: bigint }>;
  readonly byTender: ReadonlyMap<string, { readonly count: number; readonly amount: bigint }>;
  /** Cash of the shop's currency and of the foreign one that came into the drawer, change taken off. */
  readonly drawer: { readonly own: bigint; readonly foreign: bigint };
}

export interface Money {
  /** Minor units to which cash is rounded. */
  readonly step: bigint;
  readonly unit: bigint;
  /** Shop minor units for one foreign minor unit, in millionths. */
  readonly rateMillionths: bigint;
}

interface Product {
  readonly price: bigint;
  readonly rate: number;
}

/** Cells of a CSV with quotes where they are needed. */
function cells(text: string): string[][] {
  return text
    .replaceAll('\r', '')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) =>
      [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"(?=,|$)|([^,]*))/g)].map(([, quoted, plain]) =>
        quoted === undefined ? (plain ?? '') : quoted.replaceAll('""', '"'),
      ),
    );
}

function readTable(path: string): Map<string, Product> {
  const [, ...rows] = cells(readFileSync(path, 'utf8'));
  return new Map(
    rows.map(([word = '', , price = '', rate = '']) => [word, { price: BigInt(price), rate: Number(rate) }]),
  );
}

interface Sold {
  readonly key: string;
  readonly pieces: bigint;
}

function readBaskets(rows: readonly string[][]): Sold[][] {
  return rows
    .map((row) =>
      row
        .map((word) => word.trim())
        .filter((word) => word !== '')
        .map((key) => ({ key, pieces: 1n })),
    )
    .filter((sale) => sale.length > 0);
}

function readOrders(rows: readonly string[][]): Sold[][] {
  const orders = new Map<string, Sold[]>();
  for (const [order = '', , item = '', quantity = '', price = ''] of rows) {
    const amount = /^(\d+)(?:\.(\d{1,2}))?$/.exec(price);
    if (amount === null || !/^[1-9]\d*$/.test(quantity) || item === '') continue;
    const minor = BigInt(amount[1] ?? '') * 100n + BigInt((amount[2] ?? '').padEnd(2, '0'));
    const sale = orders.get(order) ?? [];
    orders.set(order, sale);
    sale.push({ key: `${item} @${minor}`, pieces: BigInt(quantity) });
  }
  return [...orders.values()];
}

/** Half away from zero. */
function rounded(numerator: bigint, denominator: bigint): bigint {
  const sign = numerator < 0n ? -1n : 1n;
  return (sign * (2n * sign * numerator + denominator)) / (2n * denominator);
}

const floorTo = (amount: bigint, step: bigint): bigint => (amount / step) * step;
const ceilTo = (amount: bigint, step: bigint): bigint => ((amount + step - 1n) / step) * step;

class Adding {
  sales = 0;
  lines = 0;
  gross = 0n;
  rounding = 0n;
  byVat = new Map<number, { gross: bigint; vat: bigint }>();
  byTender = new Map<string, { count: number; amount: bigint }>();
  drawer = { own: 0n, foreign: 0n };
  readonly #money: Money;

  constructor(money: Money) {
    this.#money = money;
  }

  sell(sale: readonly Sold[], table: ReadonlyMap<string, Product>): void {
    let total = 0n;
    const receipt: Sold[] = [];
    for (const each of sale) {
      const last = receipt.at(-1);
      if (last?.key === each.key) receipt.splice(-1, 1, { key: last.key, pieces: last.pieces + each.pieces });
      else receipt.push(each);
      this.lines += 1;
    }
    for (const { key, pieces } of receipt) {
      const product = table.get(key);
      if (product === undefined) throw new Error(`${key} is not in the table`);
      const amount = product.price * pieces;
      total += amount;
      const row = this.byVat.get(product.rate) ?? { gross: 0n, vat: 0n };
      this.byVat.set(product.rate, row);
      row.gross += amount;
      row.vat += rounded(amount * BigInt(product.rate), 10_000n + BigInt(product.rate));
    }
    this.gross += total;
    if (total !== 0n) this.#pay(total, this.sales % 8);
    this.sales += 1;
  }

  #pay(total: bigint, turn: number): void {
    if (turn === 1 || turn === 3) this.#cash(total);
    else if (turn === 4) {
      const third = floorTo(total / 3n, this.#money.unit);
      const card = third > 0n ? third : total / 3n > 0n ? total / 3n : 1n;
      this.#take('card', card);
      if (total > card) this.#cash(total - card);
    } else if (turn === 6) this.#foreign(total);
    else this.#take(turn === 7 ? 'voucher' : 'card', total);
  }

  #cash(due: bigint): void {
    const paid = this.#settled(due);
    this.#take('cash', paid);
    this.drawer.own += paid;
  }

  #foreign(due: bigint): void {
    const { rateMillionths, unit, step } = this.#money;
    const paid = this.#settled(due);
    this.#take('eur', paid);
    const given = ceilTo(ceilTo(due * 1_000_000n, rateMillionths) / rateMillionths, unit);
    const worth = rounded(rounded(given * rateMillionths, 1_000_000n), step) * step;
    this.drawer.foreign += given;
    if (worth > paid) this.drawer.own -= worth - paid;
  }

  /** What settles this in cash; the difference is rounding. */
  #settled(due: bigint): bigint {
    const paid = rounded(due, this.#money.step) * this.#money.step;
    this.rounding += paid - due;
    return paid;
  }

  #take(tender: string, amount: bigint): void {
    const row = this.byTender.get(tender) ?? { count: 0, amount: 0n };
    this.byTender.set(tender, { count: row.count + 1, amount: row.amount + amount });
  }
}

/** @param salesMax only so many of the file's sales, from the first */
export function independentSum(
  file: string,
  table: string,
  { money, salesMax = Infinity }: { readonly money: Money; readonly salesMax?: number },
): Sum {
  const rows = cells(readFileSync(file, 'utf8'));
  const sales =
    rows[0]?.join(',') === 'order,placed_at,item,quantity,unit_price'
      ? readOrders(rows.slice(1))
      : readBaskets(rows);
  const products = readTable(table);
  const adding = new Adding(money);
  for (const sale of sales.slice(0, salesMax)) adding.sell(sale, products);
  return adding;
}
