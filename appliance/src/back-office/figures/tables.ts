// Rows of the tables of sales, as Kysely sees them. Made by folds only; nobody writes them by hand.
import type { Kysely } from 'kysely';
import { createQueries } from '../../platform/query/queries.ts';
import type { Database } from '../../platform/ports/database.ts';
import type { PlaceRow } from '../folds/fold-tables.ts';
import type { Measures } from './measures.ts';

interface ProductSums {
  readonly product: string;
  readonly place: number;
  readonly sold: number;
  readonly returned: number;
  readonly gross: number;
  readonly net: number;
  readonly discounts: number;
  readonly cost: number;
  readonly cost_net: number;
}

export interface FigureTables {
  readonly place: PlaceRow;
  readonly sales_hour: Measures & {
    readonly day: number;
    readonly hour: number;
    readonly place: number;
    readonly user: string;
  };
  readonly sales_receipt: Measures & {
    readonly day: number;
    readonly minute: number;
    readonly place: number;
    readonly seq: number;
    readonly user: string;
  };
  readonly sales_product: ProductSums & { readonly day: number };
  readonly sales_product_month: ProductSums & { readonly month: number };
  readonly sales_tender: {
    readonly day: number;
    readonly tender: string;
    readonly place: number;
    readonly count: number;
    readonly amount: number;
  };
  readonly sales_vat: {
    readonly day: number;
    readonly code: string;
    readonly rate: number;
    readonly place: number;
    readonly gross: number;
    readonly net: number;
    readonly vat: number;
  };
  readonly sold_product: {
    readonly product: string;
    readonly sku: string;
    readonly name: string;
    readonly unit: string;
  };
}

export type FigureQueries = Kysely<FigureTables>;

export function figureQueries(database: Database): FigureQueries {
  return createQueries<FigureTables>(database);
}
