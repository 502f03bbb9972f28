// Points of a customer as the office shows them: the balance, how it came about, and putting it right by hand.
import { type Static, Type } from '@sinclair/typebox';
import { FiguresState } from './figures.ts';
import * as s from './shapes.ts';

const whole = Type.Integer({ minimum: Number.MIN_SAFE_INTEGER, maximum: Number.MAX_SAFE_INTEGER });
const id = Type.String({ minLength: 1, maxLength: 80 });
const orNothing = <Schema extends ReturnType<typeof Type.String> | typeof whole>(schema: Schema) =>
  Type.Union([Type.Null(), schema]);

export const pointsKinds = ['earned', 'redeemed', 'taken-back', 'given-back', 'correction'] as const;
export type PointsKind = (typeof pointsKinds)[number];

export const PointsQuery = s.shape({
  /** Of the answer before. */
  before: Type.Optional(Type.String({ pattern: '^[0-9]{1,16}[.][A-Z0-9]{1,8}[.][0-9]{1,16}[.][0-9]{1,9}$' })),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
});

export const PointsLedger = s.shape({
  state: FiguresState,
  /** Below zero: tills that could not ask used more than there was. */
  balance: whole,
  /** Kept for open tabs: not to be used elsewhere. */
  kept: whole,
  /** Newest first. */
  moves: Type.Array(
    s.shape({
      at: whole,
      kind: Type.Union(pointsKinds.map((each) => Type.Literal(each))),
      /** Signed. */
      points: whole,
      user: id,
      userName: orNothing(Type.String()),
      /** Where it is written: entry of a register's journal, `OFFICE` for the office's own. */
      register: id,
      seq: whole,
      receipt: orNothing(whole),
      note: orNothing(Type.String()),
    }),
  ),
  /** Ask with it for the next ones; null: that was all. */
  next: orNothing(Type.String()),
});

export const PointsCorrection = s.shape({
  /** Made by who asks: asking again with it gives the first answer. */
  id: Type.String({ pattern: '^[A-Za-z0-9-]{8,64}$' }),
  customer: s.reference('customer'),
  /** Added; less than zero: taken. Not 0. */
  points: Type.Integer({ minimum: -1_000_000_000, maximum: 1_000_000_000 }),
  /** Why. */
  note: Type.String({ minLength: 1, maxLength: 500, pattern: '\\S' }),
});

export const PointsCorrected = s.shape({
  /** Entry of the office's journal. */
  seq: whole,
  balance: whole,
});

export type PointsQuery = Static<typeof PointsQuery>;
export type PointsLedger = Static<typeof PointsLedger>;
export type PointsCorrection = Static<typeof PointsCorrection>;
export type PointsCorrected = Static<typeof PointsCorrected>;
