// Points as numbers: earned by whole units, worth no more than they are, and the fewest that buy an amount.
import fc from 'fast-check';
import { assert, suite } from '../../../test/kit.ts';
import { type Currency, minor } from '../money/money.ts';
import { basisPoints } from '../vat/vat.ts';
import type { CustomerGroup } from './customer.ts';
import { earningRate, pointsFor, pointsWorth, redeemingGroup, shareOfPoints, worthOf } from './points.ts';

const test = suite('points');

const krone: Currency = { code: 'NOK', exponent: 2 };
const yen: Currency = { code: 'JPY', exponent: 0 };
const group = (id: string, pointsPerUnit: number, pointsPerUnitOff?: number): CustomerGroup => ({
  id,
  name: id,
  discount: basisPoints(0),
  pointsPerUnit,
  ...(pointsPerUnitOff === undefined
    ? {}
    : {
        redeeming: { pointsPerUnitOff, pointsMin: 1, shareMax: basisPoints(10_000), offlineMax: 0 },
      }),
});

test('whole units earn, and nothing less; what went back earns nothing', () => {
  assert.is(pointsFor({ pointsPerUnit: 2, base: minor(1_999) }, krone), 38);
  assert.is(pointsFor({ pointsPerUnit: 2, base: minor(99) }, krone), 0);
  assert.is(pointsFor({ pointsPerUnit: 3, base: minor(7) }, yen), 21);
  assert.is(pointsFor({ pointsPerUnit: 2, base: minor(-5_000) }, krone), 0);
});

test('of several groups the best one earns, and the one whose points go furthest is used', () => {
  assert.is(earningRate([]), undefined);
  assert.is(earningRate([group('a', 0)]), undefined);
  assert.is(earningRate([group('a', 1), group('b', 3)]), 3);
  assert.is(redeemingGroup([group('a', 1)]), undefined);
  assert.is(redeemingGroup([group('a', 1, 100), group('b', 1, 50)])?.id, 'b');
  assert.is(redeemingGroup([group('d', 1, 50), group('c', 1, 50)])?.id, 'c');
  assert.is(redeemingGroup([group('c', 1, 50), group('d', 1, 50)])?.id, 'c');
});

test('an amount costs the fewest points that are worth it, whatever the rate', () => {
  fc.assert(
    fc.property(fc.nat(10_000_000), fc.integer({ min: 1, max: 100_000 }), (amount, rate) => {
      const points = pointsWorth(minor(amount), rate, krone);
      assert.ok(worthOf(points, rate, krone) >= amount);
      if (points > 0) assert.ok(worthOf(points - 1, rate, krone) < amount);
    }),
  );
});

test('parts of points never come to more than the whole', () => {
  assert.is(shareOfPoints(100, minor(1), minor(0)), 0);
  fc.assert(
    fc.property(
      fc.nat(100_000),
      fc.array(fc.nat(10_000), { minLength: 1, maxLength: 8 }),
      (points, parts) => {
        const amount = parts.reduce((sum, each) => sum + each, 0);
        const shares = parts.map((each) => shareOfPoints(points, minor(each), minor(amount)));
        assert.ok(shares.reduce((sum, each) => sum + each, 0) <= points);
        assert.is(shareOfPoints(points, minor(amount), minor(amount)), amount === 0 ? 0 : points);
      },
    ),
  );
});
