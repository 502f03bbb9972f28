// The fleet page's answers: every register of the records that the asker may see, with what is known of its box.
import type { Kind, OfficeRecord } from '../../protocol/office/kinds.ts';
import type { Box } from '../../protocol/fleet.ts';
import type { BoxStatus } from '../../protocol/sync.ts';
import type { Scope } from '../api/session-port.ts';
import type { BoxNow, Fleet } from './fleet.ts';

export interface FleetViewParts {
  readonly fleet: Pick<Fleet, 'boxes'>;
  readonly records: { all<K extends Kind>(kind: K): Promise<readonly OfficeRecord<K>[]> };
  /** Registers that a box has a key for. */
  readonly paired: () => Promise<ReadonlySet<string>>;
  /** Numbers of the feed: the last change of all, and what a register was last brought to. */
  readonly feed: {
    latest(): Promise<number>;
    sent(register: string): Promise<{ readonly number: number } | undefined>;
  };
}

/** By name of the register. Those without a record are shown to who sees everything: a box is never lost from sight. */
export async function boxesSeen(parts: FleetViewParts, scope: Scope): Promise<readonly Box[]> {
  const [known, paired, latest] = await Promise.all([
    parts.fleet.boxes(),
    parts.paired(),
    parts.feed.latest(),
  ]);
  const names = new Set<string>();
  const recorded = new Set<string>();
  for (const { body } of await parts.records.all('register')) {
    recorded.add(body.name);
    const heard = known.has(body.name) || paired.has(body.name);
    const open = scope === 'all' || scope.salePoints.has(body.salePoint);
    if (open && (body.active || heard)) names.add(body.name);
  }
  if (scope === 'all')
    for (const name of [...known.keys(), ...paired]) if (!recorded.has(name)) names.add(name);
  const boxes: Box[] = [];
  for (const register of [...names].sort()) {
    const now = known.get(register);
    const sent = now === undefined ? undefined : await parts.feed.sent(register);
    boxes.push(boxOf(register, now, { paired: paired.has(register), latest, sent: sent?.number ?? 0 }));
  }
  return boxes;
}

interface Around {
  readonly paired: boolean;
  readonly latest: number;
  readonly sent: number;
}

const unheard: Omit<Box, 'register' | 'paired'> = {
  linked: false,
  lastHeard: null,
  linkedSince: null,
  version: null,
  roles: [],
  shiftOpen: false,
  queue: null,
  devices: [],
  disk: null,
  temperature: null,
  pages: null,
  addresses: [],
  startedAt: null,
  clockOffsetMs: null,
  feedBehind: null,
  alarms: [],
};

function boxOf(register: string, now: BoxNow | undefined, { paired, latest, sent }: Around): Box {
  if (now === undefined) return { ...unheard, register, paired };
  const { memory, linked, shiftOpen, alarms } = now;
  const { version, roles, connectedAt, heardAt, offsetMs, status } = memory;
  return {
    ...unheard,
    register,
    paired,
    linked,
    lastHeard: heardAt,
    linkedSince: linked ? connectedAt : null,
    version,
    roles: [...roles],
    shiftOpen,
    clockOffsetMs: offsetMs,
    ...(status === null ? {} : told(status, linked ? sent : latest)),
    alarms: [...alarms],
  };
}

/** @param brought number of the feed it should be at */
function told({ feedNumber, addresses = [], ...status }: BoxStatus, brought: number) {
  return { ...status, addresses, feedBehind: Math.max(0, brought - feedNumber) };
}
