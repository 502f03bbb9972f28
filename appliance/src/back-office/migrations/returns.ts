// What came back of each receipt (returns/returns-fold.ts), and finding a sale in the archive again by its receipt: an index, for what was sold
// stands in the entries.
import type { Migration } from '../../platform/database/migrations/migration.ts';

const sql = `
CREATE TABLE returned_goods (
  of_register TEXT NOT NULL,
  of_receipt INTEGER NOT NULL,
  register TEXT NOT NULL,
  seq INTEGER NOT NULL,
  -- Place within the entry.
  line INTEGER NOT NULL,
  of_line TEXT,
  product TEXT NOT NULL,
  name TEXT NOT NULL,
  unit TEXT NOT NULL,
  receipt INTEGER NOT NULL,
  at INTEGER NOT NULL,
  user TEXT NOT NULL,
  -- Thousandths and minor units, positive.
  quantity INTEGER NOT NULL,
  gross INTEGER NOT NULL,
  vat INTEGER NOT NULL,
  place INTEGER NOT NULL,
  PRIMARY KEY (of_register, of_receipt, register, seq, line)
) STRICT, WITHOUT ROWID;

CREATE TABLE return_review (
  of_register TEXT NOT NULL,
  of_receipt INTEGER NOT NULL,
  product TEXT NOT NULL,
  quantity INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  at INTEGER NOT NULL,
  user TEXT NOT NULL,
  note TEXT NOT NULL,
  PRIMARY KEY (of_register, of_receipt, product)
) STRICT, WITHOUT ROWID;

CREATE INDEX archive_sale ON archive_entry (register, payload ->> '$.sale.receipt') WHERE type = 'sale.completed';
`;

export function returnTables(number: number): Migration {
  return { number, name: 'returns', sql };
}
