// What a role gives away at most, and the hash of somebody's badge: both come with the feed.
import type { Migration } from './migration.ts';

export const badges: Migration = {
  number: 7,
  name: 'badges',
  sql: `
ALTER TABLE role ADD COLUMN discounts TEXT;
ALTER TABLE staff ADD COLUMN badge_hash TEXT;
`,
};
