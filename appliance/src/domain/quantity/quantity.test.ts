// Quantities: thousandths of a unit, and the price of one.
import fc from 'fast-check';
import { assert, suite } from '../../../test/kit.ts';
import { minor, negate } from '../money/money.ts';
import { onePiece, pieces, priceFor, thousandths } from './quantity.ts';

const test = suite('quantity');

test('a quantity is whole thousandths', () => {
  assert.is(thousandths(195), 195);
  assert.ok(Object.is(thousandths(-0), 0));
  for (const wrong of [0.5, Number.NaN, Number.MAX_SAFE_INTEGER + 1])
    assert.throws(() => thousandths(wrong), /not a quantity/);
});

test('pieces', () => {
  assert.is(pieces(1), onePiece);
  assert.is(pieces(-3), -3000);
  assert.throws(() => pieces(0.0005), /not a quantity/);
});

test('the price of a weight is rounded to the nearest unit, a half away from zero', () => {
  assert.is(priceFor(minor(2990), thousandths(195)), 583);
  assert.is(priceFor(minor(1000), thousandths(1)), 1);
  assert.is(priceFor(minor(500), thousandths(1)), 1);
  assert.is(priceFor(minor(499), thousandths(1)), 0);
  assert.is(priceFor(minor(4990), pieces(3)), 14970);
  assert.is(priceFor(minor(500), thousandths(-1)), -1);
});

test('the price of pieces is exact, and prices mirror', () => {
  const prices = fc.integer({ min: -1e9, max: 1e9 }).map(minor);
  fc.assert(
    fc.property(
      prices,
      fc.integer({ min: -10_000, max: 10_000 }),
      fc.integer({ min: -1e7, max: 1e7 }),
      (price, count, weight) => {
        assert.is(priceFor(price, pieces(count)), minor(price * count));
        assert.is(priceFor(price, thousandths(-weight)), negate(priceFor(price, thousandths(weight))));
      },
    ),
  );
});
