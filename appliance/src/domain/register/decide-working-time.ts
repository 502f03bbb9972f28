// Clocking in and out, and correcting it. Whoever clocks does it for themselves; a correction or deletion needs `shifts.manage`, adds to
// the journal and takes nothing out of it. No shift need be open: people come before the drawer is counted and go after it.
import { ok, refuse } from '../refusal.ts';
import { longestMs, type WorkingSpan, type WorkingTime } from '../working-time/working-time.ts';
import type { CommandOf } from './commands.ts';
import type { DecideContext, Decision, Objection } from './decision.ts';
import { clockedIn, type RegisterState } from './state.ts';
import { textTooLong } from './tab-at-hand.ts';

export function clockIn(
  state: RegisterState,
  { workingTime }: CommandOf<'clock-in'>,
  { actor: { user }, now }: DecideContext,
): Decision {
  const open = clockedIn(state, user);
  if (open !== undefined) return refuse('working-time.already-started', { since: open.start });
  return ok([{ type: 'working-time.started', payload: { workingTime, user, start: now } }]);
}

export function clockOut(
  state: RegisterState,
  _command: CommandOf<'clock-out'>,
  { actor: { user }, now }: DecideContext,
): Decision {
  const open = clockedIn(state, user);
  if (open === undefined) return refuse('working-time.not-started');
  // The clock may have been set back meanwhile.
  const end = Math.max(now, open.start);
  return ok([{ type: 'working-time.ended', payload: { workingTime: open.id, user, end } }]);
}

export function correctWorkingTime(
  _state: RegisterState,
  { time, others, start, end, reason }: CommandOf<'correct-working-time'>,
  { now }: DecideContext,
): Decision {
  if (time.deleted !== undefined) return refuse('working-time.unknown');
  const objection =
    textTooLong(reason) ?? badSpan(time, { start, end }, now) ?? overlap(others, { start, end }, now);
  if (objection !== undefined) return objection;
  if (start === time.start && end === time.end) return ok([]);
  const { id, user } = time;
  const payload = { workingTime: id, user, start, end, ...because(reason) };
  return ok([{ type: 'working-time.corrected', payload }]);
}

export function deleteWorkingTime(
  _state: RegisterState,
  { time, reason }: CommandOf<'delete-working-time'>,
  _context: DecideContext,
): Decision {
  if (time.deleted !== undefined) return ok([]);
  const payload = { workingTime: time.id, user: time.user, ...because(reason) };
  return textTooLong(reason) ?? ok([{ type: 'working-time.deleted', payload }]);
}

function badSpan(before: WorkingSpan, { start, end }: WorkingSpan, now: number): Objection {
  if (end === null && before.end !== null) return refuse('working-time.already-ended');
  if (start > now || (end ?? 0) > now) return refuse('working-time.in-future');
  if (end === null) return undefined;
  if (end <= start) return refuse('working-time.not-in-order');
  return end - start > longestMs ? refuse('working-time.too-long') : undefined;
}

/** Nobody works twice at one time. */
function overlap(others: readonly WorkingTime[], wanted: WorkingSpan, now: number): Objection {
  const met = others.find(
    (other) =>
      other.deleted === undefined && wanted.start < (other.end ?? now) && other.start < (wanted.end ?? now),
  );
  return met === undefined ? undefined : refuse('working-time.overlaps', { since: met.start });
}

function because(reason: string | undefined): { readonly reason?: string } {
  return reason === undefined || reason === '' ? {} : { reason };
}
