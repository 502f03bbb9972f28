// Rows of the tables of what was paid in on orders, as Kysely sees them. Made by the fold only.
import type { Kysely } from 'kysely';
import type { PrepaymentOnLine } from '../../domain/prepayment/prepayment.ts';

export interface PrepaymentTables {
  readonly prepayment_balance: {
    readonly tab: string;
    readonly currency: string;
    readonly amount: number;
  };
  readonly prepayment_move: {
    readonly tab: string;
    readonly at: number;
    readonly register: string;
    readonly seq: number;
    readonly line: number;
    readonly kind: PrepaymentOnLine['does'];
    readonly currency: string;
    readonly shop: string;
    readonly amount: number;
    readonly receipt: number;
    readonly number: string;
    readonly name: string | null;
    readonly customer: string | null;
    readonly total: number;
  };
}

export type PrepaymentQueries = Kysely<PrepaymentTables>;
