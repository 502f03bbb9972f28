// The hash of a user's badge, beside the other secrets.
import type { Migration } from '../../platform/database/migrations/migration.ts';

export const badges = (number: number): Migration => ({
  number,
  name: 'badges',
  sql: 'ALTER TABLE user_secret ADD COLUMN badge_hash TEXT;',
});
