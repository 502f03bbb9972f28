// Choosing rows: one, a range, a page, over pages.
import { assert, suite } from '../../../../../../appliance/test/kit.ts';
import { noSelection, pageState, pageToggled, rangeTo, toggled, type Selection } from './selection.ts';

const test = suite('chosen rows');
const page = ['a', 'b', 'c', 'd', 'e'];
const keys = ({ keys: set }: Selection): string => [...set].sort().join('');

test('a row is chosen and let go', () => {
  const one = toggled(noSelection, 'b');
  assert.is(keys(one), 'b');
  assert.is(keys(toggled(one, 'b')), '');
});

test('a range goes both ways from the row last touched', () => {
  assert.is(keys(rangeTo(toggled(noSelection, 'b'), page, 'd')), 'bcd');
  assert.is(keys(rangeTo(toggled(noSelection, 'd'), page, 'b')), 'bcd');
});

test('a range from a row just let go lets go of all in it', () => {
  const all = pageToggled(noSelection, page);
  assert.is(keys(rangeTo(toggled(all, 'b'), page, 'd')), 'ae');
});

test('the range can be drawn again from the same row', () => {
  const first = rangeTo(toggled(noSelection, 'c'), page, 'd');
  assert.is(keys(rangeTo(first, page, 'a')), 'abcd');
});

test('a row touched on another page begins no range here', () => {
  assert.is(keys(rangeTo(toggled(noSelection, 'z'), page, 'c')), 'cz');
});

test('a page is chosen whole, then let go, and other pages keep theirs', () => {
  const some = toggled(toggled(noSelection, 'z'), 'b');
  assert.is(pageState(some, page), 'some');
  const all = pageToggled(some, page);
  assert.is(pageState(all, page), 'all');
  const none = pageToggled(all, page);
  assert.is(pageState(none, page), 'none');
  assert.is(keys(none), 'z');
});

test('an empty page is not all chosen', () => {
  assert.is(pageState(noSelection, []), 'none');
});
