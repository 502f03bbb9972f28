// Gift cards as the office shows them: what is still owed on them by type, the cards, and how each came to what is on it.
import { type Static, Type } from '@sinclair/typebox';
import { FiguresState } from './figures.ts';
import { pageOf, written } from './ledger.ts';
import * as s from './shapes.ts';

const whole = Type.Integer({ minimum: Number.MIN_SAFE_INTEGER, maximum: Number.MAX_SAFE_INTEGER });
const id = Type.String({ minLength: 1, maxLength: 80 });
const textOrNothing = Type.Union([Type.Null(), Type.String()]);
const card = Type.String({ pattern: '^[0-9a-f]{64}$' });

/** `doubtful`: more was used than there was, or two cards were sold with one code; only tills without the office do that. */
export const giftCardStates = ['usable', 'used-up', 'expired', 'blocked', 'doubtful'] as const;
export type GiftCardState = (typeof giftCardStates)[number];
const state = Type.Union(giftCardStates.map((each) => Type.Literal(each)));

export const GiftCardsQuery = s.shape({
  /** Last characters of a code. */
  search: Type.Optional(Type.String({ maxLength: 20 })),
  type: Type.Optional(id),
  state: Type.Optional(state),
  page: Type.Optional(Type.Integer({ minimum: 1, maximum: 100_000 })),
  pageSize: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
});

const GiftCardRow = s.shape({
  card,
  last4: Type.String(),
  type: id,
  typeName: Type.String(),
  /** ISO 4217, with the decimals of its minor unit. */
  currency: Type.String(),
  exponent: Type.Integer(),
  /** Minor units: put on it, taken from it, left. */
  sold: whole,
  used: whole,
  balance: whole,
  /** Milliseconds since 1970 UTC; null: it does not expire. */
  expiresAt: Type.Union([Type.Null(), whole]),
  /** When money was last put on it. */
  at: whole,
  state,
});

export const GiftCards = s.shape({
  state: FiguresState,
  /** One for each type and currency, of all cards. */
  types: Type.Array(
    s.shape({
      type: id,
      typeName: Type.String(),
      currency: Type.String(),
      exponent: Type.Integer(),
      /** Cards with something left that may be used. */
      active: whole,
      sold: whole,
      used: whole,
      /** Still owed. */
      balance: whole,
      /** Left on cards that have expired. */
      expired: whole,
    }),
  ),
  total: whole,
  cards: Type.Array(GiftCardRow),
});

export const GiftCardLedger = s.shape({
  state: FiguresState,
  card: GiftCardRow,
  blocked: Type.Union([Type.Null(), s.shape({ reason: Type.String(), userName: textOrNothing, at: whole })]),
  ...pageOf(
    s.shape({
      ...written,
      kind: Type.Union((['issue', 'top-up', 'use', 'refund'] as const).map((each) => Type.Literal(each))),
      currency: Type.String(),
      /** Signed. */
      amount: whole,
      /** On the card after it, in this currency. */
      balance: whole,
      receipt: whole,
      shopName: textOrNothing,
    }),
  ),
});

export const GiftCardBlock = s.shape({
  card,
  blocked: Type.Boolean(),
  reason: Type.String({ minLength: 1, maxLength: 200, pattern: '\\S' }),
});

export type GiftCardsQuery = Static<typeof GiftCardsQuery>;
export type GiftCardRow = Static<typeof GiftCardRow>;
export type GiftCards = Static<typeof GiftCards>;
export type GiftCardLedger = Static<typeof GiftCardLedger>;
export type GiftCardBlock = Static<typeof GiftCardBlock>;
