// Where a shop stands, by its browser.
import { assert, suite } from '../../../../../../appliance/test/kit.ts';
import { likelyCountry, organisationTerms } from './likely-country.ts';

const test = suite('likely country');
const at = (timeZone: string) => ({ timeZone, currency: 'EUR', locale: 'en-GB', languages: ['en' as const] });
const known = { NO: at('Europe/Oslo'), NL: at('Europe/Amsterdam'), CZ: at('Europe/Prague') };
const guess = (timeZone: string, ...languages: string[]) => likelyCountry(known, { timeZone, languages });

test('the clock says it; else the region of a language; else nobody knows', () => {
  assert.is(guess('Europe/Prague', 'en-US'), 'CZ');
  assert.is(guess('UTC', 'en', 'nb-NO', 'nl-NL'), 'NO');
  assert.is(guess('America/New_York', 'en-US'), undefined);
  assert.is(guess('UTC'), undefined);
});

test('what the number of a company is called there', () => {
  for (const country of Object.keys(known)) assert.type(organisationTerms[country], 'string');
});
