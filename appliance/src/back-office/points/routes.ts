// Routes of points: what a customer has and how it came about, the same as a file, and putting it right by hand.
import type { FastifyPluginAsync } from 'fastify';
import { LedgerQuery } from '../../protocol/office/ledger.ts';
import { PointsCorrected, PointsCorrection, PointsLedger } from '../../protocol/office/points.ts';
import { csvFile } from '../api/csv-file.ts';
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
        query: LedgerQuery,
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
        return csvFile({ name: 'points.csv', head: csvHead, rows: linesOf(points.moves(part('customer'))) });
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

const csvHead = ['at', 'kind', 'points', 'balance', 'register', 'entry', 'receipt', 'user', 'note'];

async function* linesOf(found: AsyncIterable<PointsLedger['moves']>) {
  for await (const moves of found) yield moves.map(lineOf);
}

function lineOf(move: PointsLedger['moves'][number]) {
  const { at, kind, points, balance, register, seq, receipt, user, userName, note } = move;
  return [new Date(at).toISOString(), kind, points, balance, register, seq, receipt, userName ?? user, note];
}
