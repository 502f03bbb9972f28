// What the office last heard of a box, and its row in the database: kept there so that after a restart the page does not start empty.
import type { BoxStatus } from '../../protocol/sync.ts';
import type { FleetQueries } from './fleet-tables.ts';

/** Times by the office's clock, milliseconds since 1970 UTC. */
export interface BoxMemory {
  readonly register: string;
  readonly version: string;
  readonly roles: readonly string[];
  readonly connectedAt: number;
  readonly heardAt: number;
  /** The box's clock less the office's. */
  readonly offsetMs: number | null;
  readonly status: BoxStatus | null;
  readonly toldAt: number | null;
  /** When nothing waited on the box, as far as the office knows: what waits now is no older. */
  readonly queueEmptyAt: number | null;
}

export async function readMemories(queries: FleetQueries): Promise<readonly BoxMemory[]> {
  const rows = await queries
    .selectFrom('box_state')
    .select(['register', 'version', 'roles', 'status'])
    .select(['connected_at as connectedAt', 'heard_at as heardAt', 'offset_ms as offsetMs'])
    .select(['told_at as toldAt', 'queue_empty_at as queueEmptyAt'])
    .execute();
  return rows.map(({ roles, status, ...memory }) => ({
    ...memory,
    roles: JSON.parse(roles) as string[],
    status: status === null ? null : (JSON.parse(status) as BoxStatus),
  }));
}

/** All in one transaction. */
export async function saveMemories(queries: FleetQueries, memories: readonly BoxMemory[]): Promise<void> {
  await queries.transaction().execute(async (tx) => {
    for (const { register, version, roles, status, ...memory } of memories) {
      const state = {
        version,
        roles: JSON.stringify(roles),
        connected_at: memory.connectedAt,
        heard_at: memory.heardAt,
        offset_ms: memory.offsetMs,
        status: status === null ? null : JSON.stringify(status),
        told_at: memory.toldAt,
        queue_empty_at: memory.queueEmptyAt,
      };
      await tx
        .insertInto('box_state')
        .values({ register, ...state })
        .onConflict((conflict) => conflict.column('register').doUpdateSet(state))
        .execute();
    }
  });
}
