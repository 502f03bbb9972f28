// What the grid of a shop's tills is made of: its templates with their times, and the tree of categories, which is shown where there is none.
import type { ShopItem, TemplateItem } from '../../protocol/feed.ts';
import type { OfficeRecord } from '../../protocol/office/kinds.ts';
import { byName, type World } from './world.ts';

/** Templates of the shop by id; their place is that of their names. */
export function compileTemplates(
  world: World,
  shop: OfficeRecord<'shop'>,
): ReadonlyMap<string, TemplateItem> {
  const templates = world
    .all('template')
    .filter(({ body }) => body.active)
    .toSorted(byName)
    .flatMap(({ id, body }) => {
      const shown = body.shown
        .filter(({ shops }) => shops.length === 0 || shops.includes(shop.id))
        .map(({ weekdays, from, until }) => ({ weekdays, from, until }));
      return shown.length === 0 ? [] : [{ id, shown, body }];
    });
  return new Map(
    templates.map(({ id, shown, body: { rows, columns, folders } }, position) => [
      id,
      { position, shown, grid: { rows, columns, folders } },
    ]),
  );
}

export function compileCategories(world: World): ShopItem['categories'] {
  return world
    .all('category')
    .filter(({ body }) => body.active)
    .toSorted((one, other) => one.body.position - other.body.position || byName(one, other))
    .slice(0, categoriesMax)
    .map(({ id, body: { name, parent, colour, picture, printer } }) => ({
      id,
      name,
      parent,
      colour,
      picture,
      // Records from before there were any have none.
      ...(typeof printer === 'string' ? { printer } : {}),
    }));
}

/** As many as an item of the feed takes. */
const categoriesMax = 5_000;
