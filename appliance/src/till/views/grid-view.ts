// The product grid as pages draw it: the shop's template with today's names, prices and pictures. Missing or inactive products leave
// their cell empty, and so do keys for what this till cannot do.
import type { Product, ProductId } from '../../domain/catalogue/product.ts';
import type { GridFunction, GridKey, GridView } from '../../protocol/views.ts';
import type { GridCell, GridTemplate } from '../shop/shop.ts';

const functions: ReadonlySet<string> = new Set([
  'quick-tab',
  'create-tab',
  'look-up-price',
  'gift-card',
  'open-drawer',
  'return',
  'discount-tab',
] satisfies GridFunction[]);

function isFunction(name: string): name is GridFunction {
  return functions.has(name);
}

function keyOf(
  cell: GridCell,
  template: GridTemplate,
  products: ReadonlyMap<ProductId, Product>,
): GridKey | null {
  if (cell === null) return null;
  if ('folder' in cell) {
    const folder = template.folders[cell.folder];
    return folder === undefined
      ? null
      : {
          kind: 'folder',
          folder: cell.folder,
          name: folder.name,
          picture: folder.picture,
          colour: folder.colour,
        };
  }
  if ('function' in cell)
    return isFunction(cell.function) ? { kind: 'function', function: cell.function } : null;
  const product = products.get(cell.product);
  if (product?.active !== true) return null;
  return {
    kind: 'product',
    product: product.id,
    name: product.shortName ?? product.name,
    price: product.price ?? null,
    unit: product.unit,
    picture: product.picture ?? null,
    colour: product.colour ?? null,
    ageLimit: product.ageLimit ?? null,
    tare: product.tare ?? null,
  };
}

/** Every product the template names. */
export function gridProducts(template: GridTemplate): readonly ProductId[] {
  return Object.values(template.folders).flatMap(({ cells }) =>
    cells.flatMap((cell) => (cell !== null && 'product' in cell ? [cell.product] : [])),
  );
}

export function gridView(template: GridTemplate, products: ReadonlyMap<ProductId, Product>): GridView {
  return {
    rows: template.rows,
    columns: template.columns,
    folders: Object.fromEntries(
      Object.entries(template.folders).map(([id, { name, parent, cells }]) => [
        id,
        { name, parent, keys: cells.map((cell) => keyOf(cell, template, products)) },
      ]),
    ),
  };
}
