// Boxes and the keys they prove, and the pairing codes that are open now.
import type { Migration } from '../../platform/database/migrations/migration.ts';

const sql = `
CREATE TABLE box (
  -- Id of the key.
  key TEXT NOT NULL PRIMARY KEY,
  register TEXT NOT NULL,
  -- SubjectPublicKeyInfo, DER, base64.
  public_key TEXT NOT NULL,
  version TEXT NOT NULL,
  enrolled_at INTEGER NOT NULL,
  enrolled_by TEXT NOT NULL,
  revoked_at INTEGER,
  revoked_by TEXT
) STRICT, WITHOUT ROWID;

-- A register has one box at a time; who was before is revoked.
CREATE UNIQUE INDEX box_in_use ON box (register) WHERE revoked_at IS NULL;

CREATE TABLE pairing_code (
  register TEXT NOT NULL PRIMARY KEY,
  -- In clear: it must be run through the key derivation with what both sides saw. It lives for minutes and works once.
  code TEXT NOT NULL,
  made_at INTEGER NOT NULL,
  made_by TEXT NOT NULL,
  expires_at INTEGER NOT NULL,
  wrong INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
`;

export function boxTables(number: number): Migration {
  return { number, name: 'boxes', sql };
}
