// A product with what leads to it, as it goes into the catalogue, and what could not be taken of it.
import type { Product, ProductId } from '../../domain/catalogue/product.ts';

/** GTIN-14, PLU, or the identity of a variable-measure label (see `domain/barcode`). */
export type CodeKind = 'gtin' | 'plu' | 'variable-measure';

export interface CatalogueItem {
  readonly product: Product;
  readonly codes: readonly { readonly code: string; readonly kind: CodeKind }[];
}

/** A SKU or code that was not taken, because another product has it. Without its SKU a product is not taken at all. */
export interface Conflict {
  readonly id: ProductId;
  readonly what: 'sku' | 'code';
  readonly value: string;
}
