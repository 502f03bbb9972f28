// Points of a customer as the office shows them: the balance, how it came about, and putting it right by hand.
import { type Static, Type } from '@sinclair/typebox';
import { FiguresState } from './figures.ts';
import { pageOf, written } from './ledger.ts';
import * as s from './shapes.ts';

const whole = Type.Integer({ minimum: Number.MIN_SAFE_INTEGER, maximum: Number.MAX_SAFE_INTEGER });
const orNothing = <Schema extends ReturnType<typeof Type.String> | typeof whole>(schema: Schema) =>
  Type.Union([Type.Null(), schema]);

export const pointsKinds = ['earned', 'redeemed', 'taken-back', 'given-back', 'correction'] as const;
export type PointsKind = (typeof pointsKinds)[number];

export const PointsLedger = s.shape({
  state: FiguresState,
  /** Below zero: tills that could not ask used more than there was. */
  balance: whole,
  /** Kept for open tabs: not to be used elsewhere. */
  kept: whole,
  ...pageOf(
    s.shape({
      ...written,
      kind: Type.Union(pointsKinds.map((each) => Type.Literal(each))),
      /** Signed. */
      points: whole,
      /** There after it. */
      balance: whole,
      receipt: orNothing(whole),
      note: orNothing(Type.String()),
    }),
  ),
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

export type PointsLedger = Static<typeof PointsLedger>;
export type PointsCorrection = Static<typeof PointsCorrection>;
export type PointsCorrected = Static<typeof PointsCorrected>;
