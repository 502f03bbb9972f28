// Clocking in and out, and what a correction may say: never twice at one time, never in the future, never longer than a day, nothing lost.
import { assert, suite } from '../../../test/kit.ts';
import { sampleSettings } from '../../../test/sample-shop.ts';
import {
  isForgotten,
  lengthOf,
  sumsOf,
  type WorkingTime,
  type WorkingTimeEvent,
  withWorkingTimeEvent,
} from '../working-time/working-time.ts';
import type { RegisterCommand } from './commands.ts';
import { decide } from './decide.ts';
import { evolve } from './evolve.ts';
import { clockedIn, emptyRegister, type RegisterState } from './state.ts';

const test = suite('working time');
const settings = sampleSettings();
const hour = 3_600_000;
const time: WorkingTime = { id: 'w1', user: 'ingrid', start: 8 * hour, end: 16 * hour };

function at(
  [state, now]: readonly [RegisterState, number],
  command: RegisterCommand,
  { user = 'ingrid', manages = false }: { readonly user?: string; readonly manages?: boolean } = {},
) {
  const actor = { user, grants: manages ? ({ 'shifts.manage': 'allowed' } as const) : {} };
  return decide(state, command, { settings, actor, now });
}

function after(
  [state, now]: readonly [RegisterState, number],
  command: RegisterCommand,
  who?: Parameters<typeof at>[2],
): RegisterState {
  const decision = at([state, now], command, who);
  assert.accepted(decision);
  return decision.value.reduce((before, event) => evolve(before, event, { at: now, by: 'x' }), state);
}

const empty = emptyRegister('B1', 'NOK');
const working = after([empty, 8 * hour], { type: 'clock-in', workingTime: 'w1' });
const correct = (change: Partial<Extract<RegisterCommand, { type: 'correct-working-time' }>>) =>
  ({ type: 'correct-working-time', time, others: [], start: time.start, end: time.end, ...change }) as const;

test('anybody clocks in without a shift and without a right, once', () => {
  assert.is(empty.shift, null);
  assert.equal(clockedIn(working, 'ingrid'), { id: 'w1', start: 8 * hour });
  const again = at([working, 9 * hour], { type: 'clock-in', workingTime: 'w2' });
  assert.refused(again, 'working-time.already-started');
  assert.equal(again.refusal.data, { since: 8 * hour });
  const two = after([working, 9 * hour], { type: 'clock-in', workingTime: 'w2' }, { user: 'pavel' });
  assert.equal(Object.keys(two.clockedIn), ['ingrid', 'pavel']);
});

test('out is for who is in, and nobody is clocked out by another', () => {
  assert.refused(at([empty, 9], { type: 'clock-out' }), 'working-time.not-started');
  assert.refused(
    at([working, 9 * hour], { type: 'clock-out' }, { user: 'pavel' }),
    'working-time.not-started',
  );
  const out = after([working, 16 * hour], { type: 'clock-out' });
  assert.equal(out.clockedIn, {});
});

test('names of people that objects have themselves are nobody special', () => {
  const constructor = { user: 'constructor' };
  assert.refused(at([empty, 1], { type: 'clock-out' }, constructor), 'working-time.not-started');
  const state = after([empty, 1], { type: 'clock-in', workingTime: 'w' }, constructor);
  assert.equal(after([state, 2], { type: 'clock-out' }, constructor).clockedIn, {});
});

test('a clock that was set back makes no negative time', () => {
  const decision = at([working, 7 * hour], { type: 'clock-out' });
  assert.accepted(decision);
  assert.equal(decision.value, [
    { type: 'working-time.ended', payload: { workingTime: 'w1', user: 'ingrid', end: 8 * hour } },
  ]);
  assert.is(lengthOf({ start: 8 * hour, end: null }, 7 * hour), 0);
});

test('a correction needs the right to manage them, and says nothing impossible', () => {
  const manages = { manages: true };
  const now = 40 * hour;
  assert.refused(at([empty, now], correct({ end: 15 * hour })), 'permission.denied');
  const ask = (change: Parameters<typeof correct>[0]) => at([empty, now], correct(change), manages);
  assert.accepted(ask({ end: 15 * hour, reason: 'forgot' }));
  assert.equal(ask({}), { ok: true, value: [] });
  assert.refused(ask({ end: null }), 'working-time.already-ended');
  assert.refused(ask({ end: now + 1 }), 'working-time.in-future');
  assert.refused(ask({ start: now + 1 }), 'working-time.in-future');
  assert.refused(ask({ end: time.start }), 'working-time.not-in-order');
  assert.refused(ask({ end: 32 * hour + 1 }), 'working-time.too-long');
  assert.accepted(ask({ end: 32 * hour }));
  assert.refused(ask({ reason: 'x'.repeat(201), end: 9 * hour }), 'text.too-long');
  const deleted = { ...time, deleted: { by: 'femke', at: 1 } };
  assert.refused(ask({ time: deleted }), 'working-time.unknown');
});

