// What products are told apart by for VAT, and which rate that is in each country: take-away, and eaten in where that differs.
// A shop may add classes and change the mapping of its region; these are where it begins.
import type { KnownCountry, RateId } from './vat-rates.ts';

export const vatClasses = [
  'standard',
  'food',
  'served-food',
  'drinks',
  'alcohol',
  'books',
  'deposit',
  'exempt',
] as const;
export type VatClassId = (typeof vatClasses)[number];

type Mapped = readonly [takeAway: RateId, eatIn?: RateId];

export const vatMapping: Readonly<Record<KnownCountry, Readonly<Record<VatClassId, Mapped>>>> = {
  // Food as part of a serving service is at the full rate, goods over the counter are not (mval § 5-2, fmva § 5-2-5).
  NO: {
    standard: ['no-25'],
    food: ['no-15'],
    'served-food': ['no-15', 'no-25'],
    drinks: ['no-15', 'no-25'],
    alcohol: ['no-25'],
    books: ['no-0'],
    deposit: ['no-none'],
    exempt: ['no-outside'],
  },
  SE: {
    standard: ['se-25'],
    food: ['se-food'],
    'served-food': ['se-food', 'se-12'],
    drinks: ['se-food', 'se-12'],
    alcohol: ['se-25'],
    books: ['se-6'],
    deposit: ['se-0'],
    exempt: ['se-0'],
  },
  DK: {
    standard: ['dk-25'],
    food: ['dk-25'],
    'served-food': ['dk-25'],
    drinks: ['dk-25'],
    alcohol: ['dk-25'],
    books: ['dk-25'],
    deposit: ['dk-0'],
    exempt: ['dk-0'],
  },
  FI: {
    standard: ['fi-standard'],
    food: ['fi-reduced'],
    'served-food': ['fi-reduced'],
    drinks: ['fi-reduced'],
    alcohol: ['fi-standard'],
    books: ['fi-reduced'],
    deposit: ['fi-0'],
    exempt: ['fi-0'],
  },
  NL: {
    standard: ['nl-21'],
    food: ['nl-9'],
    'served-food': ['nl-9'],
    drinks: ['nl-9'],
    alcohol: ['nl-21'],
    books: ['nl-9'],
    deposit: ['nl-0'],
    exempt: ['nl-0'],
  },
  // Drinks are at the full rate wherever they are drunk; the deposit follows the drink.
  DE: {
    standard: ['de-19'],
    food: ['de-7'],
    'served-food': ['de-7', 'de-served'],
    drinks: ['de-19'],
    alcohol: ['de-19'],
    books: ['de-7'],
    deposit: ['de-19'],
    exempt: ['de-0'],
  },
  CZ: {
    standard: ['cz-21'],
    food: ['cz-reduced'],
    'served-food': ['cz-reduced'],
    drinks: ['cz-21'],
    alcohol: ['cz-21'],
    books: ['cz-0'],
    deposit: ['cz-0'],
    exempt: ['cz-0'],
  },
  EE: {
    standard: ['ee-standard'],
    food: ['ee-standard'],
    'served-food': ['ee-standard'],
    drinks: ['ee-standard'],
    alcohol: ['ee-standard'],
    books: ['ee-9'],
    deposit: ['ee-0'],
    exempt: ['ee-0'],
  },
  // Cold food to take away is zero-rated, what is eaten on the premises is not (VAT Act 1994 Sch. 8 Group 1).
  GB: {
    standard: ['gb-20'],
    food: ['gb-0'],
    'served-food': ['gb-0', 'gb-20'],
    drinks: ['gb-20'],
    alcohol: ['gb-20'],
    books: ['gb-0'],
    deposit: ['gb-0'],
    exempt: ['gb-0'],
  },
};
