// Amounts: integers only, exact past 2^53, rounded half away from zero in both directions.
import fc from 'fast-check';
import { assert, suite } from '../../../test/kit.ts';
import { add, divideRounded, minor, negate, scale, subtract, zero } from './money.ts';

const test = suite('money');
const amounts = fc.integer({ min: -1e9, max: 1e9 }).map(minor);

test('an amount is a safe integer, anything else is a bug of the caller', () => {
  assert.is(minor(1999), 1999);
  assert.is(minor(Number.MAX_SAFE_INTEGER), Number.MAX_SAFE_INTEGER);
  for (const wrong of [0.5, 19.99, Number.NaN, Number.POSITIVE_INFINITY, Number.MAX_SAFE_INTEGER + 1]) {
    assert.throws(() => minor(wrong), /not an amount/, String(wrong));
  }
});

test('there is one zero, also after a change of sign', () => {
  assert.ok(Object.is(minor(-0), 0));
  assert.ok(Object.is(negate(zero), 0));
  assert.ok(Object.is(scale(minor(-1), 1, 10), 0));
});

test('sums', () => {
  assert.is(add(), 0);
  assert.is(add(minor(12900), minor(4900), minor(-2900)), 14900);
  assert.is(subtract(minor(100), minor(250)), -150);
  assert.is(negate(minor(16_40)), -16_40);
  assert.throws(() => add(minor(Number.MAX_SAFE_INTEGER), minor(1)), /not an amount/);
});

test('a half is rounded away from zero on both sides', () => {
  const cases: [bigint, bigint, bigint][] = [
    [5n, 10n, 1n],
    [4n, 10n, 0n],
    [-5n, 10n, -1n],
    [-4n, 10n, 0n],
    [5n, -10n, -1n],
    [-5n, -10n, 1n],
    [15n, 10n, 2n],
    [25n, 10n, 3n],
    [0n, 7n, 0n],
  ];
  for (const [numerator, denominator, expected] of cases) {
    assert.is(divideRounded(numerator, denominator), expected, `${String(numerator)}/${String(denominator)}`);
  }
  assert.throws(() => divideRounded(1n, 0n), /division by zero/);
});

test('1.005 becomes 1.01: no float comes near', () => {
  assert.is(scale(minor(1005), 1, 10), 101);
});

test('products past 2^53 are exact', () => {
  assert.is(scale(minor(9_007_199_254_740_991), 1_000_000, 1_000_000), 9_007_199_254_740_991);
  assert.is(scale(minor(9_007_199_254_740_991), 999_999, 1_000_000), 9_007_190_247_541_736);
});

test('plain and big numbers round alike', () => {
  const factors = fc.integer({ min: -1e7, max: 1e7 });
  fc.assert(
    fc.property(amounts, factors, fc.integer({ min: 1, max: 1e6 }), (amount, numerator, denominator) => {
      const exact = divideRounded(BigInt(amount) * BigInt(numerator), BigInt(denominator));
      if (exact > BigInt(Number.MAX_SAFE_INTEGER) || exact < BigInt(Number.MIN_SAFE_INTEGER)) return;
      assert.is(BigInt(scale(amount, numerator, denominator)), exact);
    }),
  );
  assert.is(scale(minor(5), 1, -10), -1);
  assert.throws(() => scale(minor(5), 1, 0), /division by zero/);
  assert.throws(() => scale(minor(9_007_199_254_740_991), 2, 1), /not an amount/);
  assert.throws(() => scale(minor(1), 0.5, 1), RangeError);
  assert.throws(() => scale(minor(1), 1, 0.5), RangeError);
});

test('rounding is symmetric and never further than half', () => {
  fc.assert(
    fc.property(
      amounts,
      fc.integer({ min: 0, max: 1e6 }),
      fc.integer({ min: 1, max: 1e6 }),
      (amount, numerator, denominator) => {
        const result = scale(amount, numerator, denominator);
        assert.is(scale(negate(amount), numerator, denominator), negate(result));
        const error = BigInt(result) * BigInt(denominator) - BigInt(amount) * BigInt(numerator);
        assert.ok(2n * (error < 0n ? -error : error) <= BigInt(denominator));
      },
    ),
  );
});
