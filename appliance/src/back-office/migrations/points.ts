// Points of customers, folded from sales and the office's corrections (points/points-fold.ts); and what tabs keep of them for the moment.
import type { Migration } from '../../platform/database/migrations/migration.ts';

const sql = `
CREATE TABLE points_balance (
  customer TEXT NOT NULL PRIMARY KEY,
  -- Below zero where tills that could not ask used more than there was.
  points INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE points_move (
  customer TEXT NOT NULL,
  at INTEGER NOT NULL,
  register TEXT NOT NULL,
  seq INTEGER NOT NULL,
  -- Place within the entry.
  line INTEGER NOT NULL,
  kind TEXT NOT NULL,
  points INTEGER NOT NULL,
  user TEXT NOT NULL,
  receipt INTEGER,
  note TEXT,
  PRIMARY KEY (customer, at, register, seq, line)
) STRICT, WITHOUT ROWID;

-- Which entry a correction that was asked for became: asking twice books once.
CREATE TABLE points_correction (
  id TEXT NOT NULL PRIMARY KEY,
  seq INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Tabs that were to use points, and are sold or given up.
CREATE TABLE points_tab (
  tab TEXT NOT NULL PRIMARY KEY,
  at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- No fold: what open tabs keep, as tills asked for it.
CREATE TABLE points_kept (
  tab TEXT NOT NULL PRIMARY KEY,
  customer TEXT NOT NULL,
  points INTEGER NOT NULL,
  at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX points_kept_customer ON points_kept(customer);
`;

export function pointsTables(number: number): Migration {
  return { number, name: 'points', sql };
}
