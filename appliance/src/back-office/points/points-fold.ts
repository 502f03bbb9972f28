// Points as a fold: what sales moved and what the office corrected, on the account of each customer; and which tabs that were to use points
// have come to their end.
import { type Static, Type } from '@sinclair/typebox';
import { TypeCompiler } from '@sinclair/typebox/compiler';
import { eventVersion } from '../../domain/register/events.ts';
import {
  checkVersion,
  type Fold,
  type FoldEntry,
  FoldStop,
  type FoldTable,
  type RowChange,
} from '../folds/fold.ts';

const balances: FoldTable = {
  name: 'points_balance',
  merge: 'sum',
  keys: ['customer'],
  values: ['points'],
};

const moves: FoldTable = {
  name: 'points_move',
  merge: 'once',
  keys: ['customer', 'at', 'register', 'seq', 'line'],
  values: ['kind', 'points', 'user', 'receipt', 'note'],
};

const corrections: FoldTable = {
  name: 'points_correction',
  merge: 'latest',
  keys: ['id'],
  values: ['seq'],
  rank: ['seq'],
};

const endedTabs: FoldTable = {
  name: 'points_tab',
  merge: 'latest',
  keys: ['tab'],
  values: ['at'],
  rank: ['at'],
};

/** Type and version of the entry in the office's journal. */
export const pointsCorrected = { type: 'points.corrected', v: 1 } as const;

/** Its payload. */
export const Corrected = Type.Object({
  correction: Type.String(),
  customer: Type.String(),
  points: Type.Integer(),
  note: Type.String(),
});
export type Corrected = Static<typeof Corrected>;

const SaleWithPoints = Type.Object({
  sale: Type.Object({
    receipt: Type.Integer(),
    tab: Type.Object({ id: Type.String() }),
    points: Type.Optional(
      Type.Object({
        moves: Type.Array(
          Type.Object({ customer: Type.String(), kind: Type.String(), points: Type.Integer() }),
        ),
        redeemed: Type.Optional(Type.Object({})),
      }),
    ),
  }),
});
const TabVoided = Type.Object({ tab: Type.String(), pointsFreed: Type.Optional(Type.String()) });

const checks = {
  sale: TypeCompiler.Compile(SaleWithPoints),
  corrected: TypeCompiler.Compile(Corrected),
  voided: TypeCompiler.Compile(TabVoided),
};

export const pointsFold: Fold = {
  name: 'points',
  version: 1,
  tables: [balances, moves, corrections, endedTabs],
  types: new Set(['sale.completed', 'tab.voided', pointsCorrected.type]),
  rowsOf(entry) {
    switch (entry.type) {
      case 'sale.completed':
        return saleRows(entry);
      case 'tab.voided':
        return voidedRows(entry);
      default:
        return correctionRows(entry);
    }
  },
};

function saleRows(entry: FoldEntry): RowChange[] {
  checkVersion(entry, eventVersion);
  const { content, at } = entry;
  if (!checks.sale.Check(content)) throw new FoldStop('content-invalid', 'not a sale');
  const { receipt, tab, points } = content.sale;
  if (points === undefined) return [];
  const ended = points.redeemed === undefined ? [] : [{ table: endedTabs, row: { tab: tab.id, at } }];
  return [
    ...ended,
    ...points.moves.flatMap((move, line) => moveRows(entry, { ...move, line, receipt, note: null })),
  ];
}

function voidedRows(entry: FoldEntry): RowChange[] {
  checkVersion(entry, eventVersion);
  const { content, at } = entry;
  if (!checks.voided.Check(content)) throw new FoldStop('content-invalid', 'not a tab given up');
  return content.pointsFreed === undefined ? [] : [{ table: endedTabs, row: { tab: content.tab, at } }];
}

function correctionRows(entry: FoldEntry): RowChange[] {
  checkVersion(entry, pointsCorrected.v);
  const { content, seq } = entry;
  if (!checks.corrected.Check(content)) throw new FoldStop('content-invalid', 'not a correction');
  const { correction, customer, points, note } = content;
  return [
    { table: corrections, row: { id: correction, seq } },
    ...moveRows(entry, { customer, kind: 'correction', points, line: 0, receipt: null, note }),
  ];
}

interface Move {
  readonly customer: string;
  readonly kind: string;
  readonly points: number;
  readonly line: number;
  readonly receipt: number | null;
  readonly note: string | null;
}

function moveRows({ at, register, seq, who }: FoldEntry, move: Move): RowChange[] {
  const { customer, points } = move;
  return [
    { table: balances, row: { customer, points } },
    { table: moves, row: { ...move, at, register, seq, user: who } },
  ];
}
