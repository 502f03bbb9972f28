// Cash rounding: the tables of the worked examples, and symmetry.
import fc from 'fast-check';
import { assert, suite } from '../../../test/kit.ts';
import { roundCash } from './cash-rounding.ts';
import { minor, negate } from './money.ts';

const test = suite('cash rounding');

function rounds(step: number, table: readonly (readonly [number, number])[]): void {
  for (const [exact, rounded] of table)
    assert.is(roundCash(minor(exact), minor(step)), rounded, `${String(exact)} in steps of ${String(step)}`);
}

test('W4: Norwegian kroner, sales and refunds', () => {
  rounds(100, [
    [29549, 29500],
    [29550, 29600],
    [49, 0],
    [50, 100],
    [-1640, -1600],
    [-1650, -1700],
  ]);
});

test('W5: five cent', () => {
  rounds(5, [
    [1000, 1000],
    [1001, 1000],
    [1002, 1000],
    [1003, 1005],
    [1004, 1005],
    [1005, 1005],
    [1006, 1005],
    [1007, 1005],
    [1008, 1010],
    [1009, 1010],
  ]);
});

test('W5: Danish 0.50, Czech and Swedish 1.00', () => {
  rounds(50, [
    [1224, 1200],
    [1225, 1250],
    [1274, 1250],
    [1275, 1300],
  ]);
  rounds(100, [
    [14950, 15000],
    [14949, 14900],
  ]);
});

test('a step of one rounds nothing, a step below one is a bug', () => {
  rounds(1, [
    [1, 1],
    [-7, -7],
    [0, 0],
  ]);
  assert.throws(() => roundCash(minor(1), minor(0)), /not a step/);
});

test('the result can be paid, is at most half a step away, and mirrors', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: -1e12, max: 1e12 }),
      fc.constantFrom(1, 5, 10, 50, 100, 500),
      (exact, step) => {
        const rounded = roundCash(minor(exact), minor(step));
        assert.is(Math.abs(rounded % step), 0);
        assert.ok(2 * Math.abs(rounded - exact) <= step);
        assert.is(roundCash(minor(-exact), minor(step)), negate(rounded));
        assert.is(roundCash(rounded, minor(step)), rounded);
      },
    ),
  );
});
