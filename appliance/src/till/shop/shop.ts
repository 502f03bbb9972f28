// A shop as the till sees it at one moment: its settings, what lies on the grid, how it reads labels, what languages it speaks.
import type { VariableMeasurePattern } from '../../domain/barcode/variable-measure.ts';
import type { ProductId } from '../../domain/catalogue/product.ts';
import type { ShopSettings } from '../../domain/shop/settings.ts';

/** Layout of the product grid: folders of cells. `home` is the first. */
export interface GridTemplate {
  readonly rows: number;
  readonly columns: number;
  readonly folders: Readonly<Record<string, GridFolder>>;
}

export type GridCell =
  { readonly product: ProductId } | { readonly folder: string } | { readonly function: string } | null;

export interface GridFolder {
  readonly name: string;
  readonly parent: string | null;
  readonly picture: string | null;
  readonly colour: string | null;
  /** Row by row; null = empty. */
  readonly cells: readonly GridCell[];
}

export interface Category {
  readonly id: string;
  readonly name: string;
  readonly parent: string | null;
  readonly picture: string | null;
  readonly colour: string | null;
}

/** 1-bit raster for the head of a receipt; `bits` row by row, 8 dots a byte, most significant first, 1 = black, base64. */
export interface Logo {
  readonly widthDots: number;
  readonly heightDots: number;
  readonly bits: string;
}

/** A room of the floor plan and its tables. */
export interface Room {
  readonly id: string;
  readonly name: string;
  readonly columns: number;
  readonly rows: number;
  readonly tables: readonly Table[];
}

export interface Table {
  readonly id: string;
  readonly name: string;
  readonly seats: number;
  readonly shape: 'square' | 'round';
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A shop as it is at one moment. */
export interface Shop {
  readonly settings: ShopSettings;
  /** Null: no template is shown now, the goods are found by their category. */
  readonly grid: GridTemplate | null;
  /** In their order. */
  readonly categories: readonly Category[];
  /** How this shop reads labels with weight or price in them. */
  readonly patterns: readonly VariableMeasurePattern[];
  readonly languages: readonly string[];
  /** In their order; none: nothing is served at tables. */
  readonly rooms: readonly Room[];
  readonly logo?: Logo;
}
