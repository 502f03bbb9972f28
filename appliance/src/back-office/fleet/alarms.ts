// What is wrong with a box, as far as the office can tell: a pure look at what was last heard of it. Each alarm says since when.
import type { Box, BoxAlarm } from '../../protocol/fleet.ts';
import type { BoxMemory } from './box-memory.ts';

/** Boxes tell their state every 15 seconds. */
export const silentMs = 120_000;
export const clockOffMs = 30_000;
export const queueOldMs = 3_600_000;
/** Of the disk; thousandths. */
export const diskLowPart = 100;

export type Alarm = Box['alarms'][number];

export interface Looked {
  readonly memory: BoxMemory;
  readonly linked: boolean;
  /** Its register has a shift open, and it is this box's. */
  readonly expected: boolean;
  /** Of the archive: what it could not take of this register, the newest. */
  readonly chain: { readonly since: number; readonly detail: string } | undefined;
  /** By the office's clock. */
  readonly now: number;
}

/** `since` is null where only this look knows: whoever keeps them knows since when (`kept`). */
export function alarmsOf({ memory, linked, expected, chain, now }: Looked): readonly Alarm[] {
  const { heardAt, offsetMs } = memory;
  const alarms: Alarm[] = [];
  if (!linked && expected && now - heardAt > silentMs) alarms.push(alarm('silent', heardAt));
  if (offsetMs !== null && Math.abs(offsetMs) > clockOffMs) alarms.push(alarm('clock-off'));
  if (chain !== undefined) alarms.push({ ...alarm('chain-broken', chain.since), detail: chain.detail });
  return [...alarms, ...statusAlarms(memory, now)];
}

function statusAlarms({ status, queueEmptyAt }: BoxMemory, now: number): readonly Alarm[] {
  if (status === null) return [];
  const { disk, devices, queue, drawerLeftOpen } = status;
  const isLow = disk !== null && disk.freeBytes * 1_000 < disk.sizeBytes * diskLowPart;
  const isOld = queue > 0 && queueEmptyAt !== null && now - queueEmptyAt > queueOldMs;
  return [
    ...(isLow ? [alarm('disk-low')] : []),
    ...devices
      .filter(({ state }) => state === 'faulty' || state === 'gone')
      .map(({ name }) => ({ ...alarm('device-faulty'), detail: name })),
    ...(drawerLeftOpen === undefined ? [] : [alarm('drawer-left-open', drawerLeftOpen)]),
    ...(isOld ? [alarm('queue-old', queueEmptyAt)] : []),
  ];
}

function alarm(code: BoxAlarm, since: number | null = null): Alarm {
  return { code, since, detail: null };
}

/** The alarms of now, those that stood before with the time they came. */
export function kept(before: readonly Alarm[], now: readonly Alarm[], at: number): readonly Alarm[] {
  return now.map((each) => {
    const stood = before.find(({ code, detail }) => code === each.code && detail === each.detail);
    return { ...each, since: each.since ?? stood?.since ?? at };
  });
}

export function sameAlarms(one: readonly Alarm[], other: readonly Alarm[]): boolean {
  const keys = (alarms: readonly Alarm[]): string =>
    JSON.stringify(alarms.map(({ code, detail }) => [code, detail]));
  return keys(one) === keys(other);
}
