// What the columns of a file depend on in this office: its price regions with their currencies, and how its numbers are written.
import { type Kind, kinds } from '../../../protocol/office/kinds.ts';
import type { RecordStore } from '../record-store.ts';
import { type ColumnSurroundings } from './columns.ts';
import { companyDecimals, decimalsOf } from './keys-and-ids.ts';

/** `point` is for writing; both are read. */
export async function surroundingsOf(records: RecordStore, point: '.' | ','): Promise<ColumnSurroundings> {
  const regions = (await records.all('price-region')).map((region) => ({
    key: region.body[kinds['price-region'].key],
    decimals: decimalsOf(region),
  }));
  const decimals = await companyDecimals(records);
  return { keysOf: (kind: Kind) => (kind === 'price-region' ? regions : []), decimals, point };
}
