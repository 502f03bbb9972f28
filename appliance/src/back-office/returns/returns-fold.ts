// What came back of each receipt, wherever it came back: so that an office can say what is left of a sale, and see where more came back than
// was sold, by two registers that could not ask. And what a manager has looked at.
import { type Static, Type } from '@sinclair/typebox';
import { TypeCompiler } from '@sinclair/typebox/compiler';
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

const goods: FoldTable = {
  name: 'returned_goods',
  merge: 'once',
  keys: ['of_register', 'of_receipt', 'register', 'seq', 'line'],
  values: [
    'of_line',
    'product',
    'name',
    'unit',
    'receipt',
    'at',
    'user',
    'quantity',
    'gross',
    'vat',
    'place',
  ],
};

const reviews: FoldTable = {
  name: 'return_review',
  merge: 'latest',
  keys: ['of_register', 'of_receipt', 'product'],
  values: ['quantity', 'seq', 'at', 'user', 'note'],
  rank: ['seq'],
};

/** Type and version of the entry in the office's journal. */
export const reviewed = { type: 'return.reviewed', v: 1 } as const;

/** Its payload: what of which receipt was looked at, and how much had come back by then. */
export const Reviewed = Type.Object({
  register: Type.String(),
  receipt: Type.Integer(),
  product: Type.String(),
  quantity: Type.Integer(),
  note: Type.String(),
});
export type Reviewed = Static<typeof Reviewed>;

const reviewedCheck = TypeCompiler.Compile(Reviewed);

export const returnsFold: Fold = {
  name: 'returns',
  version: 1,
  tables: [goods, reviews],
  types: new Set(['sale.completed', reviewed.type]),
  rowsOf: (entry) => (entry.type === reviewed.type ? reviewRows(entry) : returnRows(entry)),
};

function returnRows(entry: FoldEntry): RowChange[] {
  const { lines, receipt } = saleOf(entry);
  return lines.flatMap(({ returnOf, product, quantity }, line) =>
    returnOf?.receipt === undefined
      ? []
      : [
          {
            table: goods,
            row: {
              of_register: returnOf.register ?? entry.register,
              of_receipt: returnOf.receipt,
              register: entry.register,
              seq: entry.seq,
              line,
              of_line: returnOf.line ?? null,
              product: product.id,
              name: product.name,
              unit: product.unit,
              receipt,
              at: entry.at,
              user: entry.who,
              quantity: -quantity,
              gross: returnOf.gross,
              vat: returnOf.vat,
              place: placeOf(entry).id,
            },
          },
        ],
  );
}

function reviewRows(entry: FoldEntry): RowChange[] {
  checkVersion(entry, reviewed.v);
  const { content, seq, at, who: user } = entry;
  if (!reviewedCheck.Check(content)) throw new FoldStop('content-invalid', 'not a look at a return');
  const { register: of_register, receipt: of_receipt, product, quantity, note } = content;
  return [{ table: reviews, row: { of_register, of_receipt, product, quantity, seq, at, user, note } }];
}
