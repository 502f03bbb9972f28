// Routes of returns that do not fit what was sold. Read with the right to sales; whose is the scope's.
import type { FastifyPluginAsync } from 'fastify';
import { DoubtfulReturns, DoubtfulReturnsQuery, ReturnReview } from '../../protocol/office/returns.ts';
import { csvFile } from '../api/csv-file.ts';
import type { Door } from '../api/door.ts';
import { InsideRoutes } from '../api/inside.ts';
import type { Returns } from './returns.ts';

export interface ReturnsRoutesParts {
  readonly door: Door;
  readonly returns: Returns;
}

export function returnsRoutes({ door, returns }: ReturnsRoutesParts): FastifyPluginAsync {
  return async (server) => {
    const routes = new InsideRoutes(server, door, 'returns');
    routes.route(
      ['GET', '/api/returns/doubtful'],
      {
        area: 'sales',
        summary: 'Returns that do not fit what was sold on their receipt',
        query: DoubtfulReturnsQuery,
        answer: DoubtfulReturns,
      },
      async ({ session: { scope }, query }) => ({ ok: true, value: await returns.doubtful(scope, query) }),
    );
    routes.route(
      ['GET', '/api/returns/doubtful.csv'],
      { area: 'sales', summary: 'The same as a file', query: DoubtfulReturnsQuery },
      async ({ session: { scope }, query }) => csvFile(await returns.csv(scope, query)),
    );
    routes.route(
      ['POST', '/api/returns/reviews'],
      {
        area: 'sales',
        right: 'edit',
        summary: 'Somebody looked at such a return; more of it coming back makes it doubtful again',
        body: ReturnReview,
      },
      async ({ session: { user, scope }, body }) => returns.review(body, { user, scope }),
    );
  };
}
