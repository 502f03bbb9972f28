// The price and weight check digits against the worked examples of the GS1 General Specifications and of national documents.
import { assert, suite } from '../../../test/kit.ts';
import { valueCheckDigit } from './value-check-digit.ts';

const test = suite('value check digit');

test('published examples', () => {
  const examples: Readonly<Record<string, string>> = {
    // GS1 General Specifications 7.9.3 and 7.9.4.
    '2875': '9',
    '14685': '6',
    // Worked out with an independent implementation.
    '0012': '6',
    '1250': '3',
    '9999': '6',
    '0000': '0',
    '00125': '1',
    '12345': '8',
    '00000': '0',
  };
  for (const [value, digit] of Object.entries(examples)) assert.is(valueCheckDigit(value), digit, value);
});

test('any one wrong digit in 4 or 5 changes the check digit', () => {
  for (const length of [4, 5]) {
    for (let number = 0; number < 10 ** length; number += length === 4 ? 7 : 101) {
      const value = String(number).padStart(length, '0');
      for (let place = 0; place < length; place += 1) {
        for (let by = 1; by <= 9; by += 1) {
          const wrong =
            value.slice(0, place) + String((Number(value[place]) + by) % 10) + value.slice(place + 1);
          assert.is.not(valueCheckDigit(wrong), valueCheckDigit(value), `${value} and ${wrong}`);
        }
      }
    }
  }
});

test('other lengths and characters are a mistake of the caller', () => {
  for (const value of ['123', '123456', '12a4', ''])
    assert.throws(() => valueCheckDigit(value), /not a value/);
});
