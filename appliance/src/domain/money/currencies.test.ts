// The currency table: decimals per ISO 4217, usual cash steps.
import { assert, suite } from '../../../test/kit.ts';
import { currencies, currency, exponentOf } from './currencies.ts';

const test = suite('currencies');

test('decimals of 0, 2 and 3', () => {
  assert.equal(currency('JPY'), { code: 'JPY', exponent: 0, cashStep: 1 });
  assert.equal(currency('GBP'), { code: 'GBP', exponent: 2, cashStep: 1 });
  assert.equal(currency('KWD'), { code: 'KWD', exponent: 3, cashStep: 1 });
});

test('usual steps of cash', () => {
  const expected = { NOK: 100, SEK: 100, CZK: 100, DKK: 50, EUR: 5, CHF: 5, HUF: 500, USD: 1, PLN: 1 };
  for (const [code, step] of Object.entries(expected)) assert.is(currency(code)?.cashStep, step, code);
});

test('an unknown code is no currency', () => {
  for (const code of ['', 'XXX', 'nok', 'toString']) assert.is(currency(code), undefined, code);
  assert.equal(['JPY', 'KWD', 'nok'].map(exponentOf), [0, 3, 2]);
});

test('every code is three capitals, once', () => {
  assert.is(currencies.size, 154);
  for (const [key, { code, exponent, cashStep }] of currencies) {
    assert.is(key, code);
    assert.match(code, /^[A-Z]{3}$/);
    assert.ok([0, 2, 3].includes(exponent));
    assert.ok(cashStep >= 1);
  }
});

test('every currency is one that the platform knows the name of', () => {
  const names = new Intl.DisplayNames('en', { type: 'currency', fallback: 'none' });
  const young = ['XCG', 'ZWG', 'SLE'];
  for (const code of currencies.keys()) assert.ok(names.of(code) !== undefined || young.includes(code), code);
});
