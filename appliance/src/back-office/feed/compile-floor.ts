// The floor plan of a register: the rooms of its shop that its sale point serves, by name.
import type { ShopItem } from '../../protocol/feed.ts';
import { byName, type Standing, type World } from './world.ts';

export function compileFloor(world: World, { shop, salePoint }: Standing): NonNullable<ShopItem['rooms']> {
  return world
    .all('floor-plan')
    .filter(({ body }) => body.active && body.shop === shop.id)
    .filter(({ body }) => body.salePoint === null || body.salePoint === salePoint.id)
    .toSorted(byName)
    .slice(0, roomsMax)
    .map(({ id, body: { name, columns, rows, tables } }) => ({
      id,
      name,
      columns,
      rows,
      // Ids of tables are a room's own.
      tables: tables.map((table) => ({ ...table, id: `${id}.${table.id}` })),
    }));
}

/** As many as an item of the feed takes. */
const roomsMax = 50;
