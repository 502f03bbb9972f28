// Seed 004, "Editing shifts": clocking in and out at a whole till, and what a manager sees and corrects under Reports > Shifts. Nothing that
// was clocked is ever overwritten, whatever is corrected or deleted, and the journal says who did it.
import { demoPins } from '../../../src/demo/people.ts';
import type { Entry } from '../../../src/domain/journal/entry.ts';
import type { WorkingTimesAnswer, WorkingTimeView } from '../../../src/protocol/working-times.ts';
import type { PageReply } from '../../../src/replay/page.ts';
import { assert, suite } from '../../kit.ts';
import { SimulatedShop } from '../../simulated-shop.ts';
import { type SimulatedPage } from '../../simulated-page.ts';

const test = suite('seed 004: editing shifts');
const minute = 60_000;
const hour = 60 * minute;
let shop: SimulatedShop;
let page: SimulatedPage;
let ids = 0;

test.beforeEach(async () => {
  shop = await SimulatedShop.open();
  page = shop.page();
});
test.afterEach(async () => shop.close());

const nextId = (): string => `clock-${String((ids += 1)).padStart(8, '0')}`;
const pinOf = (user: string): string => demoPins.get(user) ?? '';
const codeOf = (reply: PageReply): string => (reply.ok ? 'ok' : reply.failure.code);

async function clock(direction: 'in' | 'out', user: string, pin = pinOf(user)) {
  return page.command(nextId(), `clock-${direction}`, { user, pin });
}

/** A page that says nothing for so long is let go, and comes back. */
async function passes(ms: number): Promise<void> {
  await shop.clock.advance(ms);
  page.lose();
  page.link(shop.till);
}

async function logIn(user: string): Promise<void> {
  assert.is(codeOf(await page.logIn(user, pinOf(user))), 'ok');
}

async function list(wanted: { readonly user?: string } = {}): Promise<WorkingTimesAnswer> {
  const reply = await page.query('working-times', { from: 0, to: shop.clock.now() + 1, ...wanted });
  assert.ok(reply.ok, JSON.stringify(reply));
  return reply.value as WorkingTimesAnswer;
}

async function onlyOne(): Promise<WorkingTimeView> {
  const { times } = await list();
  assert.is(times.length, 1);
  const [time] = times;
  assert.ok(time !== undefined);
  return time;
}

async function entries(type: string): Promise<readonly Entry[]> {
  return (await shop.store.entries('B1', 0, 1_000)).filter((entry) => entry.type === type);
}

test('clock-in and clock-out on the log-in page, without a shift and without logging in', async () => {
  const begun = shop.clock.now();
  assert.is(codeOf(await clock('in', 'ingrid', '0000')), 'staff.pin-wrong');
  assert.is(codeOf(await clock('in', 'ingrid')), 'ok');
  assert.is(page.views.till?.operator ?? null, null, 'nobody is logged in by it');
  assert.is(page.view.shift, null);
  assert.is(page.views.staff?.users['ingrid']?.workingSince, begun);
  const twice = await clock('in', 'ingrid');
  assert.is(codeOf(twice), 'working-time.already-started');
  await passes(8 * hour);
  assert.is(codeOf(await clock('out', 'ingrid')), 'ok');
  assert.is(codeOf(await clock('out', 'ingrid')), 'working-time.not-started');
  assert.is(page.views.staff?.users['ingrid']?.workingSince, null);
  const [started] = await entries('working-time.started');
  assert.equal([started?.who, started?.subject.startsWith('working-time:')], ['ingrid', true]);
  await logIn('femke');
  const { times, sums } = await list();
  assert.is(times[0]?.lengthMs, 8 * hour);
  assert.equal(sums, [
    { user: 'ingrid', name: 'Ingrid Solberg', lengthMs: 8 * hour, counted: 1, uncounted: 0 },
  ]);
});

test('it works while somebody else is logged in, who stays logged in', async () => {
  await logIn('femke');
  const elsewhere = await shop.page().command(nextId(), 'clock-in', { user: 'ingrid', pin: pinOf('ingrid') });
  assert.is(codeOf(elsewhere), 'ok');
  assert.is(codeOf(await clock('in', 'pavel')), 'ok');
  assert.is(page.view.operator?.id, 'femke');
  assert.equal(
    (await entries('working-time.started')).map(({ who }) => who),
    ['ingrid', 'pavel'],
  );
});

test('wrong PINs lock as at the log-in', async () => {
  for (let tries = 0; tries < 4; tries += 1)
    assert.is(codeOf(await clock('in', 'ingrid', 'wrong')), 'staff.pin-wrong');
  assert.is(codeOf(await clock('out', 'ingrid', 'wrong')), 'staff.locked-out');
  assert.is(codeOf(await clock('in', 'ingrid')), 'staff.locked-out');
  assert.is(codeOf(await page.logIn('ingrid', pinOf('ingrid'))), 'staff.locked-out');
  await passes(30_000);
  assert.is(codeOf(await clock('in', 'ingrid')), 'ok');
});

test('a power cut and the same command again: clocked in once', async () => {
  const id = nextId();
  const body = { user: 'ingrid', pin: pinOf('ingrid') };
  const first = await page.command(id, 'clock-in', body);
  await shop.restart();
  assert.equal(await page.command(id, 'clock-in', body), first);
  assert.is((await entries('working-time.started')).length, 1);
  assert.ok(page.views.staff?.users['ingrid']?.workingSince);
});

