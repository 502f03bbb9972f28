// Rows of the tables that the feed keeps of its own, as Kysely sees them.
import type { Kysely } from 'kysely';

interface FeedRegisterRow {
  readonly register: string;
  readonly epoch: string;
  readonly scope: string;
  readonly sent: number;
}

interface FeedItemRow {
  readonly register: string;
  readonly kind: string;
  readonly id: string;
  readonly hash: string;
  readonly sent: number;
}

export interface FeedTables {
  readonly feed_register: FeedRegisterRow;
  readonly feed_item: FeedItemRow;
}

export type FeedQueries = Kysely<FeedTables>;
