// The number of a business as the authorities of its country know it.
import { assert, suite } from '../../../test/kit.ts';
import { businessNumber } from './issuer.ts';

const test = suite('issuer');
const plain = (number: string, country: string): string =>
  businessNumber(number, country).replaceAll('\u00A0', ' ');

test('in Norway the number ends with MVA, once', () => {
  assert.is(plain('999 888 777', 'NO'), 'Org.nr. 999 888 777 MVA');
  assert.is(plain('999 888 777 MVA', 'NO'), 'Org.nr. 999 888 777 MVA');
  assert.is(plain('999888777mva', 'NO'), 'Org.nr. 999888777 MVA');
  assert.is(businessNumber('999 888 777', 'NO'), 'Org.nr. 999\u00A0888\u00A0777\u00A0MVA');
});

test('elsewhere a VAT number is told from that of the business by the letters of its country', () => {
  assert.is(plain('CZ12345678', 'CZ'), 'DIČ CZ12345678');
  assert.is(plain('12345678', 'CZ'), 'IČO 12345678');
  assert.is(plain('NL123456789B01', 'NL'), 'Btw-id NL123456789B01');
  assert.is(plain('12345678', 'NL'), 'KvK-nr. 12345678');
  assert.is(plain('12345678', 'DK'), 'CVR-nr. 12345678');
});

test('a country without an entry shows the number as it is', () => {
  assert.is(plain('AB 12', 'XX'), 'AB 12');
});
