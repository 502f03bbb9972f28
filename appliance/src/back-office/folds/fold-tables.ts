// Rows of the tables in which folds are followed (migrations/folds.ts), as Kysely sees them; and of a fold's own, which the fold names.
import type { Generated, Kysely, Selectable, Transaction } from 'kysely';
import type { FoldRow } from './fold.ts';

interface PlaceTable {
  readonly id: Generated<number>;
  readonly register: string;
  readonly sale_point: string;
  readonly shop: string;
  readonly store: string;
  readonly time_zone: string;
  readonly currency: string;
}

export type PlaceRow = Selectable<PlaceTable>;

interface PlacementRow {
  readonly register: string;
  readonly from_seq: number;
  readonly place: number;
  readonly horizon: number;
}

export interface FoldTables {
  readonly fold: { readonly name: string; readonly version: number; readonly building: number };
  readonly fold_position: { readonly fold: string; readonly register: string; readonly seq: number };
  readonly place: PlaceTable;
  readonly placement: PlacementRow;
  readonly placement_head: { readonly register: string; readonly seq: number };
}

export type FoldQueries = Kysely<FoldTables>;
export type FoldTransaction = Transaction<FoldTables>;

/** Tables that folds say rows of. */
export type FoldedTables = Readonly<Record<string, FoldRow>>;
