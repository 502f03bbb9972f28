// The floor plan of the demo company: a dining room and a small terrace in Bergen. The stall in Göteborg serves at no tables.
import type { Body } from '../protocol/office/kinds.ts';
import { record } from './organisation.ts';

type Table = Body<'floor-plan'>['tables'][number];
type Place = readonly [x: number, y: number, width: number, height: number];
type Kind = readonly [seats: number, shape: Table['shape']];

function table(name: string, [seats, shape]: Kind, [x, y, width, height]: Place): Table {
  return { id: `t${name}`, name, seats, shape, x, y, width, height };
}

function room(id: string, name: string, plan: Pick<Body<'floor-plan'>, 'columns' | 'rows' | 'tables'>) {
  return record('floor-plan', id, { name, shop: 'brygga', salePoint: null, ...plan, active: true });
}

export const floor = [
  room('spisesal', 'Spisesal', {
    columns: 16,
    rows: 10,
    tables: [
      table('1', [2, 'round'], [0, 0, 2, 2]),
      table('2', [2, 'round'], [0, 4, 2, 2]),
      table('3', [2, 'round'], [0, 8, 2, 2]),
      table('4', [4, 'square'], [4, 0, 3, 2]),
      table('5', [4, 'square'], [4, 4, 3, 2]),
      table('6', [4, 'square'], [4, 8, 3, 2]),
      table('7', [6, 'square'], [9, 0, 4, 2]),
      table('8', [6, 'square'], [9, 4, 4, 2]),
      table('9', [12, 'square'], [9, 8, 7, 2]),
      table('10', [2, 'round'], [14, 2, 2, 2]),
    ],
  }),
  room('terrasse', 'Terrasse', {
    columns: 12,
    rows: 6,
    tables: [
      table('21', [4, 'round'], [0, 0, 2, 2]),
      table('22', [4, 'round'], [5, 0, 2, 2]),
      table('23', [4, 'round'], [10, 0, 2, 2]),
      table('24', [4, 'round'], [2, 4, 2, 2]),
      table('25', [4, 'round'], [8, 4, 2, 2]),
    ],
  }),
];
