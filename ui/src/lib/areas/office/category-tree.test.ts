// The tree of categories: nothing is left out, and a move changes only what it must.
import { assert, suite } from '../../../../../appliance/test/kit.ts';
import { type Category, type CategoryNode, movedCategories, treeOf } from './category-tree.ts';

const test = suite('category tree');

const category = (id: string, parent: string | null, position: number): Category =>
  ({ id, kind: 'category', revision: 1, changedAt: 0, body: { name: id, parent, position } }) as Category;

const all = [
  category('drinks', null, 1),
  category('food', null, 0),
  category('beer', 'drinks', 1),
  category('water', 'drinks', 0),
  category('lost', 'nobody', 0),
];

const shape = (nodes: readonly CategoryNode[]): unknown =>
  nodes.map(({ id, children }) => (children.length === 0 ? id : [id, shape(children)]));

test('sisters by place then name, an orphan at the top', () => {
  assert.equal(shape(treeOf(all)), ['food', 'lost', ['drinks', ['water', 'beer']]]);
});

test('put first among its sisters: only they get new places', () => {
  const changed = movedCategories(all, { id: 'beer', parentId: 'drinks', index: 0 });
  assert.equal(
    changed.map(({ id, body }) => [id, body.parent, body.position]),
    [
      ['beer', 'drinks', 0],
      ['water', 'drinks', 1],
    ],
  );
});

test('put under another: a new parent, and nothing for who stands where it stood', () => {
  const changed = movedCategories(all, { id: 'water', parentId: 'food', index: 0 });
  assert.equal(
    changed.map(({ id, body }) => [id, body.parent, body.position]),
    [['water', 'food', 0]],
  );
  assert.equal(movedCategories(all, { id: 'beer', parentId: 'drinks', index: 1 }), []);
});
