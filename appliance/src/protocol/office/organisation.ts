// Records that say who sells where, and in which money: shops and what belongs to them, price regions, VAT.
import { type Static, Type } from '@sinclair/typebox';
import * as s from './shapes.ts';

/** Shops that share currency, prices and VAT. */
export const PriceRegion = s.shape({
  name: s.name,
  country: s.country,
  currency: s.currency,
  /** `gross`: prices contain VAT. `net`: VAT is added on top. */
  prices: Type.Union([Type.Literal('gross'), Type.Literal('net')], { default: 'gross' }),
  /** Which rate each VAT class has here; null: eaten in as taken away. */
  vat: Type.Array(
    s.shape({
      vatClass: s.reference('vat-class'),
      takeAway: s.reference('vat-rate'),
      eatIn: s.orNull(s.reference('vat-rate')),
    }),
    { maxItems: 40, default: [] },
  ),
  active: s.active,
});

/** What products are told apart by for VAT (food, standard…); a price region says which rate that is. */
export const VatClass = s.shape({ name: s.name, active: s.active });

/** A rate of a country with all its values: a new one comes into force at the midnight of its day, in each shop's own zone. */
export const VatRate = s.shape({
  name: s.name,
  country: s.country,
  values: Type.Array(s.shape({ validFrom: s.day, rate: s.basisPoints }), { minItems: 1, maxItems: 50 }),
  /** What accounting and SAF-T know it by. */
  code: Type.String({ minLength: 1, maxLength: 20 }),
  /** Delivered with the product: its name and values may be added to, it cannot be deleted. */
  predefined: Type.Boolean({ default: false }),
  active: s.active,
});

/** Where goods lie and are counted; reports, counts and purchase invoices belong to one. The guides also say stock location. */
export const Store = s.shape({
  name: s.name,
  addressLines: s.lines,
  active: s.active,
});

export const ShopGroup = s.shape({
  name: s.name,
  sort: Type.Union(
    [Type.Literal('city'), Type.Literal('region'), Type.Literal('brand'), Type.Literal('other')],
    { default: 'other' },
  ),
  active: s.active,
});

/** A place of business with an address. Its currency is its price region's. */
export const Shop = s.shape({
  name: s.name,
  addressLines: s.lines,
  organisationNumber: Type.String({ maxLength: 40, default: '' }),
  phone: s.phone,
  timeZone: Type.String({ minLength: 1, maxLength: 60 }),
  /** BCP 47; how numbers and dates are written on paper and pages. */
  locale: Type.String({ minLength: 2, maxLength: 20 }),
  languages: Type.Array(s.language, { minItems: 1, maxItems: 9, uniqueItems: true }),
  priceRegion: s.reference('price-region'),
  store: s.reference('store'),
  groups: s.references('shop-group', 50),
  /** Foreign cash that is taken; a rate is the worth of one unit in the shop's currency, in millionths, from its day on. */
  currencies: Type.Array(
    s.shape({
      currency: s.currency,
      rates: Type.Array(
        s.shape({
          validFrom: s.day,
          rateMillionths: Type.Integer({ minimum: 1, maximum: 1_000_000_000_000 }),
        }),
        {
          minItems: 1,
          maxItems: 400,
        },
      ),
      /** Coins and notes for counting, minor units; empty: the usual ones. */
      denominations: Type.Array(s.amount, { maxItems: 40, default: [] }),
      active: s.active,
    }),
    { maxItems: 19, default: [] },
  ),
  active: s.active,
});

/** Where in a shop is sold: the counter, the bar, the terrace. Registers stand at one; people are let in by it. */
export const SalePoint = s.shape({ name: s.name, shop: s.reference('shop'), active: s.active });

export const RegisterRecord = s.shape({
  /** As on receipts and in the journal: `B1`. Never changed once it has sold. */
  name: Type.String({ pattern: '^[A-Z0-9]{1,8}$' }),
  salePoint: s.reference('sale-point'),
  purpose: Type.Union([Type.Literal('till'), Type.Literal('self-checkout'), Type.Literal('kitchen')], {
    default: 'till',
  }),
  /** Name of the card terminal beside it; null: none. */
  cardTerminal: s.orNull(Type.String({ minLength: 1, maxLength: 100 })),
  active: s.active,
});

export type PriceRegion = Static<typeof PriceRegion>;
export type VatClass = Static<typeof VatClass>;
export type VatRate = Static<typeof VatRate>;
export type Store = Static<typeof Store>;
export type ShopGroup = Static<typeof ShopGroup>;
export type Shop = Static<typeof Shop>;
export type SalePoint = Static<typeof SalePoint>;
export type RegisterRecord = Static<typeof RegisterRecord>;
