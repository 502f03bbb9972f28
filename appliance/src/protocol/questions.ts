// What a till may ask of its office while somebody waits, and what it is answered: each question's schemas once, checked on both sides. What the
// office must know for ever travels in the journal; a question only saves somebody from waiting for it.
import { type Static, type TSchema, Type } from '@sinclair/typebox';
import { tabQuestions } from './tab-questions.ts';

const strict = { additionalProperties: false };
const key = Type.String({ minLength: 1, maxLength: 80 });
const name = Type.String({ maxLength: 200 });

const whole = Type.Integer({ minimum: Number.MIN_SAFE_INTEGER, maximum: Number.MAX_SAFE_INTEGER });
const optional = Type.Optional(whole);
const vatRow = { rate: whole, gross: whole, net: whole, vat: whole };

/** A sale as its register's journal has it: of it what the rules of a return take and what a page shows. What else it holds is let through. */
const SoldElsewhere = Type.Object({
  receipt: Type.Integer({ minimum: 1 }),
  kind: key,
  tab: Type.Object({ id: key, number: name, name: Type.Optional(name) }),
  shift: whole,
  dining: Type.Union([Type.Literal('take-away'), Type.Literal('eat-in')]),
  lines: Type.Array(
    Type.Object({
      id: key,
      product: Type.Object({
        id: key,
        sku: name,
        name,
        unit: key,
        /** Empty: outside the VAT, as a gift card is. */
        vatClass: name,
        category: name,
        kind: Type.Optional(key),
      }),
      quantity: whole,
      unitPrice: whole,
      listPrice: whole,
      labelPrice: optional,
      source: key,
      parent: Type.Optional(key),
      returnOf: Type.Optional(Type.Object({})),
      total: whole,
      gross: whole,
      lineDiscount: whole,
      vat: whole,
      rate: whole,
      vatCode: name,
    }),
    { maxItems: 2_000 },
  ),
  tabDiscount: whole,
  total: whole,
  vat: Type.Array(Type.Object({ code: name, ...vatRow }), { maxItems: 100 }),
  rounding: whole,
  payments: Type.Array(
    Type.Object({ tender: key, kind: name, amount: whole, state: name, surplus: optional }),
    { maxItems: 200 },
  ),
  change: whole,
});

/** Hash of a gift card's code. */
const card = Type.String({ pattern: '^[0-9a-f]{64}$' });
const money = Type.Integer({ minimum: 0, maximum: 1_000_000_000_000 });

