// A user's sale points in the width of a cell.
import { assert, suite } from '../../../../../../appliance/test/kit.ts';
import { placesInShort } from './user-places.ts';

const test = suite('places of a user');
const at = (...ids: readonly string[]) => ({
  salePoints: ids.map((salePoint) => ({ salePoint, role: 'r' })),
});
const name = (id: string): string => id.toUpperCase();

test('none is nothing, one is its name, more are counted', () => {
  assert.is(placesInShort(at(), name), '');
  assert.is(placesInShort(at('bar'), name), 'BAR');
  assert.is(placesInShort(at('bar', 'kiosk', 'counter'), name), 'BAR +2');
});

test('before names are known they are counted', () => {
  assert.is(
    placesInShort(at('bar', 'kiosk'), () => ''),
    '2',
  );
});
