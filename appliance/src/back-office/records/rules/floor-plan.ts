// Floor plans: every table within its room, each with a name of its own, none upon another; and a sale point of that shop.
import type { FloorPlan } from '../../../protocol/office/selling.ts';
import { type RecordNo, no } from '../refusals.ts';
import type { KindRules } from './rule.ts';

type Table = FloorPlan['tables'][number];

export const floorPlanRules: KindRules<'floor-plan'> = {
  async check({ after }, world) {
    const { shop, salePoint } = after;
    const point = salePoint === null ? undefined : await world.find('sale-point', salePoint);
    if (point !== undefined && point.body.shop !== shop)
      return no('floor-plan.sale-point', { field: 'salePoint', salePoint: point.body.name });
    return wrongTable(after);
  },
};

function wrongTable({ tables, columns, rows }: FloorPlan): RecordNo | undefined {
  for (const [index, table] of tables.entries()) {
    const { name } = table;
    if (table.x + table.width > columns || table.y + table.height > rows)
      return no('floor-plan.outside', { field: 'tables', table: name });
    const before = tables.slice(0, index);
    if (before.some((other) => other.id === table.id || other.name === name))
      return no('floor-plan.table-twice', { field: 'tables', table: name });
    const under = before.find((other) => overlaps(table, other));
    if (under !== undefined)
      return no('floor-plan.overlap', { field: 'tables', table: name, other: under.name });
  }
  return undefined;
}

function overlaps(one: Table, other: Table): boolean {
  const beside = one.x + one.width <= other.x || other.x + other.width <= one.x;
  const below = one.y + one.height <= other.y || other.y + other.height <= one.y;
  return !beside && !below;
}
