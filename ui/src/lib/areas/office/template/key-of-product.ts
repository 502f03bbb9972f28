// A product as its key in the till's grid, for the preview: with the price of its first region, as a preview belongs to none.
import type { Body, GridKey } from '@countertop/appliance/protocol';

/** Undefined while the product is still being fetched. */
export function keyOfProduct(product: string, body: Body<'product'> | undefined): GridKey {
  if (body === undefined)
    return { kind: 'product', product, name: '…', price: null, unit: 'piece', picture: null, colour: null };
  const { name, shortName, variablePrice, prices, unit, picture, colour } = body;
  const [first = null] = Object.values(prices);
  const price = variablePrice ? null : first;
  return { kind: 'product', product, name: shortName || name, price, unit, picture, colour };
}
