// What the office last heard of a box, and its row in the database: kept there so that after a restart the page does not start empty.
import type { Database, Row } from '../../platform/ports/database.ts';
import type { BoxStatus } from '../../protocol/sync.ts';

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

export async function readMemories(database: Database): Promise<readonly BoxMemory[]> {
  return (await database.all('SELECT * FROM box_state')).map(memoryOf);
}

const save = `INSERT INTO box_state
  (register, version, roles, connected_at, heard_at, offset_ms, status, told_at, queue_empty_at)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
  ON CONFLICT (register) DO UPDATE SET version = excluded.version, roles = excluded.roles,
    connected_at = excluded.connected_at, heard_at = excluded.heard_at, offset_ms = excluded.offset_ms,
    status = excluded.status, told_at = excluded.told_at, queue_empty_at = excluded.queue_empty_at`;

/** All in one transaction. */
export async function saveMemories(database: Database, memories: readonly BoxMemory[]): Promise<void> {
  await database.transaction(async (tx) => {
    for (const memory of memories) {
      const { register, version, roles, connectedAt, heardAt, offsetMs, status, toldAt, queueEmptyAt } =
        memory;
      await tx.run(save, [
        register,
        version,
        JSON.stringify(roles),
        connectedAt,
        heardAt,
        offsetMs,
        status === null ? null : JSON.stringify(status),
        toldAt,
        queueEmptyAt,
      ]);
    }
  });
}

function memoryOf(row: Row): BoxMemory {
  const { status } = row;
  return {
    register: String(row['register']),
    version: String(row['version']),
    roles: JSON.parse(String(row['roles'])) as string[],
    connectedAt: Number(row['connected_at']),
    heardAt: Number(row['heard_at']),
    offsetMs: numberOf(row['offset_ms']),
    status: typeof status === 'string' ? (JSON.parse(status) as BoxStatus) : null,
    toldAt: numberOf(row['told_at']),
    queueEmptyAt: numberOf(row['queue_empty_at']),
  };
}

function numberOf(value: Row[string] | undefined): number | null {
  return typeof value === 'number' ? value : null;
}
