// Rows of the tables of boxes (migrations/boxes.ts), and of who this office is (migrations/archive.ts), as Kysely sees them.
import type { Kysely } from 'kysely';

interface BoxRow {
  readonly key: string;
  readonly register: string;
  readonly public_key: string;
  readonly version: string;
  readonly enrolled_at: number;
  readonly enrolled_by: string;
  readonly revoked_at: number | null;
  readonly revoked_by: string | null;
}

interface PairingCodeRow {
  readonly register: string;
  readonly code: string;
  readonly made_at: number;
  readonly made_by: string;
  readonly expires_at: number;
  readonly wrong: number;
}

export interface BoxTables {
  readonly box: BoxRow;
  readonly pairing_code: PairingCodeRow;
  readonly office_identity: { readonly one: 1; readonly id: string; readonly made_at: number };
}

export type BoxQueries = Kysely<BoxTables>;
