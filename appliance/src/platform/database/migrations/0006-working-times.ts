// Finds working times among the entries: by when they began, as first clocked or as corrected, and by their id.
import type { Migration } from './migration.ts';

export const workingTimes: Migration = {
  number: 6,
  name: 'working-times',
  sql: `
CREATE INDEX entry_working_time ON entry (register, payload->>'workingTime', seq)
  WHERE type IN ('working-time.started', 'working-time.ended', 'working-time.corrected', 'working-time.deleted');
CREATE INDEX entry_working_time_start ON entry (register, payload->>'start')
  WHERE type IN ('working-time.started', 'working-time.corrected');
`,
};
