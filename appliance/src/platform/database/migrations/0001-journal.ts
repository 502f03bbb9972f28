// The journal and what becomes true together with an entry: answers by command id, the list of sales, what was returned, print jobs.
// One INSERT into the view `commit_in` writes them all: one statement, one fsync, nothing half-way (docs/journal.md).
import type { Migration } from './migration.ts';

const firstPrev = '0'.repeat(64);

const tables = `
CREATE TABLE entry (
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
  PRIMARY KEY (register, seq)
) STRICT, WITHOUT ROWID;

CREATE INDEX entry_close ON entry (register, seq) WHERE type = 'shift.closed';
CREATE INDEX entry_copy ON entry (register, payload->>'receipt') WHERE type = 'receipt.copied';

CREATE TABLE answer (
  id TEXT NOT NULL PRIMARY KEY,
  register TEXT NOT NULL,
  answer TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE sale (
  register TEXT NOT NULL,
  receipt INTEGER NOT NULL CHECK (receipt > 0),
  seq INTEGER NOT NULL,
  tab TEXT NOT NULL,
  tab_number TEXT NOT NULL,
  shift INTEGER NOT NULL,
  kind TEXT NOT NULL,
  at INTEGER NOT NULL,
  total INTEGER NOT NULL,
  operator TEXT NOT NULL,
  PRIMARY KEY (register, receipt)
) STRICT, WITHOUT ROWID;

CREATE TABLE returned (
  register TEXT NOT NULL,
  receipt INTEGER NOT NULL,
  line TEXT NOT NULL,
  quantity INTEGER NOT NULL,
  gross INTEGER NOT NULL,
  vat INTEGER NOT NULL,
  PRIMARY KEY (register, receipt, line)
) STRICT, WITHOUT ROWID;

CREATE TABLE print_job (
  -- The order of printing is the order of committing.
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  register TEXT NOT NULL,
  kind TEXT NOT NULL,
  subject TEXT NOT NULL,
  request TEXT NOT NULL,
  at INTEGER NOT NULL,
  state TEXT NOT NULL DEFAULT 'queued'
    CHECK (state IN ('queued', 'sending', 'printed', 'failed', 'unknown', 'dismissed')),
  attempts INTEGER NOT NULL DEFAULT 0,
  updated_at INTEGER,
  reason TEXT,
  outcome TEXT
) STRICT;

CREATE INDEX print_job_open ON print_job (register, number) WHERE state IN ('queued', 'sending', 'failed', 'unknown');

CREATE TABLE snapshot (
  register TEXT NOT NULL,
  seq INTEGER NOT NULL,
  -- Hash of the entry it is a fold up to: a snapshot of another chain is not usable.
  hash TEXT NOT NULL,
  state_version INTEGER NOT NULL,
  state TEXT NOT NULL,
  -- SHA-256 of the state's text.
  sum TEXT NOT NULL,
  UNIQUE (register, seq)
) STRICT;

CREATE TABLE box_key (
  id TEXT NOT NULL PRIMARY KEY,
  -- SubjectPublicKeyInfo, DER, base64.
  public_key TEXT NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;
`;

/** `RAISE` in a trigger, with words for whoever reads a log: the code goes by the error's number. */
function never(table: string, change: 'UPDATE' | 'DELETE'): string {
  return `CREATE TRIGGER ${table}_no_${change.toLowerCase()} BEFORE ${change} ON ${table} BEGIN
  SELECT RAISE(ABORT, '${table} is append-only');
END;
`;
}

const appendOnly = ['entry', 'sale', 'box_key']
  .flatMap((table) => [never(table, 'UPDATE'), never(table, 'DELETE')])
  .join('');

const chain = `
-- An entry follows the last one, by number and by hash, or does not come in: neither a gap, nor another past, nor a row put in the
-- place of one that stands (INSERT OR REPLACE). Both are compared as one text: a hash always has the same length.
CREATE TRIGGER entry_follows BEFORE INSERT ON entry
WHEN coalesce((SELECT seq || hash FROM entry WHERE register = NEW.register ORDER BY seq DESC LIMIT 1), '0${firstPrev}')
  IS NOT (NEW.seq - 1) || NEW.prev
BEGIN
  SELECT RAISE(ABORT, 'entry does not follow the last one');
END;

CREATE TRIGGER snapshot_two AFTER INSERT ON snapshot BEGIN
  DELETE FROM snapshot WHERE register = NEW.register
    AND seq NOT IN (SELECT seq FROM snapshot WHERE register = NEW.register ORDER BY seq DESC LIMIT 2);
END;
`;

/** `value->>0, value->>1, …`: rows come as JSON arrays in the order of the columns. */
function fields(count: number): string {
  return Array.from({ length: count }, (_none, index) => `value->>${String(index)}`).join(', ');
}

const commit = `
CREATE VIEW commit_in (entries, answers, sales, returned, jobs) AS SELECT NULL, NULL, NULL, NULL, NULL WHERE 0;

CREATE TRIGGER commit_in_insert INSTEAD OF INSERT ON commit_in BEGIN
  INSERT INTO entry (register, seq, at, who, approved_by, type, v, subject, payload, prev, hash, signature, key)
    SELECT ${fields(13)} FROM jsonb_each(NEW.entries);
  INSERT INTO answer (id, register, answer, at)
    SELECT ${fields(4)} FROM jsonb_each(NEW.answers);
  INSERT INTO sale (register, receipt, seq, tab, tab_number, shift, kind, at, total, operator)
    SELECT ${fields(10)} FROM jsonb_each(NEW.sales);
  INSERT INTO returned (register, receipt, line, quantity, gross, vat)
    SELECT ${fields(6)} FROM jsonb_each(NEW.returned) WHERE true
    ON CONFLICT DO UPDATE SET
      quantity = quantity + excluded.quantity, gross = gross + excluded.gross, vat = vat + excluded.vat;
  INSERT INTO print_job (id, register, kind, subject, request, at)
    SELECT ${fields(6)} FROM jsonb_each(NEW.jobs);
END;

-- The commonest commit, one entry with its answer (a line added), without the way through JSON: half the work beside the fsync.
CREATE VIEW entry_in (register, seq, at, who, approved_by, type, v, subject, payload, prev, hash, signature, key, command, answer)
  AS SELECT NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL WHERE 0;

CREATE TRIGGER entry_in_insert INSTEAD OF INSERT ON entry_in BEGIN
  INSERT INTO entry (register, seq, at, who, approved_by, type, v, subject, payload, prev, hash, signature, key)
    VALUES (NEW.register, NEW.seq, NEW.at, NEW.who, NEW.approved_by, NEW.type, NEW.v, NEW.subject, NEW.payload, NEW.prev, NEW.hash,
      NEW.signature, NEW.key);
  INSERT INTO answer (id, register, answer, at) VALUES (NEW.command, NEW.register, NEW.answer, NEW.at);
END;
`;

export const journal: Migration = { number: 1, name: 'journal', sql: tables + appendOnly + chain + commit };
