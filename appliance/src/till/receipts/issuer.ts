// Who sells, at the top of every paper: name, address, and the number the authorities know the business by, as each country names it.
import type { PrintBlock } from '../../devices/printer/port.ts';
import { centred, unbroken } from './blocks.ts';
import type { Wording } from './wording.ts';

interface NumberNames {
  readonly business: string;
  /** Where the number is that of VAT: it begins with the country's letters. */
  readonly vat?: string;
}

/** In the language of the country, whatever the receipt is written in: that is what an inspector looks for. */
const numberNames: Readonly<Record<string, NumberNames>> = {
  AT: { business: 'FN', vat: 'UID-Nr.' },
  BE: { business: 'KBO/BCE', vat: 'BTW/TVA' },
  CZ: { business: 'IČO', vat: 'DIČ' },
  DE: { business: 'St.-Nr.', vat: 'USt-IdNr.' },
  DK: { business: 'CVR-nr.' },
  FI: { business: 'Y-tunnus' },
  GB: { business: 'Company no.', vat: 'VAT no.' },
  IE: { business: 'Company no.', vat: 'VAT no.' },
  NL: { business: 'KvK-nr.', vat: 'Btw-id' },
  NO: { business: 'Org.nr.' },
  SE: { business: 'Org.nr' },
  SK: { business: 'IČO', vat: 'IČ DPH' },
};

/** Bokføringsforskriften § 5-1-2: whoever is registered for VAT puts MVA behind the number. */
const norwegianMark = 'MVA';

export function issuer({ settings: { shop }, words }: Wording): PrintBlock[] {
  return [
    centred(shop.name, { bold: true, size: 2 }),
    ...shop.addressLines.map((line) => centred(line)),
    ...(shop.phone === undefined ? [] : [centred(`${words.phone} ${unbroken(shop.phone)}`)]),
    centred(businessNumber(shop.organisationNumber, shop.country)),
  ];
}

/** `Org.nr. 999 888 777 MVA`, `DIČ CZ12345678`; the bare number where the country is unknown. */
export function businessNumber(number: string, country: string): string {
  const names = numberNames[country];
  const isVat = names?.vat !== undefined && number.toUpperCase().startsWith(country);
  const name = isVat ? names.vat : names?.business;
  const bare = number.replace(new RegExp(`\\s*${norwegianMark}$`, 'i'), '');
  const marked = country === 'NO' ? `${bare} ${norwegianMark}` : number;
  return [...(name === undefined ? [] : [name]), unbroken(marked)].join(' ');
}
