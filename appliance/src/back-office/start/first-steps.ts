// How far a new company is on the way to its first sale, counted over the rooms that know: records, people, boxes, sales.
import type { FastifyPluginAsync } from 'fastify';
import { ok } from '../../domain/refusal.ts';
import { FirstSteps } from '../../protocol/office/start.ts';
import type { Door } from '../api/door.ts';
import { InsideRoutes } from '../api/inside.ts';
import type { FigureQueries } from '../figures/tables.ts';
import type { RecordStore } from '../records/record-store.ts';

export interface FirstStepsParts {
  readonly records: Pick<RecordStore, 'all' | 'list'>;
  /** Hashes of POS passwords, by user who has one. */
  readonly posHashes: (users: readonly string[]) => Promise<ReadonlyMap<string, string>>;
  /** Registers that a box has a key for. */
  readonly paired: () => Promise<ReadonlySet<string>>;
  readonly queries: FigureQueries;
}

export function firstStepsRoutes({
  door,
  ...parts
}: FirstStepsParts & { readonly door: Door }): FastifyPluginAsync {
  return async (server) => {
    new InsideRoutes(server, door, 'start').route(
      ['GET', '/api/first-steps'],
      {
        area: 'shops',
        summary: 'How far the company is on the way to its first sale',
        answer: FirstSteps,
      },
      async () => ok(await firstSteps(parts)),
    );
  };
}

export async function firstSteps({
  records,
  posHashes,
  paired,
  queries,
}: FirstStepsParts): Promise<FirstSteps> {
  const [shops, products, templates, users, boxes, sale] = await Promise.all([
    activeOf(records, 'shop'),
    activeOf(records, 'product'),
    records.all('template'),
    records.all('user'),
    paired(),
    queries.selectFrom('sales_receipt').select('seq').limit(1).executeTakeFirst(),
  ]);
  const admitted = users.filter(({ body }) => body.active && body.pinLogin && body.salePoints.length > 0);
  const sellers = await posHashes(admitted.map(({ id }) => id));
  return {
    shops,
    products,
    templates: templates.filter(({ body }) => body.active && body.shown.length > 0).length,
    sellers: sellers.size,
    registers: boxes.size,
    sold: sale !== undefined,
  };
}

async function activeOf(records: FirstStepsParts['records'], kind: 'shop' | 'product'): Promise<number> {
  const found = await records.list(kind, { pageSize: 1 });
  return found.ok ? found.value.total : 0;
}
