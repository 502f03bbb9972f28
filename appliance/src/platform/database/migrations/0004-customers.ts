// Customers as the feed brings them to a box, found by the words, the number, the telephone and the e-mail they say. What is taken out leaves
// nothing in the index either.
import type { Migration } from './migration.ts';

export const customers: Migration = {
  number: 4,
  name: 'customers',
  sql: `
CREATE TABLE customer (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  body TEXT NOT NULL
);

CREATE VIRTUAL TABLE customer_search USING fts5(
  name, number, phone, email,
  tokenize = "unicode61 remove_diacritics 2",
  prefix = '1 2 3'
);
INSERT INTO customer_search(customer_search, rank) VALUES ('secure-delete', 1);
`,
};
