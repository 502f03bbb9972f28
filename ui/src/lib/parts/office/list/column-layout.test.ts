// The order and choice of columns: the first stays first, what is new appears, what is gone is forgotten.
import fc from 'fast-check';
import { assert, suite } from '../../../../../../appliance/test/kit.ts';
import { orderedColumns, shownColumns, withColumnToggled, withOrder, type LaidOut } from './column-layout.ts';

const test = suite('columns of a list');
const columns: readonly LaidOut[] = [
  { key: 'name' },
  { key: 'sku' },
  { key: 'price' },
  { key: 'cost', hidden: true },
  { key: 'state', fixed: true },
];
const keys = (list: readonly LaidOut[]): string => list.map(({ key }) => key).join(' ');

test('as declared when nobody has chosen', () => {
  assert.is(keys(shownColumns(columns, undefined)), 'name sku price state');
});

test('one is hidden, another shown, and the rest stays', () => {
  const without = withColumnToggled(columns, undefined, 'sku');
  assert.is(keys(shownColumns(columns, without)), 'name price state');
  const cost = withColumnToggled(columns, without, 'cost');
  assert.is(keys(shownColumns(columns, cost)), 'name price cost state');
  assert.is(
    keys(shownColumns(columns, withColumnToggled(columns, cost, 'sku'))),
    'name sku price cost state',
  );
});

test('the first and a fixed one cannot go', () => {
  const all = { order: columns.map(({ key }) => key), hidden: columns.map(({ key }) => key) };
  assert.is(keys(shownColumns(columns, all)), 'name state');
});

test('another order, with the first still first', () => {
  const layout = withOrder(columns, undefined, ['state', 'price', 'sku', 'cost']);
  assert.is(keys(shownColumns(columns, layout)), 'name state price sku');
});

test('a column that came later stands behind its neighbour, one that went is forgotten', () => {
  const old = { order: ['name', 'gone', 'price', 'sku'], hidden: ['gone'] };
  assert.is(keys(orderedColumns(columns, old)), 'name price cost state sku');
  assert.is(keys(shownColumns(columns, old)), 'name price state sku');
});

test('whatever was kept, every column stands there once and the first first', () => {
  const word = fc.constantFrom('name', 'sku', 'price', 'cost', 'state', 'gone');
  fc.assert(
    fc.property(fc.array(word), fc.array(word), (order, hidden) => {
      const ordered = orderedColumns(columns, { order, hidden }).map(({ key }) => key);
      assert.is(ordered[0], 'name');
      assert.equal(ordered.toSorted(), columns.map(({ key }) => key).sort());
    }),
  );
});
