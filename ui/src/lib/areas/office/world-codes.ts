// Codes of countries, currencies, zones and languages, with their names: the browser's own, so that nothing is shipped or out of date.
import { languageNames, languages, type Language } from '$lib/i18n/sections.ts';

export type CodeList = 'country' | 'currency' | 'time-zone' | 'locale' | 'language';

/** Countries whose VAT rates come with the product first; any other may be typed. */
const countries =
  'NO SE DK FI NL DE CZ EE GB AT BE BG CH CY ES FR GR HR HU IE IS IT LT LU LV MT PL PT RO SI SK'.split(' ');
const locales =
  'nb-NO nn-NO sv-SE da-DK fi-FI nl-NL nl-BE de-DE de-AT de-CH cs-CZ et-EE en-GB en-IE en-US fr-FR fr-BE fr-CH it-IT es-ES pl-PL pt-PT sk-SK'.split(
    ' ',
  );

export function codesOf(list: CodeList): readonly string[] {
  switch (list) {
    case 'country':
      return countries;
    case 'currency':
      return Intl.supportedValuesOf('currency');
    case 'time-zone':
      return Intl.supportedValuesOf('timeZone');
    case 'locale':
      return locales;
    case 'language':
      return languages;
  }
}

export function nameOf(list: CodeList, code: string, language: Language): string {
  if (list === 'time-zone') return code.replaceAll('_', ' ');
  if (list === 'language') return (languageNames as Readonly<Record<string, string>>)[code] ?? code;
  const type = list === 'country' ? 'region' : list === 'currency' ? 'currency' : 'language';
  try {
    return new Intl.DisplayNames([language], { type }).of(code) ?? code;
  } catch {
    return code;
  }
}