test('nobody works twice at one time; what touches is no overlap, what is deleted counts no more', () => {
  const other = (start: number, end: number | null, rest = {}): WorkingTime => ({
    id: 'w2',
    user: 'ingrid',
    start: start * hour,
    end: end === null ? null : end * hour,
    ...rest,
  });
  const ask = (others: readonly WorkingTime[]) =>
    at([empty, 40 * hour], correct({ others, end: 17 * hour }), { manages: true });
  const met = ask([other(2, 8), other(16, 20)]);
  assert.refused(met, 'working-time.overlaps');
  assert.equal(met.refusal.data, { since: 16 * hour });
  assert.accepted(ask([other(2, 8), other(17, 20)]));
  assert.refused(ask([other(10, null)]), 'working-time.overlaps');
  assert.accepted(ask([other(10, 12, { deleted: { by: 'femke', at: 1 } })]));
  const goesOn = correct({ time: { ...time, end: null }, others: [other(10, 12)], end: null });
  assert.refused(at([empty, 40 * hour], goesOn, { manages: true }), 'working-time.overlaps');
});

test('who is in is corrected in their start, or clocked out by a correction, or taken away', () => {
  const manages = { user: 'femke', manages: true };
  const open: WorkingTime = { ...time, end: null };
  const earlier = after([working, 9 * hour], correct({ time: open, start: 7 * hour, end: null }), manages);
  assert.equal(clockedIn(earlier, 'ingrid'), { id: 'w1', start: 7 * hour });
  assert.equal(after([working, 9 * hour], correct({ time: open, end: 8.5 * hour }), manages).clockedIn, {});
  const gone = after([working, 9 * hour], { type: 'delete-working-time', time: open, reason: '' }, manages);
  assert.equal(gone.clockedIn, {});
  const again = after([gone, 10 * hour], { type: 'clock-in', workingTime: 'w2' });
  const late = after([again, 11 * hour], correct({ time: open, end: 9 * hour }), manages);
  assert.equal(clockedIn(late, 'ingrid')?.id, 'w2', 'an older one that is corrected ends no other');
  const twice = { type: 'delete-working-time', time: { ...open, deleted: { by: 'femke', at: 9 } } } as const;
  assert.equal(at([gone, 12 * hour], twice, manages), { ok: true, value: [] });
  assert.refused(at([gone, 12 * hour], { type: 'delete-working-time', time: open }), 'permission.denied');
});

test('what is told of a working time that nobody started is told of nothing', () => {
  const event = {
    type: 'working-time.ended',
    payload: { workingTime: 'w9', user: 'ingrid', end: 1 },
  } as const;
  assert.is(withWorkingTimeEvent(undefined, event, { at: 1, by: 'ingrid' }), undefined);
});

test('who ends what was corrected meanwhile ends what was clocked, too', () => {
  const context = { at: 9, by: 'femke' };
  const start = {
    type: 'working-time.started',
    payload: { workingTime: 'w1', user: 'ingrid', start: 5 },
  } as const;
  const corrected = {
    type: 'working-time.corrected',
    payload: { workingTime: 'w1', user: 'ingrid', start: 3, end: null, reason: 'came earlier' },
  } as const;
  const ended = {
    type: 'working-time.ended',
    payload: { workingTime: 'w1', user: 'ingrid', end: 8 },
  } as const;
  const all = [start, corrected, ended].reduce<WorkingTime | undefined>(
    (before, event) => withWorkingTimeEvent(before, event, context),
    undefined,
  );
  assert.equal(all, {
    id: 'w1',
    user: 'ingrid',
    start: 3,
    end: 8,
    original: { start: 5, end: 8 },
    edited: { ...context, reason: 'came earlier' },
  });
});

test('what is deleted stays as it was clocked, with who deleted it and why, where they said', () => {
  const context = { at: 9, by: 'femke' };
  const payload = { workingTime: 'w1', user: 'ingrid' };
  const told = (event: WorkingTimeEvent): WorkingTime | undefined =>
    withWorkingTimeEvent({ ...time, end: null }, event, context);
  const ended = told({ type: 'working-time.ended', payload: { ...payload, end: time.end ?? 0 } });
  assert.equal(ended, time, 'what nobody corrected keeps no original');
  assert.equal(withWorkingTimeEvent(ended, { type: 'working-time.deleted', payload }, context), {
    ...time,
    deleted: context,
  });
  assert.equal(told({ type: 'working-time.deleted', payload: { ...payload, reason: 'twice' } }), {
    ...time,
    end: null,
    deleted: { ...context, reason: 'twice' },
  });
});

test('sums count what is finished and plausible, and tell the rest', () => {
  const times: readonly WorkingTime[] = [
    time,
    { ...time, id: 'w2', start: 20 * hour, end: 21 * hour },
    { ...time, id: 'w3', start: 22 * hour, end: null },
    { ...time, id: 'w4', start: 0, end: 25 * hour },
    { ...time, id: 'w5', deleted: { by: 'femke', at: 1 } },
    { ...time, id: 'w6', user: 'pavel', end: 8 * hour + 1 },
  ];
  assert.equal(sumsOf(times, 30 * hour), [
    { user: 'ingrid', lengthMs: 9 * hour, counted: 2, uncounted: 2 },
    { user: 'pavel', lengthMs: 1, counted: 1, uncounted: 0 },
  ]);
  assert.not.ok(isForgotten({ start: 0, end: null }, 24 * hour));
  assert.ok(isForgotten({ start: 0, end: null }, 24 * hour + 1));
});
