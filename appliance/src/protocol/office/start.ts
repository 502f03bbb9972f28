// How a company begins: what a country decides, what one answer makes, and how far it is on the way to its first sale.
import { type Static, Type } from '@sinclair/typebox';
import * as s from './shapes.ts';

const count = Type.Integer();
const id = Type.String();

export const Countries = s.shape({
  /** By country code (ISO 3166-1). */
  countries: Type.Record(
    Type.String(),
    s.shape({
      currency: s.currency,
      timeZone: Type.String(),
      locale: Type.String(),
      /** What its people speak, of what the till speaks; the first unless told otherwise. */
      languages: Type.Array(s.language),
    }),
  ),
});

/** Ids of what was made. */
export const Started = s.shape({
  priceRegion: id,
  store: id,
  shop: id,
  salePoint: id,
  register: id,
});

/** How many there are of what a first sale needs. */
export const FirstSteps = s.shape({
  shops: count,
  products: count,
  /** Shown in at least one shop. */
  templates: count,
  /** Users who can log in at a register: with a POS password and a sale point. */
  sellers: count,
  /** Registers that a box has a key for. */
  registers: count,
  /** Something was sold, and its journal has arrived. */
  sold: Type.Boolean(),
});

export type Countries = Static<typeof Countries>;
export type Started = Static<typeof Started>;
export type FirstSteps = Static<typeof FirstSteps>;
