// What a customer owes as the office shows it: what is owed now, and how it came about.
import { type Static, Type } from '@sinclair/typebox';
import { FiguresState } from './figures.ts';
import * as s from './shapes.ts';

const whole = Type.Integer({ minimum: Number.MIN_SAFE_INTEGER, maximum: Number.MAX_SAFE_INTEGER });
const id = Type.String({ minLength: 1, maxLength: 80 });

/** `given`: sold, to be paid later. `returned`: a sale given back to the account. `received`: paid at a till. */
export const accountMoveKinds = ['given', 'returned', 'received'] as const;
export type AccountMoveKind = (typeof accountMoveKinds)[number];

export const AccountQuery = s.shape({
  /** Of the answer before. */
  before: Type.Optional(Type.String({ pattern: '^[0-9]{1,16}[.][A-Z0-9]{1,8}[.][0-9]{1,16}[.][0-9]{1,9}$' })),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
});

export const AccountLedger = s.shape({
  state: FiguresState,
  /** Most that may be owed; null: this customer does not pay later. */
  limit: Type.Union([Type.Null(), whole]),
  /** One for each currency that anything moved in. */
  balances: Type.Array(s.shape({ currency: s.currency, amount: whole })),
  /** Newest first. */
  moves: Type.Array(
    s.shape({
      at: whole,
      kind: Type.Union(accountMoveKinds.map((each) => Type.Literal(each))),
      currency: s.currency,
      /** Signed: what is owed grows by it. */
      amount: whole,
      /** Owed after it, in this currency. */
      balance: whole,
      user: id,
      userName: Type.Union([Type.Null(), Type.String()]),
      /** Where it is written: entry of a register's journal. */
      register: id,
      seq: whole,
      /** Of the sale; of what was received, in the register's series of those. */
      receipt: whole,
    }),
  ),
  /** Ask with it for the next ones; null: that was all. */
  next: Type.Union([Type.Null(), Type.String()]),
});

export type AccountQuery = Static<typeof AccountQuery>;
export type AccountLedger = Static<typeof AccountLedger>;
