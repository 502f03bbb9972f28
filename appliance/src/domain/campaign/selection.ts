// Whether a line is among what a campaign names. A selection may hold thousands of products, so its sets are made once.
import type { ProductId } from '../catalogue/product.ts';
import type { CampaignLine, CategoryId, Selection } from './campaign.ts';

interface Sets {
  readonly products: ReadonlySet<ProductId>;
  readonly categories: ReadonlySet<CategoryId>;
  readonly exceptProducts: ReadonlySet<ProductId>;
  readonly exceptCategories: ReadonlySet<CategoryId>;
}

/** Selections are values: the sets of one are the same for ever. */
const known = new WeakMap<Selection, Sets>();

export function isSelected(line: CampaignLine, selection: Selection): boolean {
  const { products, categories, exceptProducts, exceptCategories } = setsOf(selection);
  if (exceptProducts.has(line.product)) return false;
  if (line.categories.some((category) => exceptCategories.has(category))) return false;
  if (products.size === 0 && categories.size === 0) return true;
  return products.has(line.product) || line.categories.some((category) => categories.has(category));
}

function setsOf(selection: Selection): Sets {
  const before = known.get(selection);
  if (before !== undefined) return before;
  const sets = {
    products: new Set(selection.products),
    categories: new Set(selection.categories),
    exceptProducts: new Set(selection.exceptProducts),
    exceptCategories: new Set(selection.exceptCategories),
  };
  known.set(selection, sets);
  return sets;
}
