// Rows of the archive's tables (migrations/archive.ts), as Kysely sees them.
import type { Generated, Kysely } from 'kysely';

export interface ArchiveEntryRow {
  readonly register: string;
  readonly seq: number;
  readonly at: number;
  readonly who: string;
  readonly approved_by: string | null;
  readonly type: string;
  readonly v: number;
  readonly subject: string;
  readonly payload: string;
  readonly prev: string;
  readonly hash: string;
  readonly signature: string | null;
  readonly key: string | null;
  readonly taken_at: number;
}

interface ArchiveKeyRow {
  readonly register: string;
  readonly id: string;
  readonly public_key: string;
  readonly added_at: number;
}

interface ArchiveAlarmRow {
  readonly number: Generated<number>;
  readonly register: string;
  readonly seq: number;
  readonly detail: string;
  readonly entry: string | null;
  readonly first_at: number;
  readonly last_at: number;
  readonly times: number;
  readonly acknowledged_at: number | null;
  readonly acknowledged_by: string | null;
  readonly acknowledged_note: string | null;
}

export interface ArchiveTables {
  readonly archive_entry: ArchiveEntryRow;
  readonly archive_key: ArchiveKeyRow;
  readonly archive_alarm: ArchiveAlarmRow;
}

export type ArchiveQueries = Kysely<ArchiveTables>;
