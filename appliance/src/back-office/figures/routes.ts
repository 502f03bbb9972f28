// Routes of the figures: the day at a glance, and what was sold of each product. Read with the right to sales; whose sales is the scope's.
import type { FastifyPluginAsync } from 'fastify';
import type { Clock } from '../../platform/ports/clock.ts';
import { Dashboard, DashboardQuery, ProductSales, ProductSalesQuery } from '../../protocol/office/figures.ts';
import type { Door } from '../api/door.ts';
import { InsideRoutes } from '../api/inside.ts';
import { dashboard } from './dashboard.ts';
import { productSales } from './product-sales.ts';
import type { StateOf } from './state.ts';
import type { FigureQueries } from './tables.ts';
import type { RecordsNow } from './visible.ts';

export interface FiguresRoutesParts {
  readonly door: Door;
  readonly queries: FigureQueries;
  readonly records: RecordsNow;
  readonly clock: Clock;
  /** Of the fold of sales. */
  readonly state: StateOf;
}

export function figuresRoutes({ door, ...parts }: FiguresRoutesParts): FastifyPluginAsync {
  return async (server) => {
    const routes = new InsideRoutes(server, door, 'figures');
    routes.route(
      ['GET', '/api/dashboard'],
      {
        area: 'sales',
        summary: 'A day at a glance, against the same weekday a week before; one block for each currency',
        query: DashboardQuery,
        answer: Dashboard,
      },
      async ({ session: { scope }, query }) => dashboard(parts, { scope, ...query }),
    );
    routes.route(
      ['GET', '/api/sales/products'],
      {
        area: 'sales',
        summary: 'What was sold of each product between two days',
        query: ProductSalesQuery,
        answer: ProductSales,
      },
      async ({ session: { scope }, query }) => productSales(parts, { scope, query }),
    );
  };
}
