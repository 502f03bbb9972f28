// Records that say how is sold: templates of the grid, tender types, reason codes, customers and what they are given.
import { type Static, Type } from '@sinclair/typebox';
import * as s from './shapes.ts';

/** What a key of the grid does that is no product. */
export const gridFunctions = [
  'quick-tab',
  'create-tab',
  'make-order',
  'choose-order',
  'look-up-price',
  'gift-card',
  'open-drawer',
  'return',
  'discount-tab',
] as const;

const Cell = Type.Union([
  Type.Null(),
  s.shape({ product: s.reference('product') }),
  s.shape({ folder: Type.String({ pattern: s.idPattern }) }),
  s.shape({ function: Type.Union(gridFunctions.map((each) => Type.Literal(each))) }),
]);

/** How products lie under the finger at the till: folders of cells. `home` is the first folder. */
export const Template = s.shape({
  name: s.name,
  rows: Type.Integer({ minimum: 2, maximum: 12 }),
  columns: Type.Integer({ minimum: 2, maximum: 12 }),
  folders: Type.Record(
    Type.String({ pattern: s.idPattern }),
    s.shape({
      name: s.name,
      parent: s.orNull(Type.String({ pattern: s.idPattern })),
      colour: s.colour,
      picture: s.picture,
      /** Row by row. */
      cells: Type.Array(Cell, { maxItems: 144 }),
    }),
    { additionalProperties: false, maxProperties: 200 },
  ),
  /** Where and when it is shown: the first that fits, top down. Without any the till browses the category tree. */
  shown: Type.Array(
    s.shape({
      shops: s.references('shop'),
      weekdays: s.weekdays,
      from: s.timeOfDay,
      /** Up to this time; the same as `from` is the whole day. May lie after midnight. */
      until: s.timeOfDay,
    }),
    { maxItems: 50, default: [] },
  ),
  active: s.active,
});

/** A room with its tables, as the tills of a shop show it. Places and sizes are cells of its raster. */
export const FloorPlan = s.shape({
  name: s.name,
  shop: s.reference('shop'),
  /** Only tills of this sale point show it; null: all of the shop. */
  salePoint: s.orNull(s.reference('sale-point')),
  columns: Type.Integer({ minimum: 4, maximum: 60 }),
  rows: Type.Integer({ minimum: 4, maximum: 60 }),
  tables: Type.Array(
    s.shape({
      id: Type.String({ pattern: '^[A-Za-z0-9-]{1,12}$' }),
      name: Type.String({ minLength: 1, maxLength: 12, pattern: '\\S' }),
      seats: Type.Integer({ minimum: 1, maximum: 99 }),
      shape: Type.Union([Type.Literal('square'), Type.Literal('round')]),
      x: Type.Integer({ minimum: 0, maximum: 59 }),
      y: Type.Integer({ minimum: 0, maximum: 59 }),
      width: Type.Integer({ minimum: 1, maximum: 60 }),
      height: Type.Integer({ minimum: 1, maximum: 60 }),
    }),
    { maxItems: 200, default: [] },
  ),
  active: s.active,
});

export const TenderType = s.shape({
  name: s.name,
  kind: Type.Union([
    Type.Literal('cash'),
    Type.Literal('card'),
    Type.Literal('bank-transfer'),
    Type.Literal('meal-voucher'),
    Type.Literal('gift-card'),
    Type.Literal('customer-account'),
    Type.Literal('invoice'),
    /** Stands under Miscellaneous in the till's payment. */
    Type.Literal('own'),
  ]),
  /** SAF-T basic code of the means of payment. */
  code: Type.String({ minLength: 1, maxLength: 20 }),
  opensDrawer: Type.Boolean({ default: false }),
  /** More may be given than is due; without change the surplus is kept and told. Cash: always; a card: never. */
  overTender: Type.Boolean({ default: false }),
  /** What is too much is given back in cash. */
  givesChange: Type.Boolean({ default: false }),
  /** Cash rounding is applied to what it settles. Cash: always; others: never, they are exact where the shop does not round every total. */
  rounded: Type.Boolean({ default: false }),
  /** Cards: the terminal stands apart, and the cashier says what it answered. Absent: the till asks its own, where it has one. */
  apart: Type.Optional(Type.Boolean()),
  /** Account it is booked on; empty: none. */
  account: Type.String({ maxLength: 10, pattern: '^[0-9]*$', default: '' }),
  /** Delivered with the product: cannot be deleted, its kind cannot be changed. */
  predefined: Type.Boolean({ default: false }),
  active: s.active,
});

export const ReasonCode = s.shape({
  name: s.name,
  direction: Type.Union([Type.Literal('positive'), Type.Literal('negative'), Type.Literal('neutral')]),
  /** Written by the program itself; cannot be changed or deleted. */
  system: s.orNull(Type.Union([Type.Literal('sale'), Type.Literal('return'), Type.Literal('count')])),
  active: s.active,
});

