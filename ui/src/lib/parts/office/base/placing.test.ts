// What unfolds stands where it can be read, whole, whatever the window.
import fc from 'fast-check';
import { assert, suite } from '../../../../../../appliance/test/kit.ts';
import { placeAt } from './placing.ts';

const test = suite('placing what unfolds');
const viewport = { width: 1000, height: 800 };

test('below its anchor, as a rule', () => {
  const placed = placeAt(
    { left: 100, top: 100, width: 200, height: 44 },
    { width: 300, height: 200 },
    viewport,
  );
  assert.equal([placed.left, placed.top], [100, 148]);
});

test('above where there is more room', () => {
  const placed = placeAt(
    { left: 100, top: 700, width: 200, height: 44 },
    { width: 300, height: 200 },
    viewport,
  );
  assert.is(placed.top, 496);
});

test('flush with the end when asked', () => {
  const anchor = { left: 600, top: 100, width: 100, height: 44 };
  assert.is(placeAt(anchor, { width: 300, height: 200 }, { ...viewport, align: 'end' }).left, 400);
});

test('never off the screen', () => {
  const size = fc.integer({ min: 1, max: 2000 });
  fc.assert(
    fc.property(
      fc.tuple(fc.nat({ max: 990 }), fc.nat({ max: 750 })),
      size,
      size,
      ([left, top], width, height) => {
        const placed = placeAt({ left, top, width: 10, height: 44 }, { width, height }, viewport);
        assert.ok(placed.left >= 8);
        assert.ok(placed.top >= 8 || placed.maxHeight === 0);
        assert.ok(placed.top + Math.min(height, placed.maxHeight) <= viewport.height);
      },
    ),
  );
});
