// A product as it can be picked: a key of the grid or a hit of the search.
import type { GridKey, ProductHit, Unit } from '@countertop/appliance/protocol';

export interface Sellable {
  readonly id: string;
  readonly name: string;
  readonly unit: Unit;
  /** Null: asked for at the till. */
  readonly price: number | null;
  readonly picture: string | null;
  readonly colour: string | null;
  /** Grams of its usual container. */
  readonly tare: number | null;
}

export function ofKey(key: Extract<GridKey, { readonly kind: 'product' }>): Sellable {
  const { product: id, name, unit, price, picture, colour, tare } = key;
  return { id, name, unit, price, picture, colour, tare };
}

export function ofHit({ id, name, unit, price, picture, colour, tare }: ProductHit): Sellable {
  return { id, name, unit, price, picture, colour, tare };
}
