// Tables on a raster: nothing leaves the room, nothing stands upon another, and each new one has a name and a place of its own.
import { assert, suite } from '../../../../../../appliance/test/kit.ts';
import { added, changed, nearest, type Plan, placed, removed, resized } from './plan.ts';

const test = suite('floor plan');
const empty: Plan = { columns: 6, rows: 4, tables: [] };

function withTables(count: number): Plan {
  let plan = empty;
  for (let times = 0; times < count; times += 1) plan = added(plan)?.plan ?? plan;
  return plan;
}

test('new tables stand side by side until the room is full', () => {
  const plan = withTables(6);
  assert.equal(
    plan.tables.map(({ name, x, y }) => [name, x, y]),
    [
      ['1', 0, 0],
      ['2', 2, 0],
      ['3', 4, 0],
      ['4', 0, 2],
      ['5', 2, 2],
      ['6', 4, 2],
    ],
  );
  assert.is(added(plan), undefined);
  const again = added(removed(plan, 't2'));
  assert.equal([again?.id, again?.plan.tables.at(-1)?.name], ['t2', '2']);
});

test('a table moves where there is room, and stays where there is none', () => {
  const plan = withTables(2);
  assert.equal(placed(plan, 't1', { x: 1, y: 2 })?.tables[0], { ...plan.tables[0], x: 1, y: 2 });
  assert.is(placed(plan, 't1', { x: 1 }), undefined);
  assert.is(placed(plan, 't1', { x: -1 }), undefined);
  assert.is(placed(plan, 't1', { width: 3 }), undefined);
  assert.is(placed(plan, 't2', { width: 5 }), undefined);
  assert.is(placed(plan, 't2', { width: 4 })?.tables[1]?.width, 4);
  assert.is(placed(plan, 'none', { x: 0 }), undefined);
});

test('a drag ends inside the room', () => {
  const [table] = withTables(1).tables;
  assert.ok(table !== undefined);
  assert.equal(nearest(empty, table, { x: -3, y: 99 }), { x: 0, y: 2 });
});

test('a room does not become smaller than its tables; names and seats are told', () => {
  const plan = withTables(3);
  assert.is(resized(plan, 5, 4), undefined);
  assert.equal([resized(plan, 8, 2)?.columns, resized(plan, 8, 2)?.rows], [8, 2]);
  assert.equal(changed(plan, 't1', { name: 'Bar', seats: 9, shape: 'round' }).tables[0]?.name, 'Bar');
  assert.equal(changed(plan, 'none', { seats: 9 }), plan);
});
