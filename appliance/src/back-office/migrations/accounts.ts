// What customers owe, folded from sales that are paid later and from what tills received of it (accounts/account-fold.ts).
import type { Migration } from '../../platform/database/migrations/migration.ts';

const sql = `
-- By register: a till knows what it gave itself, and asks for the others'.
CREATE TABLE account_balance (
  customer TEXT NOT NULL,
  currency TEXT NOT NULL,
  register TEXT NOT NULL,
  amount INTEGER NOT NULL,
  PRIMARY KEY (customer, currency, register)
) STRICT, WITHOUT ROWID;

CREATE TABLE account_move (
  customer TEXT NOT NULL,
  at INTEGER NOT NULL,
  register TEXT NOT NULL,
  seq INTEGER NOT NULL,
  -- Place within the entry.
  line INTEGER NOT NULL,
  kind TEXT NOT NULL,
  currency TEXT NOT NULL,
  amount INTEGER NOT NULL,
  user TEXT NOT NULL,
  receipt INTEGER NOT NULL,
  PRIMARY KEY (customer, at, register, seq, line)
) STRICT, WITHOUT ROWID;
`;

export function accountTables(number: number): Migration {
  return { number, name: 'accounts', sql };
}
