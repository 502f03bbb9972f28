// What customers owe, as a fold: sales that are paid later, what came back of them, and what tills received of it since.
import { type Static, Type } from '@sinclair/typebox';
import { TypeCompiler } from '@sinclair/typebox/compiler';
import { eventVersion } from '../../domain/register/events.ts';
import type { AccountMoveKind } from '../../protocol/office/accounts.ts';
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

const balances: FoldTable = {
  name: 'account_balance',
  merge: 'sum',
  keys: ['customer', 'currency', 'register'],
  values: ['amount'],
};

const moves: FoldTable = {
  name: 'account_move',
  merge: 'once',
  keys: ['customer', 'at', 'register', 'seq', 'line'],
  values: ['kind', 'currency', 'amount', 'user', 'receipt'],
};

const Paid = Type.Object({
  received: Type.Object({ number: Type.Integer(), customer: Type.String(), amount: Type.Integer() }),
});
const paidCheck = TypeCompiler.Compile(Paid);

export const accountFold: Fold = {
  name: 'accounts',
  version: 1,
  tables: [balances, moves],
  types: new Set(['sale.completed', 'account.paid']),
  rowsOf(entry) {
    return entry.type === 'sale.completed' ? saleRows(entry) : paidRows(entry);
  },
};

function saleRows(entry: FoldEntry): RowChange[] {
  const { receipt, payments } = saleOf(entry);
  return payments.flatMap(({ account, amount, rounding = 0 }, line) => {
    if (account === undefined) return [];
    const kind = amount < 0 ? 'returned' : 'given';
    return moveRows(entry, { customer: account.customer, kind, amount: amount - rounding, line, receipt });
  });
}

function paidRows(entry: FoldEntry): RowChange[] {
  checkVersion(entry, eventVersion);
  const { content } = entry;
  if (!paidCheck.Check(content)) throw new FoldStop('content-invalid', 'not received on account');
  const { number: receipt, customer, amount } = (content satisfies Static<typeof Paid>).received;
  return moveRows(entry, { customer, kind: 'received', amount: -amount, line: 0, receipt });
}

interface Move {
  readonly customer: string;
  readonly kind: AccountMoveKind;
  readonly amount: number;
  readonly line: number;
  readonly receipt: number;
}

function moveRows(entry: FoldEntry, move: Move): RowChange[] {
  const { at, register, seq, who } = entry;
  const { currency } = placeOf(entry);
  const { customer, amount } = move;
  return [
    { table: balances, row: { customer, currency, register, amount } },
    { table: moves, row: { ...move, at, register, seq, currency, user: who } },
  ];
}
