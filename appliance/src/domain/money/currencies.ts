// The currencies a shop may keep its books in or take as foreign cash: ISO 4217 codes in use, with the decimals of their minor unit and
// the smallest step that is usually paid in cash. The step is only a proposal: what a shop does stands in its settings.
import { type Currency, type Minor, minor } from './money.ts';

export interface KnownCurrency extends Currency {
  /** Smallest usual step of cash in minor units; 1 = cash is not rounded. */
  readonly cashStep: Minor;
}

/** ISO 4217 list one by minor unit. Those with four decimals (CLF, UYW) are units of account, never paid in. */
const codesByExponent: readonly (readonly [Currency['exponent'], string])[] = [
  [0, 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF'],
  [3, 'BHD IQD JOD KWD LYD OMR TND'],
  [
    2,
    'AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CNY COP CRC CUP CVE CZK DKK ' +
      'DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT ' +
      'LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR ' +
      'PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD ' +
      'UYU UZS VES WST XCD XCG YER ZAR ZMW ZWG',
  ],
];

/** Whole kroner in Norway and Sweden, whole koruna in Czechia, 50 øre in Denmark, 5 forint in Hungary, 5 cent in most of the euro area… */
const cashSteps: ReadonlyMap<string, number> = new Map([
  ['AUD', 5],
  ['CAD', 5],
  ['CHF', 5],
  ['CZK', 100],
  ['DKK', 50],
  ['EUR', 5],
  ['HUF', 500],
  ['ILS', 10],
  ['MYR', 5],
  ['NOK', 100],
  ['NZD', 10],
  ['SEK', 100],
  ['SGD', 5],
  ['TWD', 100],
  ['ZAR', 10],
]);

export const currencies: ReadonlyMap<string, KnownCurrency> = new Map(
  codesByExponent.flatMap(([exponent, codes]) =>
    codes
      .split(' ')
      .map((code) => [code, { code, exponent, cashStep: minor(cashSteps.get(code) ?? 1) }] as const),
  ),
);

/** The currency of an ISO 4217 code in capitals, or undefined where there is none. */
export function currency(code: string): KnownCurrency | undefined {
  return currencies.get(code);
}

/** Decimals of the minor unit; 2 where the code is none, so that an amount can be shown in any case. */
export function exponentOf(code: string): Currency['exponent'] {
  return currency(code)?.exponent ?? 2;
}
