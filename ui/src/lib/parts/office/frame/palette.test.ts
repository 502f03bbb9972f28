// The command palette: what is meant comes first, and what was used lately is kept safely.
import { assert, suite } from '../../../../../../appliance/test/kit.ts';
import { folded, ranked, score, withRecent } from './palette-ranking.ts';
import { keptEntry, recentItem, withRecentItem } from './palette-sources.ts';

const test = suite('command palette');
const items = ['Price regions', 'Products', 'VAT rates', 'Personnel', 'Purchase orders', 'Sales orders'].map(
  (label) => ({ id: label, label }),
);
const found = (typed: string): readonly string[] => ranked(typed, items, 10).map(({ label }) => label);

test('accents and case are no hindrance', () => {
  assert.is(folded('Žluťoučký KŮŇ'), 'zlutoucky kun');
  assert.is(folded('Smørbrød Æble'), 'smorbrod aeble');
  assert.ok(score('zlut', 'Žluťoučký kůň') > 0);
});

test('the whole name, its beginning, the beginning of a word, anywhere: in this order', () => {
  const scores = [
    score('orders', 'Orders'),
    score('ord', 'Orders'),
    score('ord', 'Sales orders'),
    score('rder', 'Sales orders'),
    score('xyz', 'Sales orders'),
  ];
  assert.equal(
    scores,
    scores.toSorted((a, b) => b - a),
  );
  assert.is(new Set(scores).size, scores.length);
  assert.is(scores.at(-1), 0);
});

test('every word typed must be there', () => {
  assert.equal(found('ord sal'), ['Sales orders']);
  assert.equal(found('sales price'), []);
});

test('of two that match alike the shorter is meant', () => {
  assert.equal(found('pr'), ['Products', 'Price regions']);
});

test('found by other words too, but its name counts more', () => {
  const named = [
    { id: '1', label: 'Rates', keywords: 'tax' },
    { id: '2', label: 'Tax report' },
  ];
  assert.equal(
    ranked('tax', named, 5).map(({ id }) => id),
    ['2', '1'],
  );
});

test('marks in what is typed are just marks', () => {
  assert.is(score('c++ (', 'Coffee'), 0);
  assert.ok(score('(1', 'Milk (1 l)') > 0);
});

test('nothing typed: the first as they are; never more than the limit', () => {
  assert.equal(
    ranked('', items, 2).map(({ label }) => label),
    ['Price regions', 'Products'],
  );
  assert.is(ranked('r', items, 3).length, 3);
});

test('the one used last comes first, once, and the oldest goes', () => {
  assert.equal(withRecent(['a', 'b', 'c'], 'c', 3), ['c', 'a', 'b']);
  assert.equal(withRecent(['a', 'b', 'c'], 'd', 3), ['d', 'a', 'b']);
});

test('what was used lately is kept with its way, and only ways of this program come back', () => {
  const item = { id: 'p1', label: 'Milk', detail: '101', href: '/office/products/p1' };
  const kept = withRecentItem([], item);
  assert.equal(kept.map(recentItem), [item]);
  assert.equal(
    withRecentItem(kept, { ...item, label: 'Oat milk' }).map((text) => recentItem(text)?.label),
    ['Oat milk'],
  );
  assert.is(keptEntry({ id: 'x', label: 'Sign out', run: () => undefined }), undefined);
  for (const text of [
    'no json',
    'null',
    '{"id":"x","label":"X"}',
    '{"id":"x","label":"X","href":"https://elsewhere.example"}',
    '{"id":"x","label":"X","href":"//elsewhere.example"}',
    '{"id":"x","label":"X","href":"javascript:alert(1)"}',
  ])
    assert.is(recentItem(text), undefined, text);
});
