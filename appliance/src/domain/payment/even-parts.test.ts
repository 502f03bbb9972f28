// Equal parts of what is due: together the whole, and each payable.
import fc from 'fast-check';
import { assert, propertyRuns, suite } from '../../../test/kit.ts';
import { minor } from '../money/money.ts';
import { evenParts } from './even-parts.ts';

const test = suite('even parts');

test('the larger ones come last, and the last takes what no coin divides', () => {
  assert.equal(evenParts(minor(10_000), 3, minor(1)), [3333, 3333, 3334]);
  assert.equal(evenParts(minor(10_000), 3, minor(100)), [3300, 3300, 3400]);
  assert.equal(evenParts(minor(20_050), 3, minor(100)), [6600, 6700, 6750]);
  assert.equal(evenParts(minor(-10_000), 4, minor(1)), [-2500, -2500, -2500, -2500]);
  assert.equal(evenParts(minor(2), 3, minor(1)), [0, 1, 1]);
});

test('parts of nothing, and no parts at all', () => {
  assert.equal(evenParts(minor(0), 2, minor(100)), [0, 0]);
  for (const due of [100, 50, 0])
    assert.throws(() => evenParts(minor(due), 0, minor(100)), /not a number of people: 0/);
});

test('any amount, any number of people, any coin', () => {
  const due = fc.integer({ min: -10_000_000, max: 10_000_000 });
  const step = fc.constantFrom(1, 5, 50, 100);
  fc.assert(
    fc.property(due, fc.integer({ min: 1, max: 20 }), step, (amount, count, coin) => {
      const parts = evenParts(minor(amount), count, minor(coin));
      assert.is(parts.length, count);
      assert.is(
        parts.reduce((sum, part) => sum + part, 0),
        amount,
      );
      const sizes = parts.map((part) => Math.abs(part));
      assert.ok(
        sizes.every((size, index) => index === 0 || size >= (sizes[index - 1] ?? 0)),
        'ascending',
      );
      assert.ok((sizes.at(-1) ?? 0) - (sizes[0] ?? 0) < 2 * coin, 'equal up to a coin and the rest');
      assert.ok(
        sizes.slice(0, -1).every((size) => size % coin === 0),
        'payable in coins',
      );
    }),
    { numRuns: propertyRuns },
  );
});
