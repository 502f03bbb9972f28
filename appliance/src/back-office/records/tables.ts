// Rows of the tables that keep records, as Kysely sees them. Nothing outside records/ and settings/ reads or writes them.
import type { Generated, Kysely, Transaction } from 'kysely';

export interface RecordRow {
  readonly number: Generated<number>;
  readonly kind: string;
  readonly id: string;
  readonly revision: number;
  readonly active: number;
  readonly name_text: string;
  /** JSON. */
  readonly body: string;
  readonly changed_at: number;
}

export interface ChangeRow {
  readonly number: Generated<number>;
  readonly at: number;
  readonly by: string;
  readonly kind: string;
  readonly id: string;
  readonly revision: number;
  readonly before: string | null;
  readonly after: string | null;
}

export interface SettingRow {
  readonly level: string;
  readonly owner: string;
  readonly key: string;
  readonly value: string;
  readonly revision: number;
}

interface SearchRow {
  readonly rowid: number;
  readonly text: string;
}

export interface RecordTables {
  readonly record: RecordRow;
  readonly unique_key: {
    readonly kind: string;
    readonly name: string;
    readonly value: string;
    readonly id: string;
  };
  readonly reference: { readonly target: string; readonly field: string; readonly holder: number };
  readonly record_word: SearchRow;
  readonly record_part: SearchRow;
  readonly change: ChangeRow;
  readonly setting: SettingRow;
}

export type RecordQueries = Kysely<RecordTables>;
export type RecordTransaction = Transaction<RecordTables>;