export const questions = {
  /** A receipt by e-mail, made by the till; the office has it in its outbox when this is answered. `mail` names it: asked for again, it is
   *  sent once. Refused with `mail.address`, `mail.outbox-full`. */
  'mail-receipt': {
    body: Type.Object(
      {
        mail: key,
        to: Type.String({ minLength: 3, maxLength: 254 }),
        language: Type.Union((['en', 'nb', 'nl', 'cs'] as const).map((each) => Type.Literal(each))),
        file: Type.String({ minLength: 1, maxLength: 80, pattern: '^[A-Za-z0-9.-]+$' }),
        /** Base64. */
        pdf: Type.String({ maxLength: 2_000_000, pattern: '^[A-Za-z0-9+/]+={0,2}$' }),
      },
      strict,
    ),
    answer: Type.Object({}, strict),
  },
  /** What became of such a mail. `kept`: the office has no mail server. Refused with `mail.unknown`, also once it is forgotten. */
  'state-of-mail': {
    body: Type.Object({ mail: key }, strict),
    answer: Type.Object(
      {
        state: Type.Union((['queued', 'sent', 'failed', 'kept'] as const).map((each) => Type.Literal(each))),
        attempts: Type.Integer({ minimum: 0 }),
        /** What the mail server said last. */
        error: Type.Union([Type.Null(), Type.String({ maxLength: 2_000 })]),
      },
      strict,
    ),
  },
  ...tabQuestions,
  /** What is on a gift card, in the asking register's currency. `state` `unknown`: nobody sold such a card, or not in this currency. */
  'gift-card': {
    body: Type.Object({ card }, strict),
    answer: Type.Object(
      {
        state: Type.Union(
          (['usable', 'expired', 'blocked', 'unknown'] as const).map((each) => Type.Literal(each)),
        ),
        type: key,
        typeName: name,
        purpose: Type.Union([Type.Literal('single'), Type.Literal('multi')]),
        /** Single-purpose only. */
        vatClass: Type.Union([Type.Null(), key]),
        balance: Type.Integer(),
        /** What may be taken from it now: the balance less what is held for payments under way. */
        available: money,
        /** Milliseconds since 1970 UTC; null: it does not expire. */
        expiresAt: Type.Union([Type.Null(), Type.Integer()]),
      },
      strict,
    ),
  },
  /** Keeps what a payment is about to take from a card; asked again for the same payment, it is kept once. It is kept until the journal tells
   *  what became of the payment. Refused with `gift-card.unknown`, `gift-card.expired`, `gift-card.blocked`, `gift-card.balance-low`. */
  'hold-gift-card': {
    body: Type.Object({ card, payment: key, amount: money }, strict),
    answer: Type.Object({ held: money, left: money }, strict),
  },
  /** A sale of any register, and what came back of it elsewhere: at other registers than the asking one, and wherever it could not be looked
   *  up. Refused with `receipt.unknown`; with `receipt.not-arrived` where its register's journal does not reach so far yet; with
   *  `office.no-answer` while returns are still being counted. */
  'sale-of-receipt': {
    body: Type.Object({ register: key, receipt: Type.Integer({ minimum: 1 }) }, strict),
    answer: Type.Object(
      {
        sale: SoldElsewhere,
        /** Of that register's shop, ISO 4217; null: the office does not know it any more. */
        currency: Type.Union([Type.Null(), Type.String({ minLength: 3, maxLength: 3 })]),
        /** By line, all positive. */
        returned: Type.Record(
          Type.String({ maxLength: 80 }),
          Type.Object({ quantity: whole, gross: whole, vat: whole }, strict),
        ),
      },
      strict,
    ),
  },
  /** What a customer has of points for this tab, what other tabs keep taken off; so many are kept for it from now on, where there are so many,
   *  in place of what it kept before. Until its sale is here, it is given up, or a day has passed. Refused with `customer.unknown`. */
  'points-for-tab': {
    body: Type.Object(
      { customer: key, tab: key, points: Type.Integer({ minimum: 0, maximum: 1_000_000_000 }) },
      strict,
    ),
    answer: Type.Object({ balance: whole }, strict),
  },
  /** What a customer owes in the asking register's currency, and what of it that register itself gave, as far as its journal is here. Refused
   *  with `customer.unknown`; with `office.no-answer` while accounts are still being counted. */
  'account-of-customer': {
    body: Type.Object({ customer: key }, strict),
    answer: Type.Object({ balance: whole, own: whole }, strict),
  },
  /** What the stores have of a product, the asking register's own first; none where the company keeps no stock. Refused with
   *  `product.unknown`. */
  'stock-of-product': {
    body: Type.Object({ product: key }, strict),
    answer: Type.Object(
      {
        stores: Type.Array(
          Type.Object(
            {
              store: key,
              name: Type.Union([Type.Null(), name]),
              /** Thousandths of the product's unit; below zero where more was sold than was ever received. */
              quantity: Type.Integer(),
              own: Type.Boolean(),
            },
            strict,
          ),
          { maxItems: 500 },
        ),
        /** False: journals are still being counted, or one is not counted any further. */
        whole: Type.Boolean(),
      },
      strict,
    ),
  },
} as const satisfies Record<string, { readonly body: TSchema; readonly answer: TSchema }>;

export type QuestionName = keyof typeof questions;
export type QuestionBody<Name extends QuestionName> = Static<(typeof questions)[Name]['body']>;
export type AnswerTo<Name extends QuestionName> = Static<(typeof questions)[Name]['answer']>;
