// The table of mails: what waits, what was sent, what was given up. Small columns come first, so that counting and listing do not read
// through the attachments.
import type { Migration } from '../database/migrations/migration.ts';

/** `queued`: waits to be sent. `sent`. `failed`: refused for good, or given up. `kept`: no server is set; a person may read it here. */
export type MailState = 'queued' | 'sent' | 'failed' | 'kept';

export interface MailRow {
  readonly id: string;
  /** Milliseconds since 1970, as the others. */
  readonly at: number;
  readonly state: MailState;
  readonly attempts: number;
  readonly next_at: number | null;
  readonly sent_at: number | null;
  readonly size: number;
  readonly last_error: string | null;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string | null;
  /** JSON: `[{name, type, content}]`, the content in base64. */
  readonly attachments: string;
}

export interface MailSchema {
  readonly mail: MailRow;
}

/** The step that makes the table, as the given number of a database's migrations. */
export function mailTable(number: number): Migration {
  return { number, name: 'mail', sql };
}

const sql = `
CREATE TABLE mail (
  id TEXT PRIMARY KEY,
  at INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('queued', 'sent', 'failed', 'kept')),
  attempts INTEGER NOT NULL DEFAULT 0,
  next_at INTEGER,
  sent_at INTEGER,
  size INTEGER NOT NULL,
  last_error TEXT,
  "to" TEXT NOT NULL,
  subject TEXT NOT NULL,
  text TEXT NOT NULL,
  html TEXT,
  attachments TEXT NOT NULL
) STRICT;
CREATE INDEX mail_due ON mail(state, next_at);
CREATE INDEX mail_at ON mail(at);
`;
