// The floor plan of a register: rooms of its shop and its sale point, each table under an id of its own in the whole shop.
import { assert, suite } from '../../../test/kit.ts';
import { demoRecords } from '../../demo/company.ts';
import { record } from '../../demo/organisation.ts';
import type { Body, OfficeRecord } from '../../protocol/office/kinds.ts';
import { ShopItem } from '../../protocol/feed.ts';
import { Value } from '@sinclair/typebox/value';
import { compileFloor } from './compile-floor.ts';
import { standingOf, worldOf } from './world.ts';

const test = suite('floor of a register');
type Plan = Body<'floor-plan'>;

function room(id: string, rest: Partial<Plan>): OfficeRecord<'floor-plan'> {
  const table = { id: 't1', name: '1', seats: 2, shape: 'round', x: 0, y: 0, width: 2, height: 2 } as const;
  const plan = { name: id, shop: 'brygga', salePoint: null, columns: 8, rows: 6, tables: [table] };
  return record('floor-plan', id, { ...plan, active: true, ...rest });
}

function floorOf(register: 'B1' | 'G1', ...rooms: readonly OfficeRecord[]) {
  const world = worldOf([...demoRecords.filter(({ kind }) => kind !== 'floor-plan'), ...rooms]);
  const standing = standingOf(world, register);
  assert.ok(standing !== undefined);
  return compileFloor(world, standing);
}

test('rooms by name, those of another shop, another sale point or out of use left out', () => {
  const rooms = floorOf(
    'B1',
    room('loft', { name: 'Loft' }),
    room('bar', { name: 'Bar', salePoint: 'brygga' }),
    room('kiosk', { salePoint: 'goteborg' }),
    room('torget', { shop: 'goteborg' }),
    room('old', { active: false }),
  );
  assert.equal(
    rooms.map(({ name }) => name),
    ['Bar', 'Loft'],
  );
});

test('two rooms may both have a table 1, and they are two tables', () => {
  const rooms = floorOf('B1', room('a', {}), room('b', {}));
  assert.equal(
    rooms.flatMap(({ tables }) => tables.map(({ id, name }) => [id, name])),
    [
      ['a.t1', '1'],
      ['b.t1', '1'],
    ],
  );
  assert.ok(Value.Check(ShopItem.properties.rooms, rooms), 'as the feed has it');
  assert.equal(floorOf('G1', room('a', {})), []);
});
