// What was paid in on orders, as a fold: received by one receipt, used on the receipt of the goods, or paid back, at whatever register.
import { saleOf } from '../figures/read-sale.ts';
import { type Fold, type FoldEntry, type FoldTable, placeOf, type RowChange } from '../folds/fold.ts';

const balances: FoldTable = {
  name: 'prepayment_balance',
  merge: 'sum',
  keys: ['tab', 'currency'],
  values: ['amount'],
};

const moves: FoldTable = {
  name: 'prepayment_move',
  merge: 'once',
  keys: ['tab', 'at', 'register', 'seq', 'line'],
  values: ['kind', 'currency', 'shop', 'amount', 'receipt', 'number', 'name', 'customer', 'total'],
};

export const prepaymentFold: Fold = {
  name: 'prepayments',
  version: 1,
  tables: [balances, moves],
  types: new Set(['sale.completed']),
  rowsOf(entry) {
    const { lines, receipt, customer = null } = saleOf(entry);
    return lines.flatMap(({ prepayment, total: amount }, line) => {
      if (prepayment === undefined) return [];
      const { does: kind, order } = prepayment;
      const { tab, number, name = null, total } = order;
      return moveRows(entry, { tab, line, kind, amount, receipt, number, name, customer, total });
    });
  },
};

type Move = Pick<RowChange['row'], string> & { readonly tab: string; readonly amount: number };

function moveRows(entry: FoldEntry, move: Move): RowChange[] {
  const { at, register, seq } = entry;
  const { currency, shop } = placeOf(entry);
  const { tab, amount } = move;
  return [
    { table: balances, row: { tab, currency, amount } },
    { table: moves, row: { ...move, at, register, seq, currency, shop } },
  ];
}
