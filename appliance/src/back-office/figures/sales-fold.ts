// Sales rolled up as they arrive: by hour and operator, by product, by tender, by VAT, each by day and place; and one row for each sale, for
// comparing days up to the minute. A report adds up days, never receipts.
import { type Fold, type FoldEntry, type FoldTable, placeOf, type RowChange } from '../folds/fold.ts';
import { localTime } from './business-day.ts';
import { costOfLine, isGoods, measures, measuresOf, netOf } from './measures.ts';
import { saleOf, type SoldSale } from './read-sale.ts';

export const salesByHour: FoldTable = {
  name: 'sales_hour',
  merge: 'sum',
  keys: ['day', 'hour', 'place', 'user'],
  values: measures,
};

export const salesByMinute: FoldTable = {
  name: 'sales_receipt',
  merge: 'once',
  keys: ['day', 'minute', 'place', 'seq'],
  values: ['receipt', 'shift', 'user', ...measures],
};

const productSums = ['sold', 'returned', 'gross', 'net', 'discounts', 'cost', 'cost_net'];

export const salesByProduct: FoldTable = {
  name: 'sales_product',
  merge: 'sum',
  keys: ['day', 'product', 'place'],
  /** `sold` and `returned` are thousandths, both positive; amounts are sold less returned. */
  values: productSums,
};

export const salesByProductMonth: FoldTable = {
  name: 'sales_product_month',
  merge: 'sum',
  keys: ['month', 'product', 'place'],
  values: productSums,
};

export const salesByTender: FoldTable = {
  name: 'sales_tender',
  merge: 'sum',
  keys: ['day', 'tender', 'place'],
  /** Count: payments in less refunds, as on the Z. */
  values: ['count', 'amount'],
};

export const salesByVat: FoldTable = {
  name: 'sales_vat',
  merge: 'sum',
  keys: ['day', 'code', 'rate', 'place'],
  values: ['gross', 'net', 'vat'],
};

/** What a product was called when it was last sold: figures name what was sold, also when no record is left of it. */
export const productsSold: FoldTable = {
  name: 'sold_product',
  merge: 'latest',
  keys: ['product'],
  values: ['at', 'register', 'seq', 'sku', 'name', 'unit'],
  rank: ['at', 'register', 'seq'],
};

export const salesFold: Fold = {
  name: 'sales',
  version: 1,
  tables: [
    salesByHour,
    salesByMinute,
    salesByProduct,
    salesByProductMonth,
    salesByTender,
    salesByVat,
    productsSold,
  ],
  types: new Set(['sale.completed']),
  rowsOf(entry) {
    const sale = saleOf(entry);
    const place = placeOf(entry);
    const { day, minute } = localTime(entry.at, place.timeZone);
    const at = { day, place: place.id };
    const sums = measuresOf(sale, entry.costOf);
    const { receipt, shift } = sale;
    return [
      { table: salesByHour, row: { ...at, hour: Math.floor(minute / 60), user: entry.who, ...sums } },
      {
        table: salesByMinute,
        row: { ...at, minute, seq: entry.seq, receipt, shift, user: entry.who, ...sums },
      },
      ...productRows(sale, entry, at),
      ...sale.payments.map(({ tender, amount }) => ({
        table: salesByTender,
        row: { ...at, tender, count: amount < 0 ? -1 : 1, amount },
      })),
      ...sale.vat.map(({ code, rate, gross, net, vat }) => ({
        table: salesByVat,
        row: { ...at, code, rate, gross, net, vat },
      })),
    ];
  },
};

function productRows(
  sale: SoldSale,
  { at, register, seq, costOf }: FoldEntry,
  key: { readonly day: number; readonly place: number },
): RowChange[] {
  return sale.lines.filter(isGoods).flatMap((line) => {
    const { product, quantity, gross, total } = line;
    const { id, sku, name, unit } = product;
    const cost = costOfLine(line, costOf);
    const net = netOf([line]);
    const sums = {
      product: id,
      place: key.place,
      sold: Math.max(0, quantity),
      returned: Math.max(0, -quantity),
      gross: total,
      net,
      // On the line, by campaigns, and the line's share of the tab's.
      discounts: gross - total,
      cost: cost ?? 0,
      cost_net: cost === undefined ? 0 : net,
    };
    return [
      { table: salesByProduct, row: { day: key.day, ...sums } },
      { table: salesByProductMonth, row: { month: Math.floor(key.day / 100), ...sums } },
      { table: productsSold, row: { product: id, at, register, seq, sku, name, unit } },
    ];
  });
}
