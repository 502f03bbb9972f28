// What the page of working times is told: names in place of ids, sums made here. Who does not manage working times is told their own.
import type { Actor } from '../../domain/staff/permission.ts';
import {
  isForgotten,
  lengthOf,
  sumsOf,
  type WorkingTime,
  type WorkingTimeChange,
} from '../../domain/working-time/working-time.ts';
import type { QueryBody } from '../../protocol/commands.ts';
import type {
  WorkingTimeChangeView,
  WorkingTimesAnswer,
  WorkingTimeView,
} from '../../protocol/working-times.ts';
import type { WorkingTimes } from '../journal/working-times.ts';

export interface WorkingTimesAsked {
  readonly wanted: QueryBody<'working-times'>;
  readonly actor: Actor;
  /** Of everybody who ever worked here, by id. */
  readonly names: ReadonlyMap<string, string>;
  readonly now: number;
}

export async function workingTimesAnswer(
  workingTimes: Pick<WorkingTimes, 'within'>,
  { wanted, actor, names, now }: WorkingTimesAsked,
): Promise<WorkingTimesAnswer> {
  const manages = (actor.grants['shifts.manage'] ?? 'denied') !== 'denied';
  const { times, complete } = await workingTimes.within(manages ? wanted : { ...wanted, user: actor.user });
  const nameOf = (user: string): string => names.get(user) ?? user;
  const shown = manages ? times : times.filter(({ deleted }) => deleted === undefined);
  return {
    times: shown.map((time) => viewOf(time, nameOf, now)),
    sums: sumsOf(times, now)
      .map((sum) => ({ ...sum, name: nameOf(sum.user) }))
      .sort((one, other) => one.name.localeCompare(other.name)),
    complete,
  };
}

function viewOf(time: WorkingTime, nameOf: (user: string) => string, now: number): WorkingTimeView {
  const change = (made: WorkingTimeChange | undefined): WorkingTimeChangeView | null =>
    made === undefined ? null : { by: nameOf(made.by), at: made.at, reason: made.reason ?? null };
  return {
    id: time.id,
    user: time.user,
    name: nameOf(time.user),
    start: time.start,
    end: time.end,
    lengthMs: lengthOf(time, now),
    forgotten: isForgotten(time, now),
    original: time.original ?? null,
    edited: change(time.edited),
    deleted: change(time.deleted),
  };
}
