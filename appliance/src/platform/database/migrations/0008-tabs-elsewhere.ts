// Tabs of the shop's other registers as the office told of them last, for when it cannot be asked; and finding in the journal again which of
// them this register took over.
import type { Migration } from './migration.ts';

export const tabsElsewhere: Migration = {
  number: 8,
  name: 'tabs-elsewhere',
  sql: `
CREATE TABLE tab_elsewhere (
  register TEXT NOT NULL,
  tab TEXT NOT NULL,
  -- JSON.
  body TEXT NOT NULL,
  PRIMARY KEY (register, tab)
) STRICT;
CREATE INDEX entry_taken_over ON entry (register, subject) WHERE type = 'tab.taken-over';
`,
};
