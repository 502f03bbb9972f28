// What somebody said when they acknowledged what the archive could not take.
import type { Migration } from '../../platform/database/migrations/migration.ts';

export function alarmNotes(number: number): Migration {
  return { number, name: 'alarm-notes', sql: 'ALTER TABLE archive_alarm ADD COLUMN acknowledged_note TEXT;' };
}
