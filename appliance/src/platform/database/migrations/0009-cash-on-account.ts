// The entries that moved cash, with what was received on account among them. The index of before stays for the release before, which reads by it.
import type { Migration } from './migration.ts';

export const cashOnAccount: Migration = {
  number: 9,
  name: 'cash-on-account',
  sql: `
CREATE INDEX entry_cash_moved ON entry (register, seq, at) WHERE type IN ('shift.opened', 'shift.closed', 'cash.moved', 'payment.taken', 'account.paid')
  OR (type = 'payment.settled' AND payload->>'state' = 'reversed');
`,
};
