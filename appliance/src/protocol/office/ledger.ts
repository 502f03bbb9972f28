// What every ledger of the office has in common: what moved something, newest first and a page at a time.
import { type Static, type TObject, type TSchema, Type } from '@sinclair/typebox';
import * as s from './shapes.ts';

const whole = Type.Integer({ minimum: Number.MIN_SAFE_INTEGER, maximum: Number.MAX_SAFE_INTEGER });
const id = Type.String({ minLength: 1, maxLength: 80 });

/** Of a query that asks for a page. */
export const paging = {
  /** `next` of the answer before. */
  before: Type.Optional(Type.String({ pattern: '^[0-9]{1,16}[.][A-Z0-9]{1,8}[.][0-9]{1,16}[.][0-9]{1,9}$' })),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
};

/** Of each move: where it is written and by whom. Register, entry and line tell it from every other. */
export const written = {
  at: whole,
  /** `OFFICE`: the office's own journal. */
  register: id,
  /** Entry of its journal. */
  seq: whole,
  /** Place within the entry. */
  line: whole,
  user: id,
  userName: Type.Union([Type.Null(), Type.String()]),
};

/** Of an answer. */
export function pageOf<Move extends TSchema>(move: Move) {
  return {
    /** Newest first. */
    moves: Type.Array(move),
    /** Ask with it for the next ones; null: that was all. */
    next: Type.Union([Type.Null(), Type.String()]),
  };
}

export const LedgerQuery = s.shape(paging);
export type LedgerQuery = Static<typeof LedgerQuery>;

export type Written = Static<TObject<typeof written>>;
