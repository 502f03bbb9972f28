// A product as its key in the till's grid, for the preview: with the price of its first region, as a preview belongs to none.
import type { Body, GridKey } from '@countertop/appliance/protocol';

type ProductKey = Extract<GridKey, { readonly kind: 'product' }>;

/** Undefined while the product is still being fetched. */
export function keyOfProduct(product: string, body: Body<'product'> | undefined): GridKey {
  const nothing = { picture: null, colour: null, ageLimit: null, tare: null, price: null } as const;
  if (body === undefined) return { kind: 'product', product, name: '…', unit: 'piece', ...nothing };
  const { name, shortName, variablePrice, prices, unit, picture, colour, ageLimit, tare } = body;
  const [first = null] = Object.values(prices);
  const price = variablePrice ? null : (first as ProductKey['price']);
  return { kind: 'product', product, name: shortName || name, price, unit, picture, colour, ageLimit, tare };
}
