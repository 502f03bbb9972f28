// Working times: when people clocked in and out, as the fold over what was journalled. A correction never replaces what was clocked: the
// fold keeps both, and a deleted one stays with who deleted it. Nothing to do with the register's shift (words.md).
import type { EventContext, EventOf } from '../register/events.ts';
import type { UserId } from '../staff/permission.ts';

export type WorkingTimeId = string;

/** Milliseconds since 1970 UTC; `end` null: still in progress. */
export interface WorkingSpan {
  readonly start: number;
  readonly end: number | null;
}

/** A change by somebody who manages working times. */
export interface WorkingTimeChange {
  readonly by: UserId;
  readonly at: number;
  readonly reason?: string;
}

export interface WorkingTime extends WorkingSpan {
  readonly id: WorkingTimeId;
  readonly user: UserId;
  /** As it was clocked, where it was corrected since. */
  readonly original?: WorkingSpan;
  /** The last correction. */
  readonly edited?: WorkingTimeChange;
  readonly deleted?: WorkingTimeChange;
}

export type WorkingTimeEvent = EventOf<
  'working-time.started' | 'working-time.ended' | 'working-time.corrected' | 'working-time.deleted'
>;

/** Nobody works for longer than this: whoever is in for longer forgot to clock out, and nobody knows when they left. */
export const longestMs = 24 * 60 * 60_000;

/** How long it lasted; up to `now` while in progress. Never negative, also where the clock jumped back. */
export function lengthOf({ start, end }: WorkingSpan, now: number): number {
  return Math.max(0, (end ?? now) - start);
}

export function isForgotten(time: WorkingSpan, now: number): boolean {
  return lengthOf(time, now) > longestMs;
}

/** One more thing that happened to a working time; undefined before it was started. */
export function withWorkingTimeEvent(
  time: WorkingTime | undefined,
  { type, payload }: WorkingTimeEvent,
  { at, by }: EventContext,
): WorkingTime | undefined {
  if (type === 'working-time.started')
    return { id: payload.workingTime, user: payload.user, start: payload.start, end: null };
  if (time === undefined) return undefined;
  const { original } = time;
  switch (type) {
    case 'working-time.ended': {
      const ended = { ...time, end: payload.end };
      return original === undefined ? ended : { ...ended, original: { ...original, end: payload.end } };
    }
    case 'working-time.corrected': {
      const { start, end } = payload;
      const clocked = original ?? { start: time.start, end: time.end };
      return { ...time, start, end, original: clocked, edited: changeOf(payload, { at, by }) };
    }
    case 'working-time.deleted':
      return { ...time, deleted: changeOf(payload, { at, by }) };
  }
}

function changeOf({ reason }: { readonly reason?: string }, { at, by }: EventContext): WorkingTimeChange {
  return reason === undefined ? { by, at } : { by, at, reason };
}

/** Hours of one person: what is finished and plausible. The others are told beside the sum, not in it. */
export interface WorkingSum {
  readonly user: UserId;
  readonly lengthMs: number;
  readonly counted: number;
  /** In progress, or so long that they were forgotten. */
  readonly uncounted: number;
}

/** By person, in the order in which they first appear; deleted ones count nowhere. */
export function sumsOf(times: readonly WorkingTime[], now: number): readonly WorkingSum[] {
  const sums = new Map<UserId, WorkingSum>();
  for (const time of times) {
    if (time.deleted !== undefined) continue;
    const { user } = time;
    const sum = sums.get(user) ?? { user, lengthMs: 0, counted: 0, uncounted: 0 };
    const counts = time.end !== null && !isForgotten(time, now);
    sums.set(
      user,
      counts
        ? { ...sum, lengthMs: sum.lengthMs + lengthOf(time, now), counted: sum.counted + 1 }
        : { ...sum, uncounted: sum.uncounted + 1 },
    );
  }
  return [...sums.values()];
}
