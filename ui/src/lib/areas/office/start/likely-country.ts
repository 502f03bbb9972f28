// What a browser gives away of where its shop stands, so that a new company is asked less.
import type { Countries } from '@countertop/appliance/protocol';

export type KnownCountries = Countries['countries'];

export interface Whereabouts {
  readonly timeZone: string;
  /** As the browser lists them, the dearest first: `nb-NO`, `en`. */
  readonly languages: readonly string[];
}

/** By the clock first, which people seldom set wrong; undefined where nothing fits. */
export function likelyCountry(
  countries: KnownCountries,
  { timeZone, languages }: Whereabouts,
): string | undefined {
  const byClock = Object.entries(countries).find(([, facts]) => facts.timeZone === timeZone)?.[0];
  if (byClock !== undefined) return byClock;
  return languages
    .map((tag) => tag.split('-').at(-1)?.toUpperCase() ?? '')
    .find((region) => countries[region] !== undefined);
}

/** What the number is called there that stands on a receipt: not translated, as it is looked for on paper. */
export const organisationTerms: Readonly<Record<string, string>> = {
  NO: 'organisasjonsnummer',
  SE: 'organisationsnummer',
  DK: 'CVR-nummer',
  FI: 'Y-tunnus',
  NL: 'btw-nummer',
  DE: 'USt-IdNr.',
  CZ: 'IČO, DIČ',
  EE: 'registrikood',
  GB: 'VAT number',
};
