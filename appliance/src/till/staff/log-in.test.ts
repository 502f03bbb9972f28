// Who may act: right and wrong PINs, lock-out that cannot be dodged by guessing in parallel or by pulling the plug, and one operator at a time.
import { join } from 'node:path';
import { assert, seeded, suite, tempDir, virtualClock, type VirtualClock } from '../../../test/kit.ts';
import { grantFor } from '../../domain/staff/permission.ts';
import { openSqlite, type SqliteDatabase } from '../../platform/database/sqlite.ts';
import { hashPassword, passwordMatches } from '../../platform/password/password.ts';
import { LogIn } from './log-in.ts';
import { defaultRoles } from './roles.ts';
import { dismissStaff, putRoles, putStaff, StaffStore } from './staff-store.ts';

const test = suite('log-in');
const nothing = (): void => undefined;
const log = { debug: nothing, info: nothing, warn: nothing, error: nothing };

interface Played {
  readonly logIn: LogIn;
  readonly staff: StaffStore;
  readonly clock: VirtualClock;
  readonly lockOuts: string[];
  readonly database: SqliteDatabase;
  /** As after a restart: the same database, everything else new. */
  again(): LogIn;
}

const open: SqliteDatabase[] = [];
test.afterEach(async () => {
  for (const database of open.splice(0)) await database.close();
});

async function play(): Promise<Played> {
  const clock = virtualClock();
  const database = await openSqlite(join(tempDir('staff'), 'till.db'), { clock, log, readers: 1 });
  open.push(database);
  const staff = new StaffStore(database);
  await database.transaction(async (tx) => putRoles(tx, defaultRoles));
  for (const [id, role, pin] of [
    ['ingrid', 'staff', '1234'],
    ['femke', 'manager', '9876'],
    ['ola', 'staff', 'pässwörd 💶'],
  ] as const) {
    const pinHash = await hashPassword(pin);
    await database.transaction(async (tx) =>
      putStaff(tx, [{ id, name: id, role, language: 'nb', pinHash, colour: null }]),
    );
  }
  const lockOuts: string[] = [];
  const again = (): LogIn =>
    new LogIn({
      staff,
      clock,
      randomness: seeded(1),
      onLockOut: (user, attempts) => lockOuts.push(`${user} ${attempts}`),
    });
  return { logIn: again(), staff, clock, lockOuts, again, database };
}

/** Guesses wrongly until locked out; how many guesses were looked at. */
async function guess(logIn: LogIn, user: string): Promise<number> {
  for (let looked = 1; ; looked += 1) {
    const answer = await logIn.check(user, `wrong ${looked}`);
    if (!answer.ok && answer.refusal.code === 'staff.locked-out') return looked;
    assert.refused(answer, 'staff.pin-wrong');
  }
}

test('the right PIN, of any characters, is let in', async () => {
  const { logIn } = await play();
  assert.accepted(await logIn.logIn('ola', 'pässwörd 💶'));
  // The same text, its letters composed another way, as another keyboard sends it.
  assert.accepted(await logIn.check('ola', 'pässwörd 💶'.normalize('NFD')));
  assert.refused(await logIn.check('ola', 'PÄSSWÖRD 💶'), 'staff.pin-wrong');
  assert.refused(await logIn.check('nobody', '1234'), 'staff.unknown');
});

test('the fifth wrong PIN locks, with the number left before and the time after', async () => {
  const { logIn, clock, lockOuts } = await play();
  for (const left of [4, 3, 2, 1]) {
    const answer = await logIn.check('ingrid', 'wrong');
    assert.refused(answer, 'staff.pin-wrong');
    assert.equal(answer.refusal.data, { left });
  }
  const locked = await logIn.check('ingrid', 'wrong');
  assert.refused(locked, 'staff.locked-out');
  assert.equal(locked.refusal.data, { until: clock.now() + 30_000, name: 'ingrid' });
  assert.equal(lockOuts, ['ingrid 5']);
  assert.refused(await logIn.check('ingrid', '1234'), 'staff.locked-out');
  assert.accepted(await logIn.check('femke', '9876'));
});

test('each further wrong PIN doubles the wait, up to a quarter of an hour; the right one forgets all', async () => {
  const { logIn, clock } = await play();
  assert.is(await guess(logIn, 'ingrid'), 5);
  for (const wait of [30_000, 60_000, 120_000, 240_000, 480_000, 900_000, 900_000]) {
    await clock.advance(wait - 1);
    assert.refused(await logIn.check('ingrid', '1234'), 'staff.locked-out');
    await clock.advance(1);
    assert.refused(await logIn.check('ingrid', 'wrong'), 'staff.locked-out');
  }
  await clock.advance(900_000);
  assert.accepted(await logIn.check('ingrid', '1234'));
  assert.is(await guess(logIn, 'ingrid'), 5);
});

test('the lock outlives a restart, and so does the count before it', async () => {
  const { logIn, again, clock } = await play();
  for (let index = 0; index < 4; index += 1) await logIn.check('ingrid', 'wrong');
  assert.refused(await again().check('ingrid', 'wrong'), 'staff.locked-out');
  assert.refused(await again().check('ingrid', '1234'), 'staff.locked-out');
  await clock.advance(30_000);
  assert.accepted(await again().check('ingrid', '1234'));
});

