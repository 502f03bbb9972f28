// Decimal points as data: nothing is ever rounded, and a price in another currency is no price.
import fc from 'fast-check';
import { assert, suite } from '../../../test/kit.ts';
import { currencyNumberOf, currencyOf } from './currency-number.ts';
import { inMinorUnits, inThousandths } from './measure.ts';

const test = suite('measure');

const nok = { code: 'NOK', exponent: 2 } as const;
const jpy = { code: 'JPY', exponent: 0 } as const;
const kwd = { code: 'KWD', exponent: 3 } as const;

test('weights become thousandths', () => {
  assert.equal(inThousandths(195, 3), { ok: true, value: 195 });
  assert.equal(inThousandths(195, 0), { ok: true, value: 195_000 });
  assert.equal(inThousandths(1950, 4), { ok: true, value: 195 });
  assert.equal(inThousandths(195, 4), {
    ok: false,
    refusal: { code: 'barcode.measure-precision', data: { value: 195, decimals: 4 } },
  });
});

test('amounts become minor units of the currency', () => {
  assert.equal(inMinorUnits({ value: 1234, decimals: 2 }, nok), { ok: true, value: 1234 });
  assert.equal(inMinorUnits({ value: 12, decimals: 0, currency: 'NOK' }, nok), { ok: true, value: 1200 });
  assert.equal(inMinorUnits({ value: 1200, decimals: 2 }, jpy), { ok: true, value: 12 });
  assert.equal(inMinorUnits({ value: 12, decimals: 1 }, kwd), { ok: true, value: 1200 });
});

test('other currencies, half øre and amounts past all counting are refused', () => {
  assert.equal(inMinorUnits({ value: 1234, decimals: 2, currency: 'SEK' }, nok), {
    ok: false,
    refusal: { code: 'barcode.price-currency', data: { currency: 'SEK', expected: 'NOK' } },
  });
  assert.equal(inMinorUnits({ value: 1235, decimals: 3 }, nok), {
    ok: false,
    refusal: { code: 'barcode.price-precision', data: { value: 1235, decimals: 3, exponent: 2 } },
  });
  assert.refused(inMinorUnits({ value: 999_999_999_999_999, decimals: 0 }, nok), 'barcode.price-precision');
});

test('currency numbers', () => {
  assert.is(currencyOf('578'), 'NOK');
  assert.is(currencyOf('978'), 'EUR');
  assert.equal([currencyNumberOf('CHF'), currencyNumberOf('QQQ')], [756, undefined]);
  assert.is(currencyOf('752'), 'SEK');
  assert.is(currencyOf('999'), '999');
});

test('property: the amount is the same number, only counted in smaller units', () => {
  fc.assert(
    fc.property(fc.nat(99_999_999), fc.nat(3), (value, decimals) => {
      const weight = inThousandths(value, decimals);
      assert.accepted(weight);
      assert.is(BigInt(weight.value) * 10n ** BigInt(decimals), BigInt(value) * 1000n);
      const amount = inMinorUnits({ value, decimals }, nok);
      if (amount.ok) assert.is(BigInt(amount.value) * 10n ** BigInt(decimals), BigInt(value) * 100n);
      else assert.is.not(value % 10, 0);
    }),
  );
});
