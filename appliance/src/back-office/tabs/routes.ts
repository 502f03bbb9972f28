// Tabs that two registers went on with, for whoever may read sales; of the shops that are theirs.
import type { FastifyPluginAsync } from 'fastify';
import { DisputedTabs } from '../../protocol/office/shared-tabs.ts';
import type { Door } from '../api/door.ts';
import { InsideRoutes } from '../api/inside.ts';
import { disputedTabs, type DisputedParts } from './disputed-tabs.ts';

export function tabRoutes({ door, ...parts }: DisputedParts & { readonly door: Door }): FastifyPluginAsync {
  return async (server) => {
    const routes = new InsideRoutes(server, door, 'shared-tabs');
    routes.route(
      ['GET', '/api/shared-tabs/disputed'],
      {
        area: 'sales',
        summary:
          'Tabs that one register took over while the other could not be asked, and that are not settled',
        answer: DisputedTabs,
      },
      async ({ session: { scope } }) => ({ ok: true, value: await disputedTabs(parts, scope) }),
    );
  };
}
