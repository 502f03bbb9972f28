// Whether a record stands in the journals: then it is put out of use, never deleted.
import type { Archive } from '../back-office/archive/archive.ts';
import type { JournalUse } from '../back-office/records/world.ts';
import type { Database } from '../platform/ports/database.ts';
import type { Body } from '../protocol/office/kinds.ts';

/** What the folded sales name, by kind: the statement finds one row, through the table's key where it can. */
const inSales: Readonly<Record<string, string>> = {
  product: 'SELECT 1 FROM sold_product WHERE product = ?',
  user: 'SELECT 1 FROM sales_hour WHERE user = ? LIMIT 1',
  'tender-type': 'SELECT 1 FROM sales_tender WHERE tender = ? LIMIT 1',
  shop: 'SELECT 1 FROM place WHERE shop = ? LIMIT 1',
  'sale-point': 'SELECT 1 FROM place WHERE sale_point = ? LIMIT 1',
  store: 'SELECT 1 FROM place WHERE store = ? LIMIT 1',
};

export function journalUse(database: Database, archive: Archive): JournalUse {
  return {
    async used({ kind, id, body }) {
      if (kind === 'register') return (await archive.head((body as Body<'register'>).name)).seq > 0;
      const statement = inSales[kind];
      return statement !== undefined && (await database.get(statement, [id])) !== undefined;
    },
  };
}
