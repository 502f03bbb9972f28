// What a filter's button says, and what choosing a value makes of it.
import { assert, suite } from '../../../../../../appliance/test/kit.ts';
import { filterWords, withValue, type Filter } from './filter.ts';

const test = suite('filters of a list');
const options = ['a', 'b', 'c'].map((value) => ({ value, label: value.toUpperCase() }));
const one: Filter = { key: 'f', label: 'State', options };
const several: Filter = { ...one, multiple: true };

test('says what it is set to', () => {
  assert.is(filterWords(one, []), 'State');
  assert.is(filterWords(one, ['b']), 'State: B');
  assert.is(filterWords(several, ['b', 'c']), 'State: B +1');
  assert.is(filterWords(one, ['no longer there']), 'State');
});

test('one value takes the place of the other, or several stand together', () => {
  assert.equal(withValue(one, ['a'], 'b'), ['b']);
  assert.equal(withValue(one, ['a'], 'a'), []);
  assert.equal(withValue(several, ['a'], 'b'), ['a', 'b']);
  assert.equal(withValue(several, ['a', 'b'], 'a'), ['b']);
});
