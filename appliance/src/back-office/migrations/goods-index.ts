// The list of stock is the list of products without deposits: by their kind and name, and counted, from an index alone.
import type { Migration } from '../../platform/database/migrations/migration.ts';

const sql = `
CREATE INDEX record_product_kind ON record (active, body ->> 'kind', name_text, number) WHERE kind = 'product';
`;

export function goodsIndex(number: number): Migration {
  return { number, name: 'goods-index', sql };
}