export const CustomerGroup = s.shape({
  name: s.name,
  /** Off everything that may be discounted. */
  discount: s.basisPoints,
  /** Points per whole unit of currency spent; 0: no loyalty. */
  pointsPerUnit: Type.Integer({ minimum: 0, maximum: 1_000, default: 0 }),
  /** So many points are worth one whole unit of currency; 0, or absent: they cannot be used. */
  pointsPerUnitOff: Type.Optional(Type.Integer({ minimum: 0, maximum: 100_000 })),
  /** Fewer are not used. Absent: one. */
  pointsMin: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000_000 })),
  /** Of a tab that points may pay for. Absent: all of it. */
  pointsShareMax: Type.Optional(s.basisPoints),
  /** So many are used on one tab while a till cannot ask the office. Absent: none. */
  pointsOfflineMax: Type.Optional(Type.Integer({ minimum: 0, maximum: 1_000_000 })),
  active: s.active,
});

export const Customer = s.shape({
  name: s.name,
  number: Type.String({ minLength: 1, maxLength: 30 }),
  email: s.orNull(s.email),
  phone: s.phone,
  organisationNumber: Type.String({ maxLength: 40, default: '' }),
  addressLines: s.lines,
  language: s.orNull(s.language),
  groups: s.references('customer-group', 20),
  /** Most they may owe of what they pay later. Absent or null: they pay at once. */
  creditLimit: s.orNull(s.amount),
  note: s.text,
  active: s.active,
});

const what = {
  products: s.references('product', 2_000),
  categories: s.references('category'),
  excluded: s.references('product', 2_000),
  excludedCategories: Type.Optional(s.references('category')),
};

/**
 * A price that holds for a while, on conditions. The till picks what is best for the customer and says so on the receipt. Amounts are in
 * the currency of the shops it is for, which is one.
 */
export const Campaign = s.shape({
  name: s.name,
  kind: Type.Union([
    s.shape({ type: Type.Literal('percentage'), basisPoints: s.basisPoints, ...what }),
    s.shape({ type: Type.Literal('amount-off'), amount: s.amount, ...what }),
    s.shape({ type: Type.Literal('fixed-price'), price: s.amount, ...what }),
    s.shape({
      type: Type.Literal('n-for-m'),
      take: Type.Integer({ minimum: 2, maximum: 100 }),
      pay: Type.Integer({ minimum: 1, maximum: 99 }),
      /** Off those that are not paid for; absent: all of it. */
      basisPoints: Type.Optional(s.basisPoints),
      ...what,
    }),
    s.shape({
      type: Type.Literal('n-for-price'),
      take: Type.Integer({ minimum: 2, maximum: 100 }),
      price: s.amount,
      ...what,
    }),
    s.shape({
      type: Type.Literal('mix-and-match'),
      buy: s.shape({ quantity: Type.Integer({ minimum: 1, maximum: 100 }), ...what }),
      get: s.shape({ quantity: Type.Integer({ minimum: 1, maximum: 100 }), ...what }),
      /** Off what is got. */
      basisPoints: s.basisPoints,
    }),
    /** So many of each part, together at a price. */
    s.shape({
      type: Type.Literal('bundle'),
      parts: Type.Array(s.shape({ quantity: Type.Integer({ minimum: 1, maximum: 100 }), ...what }), {
        minItems: 2,
        maxItems: 6,
      }),
      price: s.amount,
    }),
    s.shape({ type: Type.Literal('spend'), threshold: s.amount, basisPoints: s.basisPoints, ...what }),
  ]),
  priority: Type.Integer({ minimum: 0, maximum: 1_000, default: 0 }),
  /** Comes on top of what other campaigns gave; others never share a unit. Absent: no. */
  stackable: Type.Optional(Type.Boolean()),
  /** Also where a price was changed or a discount was given by hand. Absent: no. */
  onChangedPrices: Type.Optional(Type.Boolean()),
  validFrom: s.day,
  /** Last day, or without end. */
  validUntil: s.orNull(s.day),
  weekdays: s.weekdays,
  from: Type.String({ ...s.timeOfDay, default: '00:00' }),
  /** The same as `from`: the whole day. May lie after midnight. */
  until: Type.String({ ...s.timeOfDay, default: '00:00' }),
  /** Empty: everywhere. */
  shops: s.references('shop'),
  /** Empty: everybody. */
  customerGroups: s.references('customer-group', 50),
  dining: s.orNull(Type.Union([Type.Literal('take-away'), Type.Literal('eat-in')])),
  /** Only for who brings this code; with `*` at its end, all that begin so. Null, or absent: for everybody. */
  coupon: Type.Optional(s.orNull(Type.String({ minLength: 3, maxLength: 60, pattern: '^[^\\s*]+\\*?$' }))),
  /** Times in one sale; null: without limit. */
  limit: s.orNull(Type.Integer({ minimum: 1, maximum: 1_000 })),
  active: s.active,
});

export type Template = Static<typeof Template>;
export type FloorPlan = Static<typeof FloorPlan>;
export type TenderType = Static<typeof TenderType>;
export type ReasonCode = Static<typeof ReasonCode>;
export type CustomerGroup = Static<typeof CustomerGroup>;
export type Customer = Static<typeof Customer>;
export type Campaign = Static<typeof Campaign>;
