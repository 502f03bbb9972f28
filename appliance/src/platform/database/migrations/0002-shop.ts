// What the feed brings to a box: settings, catalogue, staff. Replaced piece by piece by the back office; never part of the journal.
import type { Migration } from './migration.ts';

export const shop: Migration = {
  number: 2,
  name: 'shop',
  sql: `
CREATE TABLE setting (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE role (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  grants TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE staff (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  language TEXT NOT NULL,
  role TEXT NOT NULL REFERENCES role(id),
  pin_hash TEXT NOT NULL,
  colour TEXT,
  active INTEGER NOT NULL DEFAULT 1,
  failed_attempts INTEGER NOT NULL DEFAULT 0,
  locked_until INTEGER
) WITHOUT ROWID;

CREATE TABLE product (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  sku TEXT NOT NULL UNIQUE,
  active INTEGER NOT NULL,
  body TEXT NOT NULL
);

-- A code leads to exactly one product: GTIN in 14 digits, PLU, or the identity of a variable-measure label.
CREATE TABLE product_code (
  code TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  product INTEGER NOT NULL REFERENCES product(number) ON DELETE CASCADE
) WITHOUT ROWID;
CREATE INDEX product_code_product ON product_code(product);

CREATE VIRTUAL TABLE product_search USING fts5(
  name, sku, codes,
  tokenize = "unicode61 remove_diacritics 2",
  prefix = '1 2 3'
);

-- Parts of words, for languages that make one word of two: "melk" is in "helmelk". Holds no text of its own.
CREATE VIRTUAL TABLE product_part USING fts5(
  name, codes,
  content = '', contentless_delete = 1,
  tokenize = "trigram remove_diacritics 1"
);
`,
};
