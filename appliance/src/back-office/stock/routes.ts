// Routes of stock: what the stores have, how it came about, and putting it right by hand. Whose stores is the scope's.
import type { FastifyPluginAsync } from 'fastify';
import {
  StockAdjusted,
  StockAdjustment,
  StockList,
  StockListQuery,
  StockMovements,
  StockMovementsQuery,
  StockOfProduct,
} from '../../protocol/office/figures.ts';
import type { Door } from '../api/door.ts';
import { InsideRoutes } from '../api/inside.ts';
import type { Stock } from './stock.ts';

export interface StockRoutesParts {
  readonly door: Door;
  readonly stock: Stock;
}

const own = { area: 'stock', module: 'stock' } as const;

export function stockRoutes({ door, stock }: StockRoutesParts): FastifyPluginAsync {
  return async (server) => {
    const routes = new InsideRoutes(server, door, 'stock');
    routes.route(
      ['GET', '/api/stock'],
      {
        ...own,
        summary: 'Products with what each store has of them',
        query: StockListQuery,
        answer: StockList,
      },
      async ({ session: { scope }, query }) => stock.list({ scope, query }),
    );
    routes.route(
      ['GET', '/api/stock/products/:product'],
      { ...own, summary: 'What each store has of a product', answer: StockOfProduct },
      async ({ session: { scope }, part }) => stock.ofProduct(part('product'), scope),
    );
    routes.route(
      ['GET', '/api/stock/products/:product/movements'],
      {
        ...own,
        summary: 'How the stock of a product came about, newest first',
        query: StockMovementsQuery,
        answer: StockMovements,
      },
      async ({ session: { scope }, part, query }) => stock.movements(part('product'), { scope, query }),
    );
    routes.route(
      ['POST', '/api/stock/adjustments'],
      {
        ...own,
        right: 'edit',
        summary: 'Count goods in or out by hand, with a reason; the same id books once',
        body: StockAdjustment,
        answer: StockAdjusted,
      },
      async ({ session: { user, scope }, body }) => stock.adjust(body, { user, scope }),
    );
  };
}
