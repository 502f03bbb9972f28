// Keys for likely cash: the sum itself first, every other reachable by rounding up, none absurd.
import fc from 'fast-check';
import { assert, suite } from '../../../test/kit.ts';
import { minor } from '../../domain/money/money.ts';
import { quickCash } from './quick-cash.ts';

const test = suite('quick cash');

test('as a cashier would guess', () => {
  assert.equal(quickCash(minor(18_700), 2), [18_700, 19_000, 20_000, 50_000, 100_000]);
  assert.equal(quickCash(minor(10_000), 2), [10_000, 20_000, 50_000, 100_000]);
  assert.equal(quickCash(minor(350), 2), [350, 400, 500, 1_000, 2_000]);
  assert.equal(quickCash(minor(1_234), 0), [1_234, 1_235, 1_240, 1_250, 1_300]);
  assert.equal(quickCash(minor(0), 2), []);
  assert.equal(quickCash(minor(-500), 2), []);
});

test('ascending, without repeats, enough, and never a note worth more than ten times the sum but as the only help', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1_000_000_000 }), fc.constantFrom(0, 2, 3), (due, exponent) => {
      const keys = quickCash(minor(due), exponent);
      assert.is(keys[0], due);
      assert.ok(keys.length <= 5);
      keys.forEach((key, index) => {
        if (index > 0) assert.ok(key > (keys[index - 1] ?? Infinity) && Number.isSafeInteger(key));
      });
      for (const key of keys.slice(2)) assert.ok(key <= due * 10 + 10 ** exponent);
    }),
  );
});
