// Tabs that two registers went on with, for whoever may read sales; of the shops that are theirs.
import type { FastifyPluginAsync } from 'fastify';
import { DisputedTabs, DisputedTabsQuery, TabReview } from '../../protocol/office/shared-tabs.ts';
import { csvFile } from '../api/csv-file.ts';
import type { Door } from '../api/door.ts';
import { InsideRoutes } from '../api/inside.ts';
import type { Disputes } from './disputes.ts';

export interface TabRoutesParts {
  readonly door: Door;
  readonly disputes: Disputes;
}

export function tabRoutes({ door, disputes }: TabRoutesParts): FastifyPluginAsync {
  return async (server) => {
    const routes = new InsideRoutes(server, door, 'shared-tabs');
    routes.route(
      ['GET', '/api/shared-tabs/disputed'],
      {
        area: 'sales',
        summary:
          'Tabs that one register took over while the other could not be asked, and that are not settled',
        query: DisputedTabsQuery,
        answer: DisputedTabs,
      },
      async ({ session: { scope }, query }) => ({ ok: true, value: await disputes.list(scope, query) }),
    );
    routes.route(
      ['GET', '/api/shared-tabs/disputed.csv'],
      { area: 'sales', summary: 'The same as a file', query: DisputedTabsQuery },
      async ({ session: { scope }, query }) => csvFile(await disputes.csv(scope, query)),
    );
    routes.route(
      ['POST', '/api/shared-tabs/reviews'],
      {
        area: 'sales',
        right: 'edit',
        summary: 'Somebody looked at such a tab; when something else becomes of it, it is disputed again',
        body: TabReview,
      },
      async ({ session: { user, scope }, body }) => disputes.review(body, { user, scope }),
    );
  };
}