test('a manager adjusts clock-in and clock-out; original values, who edited and when are shown', async () => {
  const begun = shop.clock.now();
  await clock('in', 'ingrid');
  await passes(8 * hour);
  await clock('out', 'ingrid');
  await passes(hour);
  await logIn('femke');
  const clocked = await onlyOne();
  assert.equal([clocked.name, clocked.original, clocked.edited], ['Ingrid Solberg', null, null]);
  const correct = async (start: number, end: number, reason = '') =>
    page.command(nextId(), 'correct-working-time', { workingTime: clocked.id, start, end, reason });
  assert.is(codeOf(await correct(begun - hour, begun + 7 * hour, 'forgot to sign in')), 'ok');
  const at = shop.clock.now();
  const once = await onlyOne();
  assert.equal([once.start, once.end], [begun - hour, begun + 7 * hour]);
  assert.equal(once.original, { start: begun, end: begun + 8 * hour });
  assert.equal(once.edited, { by: 'Femke de Vries', at, reason: 'forgot to sign in' });
  await passes(minute);
  assert.is(codeOf(await correct(begun - 2 * hour, begun + 7 * hour)), 'ok');
  const twice = await onlyOne();
  assert.equal(
    twice.original,
    { start: begun, end: begun + 8 * hour },
    'what was clocked, not the first correction',
  );
  assert.is(twice.edited?.at, at + minute);
  const corrections = await entries('working-time.corrected');
  assert.equal(
    corrections.map(({ who }) => who),
    ['femke', 'femke'],
  );
  assert.is(codeOf(await correct(begun, shop.clock.now() + 1)), 'working-time.in-future');
  assert.is(codeOf(await correct(begun, begun)), 'working-time.not-in-order');
  assert.is(codeOf(await correct(begun - 30 * hour, begun)), 'working-time.too-long');
});

test('an active shift is in progress; only a correction ends it for somebody else', async () => {
  const begun = shop.clock.now();
  await clock('in', 'ingrid');
  await passes(25 * hour);
  await logIn('femke');
  const forgotten = await onlyOne();
  assert.equal([forgotten.end, forgotten.forgotten], [null, true]);
  assert.equal((await list()).sums[0], {
    user: 'ingrid',
    name: 'Ingrid Solberg',
    lengthMs: 0,
    counted: 0,
    uncounted: 1,
  });
  const correct = async (start: number, end: number | null) =>
    page.command(nextId(), 'correct-working-time', { workingTime: forgotten.id, start, end });
  assert.is(codeOf(await correct(begun - minute, null)), 'ok');
  assert.is((await onlyOne()).end, null);
  assert.is(codeOf(await correct(begun - minute, begun + 8 * hour)), 'ok');
  assert.is(page.views.staff?.users['ingrid']?.workingSince, null);
  assert.is(codeOf(await clock('out', 'ingrid')), 'working-time.not-started');
  assert.is(codeOf(await correct(begun, null)), 'working-time.already-ended');
});

test('two shifts of one person never overlap by a correction', async () => {
  await logIn('femke');
  const begun = shop.clock.now();
  for (let day = 0; day < 2; day += 1) {
    await clock('in', 'ingrid');
    await passes(4 * hour);
    await clock('out', 'ingrid');
    await passes(hour);
  }
  const { times } = await list();
  const first = times.at(-1)?.id ?? '';
  const until = async (end: number) =>
    page.command(nextId(), 'correct-working-time', { workingTime: first, start: begun, end });
  assert.is(codeOf(await until(begun + 5 * hour + 1)), 'working-time.overlaps');
  assert.is(codeOf(await until(begun + 5 * hour)), 'ok');
});

test('a deleted shift counts no more and can still be read, with who deleted it', async () => {
  await clock('in', 'ingrid');
  await passes(hour);
  await clock('out', 'ingrid');
  await logIn('femke');
  const { id } = await onlyOne();
  const reason = 'clocked by mistake';
  const reply = await page.command(nextId(), 'delete-working-time', { workingTime: id, reason });
  assert.is(codeOf(reply), 'ok');
  const gone = await onlyOne();
  assert.equal(gone.deleted, { by: 'Femke de Vries', at: shop.clock.now(), reason });
  assert.equal((await list()).sums, []);
  assert.is((await entries('working-time.started')).length, 1, 'what was clocked stays in the journal');
  assert.is(
    codeOf(await page.command(nextId(), 'correct-working-time', { workingTime: id, start: 1, end: 2 })),
    'working-time.unknown',
  );
});

test('editing needs shifts.manage; who has it not sees their own and changes nothing', async () => {
  await clock('in', 'ingrid');
  await clock('in', 'pavel');
  await passes(hour);
  await clock('out', 'pavel');
  await logIn('ingrid');
  const { times } = await list();
  assert.equal(
    times.map(({ user }) => user),
    ['ingrid'],
  );
  assert.equal(
    (await list({ user: 'pavel' })).times.map(({ user }) => user),
    ['ingrid'],
  );
  const workingTime = times[0]?.id ?? '';
  for (const reply of [
    await page.command(nextId(), 'correct-working-time', { workingTime, start: 1, end: null }),
    await page.command(nextId(), 'delete-working-time', { workingTime }),
  ])
    assert.is(codeOf(reply), 'permission.denied');
  await logIn('femke');
  assert.equal(
    (await list({ user: 'pavel' })).times.map(({ user }) => user),
    ['pavel'],
  );
});
