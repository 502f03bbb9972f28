// Master data as documents with one numbered list of changes (docs/decisions/0005): records, their unique keys, who refers to whom, the
// search index, settings, and the append-only list that is audit log and feed at once.
import type { Migration } from '../../platform/database/migrations/migration.ts';

const tables = `
CREATE TABLE record (
  number INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  id TEXT NOT NULL,
  revision INTEGER NOT NULL CHECK (revision > 0),
  active INTEGER NOT NULL,
  -- What lists are sorted by: the name without case and accents.
  name_text TEXT NOT NULL,
  body TEXT NOT NULL,
  changed_at INTEGER NOT NULL,
  UNIQUE (kind, id)
) STRICT;

-- Lists of every kind by name, and their counts.
CREATE INDEX record_name ON record (kind, active, name_text, number);

-- The long lists by their other columns. A query must name the kind as a literal, or the planner does not see that these fit.
CREATE INDEX record_product_sku ON record (active, lower(body ->> 'sku'), number) WHERE kind = 'product';
CREATE INDEX record_product_plu ON record (active, lower(body ->> 'plu'), number) WHERE kind = 'product';
CREATE INDEX record_product_cost ON record (active, body ->> 'cost', number) WHERE kind = 'product';
CREATE INDEX record_customer_number ON record (active, lower(body ->> 'number'), number) WHERE kind = 'customer';
CREATE INDEX record_customer_email ON record (active, lower(body ->> 'email'), number) WHERE kind = 'customer';

-- What no two records of a kind may have: \`name\` is the field, \`value\` what is compared.
CREATE TABLE unique_key (
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  value TEXT NOT NULL,
  id TEXT NOT NULL,
  PRIMARY KEY (kind, name, value)
) STRICT, WITHOUT ROWID;

-- \`target\` is \`kind/id\` of what is referred to, \`holder\` the number of the record whose \`field\` refers to it.
CREATE TABLE reference (
  target TEXT NOT NULL,
  field TEXT NOT NULL,
  holder INTEGER NOT NULL,
  PRIMARY KEY (target, field, holder)
) STRICT, WITHOUT ROWID;

-- Beginnings of words, and parts of them from three letters on ("melk" is in "helmelk"). Neither holds a text of its own.
CREATE VIRTUAL TABLE record_word USING fts5(
  text,
  content = '', contentless_delete = 1,
  tokenize = "unicode61 remove_diacritics 2",
  prefix = '1 2'
);
CREATE VIRTUAL TABLE record_part USING fts5(
  text,
  content = '', contentless_delete = 1,
  tokenize = "trigram remove_diacritics 1"
);

CREATE TABLE setting (
  level TEXT NOT NULL,
  -- Id of the shop group, shop or register; empty for the company.
  owner TEXT NOT NULL,
  key TEXT NOT NULL,
  value TEXT NOT NULL,
  revision INTEGER NOT NULL,
  PRIMARY KEY (level, owner, key)
) STRICT, WITHOUT ROWID;

CREATE TABLE change (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  at INTEGER NOT NULL,
  -- Id of a user, or 'system'.
  by TEXT NOT NULL,
  -- A kind of record, or 'setting'.
  kind TEXT NOT NULL,
  id TEXT NOT NULL,
  revision INTEGER NOT NULL,
  -- NULL before: made. NULL after: gone. Both: something beside the record (a password) changed that is never shown.
  before TEXT,
  after TEXT
) STRICT;
CREATE INDEX change_record ON change (kind, id, number);
`;

const appendOnly = ['UPDATE', 'DELETE']
  .map(
    (verb) => `CREATE TRIGGER change_no_${verb.toLowerCase()} BEFORE ${verb} ON change BEGIN
  SELECT RAISE(ABORT, 'change is append-only');
END;
`,
  )
  .join('');

export const records: Migration = { number: 2, name: 'records', sql: tables + appendOnly };
