// What pressing a column's head does, and the sort as a word.
import { assert, suite } from '../../../../../../appliance/test/kit.ts';
import { ariaSort, nextSort, sortOfWord, sortWord } from './sorting.ts';

const test = suite('sorting a list');

test('up, down, then as it came', () => {
  const up = nextSort(undefined, 'name');
  assert.equal(up, { key: 'name', direction: 'up' });
  const down = nextSort(up, 'name');
  assert.equal(down, { key: 'name', direction: 'down' });
  assert.is(nextSort(down, 'name'), undefined);
});

test('another column begins anew', () => {
  assert.equal(nextSort({ key: 'name', direction: 'down' }, 'price'), { key: 'price', direction: 'up' });
});

test('readers are told', () => {
  assert.is(ariaSort({ key: 'name', direction: 'down' }, 'name'), 'descending');
  assert.is(ariaSort({ key: 'name', direction: 'up' }, 'name'), 'ascending');
  assert.is(ariaSort({ key: 'name', direction: 'up' }, 'price'), 'none');
  assert.is(ariaSort(undefined, 'name'), 'none');
});

test('goes into one word and comes back', () => {
  for (const sort of [
    undefined,
    nextSort(undefined, 'unit-price'),
    { key: 'sku', direction: 'down' } as const,
  ])
    assert.equal(sortOfWord(sortWord(sort)), sort);
});
