// What a customer owes as the office shows it: what is owed now, and how it came about.
import { type Static, Type } from '@sinclair/typebox';
import { FiguresState } from './figures.ts';
import { pageOf, written } from './ledger.ts';
import * as s from './shapes.ts';

const whole = Type.Integer({ minimum: Number.MIN_SAFE_INTEGER, maximum: Number.MAX_SAFE_INTEGER });

/** `given`: sold, to be paid later. `returned`: a sale given back to the account. `received`: paid at a till. */
export const accountMoveKinds = ['given', 'returned', 'received'] as const;
export type AccountMoveKind = (typeof accountMoveKinds)[number];

export const AccountLedger = s.shape({
  state: FiguresState,
  /** Most that may be owed; null: this customer does not pay later. */
  limit: Type.Union([Type.Null(), whole]),
  /** One for each currency that anything moved in. */
  balances: Type.Array(s.shape({ currency: s.currency, amount: whole })),
  ...pageOf(
    s.shape({
      ...written,
      kind: Type.Union(accountMoveKinds.map((each) => Type.Literal(each))),
      currency: s.currency,
      /** Signed: what is owed grows by it. */
      amount: whole,
      /** Owed after it, in this currency. */
      balance: whole,
      /** Of the sale; of what was received, in the register's series of those. */
      receipt: whole,
    }),
  ),
});

export type AccountLedger = Static<typeof AccountLedger>;
