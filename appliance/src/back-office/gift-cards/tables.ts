// Rows of the tables of gift cards, as Kysely sees them. All but holds and the salt are made by the fold only.
import type { Kysely } from 'kysely';

export type MovementKind = 'issue' | 'top-up' | 'use' | 'refund';

export interface GiftCardTables {
  readonly gift_card: {
    readonly card: string;
    readonly currency: string;
    readonly last4: string;
    readonly type: string;
    readonly type_name: string;
    readonly purpose: 'single' | 'multi';
    readonly vat_class: string | null;
    readonly expires_at: number | null;
    readonly at: number;
    readonly register: string;
    readonly seq: number;
  };
  readonly gift_card_sum: {
    readonly card: string;
    readonly currency: string;
    readonly balance: number;
    readonly sold: number;
    readonly used: number;
    readonly issues: number;
  };
  readonly gift_card_movement: {
    readonly card: string;
    readonly at: number;
    readonly register: string;
    readonly seq: number;
    readonly line: number;
    readonly currency: string;
    readonly shop: string;
    readonly kind: MovementKind;
    readonly amount: number;
    readonly user: string;
    readonly receipt: number;
  };
  readonly gift_card_payment: { readonly register: string; readonly payment: string; readonly seq: number };
  readonly gift_card_block: {
    readonly card: string;
    readonly blocked: number;
    readonly reason: string;
    readonly user: string;
    readonly at: number;
    readonly seq: number;
  };
  readonly gift_card_hold: {
    readonly register: string;
    readonly payment: string;
    readonly card: string;
    readonly amount: number;
    readonly at: number;
  };
  readonly gift_card_salt: { readonly only: number; readonly salt: string };
}

export type GiftCardQueries = Kysely<GiftCardTables>;
