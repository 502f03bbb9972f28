// Stock folded from sales, returns and the office's adjustments (stock/stock-fold.ts): what each store has, and every movement that led there.
import type { Migration } from '../../platform/database/migrations/migration.ts';

const sql = `
CREATE TABLE stock_level (
  product TEXT NOT NULL,
  store TEXT NOT NULL,
  -- Thousandths; below zero where more was sold than anybody booked in.
  quantity INTEGER NOT NULL,
  PRIMARY KEY (product, store)
) STRICT, WITHOUT ROWID;

CREATE TABLE stock_movement (
  product TEXT NOT NULL,
  at INTEGER NOT NULL,
  register TEXT NOT NULL,
  seq INTEGER NOT NULL,
  -- Place within the entry.
  line INTEGER NOT NULL,
  store TEXT NOT NULL,
  kind TEXT NOT NULL,
  -- Thousandths, signed.
  quantity INTEGER NOT NULL,
  user TEXT NOT NULL,
  receipt INTEGER,
  reason TEXT,
  note TEXT,
  PRIMARY KEY (product, at, register, seq, line)
) STRICT, WITHOUT ROWID;

-- Which entry an adjustment that was asked for became: asking twice books once.
CREATE TABLE stock_adjustment (
  id TEXT NOT NULL PRIMARY KEY,
  seq INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
`;

export function stockTables(number: number): Migration {
  return { number, name: 'stock', sql };
}
