// What can be done to a floor plan: add a table, move it, size it, take it away. Pure: a new plan comes out; what would leave the room or stand
// upon another table is not done, and undefined says so.
import type { FloorPlan } from '@countertop/appliance/protocol';

export type Plan = Pick<FloorPlan, 'columns' | 'rows' | 'tables'>;
export type Table = Plan['tables'][number];
type Place = Pick<Table, 'x' | 'y' | 'width' | 'height'>;

const newSize = 2;
const newSeats = 4;

/** At the first free place, row by row, under the next free number. Undefined: there is no room. */
export function added(plan: Plan): { readonly plan: Plan; readonly id: string } | undefined {
  const place = freePlace(plan);
  if (place === undefined) return undefined;
  const name = nextName(plan);
  const id = freeId(plan);
  const table: Table = { id, name, seats: newSeats, shape: 'square', ...place };
  return { plan: { ...plan, tables: [...plan.tables, table] }, id };
}

/** Undefined: it would leave the room or stand upon another. */
export function placed(plan: Plan, id: string, place: Partial<Place>): Plan | undefined {
  const table = plan.tables.find((each) => each.id === id);
  if (table === undefined) return undefined;
  const moved = { ...table, ...place };
  return fits(plan, moved) ? withTable(plan, moved) : undefined;
}

export function changed(
  plan: Plan,
  id: string,
  part: Partial<Pick<Table, 'name' | 'seats' | 'shape'>>,
): Plan {
  const table = plan.tables.find((each) => each.id === id);
  return table === undefined ? plan : withTable(plan, { ...table, ...part });
}

export function removed(plan: Plan, id: string): Plan {
  return { ...plan, tables: plan.tables.filter((each) => each.id !== id) };
}

/** Undefined: some table would be outside. */
export function resized(plan: Plan, columns: number, rows: number): Plan | undefined {
  const room = { ...plan, columns, rows };
  return plan.tables.every((table) => within(room, table)) ? room : undefined;
}

/** Where a drag ends: as near to what was meant as the room allows. */
export function nearest(plan: Plan, table: Table, { x, y }: Pick<Place, 'x' | 'y'>): Pick<Place, 'x' | 'y'> {
  const between = (value: number, max: number): number => Math.min(Math.max(0, value), Math.max(0, max));
  return { x: between(x, plan.columns - table.width), y: between(y, plan.rows - table.height) };
}

function withTable(plan: Plan, table: Table): Plan {
  return { ...plan, tables: plan.tables.map((each) => (each.id === table.id ? table : each)) };
}

function fits(plan: Plan, table: Place & Pick<Table, 'id'>): boolean {
  return within(plan, table) && !plan.tables.some((other) => other.id !== table.id && overlaps(table, other));
}

function within({ columns, rows }: Pick<Plan, 'columns' | 'rows'>, { x, y, width, height }: Place): boolean {
  return x >= 0 && y >= 0 && width >= 1 && height >= 1 && x + width <= columns && y + height <= rows;
}

function overlaps(one: Place, other: Place): boolean {
  const beside = one.x + one.width <= other.x || other.x + other.width <= one.x;
  const below = one.y + one.height <= other.y || other.y + other.height <= one.y;
  return !beside && !below;
}

function freePlace(plan: Plan): Place | undefined {
  for (let y = 0; y + newSize <= plan.rows; y += 1)
    for (let x = 0; x + newSize <= plan.columns; x += 1) {
      const place = { x, y, width: newSize, height: newSize };
      if (fits(plan, { id: '', ...place })) return place;
    }
  return undefined;
}

function nextName({ tables }: Plan): string {
  const names = new Set(tables.map(({ name }) => name));
  for (let number = 1; ; number += 1) if (!names.has(String(number))) return String(number);
}

function freeId({ tables }: Plan): string {
  const ids = new Set(tables.map(({ id }) => id));
  for (let number = 1; ; number += 1) if (!ids.has(`t${String(number)}`)) return `t${String(number)}`;
}
