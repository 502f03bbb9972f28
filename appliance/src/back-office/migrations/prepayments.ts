// What was paid in on orders, folded from sales (prepayments/prepayment-fold.ts).
import type { Migration } from '../../platform/database/migrations/migration.ts';

const sql = `
CREATE TABLE prepayment_balance (
  tab TEXT NOT NULL,
  currency TEXT NOT NULL,
  amount INTEGER NOT NULL,
  PRIMARY KEY (tab, currency)
) STRICT, WITHOUT ROWID;

-- Most orders are handed over: few of all there ever were are open.
CREATE INDEX prepayment_open ON prepayment_balance (tab, currency) WHERE amount <> 0;

CREATE TABLE prepayment_move (
  tab TEXT NOT NULL,
  at INTEGER NOT NULL,
  register TEXT NOT NULL,
  seq INTEGER NOT NULL,
  -- Place within the entry.
  line INTEGER NOT NULL,
  kind TEXT NOT NULL,
  currency TEXT NOT NULL,
  shop TEXT NOT NULL,
  amount INTEGER NOT NULL,
  receipt INTEGER NOT NULL,
  -- The order as its tab was known.
  number TEXT NOT NULL,
  name TEXT,
  customer TEXT,
  total INTEGER NOT NULL,
  PRIMARY KEY (tab, at, register, seq, line)
) STRICT, WITHOUT ROWID;
`;

export function prepaymentTables(number: number): Migration {
  return { number, name: 'prepayments', sql };
}
