// Parts that add up: the worked examples of tab discounts, and what must hold for any amount and weights.
import fc from 'fast-check';
import { assert, suite } from '../../../test/kit.ts';
import { allocate } from './allocate.ts';
import { type Minor, minor } from './money.ts';

const test = suite('allocate');

function parts(total: number, weights: readonly number[]): readonly number[] {
  return allocate(minor(total), weights.map(minor));
}

test('W7: 50.00 over 129.00, 49.00 and 29.00', () => {
  assert.equal(parts(5000, [12900, 4900, 2900]), [3116, 1184, 700]);
});

test('W7: 0.10 over three equal lines, the spare unit to the earliest', () => {
  assert.equal(parts(10, [500, 500, 500]), [4, 3, 3]);
});

test('W7: 25.00 over 100.00, 60.00 and 40.00', () => {
  assert.equal(parts(2500, [10000, 6000, 4000]), [1250, 750, 500]);
});

test('spare units go where most was cut off, whatever the order', () => {
  assert.equal(parts(1, [3, 4, 3]), [0, 1, 0]);
  assert.equal(parts(1, [3, 3, 4]), [0, 0, 1]);
  assert.equal(parts(2, [3, 4, 3]), [1, 1, 0]);
  assert.equal(parts(100, [1, 1, 4]), [17, 17, 66]);
});

test('a weight of zero gets nothing, unless all are zero', () => {
  assert.equal(parts(5, [0, 1, 0]), [0, 5, 0]);
  assert.equal(parts(5, [0, 0, 0]), [2, 2, 1]);
  assert.equal(parts(-5, [0, 0]), [-3, -2]);
});

test('nothing over nobody is nothing; something over nobody is a bug', () => {
  assert.equal(parts(0, []), []);
  assert.throws(() => parts(1, []), /nothing to allocate 1 to/);
  assert.throws(() => parts(1, [2, -1]), /negative weight/);
});

test('amounts and weights past 2^53 in product and sum', () => {
  const most = Number.MAX_SAFE_INTEGER;
  assert.equal(parts(most, [most, most]), [(most + 1) / 2, (most - 1) / 2]);
});

const amounts = fc.integer({ min: -1e12, max: 1e12 }).map(minor);
const weightLists = fc.array(
  fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 20 }), fc.integer({ min: 0, max: 1e12 })),
  { minLength: 1, maxLength: 30 },
);

test('the parts add up, none is a whole unit from its exact share, and the signs mirror', () => {
  fc.assert(
    fc.property(amounts, weightLists, (total, plain) => {
      const weights = plain.map(minor);
      const result = allocate(total, weights);
      assert.is(sum(result), total);
      assert.equal(
        allocate(minor(-total), weights),
        result.map((part) => minor(-part)),
      );
      const whole = weights.reduce((all, weight) => all + BigInt(weight), 0n);
      if (whole === 0n) return;
      result.forEach((part, index) => {
        const cut = BigInt(part) * whole - BigInt(total) * BigInt(weights[index]!);
        assert.ok((cut < 0n ? -cut : cut) < whole, `part ${String(index)} of ${result.join()}`);
      });
    }),
  );
});

test('no part is more than its weight when the total is not', () => {
  fc.assert(
    fc.property(weightLists, fc.integer({ min: 0, max: 100 }), (plain, percent) => {
      const weights = plain.map(minor);
      const total = minor(Math.floor((sum(weights) / 100) * percent));
      if (total === 0 || total > sum(weights)) return;
      allocate(total, weights).forEach((part, index) => {
        assert.ok(part <= weights[index]!);
      });
    }),
  );
});

function sum(amountsOf: readonly Minor[]): number {
  return amountsOf.reduce((all, amount) => all + amount, 0);
}
