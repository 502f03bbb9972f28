// Goods that came back against a receipt and do not fit what was sold on it: schemas of what the office lists and of a manager's look at it.
import { type Static, Type } from '@sinclair/typebox';
import { FiguresState } from './figures.ts';
import { Person, Review, ReviewedQuery, ReviewNote } from './review.ts';
import * as s from './shapes.ts';

const whole = Type.Integer();
const text = Type.String();

/** What is wrong: more pieces came back than were sold, more money than was paid for them, or nobody ever gave that receipt. */
export const returnDoubts = ['more-than-sold', 'more-than-paid', 'receipt-unknown'] as const;

export const DoubtfulReturn = s.shape({
  register: text,
  receipt: whole,
  product: text,
  name: text,
  unit: text,
  /** Of the shop that took the goods back. */
  currency: s.currency,
  exponent: whole,
  doubt: Type.Union(returnDoubts.map((each) => Type.Literal(each))),
  /** On the receipt: thousandths and what was paid for them. Null: there is no such receipt. */
  sold: Type.Union([Type.Null(), s.shape({ at: whole, ...Person, quantity: whole, gross: whole })]),
  /** All that came back of it, the first one first; positive. */
  returns: Type.Array(
    s.shape({
      register: text,
      receipt: whole,
      at: whole,
      ...Person,
      quantity: whole,
      gross: whole,
      /** False: the receipt could not be looked up then. */
      verified: Type.Boolean(),
    }),
  ),
  quantity: whole,
  gross: whole,
  review: Review,
});

export const DoubtfulReturnsQuery = s.shape({
  /** That came back in so many days; 92 unless told. */
  days: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000 })),
  ...ReviewedQuery,
});

export const DoubtfulReturns = s.shape({
  state: FiguresState,
  /** The latest first. */
  returns: Type.Array(DoubtfulReturn),
  /** There are more than are looked through at once. */
  more: Type.Boolean(),
});

export const ReturnReview = s.shape({
  register: Type.String({ minLength: 1, maxLength: 80 }),
  receipt: Type.Integer({ minimum: 1 }),
  product: Type.String({ minLength: 1, maxLength: 80 }),
  /** How much had come back when it was looked at. */
  quantity: Type.Integer({ minimum: 1 }),
  note: ReviewNote,
});

export type ReturnDoubt = (typeof returnDoubts)[number];
export type DoubtfulReturn = Static<typeof DoubtfulReturn>;
export type DoubtfulReturnsQuery = Static<typeof DoubtfulReturnsQuery>;
export type DoubtfulReturns = Static<typeof DoubtfulReturns>;
export type ReturnReview = Static<typeof ReturnReview>;
