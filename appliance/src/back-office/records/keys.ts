// What no two records of a kind may share, as it is compared. The key people and CSV use is one of them.
import type { Category, Product } from '../../protocol/office/assortment.ts';
import { type Kind, kinds } from '../../protocol/office/kinds.ts';
import type { User } from '../../protocol/office/people.ts';
import { folded } from './texts.ts';

export interface UniqueKey {
  /** Field of the body, for whoever is told that it is taken. */
  readonly name: string;
  readonly value: string;
  /** As written. */
  readonly shown: string;
}

function plain(name: string, shown: string): UniqueKey {
  return { name, value: folded(shown), shown };
}

function ownKey(kind: Kind, body: object): UniqueKey {
  const field = kinds[kind].key;
  return plain(field, String((body as Readonly<Record<string, unknown>>)[field]));
}

/** A category is called by its path, so it is alone only among its sisters. */
export function sisterKey(parent: string | null, name: string): string {
  return `${parent ?? ''}/${folded(name)}`;
}

function categoryKeys({ name, parent }: Category): readonly UniqueKey[] {
  return [{ name: 'name', value: sisterKey(parent, name), shown: name }];
}

function productKeys(product: Product): readonly UniqueKey[] {
  const { sku, codes, plu, variant } = product;
  return [
    plain('sku', sku),
    // GTIN-8, 12, 13 and 14 of one item are one code (GS1 General Specifications 7.9.1).
    ...codes.map((code) => ({ name: 'codes', value: code.padStart(14, '0'), shown: code })),
    ...(plu === null ? [] : [plain('plu', plu)]),
    ...(variant === null
      ? []
      : [
          {
            name: 'variant',
            value: JSON.stringify([variant.of, folded(variant.colour), folded(variant.size)]),
            shown: `${variant.colour} ${variant.size}`.trim(),
          },
        ]),
  ];
}

function userKeys(user: User): readonly UniqueKey[] {
  return [plain('number', user.number), ...(user.email === null ? [] : [plain('email', user.email)])];
}

/** `body` must have passed the kind's schema. */
export function uniqueKeys(kind: Kind, body: object): readonly UniqueKey[] {
  switch (kind) {
    case 'category':
      return categoryKeys(body as Category);
    case 'product':
      return productKeys(body as Product);
    case 'user':
      return userKeys(body as User);
    default:
      return [ownKey(kind, body)];
  }
}
