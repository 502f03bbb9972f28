// Rows of the fleet's tables (migrations/fleet.ts), as Kysely sees them.
import type { Kysely } from 'kysely';

interface BoxStateRow {
  readonly register: string;
  readonly version: string;
  /** JSON. */
  readonly roles: string;
  readonly connected_at: number;
  readonly heard_at: number;
  readonly offset_ms: number | null;
  /** JSON. */
  readonly status: string | null;
  readonly told_at: number | null;
  readonly queue_empty_at: number | null;
}

interface BoxBundleRow {
  readonly slot: number;
  readonly id: string;
  readonly register: string;
  readonly at: number;
  readonly user: string;
  readonly bytes: number;
  readonly sum: string;
}

export interface FleetTables {
  readonly box_state: BoxStateRow;
  readonly box_bundle: BoxBundleRow;
  /** Made by the fold of shifts only. */
  readonly register_shift: { readonly register: string; readonly open: number };
}

export type FleetQueries = Kysely<FleetTables>;
