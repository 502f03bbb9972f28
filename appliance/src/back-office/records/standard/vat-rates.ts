// Rates of the countries the product is delivered for, with the days from which they hold and, where there is one, the code of SAF-T's standard list
// (Norway: Skatteetaten, Standard VAT/Tax codes). Elsewhere the code is the country with the rate, to be mapped by who books it.
// A shop may add values when a law changes before the product does; it never needs to wait.

type Value = readonly [validFrom: string, basisPoints: number];
/** Id of the record, what it is called in its country, its code, its values. */
type Rate = readonly [id: string, name: string, code: string, ...values: readonly Value[]];

export const vatRates = {
  // Merverdiavgiftsloven ch. 5; the rates are set each year by the Storting.
  NO: [
    ['no-25', 'MVA 25 % alminnelig', '3', ['2005-01-01', 2_500]],
    ['no-15', 'MVA 15 % næringsmidler', '31', ['2012-01-01', 1_500]],
    ['no-12', 'MVA 12 % lav', '33', ['2018-01-01', 1_200], ['2020-04-01', 600], ['2021-10-01', 1_200]],
    ['no-11-11', 'MVA 11,11 % råfisk', '32', ['2005-01-01', 1_111]],
    ['no-0', 'MVA 0 % fritatt', '5', ['2005-01-01', 0]],
    ['no-outside', 'Utenfor MVA-loven', '6', ['2005-01-01', 0]],
    ['no-none', 'Ingen MVA-behandling', '7', ['2005-01-01', 0]],
  ],
  // Mervärdesskattelagen (2023:200) ch. 9; food at 6 % from April 2026 to the end of 2027.
  SE: [
    ['se-25', 'Moms 25 %', 'SE-25', ['1996-01-01', 2_500]],
    ['se-12', 'Moms 12 %', 'SE-12', ['1996-01-01', 1_200]],
    ['se-6', 'Moms 6 %', 'SE-6', ['1996-01-01', 600]],
    [
      'se-food',
      'Moms livsmedel',
      'SE-FOOD',
      ['1996-01-01', 1_200],
      ['2026-04-01', 600],
      ['2028-01-01', 1_200],
    ],
    ['se-0', 'Momsfritt', 'SE-0', ['1996-01-01', 0]],
  ],
  // Momsloven § 33: one rate.
  DK: [
    ['dk-25', 'Moms 25 %', 'DK-25', ['1992-01-01', 2_500]],
    ['dk-0', 'Momsfri', 'DK-0', ['1992-01-01', 0]],
  ],
  // Arvonlisäverolaki §§ 84–85 a.
  FI: [
    ['fi-standard', 'ALV yleinen', 'FI-STD', ['2013-01-01', 2_400], ['2024-09-01', 2_550]],
    ['fi-reduced', 'ALV alennettu', 'FI-RED', ['2013-01-01', 1_400], ['2026-01-01', 1_350]],
    ['fi-10', 'ALV 10 %', 'FI-10', ['2013-01-01', 1_000]],
    ['fi-0', 'ALV 0 %', 'FI-0', ['2013-01-01', 0]],
  ],
  // Wet op de omzetbelasting 1968 art. 9.
  NL: [
    ['nl-21', 'BTW 21 %', 'NL-21', ['2012-10-01', 2_100]],
    ['nl-9', 'BTW laag', 'NL-9', ['2012-10-01', 600], ['2019-01-01', 900]],
    ['nl-0', 'BTW 0 %', 'NL-0', ['2012-10-01', 0]],
  ],
  // Umsatzsteuergesetz § 12; food served in restaurants at 7 % from 2026.
  DE: [
    ['de-19', 'USt 19 %', 'DE-19', ['2007-01-01', 1_900], ['2020-07-01', 1_600], ['2021-01-01', 1_900]],
    ['de-7', 'USt 7 %', 'DE-7', ['2007-01-01', 700], ['2020-07-01', 500], ['2021-01-01', 700]],
    ['de-served', 'USt Speisen im Haus', 'DE-SERVED', ['2024-01-01', 1_900], ['2026-01-01', 700]],
    ['de-0', 'USt 0 %', 'DE-0', ['2007-01-01', 0]],
  ],
  // Zákon č. 235/2004 Sb. § 47.
  CZ: [
    ['cz-21', 'DPH 21 %', 'CZ-21', ['2013-01-01', 2_100]],
    ['cz-reduced', 'DPH snížená', 'CZ-12', ['2013-01-01', 1_500], ['2024-01-01', 1_200]],
    ['cz-0', 'DPH 0 %', 'CZ-0', ['2013-01-01', 0]],
  ],
  // Käibemaksuseadus § 15.
  EE: [
    [
      'ee-standard',
      'Käibemaks',
      'EE-STD',
      ['2009-07-01', 2_000],
      ['2024-01-01', 2_200],
      ['2025-07-01', 2_400],
    ],
    ['ee-13', 'Käibemaks 13 %', 'EE-13', ['2025-01-01', 1_300]],
    ['ee-9', 'Käibemaks 9 %', 'EE-9', ['2009-01-01', 900]],
    ['ee-0', 'Käibemaks 0 %', 'EE-0', ['2009-01-01', 0]],
  ],
  // Value Added Tax Act 1994 s. 2, s. 29A, Sch. 8.
  GB: [
    ['gb-20', 'VAT 20 %', 'GB-20', ['2011-01-04', 2_000]],
    ['gb-5', 'VAT 5 %', 'GB-5', ['1997-09-01', 500]],
    ['gb-0', 'VAT 0 %', 'GB-0', ['1994-09-01', 0]],
  ],
} as const satisfies Record<string, readonly Rate[]>;

export type KnownCountry = keyof typeof vatRates;
export type RateId = (typeof vatRates)[KnownCountry][number][0];
