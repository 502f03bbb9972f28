// The grid of a template: nothing put in is lost by moving and resizing, and folders go with all that is in them.
import fc from 'fast-check';
import { assert, suite } from '../../../../../../appliance/test/kit.ts';
import {
  addFolder,
  emptyFrom,
  type Grid,
  home,
  move,
  productsOf,
  put,
  removeFolder,
  resized,
} from './template-grid.ts';

const test = suite('template grid');

function gridOf(rows: number, columns: number, products: readonly (string | null)[]): Grid {
  const cells = Array.from({ length: rows * columns }, (_none, index) => {
    const product = products[index];
    return product ? { product } : null;
  });
  return {
    rows,
    columns,
    folders: { [home]: { name: 'Home', parent: null, colour: null, picture: null, cells } },
  };
}

test('moving swaps, and never loses a key', () => {
  const grid = gridOf(2, 2, ['coffee', 'bun', null, null]);
  const moved = move(grid, { folder: home, from: 0, to: 1 });
  assert.equal(moved.folders[home]?.cells, [{ product: 'bun' }, { product: 'coffee' }, null, null]);
  assert.equal(move(moved, { folder: home, from: 1, to: 3 }).folders[home]?.cells[3], { product: 'coffee' });
});

test('another size keeps every key or says that they do not fit', () => {
  const sides = fc.integer({ min: 2, max: 8 });
  fc.assert(
    fc.property(
      fc.tuple(sides, sides),
      fc.tuple(sides, sides),
      fc.array(fc.boolean(), { maxLength: 64 }),
      ([rows, columns], [r, c], full) => {
        const products = full
          .slice(0, rows * columns)
          .map((each, index) => (each ? `p${String(index)}` : null));
        const grid = gridOf(rows, columns, products);
        const after = resized(grid, r, c);
        const count = productsOf(grid).length;
        if (after === undefined) return count > r * c;
        return (
          after.folders[home]?.cells.length === r * c &&
          JSON.stringify([...productsOf(after)].sort()) === JSON.stringify([...productsOf(grid)].sort())
        );
      },
    ),
  );
});

test('what keeps its row and column stays where it is', () => {
  const after = resized(gridOf(2, 3, ['a', 'b', 'c', 'd', 'e', 'f']), 3, 2);
  assert.equal(
    after?.folders[home]?.cells.map((cell) => (cell && 'product' in cell ? cell.product : null)),
    ['a', 'b', 'd', 'e', 'c', 'f'],
  );
});

test('a folder goes with its folders and with the keys that lead to them', () => {
  let grid = gridOf(2, 2, ['coffee', null, null, null]);
  grid = addFolder(grid, { id: 'cakes', name: 'Cakes', parent: home, at: 1 });
  grid = addFolder(grid, { id: 'small', name: 'Small', parent: 'cakes', at: 0 });
  grid = put(grid, { folder: 'small', at: 2, cell: { product: 'bun' } });
  const after = removeFolder(grid, 'cakes');
  assert.equal(Object.keys(after.folders), [home]);
  assert.equal(after.folders[home]?.cells, [{ product: 'coffee' }, null, null, null]);
  assert.is(removeFolder(grid, home), grid);
});

test('finds the next empty cell, from here on and then from the start', () => {
  const folder = gridOf(2, 2, ['a', null, 'c', 'd']).folders[home];
  assert.is(emptyFrom(folder, 2), 1);
  assert.is(emptyFrom(gridOf(1, 2, ['a', 'b']).folders[home], 0), undefined);
});
