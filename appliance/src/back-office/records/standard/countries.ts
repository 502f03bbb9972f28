// What else a country decides for a shop that opens in it; everything can be changed afterwards.
import type { Body } from '../../../protocol/office/kinds.ts';
import type { KnownCountry } from './vat-rates.ts';

export type Language = Body<'user'>['language'];

export interface CountryFacts {
  readonly currency: string;
  readonly timeZone: string;
  readonly locale: string;
  /** What its people speak, of what the till speaks. */
  readonly languages: readonly [Language, ...Language[]];
}

export const countries: Readonly<Record<KnownCountry, CountryFacts>> = {
  NO: { currency: 'NOK', timeZone: 'Europe/Oslo', locale: 'nb-NO', languages: ['nb', 'en'] },
  SE: { currency: 'SEK', timeZone: 'Europe/Stockholm', locale: 'sv-SE', languages: ['en'] },
  DK: { currency: 'DKK', timeZone: 'Europe/Copenhagen', locale: 'da-DK', languages: ['en', 'nb'] },
  FI: { currency: 'EUR', timeZone: 'Europe/Helsinki', locale: 'fi-FI', languages: ['en'] },
  NL: { currency: 'EUR', timeZone: 'Europe/Amsterdam', locale: 'nl-NL', languages: ['nl', 'en'] },
  DE: { currency: 'EUR', timeZone: 'Europe/Berlin', locale: 'de-DE', languages: ['en'] },
  CZ: { currency: 'CZK', timeZone: 'Europe/Prague', locale: 'cs-CZ', languages: ['cs', 'en'] },
  EE: { currency: 'EUR', timeZone: 'Europe/Tallinn', locale: 'et-EE', languages: ['en'] },
  GB: { currency: 'GBP', timeZone: 'Europe/London', locale: 'en-GB', languages: ['en'] },
};

export function isKnownCountry(country: string): country is KnownCountry {
  return Object.hasOwn(countries, country);
}
