// The product grid as pages draw it: the shop's template with today's names, prices and pictures. Missing or inactive products leave their cell empty.
import type { Product, ProductId } from '../../domain/catalogue/product.ts';
import type { GridKey, GridView } from '../../protocol/views.ts';
import type { GridFolder, GridTemplate } from '../shop/shop-store.ts';

type Cell = GridFolder['cells'][number];

function keyOf(
  cell: Cell,
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
