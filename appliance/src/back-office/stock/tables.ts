// Rows of the tables of stock, as Kysely sees them. Made by the fold only.
import type { Kysely } from 'kysely';
import type { MovementKind } from '../../protocol/office/figures.ts';

export interface StockTables {
  readonly stock_level: { readonly product: string; readonly store: string; readonly quantity: number };
  readonly stock_movement: {
    readonly product: string;
    readonly at: number;
    readonly register: string;
    readonly seq: number;
    readonly line: number;
    readonly store: string;
    readonly kind: MovementKind;
    readonly quantity: number;
    readonly user: string;
    readonly receipt: number | null;
    readonly reason: string | null;
    readonly note: string | null;
  };
  readonly stock_adjustment: { readonly id: string; readonly seq: number };
}

export type StockQueries = Kysely<StockTables>;
