// Rows of the tables of what customers owe, as Kysely sees them. Made by the fold only.
import type { Kysely } from 'kysely';
import type { AccountMoveKind } from '../../protocol/office/accounts.ts';

export interface AccountTables {
  readonly account_balance: {
    readonly customer: string;
    readonly currency: string;
    readonly register: string;
    readonly amount: number;
  };
  readonly account_move: {
    readonly customer: string;
    readonly at: number;
    readonly register: string;
    readonly seq: number;
    readonly line: number;
    readonly kind: AccountMoveKind;
    readonly currency: string;
    readonly amount: number;
    readonly user: string;
    readonly receipt: number;
  };
}

export type AccountQueries = Kysely<AccountTables>;
