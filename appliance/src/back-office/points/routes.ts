// Routes of points: what a customer has and how it came about, the same as a file, and putting it right by hand.
import { Readable } from 'node:stream';
import { stringify } from 'csv-stringify/sync';
import type { FastifyPluginAsync } from 'fastify';
import {
  PointsCorrected,
  PointsCorrection,
  PointsLedger,
  PointsQuery,
} from '../../protocol/office/points.ts';
import type { Door } from '../api/door.ts';
import { InsideRoutes } from '../api/inside.ts';
import type { Points } from './points.ts';

export interface PointsRoutesParts {
  readonly door: Door;
  readonly points: Points;
}

const own = { area: 'customers', module: 'customers' } as const;

export function pointsRoutes({ door, points }: PointsRoutesParts): FastifyPluginAsync {
  return async (server) => {
    const routes = new InsideRoutes(server, door, 'customers');
    routes.route(
      ['GET', '/api/points/:customer'],
      {
        ...own,
        summary: 'What a customer has of points and how it came about, newest first',
        query: PointsQuery,
        answer: PointsLedger,
      },
      async ({ part, query }) => points.ledger(part('customer'), query),
    );
    routes.route(
      ['GET', '/api/points/:customer/moves.csv'],
      { ...own, summary: 'All that moved the points of a customer, newest first, as CSV' },
      async ({ part }) => {
        const known = await points.ledger(part('customer'), { limit: 1 });
        if (!known.ok) return known;
        return {
          ok: true,
          value: Readable.from(csvOf(points, part('customer'))),
          headers: {
            'content-type': 'text/csv; charset=utf-8',
            'content-disposition': 'attachment; filename="points.csv"',
          },
        };
      },
    );
    routes.route(
      ['POST', '/api/points/corrections'],
      {
        ...own,
        right: 'edit',
        summary: 'Give or take points by hand, with a reason; the same id books once',
        body: PointsCorrection,
        answer: PointsCorrected,
      },
      async ({ session, body }) => points.correct(body, session.user),
    );
  };
}

/** Without the mark at its beginning, spreadsheets read UTF-8 as something else. */
async function* csvOf(points: Points, customer: string): AsyncGenerator<string> {
  const rows = (cells: readonly (readonly unknown[])[]): string =>
    stringify(
      cells.map((row) => [...row]),
      { record_delimiter: 'windows' },
    );
  yield `\ufeff${rows([['at', 'kind', 'points', 'register', 'entry', 'receipt', 'user', 'note']])}`;
  for await (const moves of points.moves(customer))
    yield rows(
      moves.map(({ at, kind, points: many, register, seq, receipt, user, userName, note }) => [
        new Date(at).toISOString(),
        kind,
        many,
        register,
        seq,
        receipt ?? '',
        userName ?? user,
        note ?? '',
      ]),
    );
}
