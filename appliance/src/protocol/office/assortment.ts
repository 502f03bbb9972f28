// Records that say what is sold: categories, products and what they are made of, bought from and booked on.
import { type Static, Type } from '@sinclair/typebox';
import * as s from './shapes.ts';

export const Category = s.shape({
  name: s.name,
  parent: s.orNull(s.reference('category')),
  colour: s.colour,
  picture: s.picture,
  /** Years; holds for all below that have none of their own. */
  ageLimit: s.age,
  /** No discount and no campaign touches what is below. */
  noDiscount: Type.Boolean({ default: false }),
  /** Name of the device of a box that orders from below are printed at; null: as the category above. */
  printer: s.orNull(Type.String({ minLength: 1, maxLength: 64 })),
  /** Days between stock counts; null: none planned. */
  countingInterval: s.orNull(Type.Integer({ minimum: 1, maximum: 3_650 })),
  /** Place among its sisters, smallest first. */
  position: Type.Integer({ minimum: 0, maximum: 1_000_000, default: 0 }),
  active: s.active,
});

export const Department = s.shape({
  name: s.name,
  code: Type.String({ minLength: 1, maxLength: 20 }),
  active: s.active,
});

/** An axis of reports and accounts (project, cost carrier…) with its values. */
export const Dimension = s.shape({
  name: s.name,
  values: Type.Array(s.shape({ code: Type.String({ minLength: 1, maxLength: 20 }), name: s.name }), {
    maxItems: 500,
    default: [],
  }),
  active: s.active,
});

export const AccountingCategory = s.shape({
  name: s.name,
  revenueAccount: Type.String({ pattern: '^[0-9]{3,10}$' }),
  department: s.orNull(s.reference('department')),
  dimensions: Type.Array(
    s.shape({ dimension: s.reference('dimension'), code: Type.String({ minLength: 1, maxLength: 20 }) }),
    { maxItems: 10, default: [] },
  ),
  active: s.active,
});

export const Supplier = s.shape({
  name: s.name,
  email: s.orNull(s.email),
  phone: s.phone,
  currency: s.currency,
  leadTimeDays: Type.Integer({ minimum: 0, maximum: 365, default: 1 }),
  orderDays: s.weekdays,
  customerNumber: s.line,
  active: s.active,
});

export const GiftCardType = s.shape({
  name: s.name,
  /** Council Directive (EU) 2016/1065: the VAT of a single-purpose voucher is due when it is sold, of a multi-purpose one when it is used. */
  purpose: Type.Union([Type.Literal('single'), Type.Literal('multi')]),
  vatClass: s.orNull(s.reference('vat-class')),
  /** Fixed value in minor units; null: the customer's choice, between `min` and `max`. */
  value: s.orNull(s.amount),
  min: s.orNull(s.amount),
  max: s.orNull(s.amount),
  /** More may be put on a card that was sold; it is good for as long again then. */
  topUp: Type.Boolean({ default: true }),
  validityMonths: s.orNull(Type.Integer({ minimum: 1, maximum: 120 })),
  active: s.active,
});

/** A choice the customer makes about a product: size, sauce, how well done. */
export const ModifierGroup = s.shape({
  name: s.name,
  min: Type.Integer({ minimum: 0, maximum: 20, default: 0 }),
  max: Type.Integer({ minimum: 1, maximum: 20, default: 1 }),
  options: Type.Array(
    s.shape({
      name: s.name,
      /** Added to the price, minor units of each price region's currency by its id; absent: nothing. */
      prices: s.perRecord('price-region', Type.Integer({ minimum: -100_000_000, maximum: 100_000_000 })),
    }),
    { minItems: 1, maxItems: 60 },
  ),
  active: s.active,
});

export const allergens = [
  'gluten',
  'crustaceans',
  'eggs',
  'fish',
  'peanuts',
  'soybeans',
  'milk',
  'nuts',
  'celery',
  'mustard',
  'sesame',
  'sulphites',
  'lupin',
  'molluscs',
] as const;

export const Product = s.shape({
  name: s.name,
  /** For narrow receipts and grid keys; empty: the name. */
  shortName: Type.String({ maxLength: 40, default: '' }),
  sku: Type.String({ minLength: 1, maxLength: 60, pattern: '^\\S(.*\\S)?$' }),
  /** GTIN-8/12/13/14 with right check digits, unique among all products. */
  codes: Type.Array(Type.String({ pattern: '^[0-9]{8,14}$' }), {
    maxItems: 50,
    uniqueItems: true,
    default: [],
  }),
  plu: s.orNull(Type.String({ pattern: '^[0-9]{4,5}$' })),
  category: s.reference('category'),
  /** By price region, minor units of its currency per one unit. Absent in a region: not sold there, unless the price is variable. */
  prices: s.perRecord('price-region', s.amount),
  variablePrice: Type.Boolean({ default: false }),
  /** Of one unit, minor units of the company's currency. */
  cost: s.orNull(s.amount),
  vatClass: s.reference('vat-class'),
  accountingCategory: s.orNull(s.reference('accounting-category')),
  unit: Type.Union(
    [Type.Literal('piece'), Type.Literal('kg'), Type.Literal('litre'), Type.Literal('metre')],
    {
      default: 'piece',
    },
  ),
  /** Container's weight in grams, taken off when weighed. */
  tare: s.orNull(Type.Integer({ minimum: 0, maximum: 100_000 })),
  kind: Type.Union([Type.Literal('goods'), Type.Literal('deposit'), Type.Literal('deposit-return')], {
    default: 'goods',
  }),
  deposit: s.orNull(s.reference('product')),
  ageLimit: s.age,
  noDiscount: Type.Boolean({ default: false }),
  /** May be sold while the box has no contact to the office. */
  soldOffline: Type.Boolean({ default: true }),
  /** Sold only along with another product. */
  addOn: Type.Boolean({ default: false }),
  addOns: s.references('product', 50),
  modifiers: s.references('modifier-group', 20),
  /** One cell of a colour/size matrix: the product it is a variant of, and where it stands. */
  variant: s.orNull(
    s.shape({
      of: s.reference('product'),
      colour: Type.String({ maxLength: 40, default: '' }),
      size: Type.String({ maxLength: 40, default: '' }),
    }),
  ),
  allergens: Type.Array(Type.Union(allergens.map((each) => Type.Literal(each))), {
    maxItems: 14,
    uniqueItems: true,
    default: [],
  }),
  picture: s.picture,
  colour: s.colour,
  station: s.orNull(Type.String({ minLength: 1, maxLength: 100 })),
  prepSeconds: s.orNull(Type.Integer({ minimum: 0, maximum: 86_400 })),
  suppliers: Type.Array(
    s.shape({
      supplier: s.reference('supplier'),
      sku: s.line,
      cost: s.orNull(s.amount),
      /** Units in one package. */
      packSize: s.quantity,
    }),
    { maxItems: 20, default: [] },
  ),
  active: s.active,
});

export type Category = Static<typeof Category>;
export type Department = Static<typeof Department>;
export type Dimension = Static<typeof Dimension>;
export type AccountingCategory = Static<typeof AccountingCategory>;
export type Supplier = Static<typeof Supplier>;
export type GiftCardType = Static<typeof GiftCardType>;
export type ModifierGroup = Static<typeof ModifierGroup>;
export type Product = Static<typeof Product>;
