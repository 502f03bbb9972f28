// Charts, comparisons and codes: their arithmetic.
import fc from 'fast-check';
import { create } from 'qrcode';
import { assert, suite } from '../../../../../../appliance/test/kit.ts';
import { labelStep, peakOf, valueRange } from './chart-shape.ts';
import { changeOf, directionOf } from './comparison.ts';
import { qrPath } from './qr-path.ts';

const test = suite('figures');

test('names on an axis never touch', () => {
  assert.is(labelStep(24, 960, 20), 1);
  assert.is(labelStep(24, 320, 20), 3);
  assert.is(labelStep(0, 320, 20), 1);
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 400 }), fc.integer({ min: 50, max: 2000 }), (count, width) => {
      const step = labelStep(count, width, 30);
      assert.ok((width / count) * step >= 30);
    }),
  );
});

test('zero is always in sight and the range is never empty', () => {
  assert.equal(valueRange([]), [0, 1]);
  assert.equal(valueRange([{ label: 'a', values: [0, null] }]), [0, 1]);
  const [least, most] = valueRange([{ label: 'a', values: [50, 100] }]);
  assert.ok(least === 0 && most > 100);
  const [below, above] = valueRange([{ label: 'a', values: [-50, null] }]);
  assert.ok(below < -50 && above === 0);
});

test('the peak is found, also among losses', () => {
  assert.is(peakOf([1, 5, null, 3]), 1);
  assert.is(peakOf([-5, -2]), 1);
  assert.is(peakOf([null]), undefined);
});

test('a change in basis points, exact beyond what a float holds, half away from zero', () => {
  assert.is(changeOf(1125, 1000), 1250);
  assert.is(changeOf(875, 1000), -1250);
  assert.is(changeOf(20_001, 20_000), 1);
  assert.is(changeOf(19_999, 20_000), -1);
  assert.is(changeOf(1, 0), undefined);
  assert.is(changeOf(50, -100), 15_000);
  assert.is(changeOf(9_007_199_254_740_991, 9_007_199_254_740_991), 0);
  assert.is(directionOf(1, 2), 'down');
  assert.is(directionOf(2, 2), 'same');
});

test('the path of a code holds exactly its dark modules', () => {
  const { modules } = create('https://example.test/pair?code=48217719', { errorCorrectionLevel: 'M' });
  const path = qrPath(modules.size, (column, row) => Boolean(modules.get(row, column)), 4);
  const drawn = new Set<string>();
  for (const [, x, y, length] of path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g))
    for (let at = 0; at < Number(length); at += 1) drawn.add(`${Number(x) - 4 + at},${Number(y) - 4}`);
  const dark: string[] = [];
  for (let row = 0; row < modules.size; row += 1)
    for (let column = 0; column < modules.size; column += 1)
      if (modules.get(row, column)) dark.push(`${column},${row}`);
  assert.equal([...drawn].sort(), dark.sort());
});
