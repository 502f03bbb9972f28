// What the office last heard of each box, whether its register has a shift open (fleet/shift-fold.ts), and the support bundles that are kept.
import type { Migration } from '../../platform/database/migrations/migration.ts';

const sql = `
CREATE TABLE box_state (
  register TEXT NOT NULL PRIMARY KEY,
  version TEXT NOT NULL,
  -- JSON array of role names.
  roles TEXT NOT NULL,
  connected_at INTEGER NOT NULL,
  -- Milliseconds since 1970 by the office's clock, as the others.
  heard_at INTEGER NOT NULL,
  offset_ms INTEGER,
  -- JSON, as the box told it (protocol/sync.ts BoxStatus); NULL until it told.
  status TEXT,
  told_at INTEGER,
  -- When it last had nothing waiting, as far as the office knows.
  queue_empty_at INTEGER
) STRICT, WITHOUT ROWID;

CREATE TABLE register_shift (
  register TEXT NOT NULL PRIMARY KEY,
  seq INTEGER NOT NULL,
  shift INTEGER NOT NULL,
  open INTEGER NOT NULL,
  at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE box_bundle (
  -- The file it lies in; a new bundle takes the slot of the oldest.
  slot INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  register TEXT NOT NULL,
  at INTEGER NOT NULL,
  user TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  -- SHA-256, hex: a file that is another one is not handed out.
  sum TEXT NOT NULL
) STRICT;
`;

export function fleetTables(number: number): Migration {
  return { number, name: 'fleet', sql };
}
