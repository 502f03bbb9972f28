// What a customer has of points, for the till that has them on a tab: and so many kept for that tab.
import { ok, refuse } from '../../domain/refusal.ts';
import type { RecordsNow } from '../figures/visible.ts';
import { keepPoints } from '../points/kept-points.ts';
import type { PointsQueries } from '../points/tables.ts';
import type { Answerers } from './answers.ts';

interface Parts {
  readonly queries: PointsQueries;
  readonly records: RecordsNow;
  /** Milliseconds since 1970 UTC. */
  readonly now: () => number;
}

export function pointsForTab({ queries, records, now }: Parts): Answerers['points-for-tab'] {
  return async (_register, { customer, tab, points }) => {
    const [known] = await records.findMany('customer', [customer]);
    if (known === undefined) return refuse('customer.unknown');
    return ok({ balance: await keepPoints(queries, { customer, tab, points, now: now() }) });
  };
}
