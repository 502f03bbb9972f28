// How far a discount reaches: both limits hold for both kinds, exactly, also where the product of the figures is large.
import { assert, suite } from '../../../test/kit.ts';
import { type Minor, minor } from '../money/money.ts';
import type { Discount } from '../tab/tab.ts';
import {
  type DiscountLimit,
  givenBy,
  givesMore,
  isWithin as reaches,
  nothingGiven,
} from './discount-limits.ts';

const test = suite('discount limits');
const isWithin = (limit: DiscountLimit, discount: Discount, from: Minor) =>
  reaches(limit, givenBy(discount, from));
const percent = (basisPoints: number) => ({ kind: 'percent', basisPoints, reason: '' }) as const;
const amount = (size: number) => ({ kind: 'amount', amount: minor(size), reason: '' }) as const;

test('without limits anything goes', () => {
  assert.ok(isWithin({ percent: null, amount: null }, percent(10_000), minor(5_000)));
  assert.ok(isWithin({ percent: null, amount: null }, amount(5_000), minor(5_000)));
});

test('a share is looked at as what it takes off, an amount as the share it is', () => {
  const limit = { percent: 1_000, amount: minor(400) };
  assert.ok(isWithin(limit, percent(1_000), minor(4_000)));
  assert.not.ok(isWithin(limit, percent(1_001), minor(4_000)));
  assert.not.ok(isWithin(limit, percent(1_000), minor(4_010)), 'that is 4.01');
  assert.ok(isWithin(limit, amount(300), minor(3_000)));
  assert.not.ok(isWithin(limit, amount(301), minor(3_000)));
  assert.not.ok(isWithin(limit, amount(401), minor(100_000)));
});

test('a limit of nothing allows nothing, of a share as of an amount', () => {
  const none = { percent: 0, amount: minor(0) };
  assert.not.ok(isWithin(none, percent(1), minor(1_000_000)));
  assert.not.ok(isWithin(none, amount(1), minor(1_000)));
  assert.not.ok(isWithin({ percent: 0, amount: null }, amount(1), minor(1_000)));
});

test('exact for amounts whose product no number holds', () => {
  const from = minor(1_000_000_000_000_000);
  const tenth = 100_000_000_000_000;
  const limit = { percent: 1_000, amount: null };
  assert.ok(isWithin(limit, amount(tenth), from));
  assert.not.ok(isWithin(limit, amount(tenth + 1), from));
});

test('shares are compared exactly, whatever rounding makes of their amounts', () => {
  assert.equal(givenBy(undefined, minor(100)), nothingGiven);
  assert.ok(givesMore(givenBy(percent(1_001), minor(5)), givenBy(percent(1_000), minor(500))));
  assert.not.ok(givesMore(givenBy(percent(1_000), minor(5)), givenBy(percent(1_000), minor(500))));
  assert.ok(givesMore(givenBy(amount(1), minor(9)), givenBy(percent(1_000), minor(10))));
});

test('an amount off less than it is gives all there is, and off nothing too', () => {
  assert.equal(givenBy(amount(500), minor(300)), { parts: 1n, of: 1n, amount: 300 });
  assert.equal(givenBy(amount(500), minor(0)), { parts: 1n, of: 1n, amount: 0 });
});
