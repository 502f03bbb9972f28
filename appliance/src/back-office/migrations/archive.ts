// The archive: every register's journal as the office verified and kept it, the office's own among them; the keys they are verified with;
// what did not fit; and who this office is. Append-only, as at the till.
import type { Migration } from '../../platform/database/migrations/migration.ts';

const firstPrev = '0'.repeat(64);

const tables = `
CREATE TABLE archive_entry (
  register TEXT NOT NULL,
  seq INTEGER NOT NULL CHECK (seq > 0),
  at INTEGER NOT NULL,
  who TEXT NOT NULL,
  approved_by TEXT,
  type TEXT NOT NULL,
  v INTEGER NOT NULL,
  subject TEXT NOT NULL,
  payload TEXT NOT NULL,
  prev TEXT NOT NULL CHECK (length(prev) = 64),
  hash TEXT NOT NULL CHECK (length(hash) = 64),
  signature TEXT,
  key TEXT,
  taken_at INTEGER NOT NULL,
  PRIMARY KEY (register, seq)
) STRICT, WITHOUT ROWID;

-- A register may have had several boxes, a box several keys.
CREATE TABLE archive_key (
  register TEXT NOT NULL,
  id TEXT NOT NULL,
  -- SubjectPublicKeyInfo, DER, base64.
  public_key TEXT NOT NULL,
  added_at INTEGER NOT NULL,
  PRIMARY KEY (register, id)
) STRICT, WITHOUT ROWID;

-- A box that tries again does not fill the list: the same finding is counted.
CREATE TABLE archive_alarm (
  number INTEGER PRIMARY KEY,
  register TEXT NOT NULL,
  seq INTEGER NOT NULL,
  detail TEXT NOT NULL,
  -- The entry that did not fit, as it came; null when the finding is about none.
  entry TEXT,
  first_at INTEGER NOT NULL,
  last_at INTEGER NOT NULL,
  times INTEGER NOT NULL,
  acknowledged_at INTEGER,
  acknowledged_by TEXT,
  UNIQUE (register, seq, detail)
) STRICT;

CREATE TABLE office_identity (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  id TEXT NOT NULL,
  made_at INTEGER NOT NULL
) STRICT;
`;

function never(table: string, change: 'UPDATE' | 'DELETE'): string {
  return `CREATE TRIGGER ${table}_no_${change.toLowerCase()} BEFORE ${change} ON ${table} BEGIN
  SELECT RAISE(ABORT, '${table} is append-only');
END;
`;
}

const appendOnly = ['archive_entry', 'archive_key', 'office_identity']
  .flatMap((table) => [never(table, 'UPDATE'), never(table, 'DELETE')])
  .join('');

const chain = `
CREATE TRIGGER archive_entry_follows BEFORE INSERT ON archive_entry
WHEN coalesce(
    (SELECT seq || hash FROM archive_entry WHERE register = NEW.register ORDER BY seq DESC LIMIT 1), '0${firstPrev}')
  IS NOT (NEW.seq - 1) || NEW.prev
BEGIN
  SELECT RAISE(ABORT, 'entry does not follow the last one');
END;
`;

export function archiveTables(number: number): Migration {
  return { number, name: 'archive', sql: tables + appendOnly + chain };
}
