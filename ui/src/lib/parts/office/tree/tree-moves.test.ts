// The rows of a tree and where its branches may go.
import fc from 'fast-check';
import { assert, suite } from '../../../../../../appliance/test/kit.ts';
import {
  findNode,
  mayMove,
  moveByDrop,
  moveByKey,
  pathTo,
  sideAt,
  standsThere,
  treeRows,
  typedAhead,
  type TreeMove,
  type TreeNode,
} from './tree-moves.ts';

const test = suite('tree');
const leaf = (id: string): TreeNode => ({ id, label: id });
const nodes: readonly TreeNode[] = [
  {
    id: 'food',
    label: 'Food',
    children: [{ id: 'dairy', label: 'Dairy', children: [leaf('milk'), leaf('cheese')] }, leaf('bread')],
  },
  leaf('drinks'),
];
const all = new Set(['food', 'dairy']);
const rows = treeRows(nodes, all);
const ids = (list: ReturnType<typeof treeRows>): string =>
  list.map(({ node, level }) => `${node.id}${level}`).join(' ');

/** What a caller does with a move. */
function moved(tree: readonly TreeNode[], move: TreeMove): readonly TreeNode[] {
  const node = findNode(tree, move.id)!;
  const without = (list: readonly TreeNode[]): TreeNode[] =>
    list
      .filter(({ id }) => id !== move.id)
      .map((each) => ({ ...each, children: without(each.children ?? []) }));
  const put = (list: readonly TreeNode[], parentId: string | null): TreeNode[] => {
    const here = list.map((each): TreeNode => ({ ...each, children: put(each.children ?? [], each.id) }));
    return parentId === move.parentId ? here.toSpliced(move.index, 0, node) : here;
  };
  return put(without(tree), null);
}

test('shows what is unfolded, with its place', () => {
  assert.is(ids(rows), 'food1 dairy2 milk3 cheese3 bread2 drinks1');
  assert.is(ids(treeRows(nodes, new Set())), 'food1 drinks1');
  assert.equal(
    rows.map(({ open }) => open),
    [true, true, undefined, undefined, undefined, undefined],
  );
  assert.equal([rows[4]!.index, rows[4]!.siblings], [1, 2]);
});

test('knows the way to each', () => {
  assert.equal(pathTo(nodes, 'cheese'), ['food', 'dairy', 'cheese']);
  assert.equal(pathTo(nodes, 'nothing'), []);
});

test('never into itself, never deeper than allowed', () => {
  assert.not(mayMove(nodes, { id: 'food', parentId: 'milk', index: 0 }, 9));
  assert.not(mayMove(nodes, { id: 'food', parentId: 'food', index: 0 }, 9));
  assert.not(mayMove(nodes, { id: 'dairy', parentId: 'bread', index: 0 }, 3));
  assert.ok(mayMove(nodes, { id: 'dairy', parentId: 'bread', index: 0 }, 4));
  assert.not(mayMove(nodes, { id: 'milk', parentId: 'gone', index: 0 }, 9));
  assert.ok(standsThere(nodes, { id: 'cheese', parentId: 'dairy', index: 1 }));
  assert.not(standsThere(nodes, { id: 'cheese', parentId: 'dairy', index: 0 }));
});

test('moves by keys', () => {
  const by = (id: string, key: string): TreeMove | undefined => moveByKey(rows, id, key);
  assert.equal(by('cheese', 'ArrowUp'), { id: 'cheese', parentId: 'dairy', index: 0 });
  assert.is(by('milk', 'ArrowUp'), undefined);
  assert.equal(by('dairy', 'ArrowDown'), { id: 'dairy', parentId: 'food', index: 1 });
  assert.equal(by('cheese', 'ArrowLeft'), { id: 'cheese', parentId: 'food', index: 1 });
  assert.is(by('food', 'ArrowLeft'), undefined);
  assert.equal(by('bread', 'ArrowRight'), { id: 'bread', parentId: 'dairy', index: 2 });
  assert.is(by('milk', 'ArrowRight'), undefined);
});

test('a drop lands where the line was', () => {
  const drop = (id: string, over: string, side: 'before' | 'into' | 'after'): string => {
    const move = moveByDrop(rows, id, { over, side });
    return move === undefined ? 'nowhere' : ids(treeRows(moved(nodes, move), new Set([...all, 'drinks'])));
  };
  assert.is(drop('milk', 'cheese', 'after'), 'food1 dairy2 cheese3 milk3 bread2 drinks1');
  assert.is(drop('cheese', 'milk', 'before'), 'food1 dairy2 cheese3 milk3 bread2 drinks1');
  assert.is(drop('drinks', 'food', 'before'), 'drinks1 food1 dairy2 milk3 cheese3 bread2');
  assert.is(drop('bread', 'drinks', 'into'), 'food1 dairy2 milk3 cheese3 drinks1 bread2');
  assert.is(drop('drinks', 'food', 'after'), 'food1 drinks2 dairy2 milk3 cheese3 bread2');
  assert.is(drop('milk', 'milk', 'into'), 'nowhere');
});

test('whatever is dropped where it may, no branch is lost and none doubled', () => {
  const names = ['food', 'dairy', 'milk', 'cheese', 'bread', 'drinks'];
  const name = fc.constantFrom(...names);
  fc.assert(
    fc.property(
      name,
      name,
      fc.constantFrom('before' as const, 'into' as const, 'after' as const),
      (id, over, side) => {
        const move = moveByDrop(rows, id, { over, side });
        if (move === undefined || !mayMove(nodes, move, 9)) return;
        const after = treeRows(moved(nodes, move), new Set(names)).map(({ node }) => node.id);
        assert.equal(after.toSorted(), names.toSorted());
      },
    ),
  );
});

test('the height in a row says the side', () => {
  assert.equal(
    [5, 22, 40].map((y) => sideAt(y, 44, true)),
    ['before', 'into', 'after'],
  );
  assert.equal(
    [20, 24].map((y) => sideAt(y, 44, false)),
    ['before', 'after'],
  );
});

test('typing goes on to the next of that name, and round', () => {
  assert.is(typedAhead(rows, 0, 'd'), 1);
  assert.is(typedAhead(rows, 1, 'd'), 5);
  assert.is(typedAhead(rows, 5, 'd'), 1);
  assert.is(typedAhead(rows, 1, 'dr'), 5);
  assert.is(typedAhead(rows, 0, 'x'), undefined);
});
