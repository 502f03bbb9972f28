// The grid on the pages: read anew when products, the shop or the template of the hour have changed. While a long list of changes comes in
// it is read a few times a second, not once for each.
import type { Clock } from '../../platform/ports/clock.ts';
import type { GridView } from '../../protocol/views.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import type { Shop } from '../shop/shop.ts';
import { categoryGrid, shownOfEach } from './category-grid.ts';
import { gridProducts, gridView } from './grid-view.ts';

const pauseMs = 250;

export interface GridParts {
  readonly catalogue: Pick<Catalogue, 'byIds' | 'byCategory'>;
  readonly shop: () => Shop;
  readonly clock: Clock;
  readonly show: (view: GridView) => void;
  readonly failed: (error: unknown) => void;
}

export async function readGrid({
  catalogue,
  shop,
}: Pick<GridParts, 'catalogue' | 'shop'>): Promise<GridView> {
  const { grid, categories } = shop();
  if (grid !== null) return gridView(grid, await catalogue.byIds(gridProducts(grid)));
  const products = await catalogue.byCategory(
    categories.map(({ id }) => id),
    shownOfEach(categories.length),
  );
  return gridView(categoryGrid(categories, products), new Map(products.map((each) => [each.id, each])));
}

export class GridInUse {
  readonly #parts: GridParts;
  #reading = false;
  #wanted = false;

  constructor(parts: GridParts) {
    this.#parts = parts;
  }

  /** Shows the grid as it is now; at once, or when the pause after the last time is over. */
  refresh(): void {
    this.#wanted = true;
    if (!this.#reading) void this.#read();
  }

  async #read(): Promise<void> {
    this.#wanted = false;
    this.#reading = true;
    const { clock, show, failed } = this.#parts;
    try {
      show(await readGrid(this.#parts));
    } catch (error) {
      // The grid stays as it was; the next change reads it again.
      failed(error);
    }
    clock.after(pauseMs, () => {
      this.#reading = false;
      if (this.#wanted) void this.#read();
    });
  }
}
