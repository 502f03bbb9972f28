// The grid of a shop without a template: the tree of categories with its colours and pictures, and in each the first of its goods.
// A category in which there is nothing to find is left out; what does not fit is found by typing.
import type { Product } from '../../domain/catalogue/product.ts';
import type { Category, GridCell, GridFolder, GridTemplate } from '../shop/shop.ts';

const rows = 5;
const columns = 6;
/** Goods shown of one category at most, and of all together: pages are sent the whole grid. */
const eachMax = 144;
const allMax = 6_000;
const eachMin = 12;

/** How many goods of each category are shown. */
export function shownOfEach(categories: number): number {
  return Math.max(eachMin, Math.min(eachMax, Math.floor(allMax / Math.max(1, categories))));
}

/** @param products those to be shown, in their order */
export function categoryGrid(categories: readonly Category[], products: readonly Product[]): GridTemplate {
  const known = new Map(categories.map((category) => [category.id, category]));
  const goods = grouped(products, ({ category }) => category);
  const filled = filledOf(known, goods);
  const below = grouped(
    categories.filter(({ id }) => filled.has(id)),
    ({ parent }) => (parent !== null && known.has(parent) ? parent : null),
  );
  const cellsOf = (id: string | null): readonly GridCell[] => [
    ...(below.get(id) ?? []).map((each) => ({ folder: folderOf(each.id) })),
    ...(id === null ? [] : (goods.get(id) ?? []).map((product) => ({ product: product.id }))),
  ];
  const folders = categories
    .filter(({ id }) => filled.has(id))
    .map(({ id, name, parent, picture, colour }): [string, GridFolder] => [
      folderOf(id),
      {
        name,
        parent: parent !== null && known.has(parent) ? folderOf(parent) : home,
        picture,
        colour,
        cells: cellsOf(id),
      },
    ]);
  const first: GridFolder = { name: '', parent: null, picture: null, colour: null, cells: cellsOf(null) };
  return { rows, columns, folders: { [home]: first, ...Object.fromEntries(folders) } };
}

const home = 'home';

function grouped<Key, T>(list: readonly T[], keyOf: (each: T) => Key): ReadonlyMap<Key, readonly T[]> {
  const groups = new Map<Key, T[]>();
  for (const each of list) {
    const group = groups.get(keyOf(each));
    if (group === undefined) groups.set(keyOf(each), [each]);
    else group.push(each);
  }
  return groups;
}

/** A category may be named like the first folder. */
function folderOf(category: string): string {
  return `category.${category}`;
}

/** Categories that hold something, themselves or below. A ring of parents, which no office should send, ends where it began. */
function filledOf(
  known: ReadonlyMap<string, Category>,
  goods: ReadonlyMap<string, readonly Product[]>,
): ReadonlySet<string> {
  const filled = new Set<string>();
  for (const id of goods.keys()) {
    let at: string | null = id;
    while (at !== null && known.has(at) && !filled.has(at)) {
      filled.add(at);
      at = known.get(at)?.parent ?? null;
    }
  }
  return filled;
}
