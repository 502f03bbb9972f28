// Stock as a fold: what is sold leaves the store of the register's shop, what is given back returns to it, what the office adjusts says where.
// Deposits are money and have no stock. Every movement stays, with who and why.
import { type Static, Type } from '@sinclair/typebox';
import { TypeCompiler } from '@sinclair/typebox/compiler';
import { isGoods } from '../figures/measures.ts';
import { saleOf } from '../figures/read-sale.ts';
import {
  checkVersion,
  type Fold,
  type FoldEntry,
  FoldStop,
  type FoldTable,
  placeOf,
  type RowChange,
} from '../folds/fold.ts';

const levels: FoldTable = {
  name: 'stock_level',
  merge: 'sum',
  keys: ['product', 'store'],
  values: ['quantity'],
};

const movements: FoldTable = {
  name: 'stock_movement',
  merge: 'once',
  keys: ['product', 'at', 'register', 'seq', 'line'],
  values: ['store', 'kind', 'quantity', 'user', 'receipt', 'reason', 'note'],
};

const adjustments: FoldTable = {
  name: 'stock_adjustment',
  merge: 'latest',
  keys: ['id'],
  values: ['seq'],
  rank: ['seq'],
};

/** Type and version of the entry in the office's journal. */
export const adjusted = { type: 'stock.adjusted', v: 1 } as const;

/** Its payload. */
export const Adjusted = Type.Object({
  adjustment: Type.String(),
  store: Type.String(),
  reason: Type.String(),
  note: Type.String(),
  lines: Type.Array(Type.Object({ product: Type.String(), quantity: Type.Integer() })),
});
export type Adjusted = Static<typeof Adjusted>;

const adjustedCheck = TypeCompiler.Compile(Adjusted);

export const stockFold: Fold = {
  name: 'stock',
  version: 1,
  tables: [levels, movements, adjustments],
  types: new Set(['sale.completed', adjusted.type]),
  rowsOf: (entry) => (entry.type === adjusted.type ? adjustmentRows(entry) : saleRows(entry)),
};

interface Movement {
  readonly product: string;
  readonly line: number;
  readonly store: string;
  readonly kind: 'sale' | 'return' | 'adjustment';
  /** Thousandths, signed. */
  readonly quantity: number;
  readonly receipt: number | null;
  readonly reason: string | null;
  readonly note: string | null;
}

function saleRows(entry: FoldEntry): RowChange[] {
  const { lines, receipt } = saleOf(entry);
  const { store } = placeOf(entry);
  return lines.flatMap((line, index) =>
    isGoods(line)
      ? movementRows(entry, {
          product: line.product.id,
          line: index,
          store,
          kind: line.returnOf === undefined ? 'sale' : 'return',
          quantity: -line.quantity,
          receipt,
          reason: null,
          note: null,
        })
      : [],
  );
}

function adjustmentRows(entry: FoldEntry): RowChange[] {
  checkVersion(entry, adjusted.v);
  const { content } = entry;
  if (!adjustedCheck.Check(content)) throw new FoldStop('content-invalid', 'not an adjustment');
  const { adjustment, store, reason, note, lines } = content;
  return [
    { table: adjustments, row: { id: adjustment, seq: entry.seq } },
    ...lines.flatMap(({ product, quantity }, line) =>
      movementRows(entry, {
        product,
        line,
        store,
        kind: 'adjustment',
        quantity,
        receipt: null,
        reason,
        note,
      }),
    ),
  ];
}

function movementRows({ at, register, seq, who }: FoldEntry, movement: Movement): RowChange[] {
  const { product, store, quantity } = movement;
  return [
    { table: levels, row: { product, store, quantity } },
    { table: movements, row: { ...movement, at, register, seq, user: who } },
  ];
}
