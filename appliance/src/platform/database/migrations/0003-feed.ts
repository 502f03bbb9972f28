// Where the box stands in the office's feed, and what the grid needs to show the goods of a category without a template.
import type { Migration } from './migration.ts';

export const feed: Migration = {
  number: 3,
  name: 'feed',
  sql: `
CREATE TABLE feed (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  epoch TEXT NOT NULL,
  number INTEGER NOT NULL,
  -- Version of the items that were understood: a box that learnt more since takes everything anew.
  version INTEGER NOT NULL,
  -- Catalogues built aside so far: names the indexes of the next one.
  catalogues INTEGER NOT NULL
) STRICT;

CREATE INDEX product_category ON product(body ->> '$.category', (body ->> '$.name') COLLATE NOCASE);
`,
};