test('guessing in parallel gives not one guess more', { timeoutMs: 60_000 }, async () => {
  const { logIn, again, staff, lockOuts } = await play();
  // Two tills' worth of doors on one database, as hard as they can.
  const doors = [logIn, again()];
  let wrong = 0;
  for (let round = 0; round < 12; round += 1) {
    const answers = await Promise.all(
      Array.from({ length: 6 }, async (_, index) =>
        doors[index % 2]?.check('ingrid', `guess ${round} ${index}`),
      ),
    );
    wrong += answers.filter(
      (answer) => answer?.ok === false && answer.refusal.code === 'staff.pin-wrong',
    ).length;
  }
  assert.is(wrong, 4, 'guesses that were told wrong before the lock');
  assert.is((await staff.member('ingrid'))?.failedAttempts, 5);
  assert.equal(lockOuts, ['ingrid 5']);
});

test('a guess counts before it is looked at: pulling the plug meanwhile does not take it back', async () => {
  const { logIn, staff } = await play();
  const guessing = logIn.check('ingrid', 'wrong');
  // argon2id takes tens of milliseconds; the count is durable before it begins.
  let counted = 0;
  for (let tries = 0; tries < 10_000 && counted === 0; tries += 1)
    counted = (await staff.member('ingrid'))?.failedAttempts ?? 0;
  let finished = false;
  void guessing.then(() => (finished = true));
  await Promise.resolve();
  assert.is(counted, 1);
  assert.not.ok(finished);
  await guessing;
});

test('more checks at once than memory allows are told to wait', async () => {
  const { logIn } = await play();
  const answers = await Promise.all([
    logIn.check('ingrid', '1234'),
    logIn.check('femke', '9876'),
    logIn.check('ola', 'x'),
  ]);
  assert.equal(
    answers.map((answer) => (answer.ok ? 'ok' : answer.refusal.code)),
    ['ok', 'ok', 'box.busy'],
  );
  assert.refused(await logIn.check('ola', 'x'), 'staff.pin-wrong');
});

test('a token is good for one session only, and a new one replaces the old', async () => {
  const { logIn } = await play();
  const first = await logIn.logIn('ingrid', '1234');
  assert.accepted(first);
  assert.ok(logIn.holds(first.value.token));
  for (const token of [undefined, '', 'x', `${first.value.token}x`]) assert.not.ok(logIn.holds(token));
  const second = await logIn.logIn('femke', '9876');
  assert.accepted(second);
  assert.is.not(second.value.token, first.value.token);
  assert.not.ok(logIn.holds(first.value.token));
  assert.ok(logIn.holds(second.value.token));
  assert.refused(await logIn.logIn('ingrid', 'wrong'), 'staff.pin-wrong');
  assert.ok(logIn.holds(second.value.token), 'a failed log-in ended the session of another');
  logIn.logOut();
  assert.not.ok(logIn.holds(second.value.token));
  assert.is(logIn.actor(), undefined);
});

test('an approver lends what they may, for that command', async () => {
  const { logIn } = await play();
  assert.accepted(await logIn.logIn('ingrid', '1234'));
  const approver = await logIn.check('femke', '9876');
  assert.accepted(approver);
  const [alone, approved] = [logIn.actor(), logIn.actor(approver.value)];
  assert.ok(alone !== undefined && approved !== undefined);
  assert.is(grantFor(alone, 'sale.discount'), 'approval');
  assert.is(grantFor(approved, 'sale.discount'), 'allowed');
  assert.is(approved.user, 'ingrid');
  const colleague = await logIn.check('ola', 'pässwörd 💶');
  assert.accepted(colleague);
  const byEqual = logIn.actor(colleague.value);
  assert.ok(byEqual !== undefined);
  assert.is(grantFor(byEqual, 'sale.discount'), 'approval');
});

test('PINs are kept as salted argon2id', async () => {
  const [one, other] = [await hashPassword('1234'), await hashPassword('1234')];
  assert.match(one, /^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  assert.is.not(one, other);
  assert.ok(await passwordMatches(one, '1234'));
  assert.not.ok(await passwordMatches(one, '1235'));
});

test('who was sent away is told so, keeps the name and the count of attempts, and may come back', async () => {
  const { logIn, staff, database } = await play();
  assert.refused(await logIn.check('ingrid', 'wrong'), 'staff.pin-wrong');
  const before = await staff.member('ingrid');
  assert.ok(before !== undefined);
  await database.transaction(async (tx) => dismissStaff(tx, ['ingrid', 'nobody']));
  assert.refused(await logIn.check('ingrid', '1234'), 'staff.no-sale-point');
  assert.refused(await logIn.check('nobody', '1234'), 'staff.unknown');
  assert.is((await staff.names()).get('ingrid'), 'ingrid');
  assert.is((await staff.active()).length, 2);
  await database.transaction(async (tx) => putStaff(tx, [{ ...before, role: 'manager', name: 'Ingrid' }]));
  const again = await staff.member('ingrid');
  assert.equal([again?.failedAttempts, again?.role.id, again?.name], [1, 'manager', 'Ingrid']);
  assert.accepted(await logIn.check('ingrid', '1234'));
});

test('who is sent away while the PIN is looked at does not get in', async () => {
  const { logIn, staff, database } = await play();
  const entering = logIn.logIn('ingrid', '1234');
  for (let tries = 0; tries < 10_000; tries += 1)
    if (((await staff.member('ingrid'))?.failedAttempts ?? 0) > 0) break;
  await database.transaction(async (tx) => dismissStaff(tx, ['ingrid']));
  assert.refused(await entering, 'staff.no-sale-point');
  assert.is(logIn.session, null);
});
