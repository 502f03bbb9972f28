// Where folds stand in the journals, and what was true around the entries they were given: places and placements are memory, not figures, and
// are never emptied, so that a rebuild finds what the first reading found.
import type { Migration } from '../../platform/database/migrations/migration.ts';

const sql = `
CREATE TABLE fold (
  name TEXT NOT NULL PRIMARY KEY,
  version INTEGER NOT NULL,
  -- 1 until it has caught up for the first time.
  building INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE fold_position (
  fold TEXT NOT NULL,
  register TEXT NOT NULL,
  seq INTEGER NOT NULL CHECK (seq > 0),
  PRIMARY KEY (fold, register)
) STRICT, WITHOUT ROWID;

CREATE TABLE place (
  id INTEGER PRIMARY KEY,
  register TEXT NOT NULL,
  sale_point TEXT NOT NULL,
  shop TEXT NOT NULL,
  store TEXT NOT NULL,
  time_zone TEXT NOT NULL,
  currency TEXT NOT NULL,
  UNIQUE (register, sale_point, shop, store, time_zone, currency)
) STRICT;

CREATE TABLE placement (
  register TEXT NOT NULL,
  from_seq INTEGER NOT NULL,
  place INTEGER NOT NULL REFERENCES place (id),
  -- Number of the last change of the records that counts for these entries.
  horizon INTEGER NOT NULL,
  PRIMARY KEY (register, from_seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE placement_head (
  register TEXT NOT NULL PRIMARY KEY,
  seq INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
`;

export function foldTables(number: number): Migration {
  return { number, name: 'folds', sql };
}
