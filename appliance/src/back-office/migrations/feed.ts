// What each register was sent of the feed: where it was brought to, and which of the small items it holds, so that only differences travel.
import type { Migration } from '../../platform/database/migrations/migration.ts';

const sql = `
CREATE TABLE feed_register (
  register TEXT NOT NULL PRIMARY KEY,
  -- One life of this register's feed: another shop, another price region or an office restored from a backup begins a new one.
  epoch TEXT NOT NULL,
  -- What all its products were compiled for; when that changes, so do all of them.
  scope TEXT NOT NULL,
  -- Highest number it was ever sent. A box that is further has heard of a future this office lost.
  sent INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Everything but products. \`sent\`: in the step with this number; a box that stands before it does not have it.
CREATE TABLE feed_item (
  register TEXT NOT NULL,
  kind TEXT NOT NULL,
  id TEXT NOT NULL,
  -- SHA-256 of its body; empty: it was taken away.
  hash TEXT NOT NULL,
  sent INTEGER NOT NULL,
  PRIMARY KEY (register, kind, id)
) STRICT, WITHOUT ROWID;
`;

export const feedTables = (number: number): Migration => ({ number, name: 'feed', sql });
