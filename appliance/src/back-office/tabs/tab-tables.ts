// Rows of the tables of shared tabs, as Kysely sees them. Made by their fold only; nobody writes them by hand.
import type { Kysely } from 'kysely';
import type { SharedTabState, TabDispute } from '../../protocol/office/shared-tabs.ts';

interface StandRow {
  readonly register: string;
  readonly tab: string;
  readonly seq: number;
  readonly at: number;
  readonly shop: string;
  readonly state: SharedTabState;
  readonly other: string | null;
}

export interface TabTables {
  readonly shared_tab: StandRow;
  readonly shared_tab_content: {
    readonly register: string;
    readonly tab: string;
    readonly seq: number;
    readonly content: string | null;
    readonly value: number | null;
  };
  readonly shared_tab_review: {
    readonly tab: string;
    readonly seq: number;
    readonly at: number;
    readonly user: string;
    readonly is: TabDispute;
    readonly receipts: number;
    readonly note: string;
  };
  readonly shared_tab_sold: {
    readonly register: string;
    readonly seq: number;
    readonly tab: string;
    readonly receipt: number;
  };
  readonly shared_tab_taken: {
    readonly register: string;
    readonly seq: number;
    readonly at: number;
    readonly user: string;
    readonly tab: string;
    readonly from_register: string;
    readonly revision: number;
    readonly content: string | null;
  };
  readonly shared_tab_passed: {
    readonly shop: string;
    readonly register: string;
    readonly tab: string;
    readonly revision: number;
    readonly open: number;
  };
}

export type TabQueries = Kysely<TabTables>;
