// ISO 4217 numbers as they stand in GS1 price elements (391n, 393n) and in card terminals' messages, for the currencies a shop of ours may meet.

const table =
  '008 ALL, 036 AUD, 048 BHD, 124 CAD, 156 CNY, 203 CZK, 208 DKK, 344 HKD, 348 HUF, 352 ISK, 356 INR, 376 ILS, 392 JPY, ' +
  '400 JOD, 410 KRW, 414 KWD, 484 MXN, 498 MDL, 504 MAD, 512 OMR, 554 NZD, 578 NOK, 643 RUB, 682 SAR, 702 SGD, 710 ZAR, ' +
  '752 SEK, 756 CHF, 764 THB, 784 AED, 788 TND, 807 MKD, 818 EGP, 826 GBP, 840 USD, 941 RSD, 946 RON, 949 TRY, 975 BGN, ' +
  '977 BAM, 978 EUR, 980 UAH, 981 GEL, 985 PLN, 986 BRL';

const letters: ReadonlyMap<string, string> = new Map(
  table.split(', ').map((entry) => [entry.slice(0, 3), entry.slice(4)]),
);

const numbers: ReadonlyMap<string, number> = new Map(
  [...letters].map(([number, currency]) => [currency, Number(number)]),
);

/** Undefined: none that is known here. */
export function currencyNumberOf(currency: string): number | undefined {
  return numbers.get(currency);
}

/** The letters for a currency number; the digits themselves where they are not known, so that they match no shop's currency. */
export function currencyOf(number: string): string {
  return letters.get(number) ?? number;
}
