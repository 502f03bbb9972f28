// Where keys lead in a list.
import fc from 'fast-check';
import { assert, suite } from '../../../../../../appliance/test/kit.ts';
import { movedIndex, withMoved } from './list-keys.ts';

const test = suite('keys in a list');

test('arrows, ends and pages', () => {
  const place = { at: 3, length: 30 };
  assert.is(movedIndex('ArrowDown', place), 4);
  assert.is(movedIndex('ArrowUp', place), 2);
  assert.is(movedIndex('Home', place), 0);
  assert.is(movedIndex('End', place), 29);
  assert.is(movedIndex('PageDown', place), 13);
  assert.is(movedIndex('PageUp', place), 0);
  assert.is(movedIndex('x', place), undefined);
});

test('stops at the ends, or goes round', () => {
  assert.is(movedIndex('ArrowDown', { at: 2, length: 3 }), 2);
  assert.is(movedIndex('ArrowDown', { at: 2, length: 3, round: true }), 0);
  assert.is(movedIndex('ArrowUp', { at: 0, length: 3, round: true }), 2);
});

test('from nowhere down is the first, up the last', () => {
  assert.is(movedIndex('ArrowDown', { at: -1, length: 3 }), 0);
  assert.is(movedIndex('ArrowUp', { at: -1, length: 3 }), 2);
});

test('sideways lists take the other arrows', () => {
  assert.is(movedIndex('ArrowRight', { at: 0, length: 3, axis: 'horizontal' }), 1);
  assert.is(movedIndex('ArrowDown', { at: 0, length: 3, axis: 'horizontal' }), undefined);
});

test('an empty list leads nowhere', () => {
  assert.is(movedIndex('ArrowDown', { at: -1, length: 0 }), undefined);
});

test('moving keeps everything, once, and puts the moved one where it was wanted', () => {
  const list = fc.uniqueArray(fc.integer(), { minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(list, fc.nat(), fc.nat(), (items, a, b) => {
      const from = a % items.length;
      const to = b % items.length;
      const moved = withMoved(items, from, to);
      assert.equal([...moved].sort(), [...items].sort());
      assert.is(moved[to], items[from]);
    }),
  );
});
