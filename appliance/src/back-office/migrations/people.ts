// What the office keeps of its people beside their records: secrets (hashed or sealed, never in a record), attempts, sessions, one-time
// links, seats, modules, and the append-only list of what happened at the door.
import type { Migration } from '../../platform/database/migrations/migration.ts';

const eventsKept = 100_000;

export const people: Migration = {
  number: 1,
  name: 'people',
  sql: `
CREATE TABLE user_secret (
  user TEXT NOT NULL PRIMARY KEY,
  -- argon2id, PHC form; goes to the boxes as it is.
  pos_hash TEXT,
  -- 1 while the list of changes has not been told yet: told again at start.
  pos_untold INTEGER NOT NULL DEFAULT 0,
  office_hash TEXT,
  -- Sealed with the office's key file.
  totp_secret BLOB,
  -- The 30-second step of the last code taken: no code is taken twice. NULL: not confirmed yet.
  totp_step INTEGER
) STRICT, WITHOUT ROWID;

CREATE TABLE recovery_code (
  user TEXT NOT NULL,
  digest TEXT NOT NULL,
  PRIMARY KEY (user, digest)
) STRICT, WITHOUT ROWID;

CREATE TABLE sign_in_attempt (
  subject TEXT NOT NULL PRIMARY KEY,
  failed INTEGER NOT NULL,
  locked_until INTEGER,
  at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX sign_in_attempt_at ON sign_in_attempt (at);

CREATE TABLE office_session (
  digest TEXT NOT NULL PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  user TEXT NOT NULL,
  made_at INTEGER NOT NULL,
  used_at INTEGER NOT NULL,
  address TEXT NOT NULL,
  agent TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX office_session_user ON office_session (user);

CREATE TABLE one_time_link (
  digest TEXT NOT NULL PRIMARY KEY,
  purpose TEXT NOT NULL CHECK (purpose IN ('setup', 'invitation', 'reset', 'rescue')),
  -- NULL: a setup, whose user is made by using it.
  user TEXT,
  email TEXT NOT NULL,
  made_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX one_time_link_user ON one_time_link (user);

CREATE TABLE seat (
  user TEXT NOT NULL PRIMARY KEY,
  -- As typed, and as compared.
  email TEXT NOT NULL,
  email_key TEXT NOT NULL UNIQUE,
  linked_at INTEGER NOT NULL,
  confirmed_at INTEGER
) STRICT, WITHOUT ROWID;

CREATE TABLE office_module (
  name TEXT NOT NULL PRIMARY KEY,
  active INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE people_setting (
  name TEXT NOT NULL PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE people_event (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  at INTEGER NOT NULL,
  kind TEXT NOT NULL,
  user TEXT,
  actor TEXT,
  address TEXT,
  data TEXT NOT NULL
) STRICT;
CREATE INDEX people_event_user ON people_event (user, number);
CREATE TRIGGER people_event_no_update BEFORE UPDATE ON people_event BEGIN
  SELECT RAISE(ABORT, 'people_event is append-only');
END;
CREATE TRIGGER people_event_no_delete BEFORE DELETE ON people_event
WHEN OLD.number > (SELECT max(number) FROM people_event) - ${String(eventsKept)}
BEGIN
  SELECT RAISE(ABORT, 'people_event is append-only');
END;
CREATE TRIGGER people_event_limit AFTER INSERT ON people_event BEGIN
  DELETE FROM people_event WHERE number <= NEW.number - ${String(eventsKept)};
END;
`,
};
