// What shared tabs came to, and what a manager wrote about a disputed one (tabs/tab-fold.ts).
import type { Migration } from '../../platform/database/migrations/migration.ts';

const sql = `
ALTER TABLE shared_tab_content ADD COLUMN value INTEGER;

CREATE TABLE shared_tab_review (
  tab TEXT NOT NULL PRIMARY KEY,
  seq INTEGER NOT NULL,
  at INTEGER NOT NULL,
  user TEXT NOT NULL,
  -- What the dispute was, and on how many receipts, when it was looked at.
  "is" TEXT NOT NULL,
  receipts INTEGER NOT NULL,
  note TEXT NOT NULL
) STRICT, WITHOUT ROWID;
`;

export function tabReviews(number: number): Migration {
  return { number, name: 'tab-reviews', sql };
}
