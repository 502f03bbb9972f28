// What a line keeps of a product: a copy, so that a price or a name changed tomorrow changes nothing that was sold today.
import type { Product, SoldProduct } from '../catalogue/product.ts';

export function soldProduct(product: Product, gtin?: string): SoldProduct {
  const { id, sku, name, category, categories, vatClass, unit, ageLimit, noDiscount, kind, addOn, picture } =
    product;
  return {
    id,
    sku,
    name,
    category,
    ...(categories === undefined ? {} : { categories }),
    vatClass,
    unit,
    ...(ageLimit === undefined ? {} : { ageLimit }),
    ...(noDiscount === undefined ? {} : { noDiscount }),
    ...(kind === undefined ? {} : { kind }),
    ...(addOn === true ? { addOn } : {}),
    ...(gtin === undefined ? {} : { gtin }),
    ...(picture === undefined ? {} : { picture }),
  };
}
