// Settings that steer the till, each once: what it may be, on which levels it may be set, what holds when nobody set it.
// A level nearer to the register wins: company, shop group, shop, register. Each has its words (name, plain explanation) in the language files.
import { type TSchema, Type } from '@sinclair/typebox';
import * as s from './shapes.ts';

export const levels = ['company', 'shop-group', 'shop', 'register'] as const;
export type Level = (typeof levels)[number];

export interface SettingRule {
  readonly schema: TSchema;
  readonly levels: readonly Level[];
  /** Null: follows from something else, as the words say (cash rounding from the currency, labels from the country). */
  readonly standard: unknown;
}

const everywhere = levels;
const shopDown: readonly Level[] = ['company', 'shop-group', 'shop'];
const oneOf = <const T extends string>(...words: readonly T[]) =>
  Type.Union(words.map((word) => Type.Literal(word)));
const lines = Type.Array(s.line, { maxItems: 12 });

export const settings = {
  /** Never mixed in one company (fiscal.md 4.1). */
  'vat.rounding': {
    schema: Type.Union([Type.Literal('line'), Type.Literal('receipt')]),
    levels: ['company'],
    standard: 'line',
  },
  'cash.rounding-step': {
    schema: Type.Union([Type.Null(), Type.Integer({ minimum: 1, maximum: 10_000 })]),
    levels: shopDown,
    standard: null,
  },
  'dining.default': {
    schema: Type.Union([Type.Literal('take-away'), Type.Literal('eat-in')]),
    levels: everywhere,
    standard: 'take-away',
  },
  'dining.switchable': { schema: Type.Boolean(), levels: everywhere, standard: false },
  'receipt.header-lines': { schema: lines, levels: everywhere, standard: [] },
  'receipt.footer-lines': { schema: lines, levels: everywhere, standard: [] },
  /** Name of an uploaded logo. */
  'receipt.logo': { schema: s.picture, levels: everywhere, standard: null },
  'labels.patterns': {
    schema: Type.Union([
      Type.Null(),
      Type.Array(
        s.shape({
          layout: Type.String({ pattern: '^(?:2\\d|0[24])\\d*[ICVX]+$', minLength: 12, maxLength: 12 }),
          meaning: Type.Union([Type.Literal('weight'), Type.Literal('price'), Type.Literal('count')]),
          decimals: Type.Integer({ minimum: 0, maximum: 4 }),
          currency: Type.Optional(s.currency),
        }),
        { maxItems: 100 },
      ),
    ]),
    levels: shopDown,
    standard: null,
  },
  'reasons.discounts': { schema: Type.Boolean(), levels: everywhere, standard: true },
  'reasons.price-overrides': { schema: Type.Boolean(), levels: everywhere, standard: true },
  'reasons.voids': { schema: Type.Boolean(), levels: everywhere, standard: true },
  'badges.approval': { schema: Type.Boolean(), levels: everywhere, standard: true },
  'badges.log-in': { schema: Type.Boolean(), levels: everywhere, standard: false },
  /** The next three: `country` is as its law of weighing has it (`domain/weighing`). */
  'weighing.below-minimum': {
    schema: oneOf('country', 'refused', 'allowed'),
    levels: shopDown,
    standard: 'country',
  },
  'weighing.tare': {
    schema: oneOf('country', 'in-steps', 'any-tare'),
    levels: shopDown,
    standard: 'country',
  },
  'weighing.price-by': {
    schema: oneOf('country', 'till-computes', 'scale-computes'),
    levels: shopDown,
    standard: 'country',
  },
  'tips.taken': { schema: Type.Boolean(), levels: everywhere, standard: false },
  /** Proposed when it is paid, in basis points. */
  'tips.percentages': {
    schema: Type.Array(Type.Integer({ minimum: 1, maximum: 10_000 }), { maxItems: 4, uniqueItems: true }),
    levels: everywhere,
    standard: [500, 1_000, 1_500],
  },
  'closeout.blind-count': { schema: Type.Boolean(), levels: everywhere, standard: false },
  'closeout.count-coins': { schema: Type.Boolean(), levels: everywhere, standard: false },
  'closeout.open-tabs': {
    schema: Type.Union((['carry-over', 'void', 'refuse'] as const).map((each) => Type.Literal(each))),
    levels: everywhere,
    standard: 'carry-over',
  },
  /** Seconds after which a drawer that stands open is told of, at the till and to the office; 0: never. */
  'drawer.left-open': {
    schema: Type.Integer({ minimum: 0, maximum: 3_600 }),
    levels: everywhere,
    standard: 60,
  },
  /** Whether a sale begins while the drawer stands open: in Norway it must not (fiscal.md 3.4). */
  'drawer.sale-while-open': {
    schema: Type.Union((['country', 'allowed', 'refused'] as const).map((each) => Type.Literal(each))),
    levels: shopDown,
    standard: 'country',
  },
  /** Whether orders are sent to kitchen and bar, and printed there. */
  'rounds.printed': { schema: Type.Boolean(), levels: shopDown, standard: false },
  /** What courses are called, the first one first; none: as in the shop's language. */
  'rounds.courses': {
    schema: Type.Array(Type.String({ minLength: 1, maxLength: 30, pattern: '\\S' }), { maxItems: 9 }),
    levels: shopDown,
    standard: [],
  },
  'tabs.shared': { schema: Type.Boolean(), levels: shopDown, standard: true },
  /** Seconds a register must have been out of reach before a tab of it is taken over without asking it. */
  'tabs.lease': { schema: Type.Integer({ minimum: 10, maximum: 3_600 }), levels: shopDown, standard: 30 },
  /** Most that one payment takes from a gift card while the office cannot be asked; 0: nothing. */
  'gift-cards.offline-limit': { schema: s.amount, levels: everywhere, standard: 0 },
  /** Whether cards printed before are sold then: nobody can say that there is no such card yet. */
  'gift-cards.printed-offline': { schema: Type.Boolean(), levels: everywhere, standard: false },
  'limits.lines-per-tab': {
    schema: Type.Integer({ minimum: 10, maximum: 1_000 }),
    levels: everywhere,
    standard: 500,
  },
  'limits.open-tabs': {
    schema: Type.Integer({ minimum: 1, maximum: 500 }),
    levels: everywhere,
    standard: 200,
  },
  'limits.quantity': {
    schema: Type.Integer({ minimum: 1_000, maximum: 1_000_000_000 }),
    levels: everywhere,
    standard: 9_999_000,
  },
  'limits.unit-price': { schema: s.amount, levels: everywhere, standard: 100_000_000 },
  'limits.total': { schema: s.amount, levels: everywhere, standard: 1_000_000_000 },
  /** Of goods without a receipt, on one receipt; null: no limit of its own. */
  'limits.return-without-receipt': {
    schema: Type.Union([Type.Null(), s.amount]),
    levels: everywhere,
    standard: null,
  },
  /** Against other registers' receipts while nobody can look them up, on one receipt; null: nothing is taken back so. */
  'limits.return-unverified': {
    schema: Type.Union([Type.Null(), s.amount]),
    levels: everywhere,
    standard: null,
  },
  /** By one user in one shift before somebody approves; null: as much as it is. */
  'limits.returns-per-shift': {
    schema: Type.Union([Type.Null(), s.amount]),
    levels: everywhere,
    standard: null,
  },
  'limits.payments-per-tab': {
    schema: Type.Integer({ minimum: 1, maximum: 50 }),
    levels: everywhere,
    standard: 20,
  },
} as const satisfies Record<string, SettingRule>;

export type SettingKey = keyof typeof settings;
