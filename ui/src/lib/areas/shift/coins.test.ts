// Coins and notes add up to what lies there.
import { assert, suite } from '../../../../../appliance/test/kit.ts';
import { isCounted, worthOf } from './coins.ts';

const test = suite('coins');

test('so many of each add up; what was not counted is nothing', () => {
  assert.is(worthOf({ 100_000: 2, 5_000: 3, 100: 7, 2_000: null }), 215_700);
  assert.is(worthOf({}), 0);
});

test('an empty drawer is counted once somebody said that there is none', () => {
  assert.not.ok(isCounted({}));
  assert.not.ok(isCounted({ 100: null }));
  assert.ok(isCounted({ 100: 0 }));
});
