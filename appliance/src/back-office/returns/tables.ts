// Rows of the tables of returns, as Kysely sees them. Made by the fold only.
import type { Kysely } from 'kysely';
import { createQueries } from '../../platform/query/queries.ts';
import type { Database } from '../../platform/ports/database.ts';
import type { ArchiveTables } from '../archive/archive-tables.ts';

export interface ReturnedGoodsRow {
  readonly of_register: string;
  readonly of_receipt: number;
  readonly register: string;
  readonly seq: number;
  readonly line: number;
  /** Null: the receipt could not be looked up when they came back. */
  readonly of_line: string | null;
  readonly product: string;
  readonly name: string;
  readonly unit: string;
  readonly receipt: number;
  readonly at: number;
  readonly user: string;
  /** Thousandths and minor units, positive. */
  readonly quantity: number;
  readonly gross: number;
  readonly vat: number;
  readonly place: number;
}

export interface ReturnReviewRow {
  readonly of_register: string;
  readonly of_receipt: number;
  readonly product: string;
  readonly quantity: number;
  readonly seq: number;
  readonly at: number;
  readonly user: string;
  readonly note: string;
}

export interface ReturnTables extends Pick<ArchiveTables, 'archive_entry'> {
  readonly returned_goods: ReturnedGoodsRow;
  readonly return_review: ReturnReviewRow;
}

export type ReturnQueries = Kysely<ReturnTables>;

export function returnQueries(database: Database): ReturnQueries {
  return createQueries<ReturnTables>(database);
}
