// Finding cash again in the journal: the entries that put cash into the drawer or took it out, in their order and by time; the number and
// the payments of a tab; the receipt of a tab. Indexes only: what was moved stands in the entries.
import type { Migration } from './migration.ts';

export const cash: Migration = {
  number: 5,
  name: 'cash',
  sql: `
CREATE INDEX entry_cash ON entry (register, seq, at) WHERE type IN ('shift.opened', 'shift.closed', 'cash.moved', 'payment.taken')
  OR (type = 'payment.settled' AND payload->>'state' = 'reversed');
CREATE INDEX entry_tab ON entry (register, subject) WHERE type IN ('tab.opened', 'payment.taken');
CREATE INDEX sale_tab ON sale (register, tab);
`,
};
