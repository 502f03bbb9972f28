// Rows of the tables of points, as Kysely sees them. All but what is kept for a tab is made by the fold only.
import type { Kysely } from 'kysely';
import type { PointsKind } from '../../protocol/office/points.ts';

export interface PointsTables {
  readonly points_balance: { readonly customer: string; readonly points: number };
  readonly points_move: {
    readonly customer: string;
    readonly at: number;
    readonly register: string;
    readonly seq: number;
    readonly line: number;
    readonly kind: PointsKind;
    readonly points: number;
    readonly user: string;
    readonly receipt: number | null;
    readonly note: string | null;
  };
  readonly points_correction: { readonly id: string; readonly seq: number };
  readonly points_tab: { readonly tab: string; readonly at: number };
  readonly points_kept: {
    readonly tab: string;
    readonly customer: string;
    readonly points: number;
    readonly at: number;
  };
}

export type PointsQueries = Kysely<PointsTables>;
