// The tabs that registers of a shop tell each other of (tabs/tab-fold.ts): made from the journals and made anew at will.
import type { Migration } from '../../platform/database/migrations/migration.ts';

const sql = `
CREATE TABLE shared_tab (
  register TEXT NOT NULL,
  tab TEXT NOT NULL,
  seq INTEGER NOT NULL,
  at INTEGER NOT NULL,
  shop TEXT NOT NULL,
  state TEXT NOT NULL,
  -- Whom it was given to.
  other TEXT,
  PRIMARY KEY (register, tab)
) STRICT, WITHOUT ROWID;
CREATE INDEX shared_tab_open ON shared_tab (shop) WHERE state IN ('waiting', 'told', 'at-hand');
CREATE INDEX shared_tab_id ON shared_tab (tab);

CREATE TABLE shared_tab_content (
  register TEXT NOT NULL,
  tab TEXT NOT NULL,
  seq INTEGER NOT NULL,
  -- JSON; null where the tab is no more.
  content TEXT,
  PRIMARY KEY (register, tab)
) STRICT;

CREATE TABLE shared_tab_sold (
  register TEXT NOT NULL,
  seq INTEGER NOT NULL,
  tab TEXT NOT NULL,
  receipt INTEGER NOT NULL,
  PRIMARY KEY (register, seq)
) STRICT, WITHOUT ROWID;
CREATE INDEX shared_tab_sold_tab ON shared_tab_sold (tab);

CREATE TABLE shared_tab_taken (
  register TEXT NOT NULL,
  seq INTEGER NOT NULL,
  at INTEGER NOT NULL,
  user TEXT NOT NULL,
  tab TEXT NOT NULL,
  from_register TEXT NOT NULL,
  revision INTEGER NOT NULL,
  -- JSON, where the register that had it could not be asked.
  content TEXT,
  PRIMARY KEY (register, seq)
) STRICT;
CREATE INDEX shared_tab_taken_from ON shared_tab_taken (from_register, tab, revision);

CREATE TABLE shared_tab_passed (
  shop TEXT NOT NULL,
  register TEXT NOT NULL,
  tab TEXT NOT NULL,
  revision INTEGER NOT NULL,
  open INTEGER NOT NULL,
  PRIMARY KEY (shop, register, tab, revision)
) STRICT, WITHOUT ROWID;
CREATE INDEX shared_tab_passed_open ON shared_tab_passed (shop) WHERE open <> 0;
`;

export function tabTables(number: number): Migration {
  return { number, name: 'tabs', sql };
}
