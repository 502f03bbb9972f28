// Sessions: as long as they are used and no longer, ended by every cause at once, and never found by anything but their token.
import {
  admit,
  closeOffices,
  cookieOf,
  openOffice,
  passwordOf,
  visitor,
  type Office,
} from '../../../test/people/people-ground.ts';
import { assert, suite } from '../../../test/kit.ts';
import type { FastifyRequest } from 'fastify';

const test = suite('office sessions');
test.afterEach(closeOffices);
const hour = 3_600_000;

const request = (cookie: string): FastifyRequest => ({ headers: { cookie } }) as unknown as FastifyRequest;
const isIn = async (office: Office, cookie: string): Promise<boolean> =>
  (await office.people.doorkeeper.session(request(cookie))) !== undefined;

async function reasons(office: Office): Promise<unknown[]> {
  const page = await office.people.events.page({ limit: 50 });
  return page.filter(({ kind }) => kind === 'session.ended').map(({ data }) => data['reason']);
}

test('a session knows who, which rights and which places', async () => {
  const office = await openOffice();
  await admit(office, 'ola', {
    firstName: 'Ola',
    language: 'nl',
    officeRole: 'clerk',
    salePoints: [
      { salePoint: 'bar', role: 'clerk' },
      { salePoint: 'counter', role: 'clerk' },
    ],
    stores: ['cellar'],
    defaultStore: 'cellar',
  });
  const session = await office.people.doorkeeper.session(request(await cookieOf(office, 'ola')));
  assert.is(session?.user, 'ola');
  assert.is(session?.name, 'Ola Nordmann');
  assert.is(session?.language, 'nl');
  assert.is(session?.rights('assortment'), 'edit');
  assert.is(session?.rights('sales'), 'read');
  assert.is(session?.rights('users'), 'none');
  assert.equal(session?.scope, {
    salePoints: new Set(['bar', 'counter']),
    stores: new Set(['cellar']),
    shops: new Set(['oslo']),
  });
  const kari = await office.people.doorkeeper.session(request(await cookieOf(office, 'kari')));
  assert.is(kari?.scope, 'all');
});

test('a session outlives the process; its token is nowhere in the database', async () => {
  let office = await openOffice();
  const cookie = await cookieOf(office, 'kari');
  office = await office.again();
  assert.ok(await isIn(office, cookie));
  const rows = JSON.stringify(await office.database.all('SELECT * FROM office_session'));
  assert.not.ok(rows.includes(cookie.split('=')[1] ?? ''));
});

test('what is no token opens nothing', async () => {
  const office = await openOffice();
  const cookie = await cookieOf(office, 'kari');
  const token = cookie.split('=')[1] ?? '';
  const digest = String((await office.database.get('SELECT digest FROM office_session'))?.['digest']);
  const others = [
    '',
    'countertop_office=',
    `other=${token}`,
    `countertop_office=${token.slice(1)}`,
    `countertop_office=${token}A`,
    `countertop_office=${digest}`,
    `countertop_office=${digest.slice(0, 43)}`,
    `countertop_office=' OR '1'='1`,
    `countertop_office=${'x'.repeat(10_000)}`,
    `countertop_office=%${token}`,
  ];
  for (const other of others) assert.not.ok(await isIn(office, other), other.slice(0, 60));
  assert.ok(await isIn(office, `a=b; ${cookie}; c=d`));
});

test('twelve hours of rest end it, use does not; seven days end it whatever is done', async () => {
  const office = await openOffice();
  const rested = await cookieOf(office, 'kari');
  const used = await cookieOf(office, 'kari');
  await office.clock.advance(11 * hour);
  assert.ok(await isIn(office, used));
  await office.clock.advance(hour);
  assert.not.ok(await isIn(office, rested));
  assert.equal(await reasons(office), ['expired']);
  for (let hours = 12; hours < 7 * 24 - 6; hours += 6) {
    assert.ok(await isIn(office, used), `${String(hours)} h`);
    await office.clock.advance(6 * hour);
  }
  assert.ok(await isIn(office, used));
  await office.clock.advance(6 * hour);
  assert.not.ok(await isIn(office, used));
});

test('use is written down once a minute at most', async () => {
  const office = await openOffice();
  const cookie = await cookieOf(office, 'kari');
  const usedAt = async (): Promise<unknown> =>
    (await office.database.get('SELECT used_at FROM office_session'))?.['used_at'];
  const first = await usedAt();
  await office.clock.advance(59_000);
  await isIn(office, cookie);
  assert.is(await usedAt(), first);
  await office.clock.advance(1_000);
  await isIn(office, cookie);
  assert.is(await usedAt(), office.clock.now());
});

test('it ends with the next request when its owner lost the office, and stays ended when they come back', async () => {
  const changes = [
    ['inactive', { active: false }],
    ['no-role', { officeRole: null }],
  ] as const;
  for (const [reason, change] of changes) {
    const office = await openOffice();
    await admit(office, 'ola');
    const [one, two, other] = [
      await cookieOf(office, 'ola'),
      await cookieOf(office, 'ola'),
      await cookieOf(office, 'kari'),
    ];
    const before = office.records.users.get('ola')!;
    office.records.change('ola', change);
    assert.not.ok(await isIn(office, one));
    office.records.users.set('ola', before);
    assert.not.ok(await isIn(office, one), reason);
    assert.not.ok(await isIn(office, two), reason);
    assert.ok(await isIn(office, other));
    assert.equal(await reasons(office), [reason, reason]);
  }
});

test('it ends when the change is told, without any request, and whoever holds a page open hears of it', async () => {
  const office = await openOffice();
  await admit(office, 'ola', { officeRole: 'clerk' });
  await admit(office, 'per', { officeRole: 'clerk' });
  const [ola, per, kari] = [
    await cookieOf(office, 'ola'),
    await cookieOf(office, 'per'),
    await cookieOf(office, 'kari'),
  ];
  const heard: string[] = [];
  const stop = office.people.sessions.onEnded(({ user, reason }) => heard.push(`${user} ${reason}`));
  office.records.change('ola', { active: false });
  await office.people.recordsChanged('user', ['ola', 'unknown']);
  assert.equal(heard, ['ola inactive']);
  office.records.roles.set('clerk', { ...office.records.roles.get('clerk')!, active: false });
  await office.people.recordsChanged('role', ['clerk']);
  assert.equal(heard, ['ola inactive', 'per no-role']);
  stop();
  office.records.change('ola', { active: true });
  office.records.roles.set('clerk', { ...office.records.roles.get('clerk')!, active: true });
  assert.equal(
    [await isIn(office, ola), await isIn(office, per), await isIn(office, kari)],
    [false, false, true],
  );
});

test('a user who is deleted leaves neither seat nor secrets', async () => {
  const office = await openOffice();
  await admit(office, 'ola');
  const ola = await cookieOf(office, 'ola');
  assert.accepted(await office.people.secrets.setPosPassword('ola', '1357', 'kari'));
  office.records.users.delete('ola');
  await office.people.recordsChanged('user', ['ola']);
  assert.not.ok(await isIn(office, ola));
  assert.is(await office.people.seats.of('ola'), undefined);
  assert.equal(await office.database.all("SELECT user FROM user_secret WHERE user = 'ola'"), []);
});

test('a crash between a change and its effect is made good at the start', async () => {
  let office = await openOffice();
  await admit(office, 'ola');
  const ola = await cookieOf(office, 'ola');
  office.records.change('ola', { active: false });
  office = await office.again();
  office.records.change('ola', { active: true });
  assert.not.ok(await isIn(office, ola));
});

test('it ends with the seat', async () => {
  const office = await openOffice();
  await admit(office, 'ola');
  const ola = await cookieOf(office, 'ola');
  assert.ok(await office.people.seats.unlink('ola', 'kari'));
  assert.not.ok(await isIn(office, ola));
  assert.equal(await reasons(office), ['no-seat']);
});

test('changing the password ends all sessions and begins one anew', async () => {
  const office = await openOffice();
  const [one, two] = [await cookieOf(office, 'kari'), await cookieOf(office, 'kari')];
  const who = { id: 'kari', user: office.records.users.get('kari')!, email: 'kari@example.no' };
  const words = { current: passwordOf('kari'), next: 'another long enough one' };
  assert.refused(
    await office.people.ownPassword.change(who, { ...words, current: 'wrong' }, visitor),
    'password.wrong',
  );
  assert.refused(
    await office.people.ownPassword.change(who, { ...words, next: 'short' }, visitor),
    'password.too-short',
  );
  assert.refused(
    await office.people.ownPassword.change(who, { ...words, next: 'kari-kari-1' }, visitor),
    'password.too-common',
  );
  assert.ok(await isIn(office, one));
  const changed = await office.people.ownPassword.change(who, words, visitor);
  assert.accepted(changed);
  assert.equal([await isIn(office, one), await isIn(office, two)], [false, false]);
  assert.ok(await isIn(office, `countertop_office=${changed.value}`));
  const old = { email: 'kari@example.no', password: words.current };
  assert.refused(await office.people.signIn.signIn(old, visitor), 'sign-in.wrong');
  assert.accepted(await office.people.signIn.signIn({ ...old, password: words.next }, visitor));
});

test("one's own password is not guessed at an unlocked desk either", async () => {
  const office = await openOffice();
  const check = (password: string) => office.people.ownPassword.check('kari', password, visitor.address);
  for (let attempt = 0; attempt < 4; attempt += 1) assert.refused(await check('wrong'), 'password.wrong');
  assert.refused(await check('wrong'), 'sign-in.locked-out');
  assert.refused(await check(passwordOf('kari')), 'sign-in.locked-out');
  await office.clock.advance(30_000);
  assert.accepted(await check(passwordOf('kari')));
});

test('they are listed for their owner, and ended one by one or all others', async () => {
  const office = await openOffice();
  const { sessions } = office.people;
  const first = await cookieOf(office, 'kari', { address: '192.0.2.1', agent: 'x'.repeat(1_000) });
  await office.clock.advance(1_000);
  const second = await cookieOf(office, 'kari');
  const list = await sessions.of('kari');
  assert.equal(
    list.map(({ address }) => address),
    ['192.0.2.7', '192.0.2.1'],
  );
  assert.is(list[1]?.agent.length, 200);
  assert.not.ok(await sessions.end('ola', list[1]?.id ?? '', 'ended-by-owner'));
  assert.ok(await sessions.end('kari', list[1]?.id ?? '', 'ended-by-owner'));
  assert.equal([await isIn(office, first), await isIn(office, second)], [false, true]);
  await cookieOf(office, 'kari');
  assert.is(await sessions.endAll('kari', 'ended-by-owner', list[0]?.id), 1);
  assert.ok(await isIn(office, second));
});

test('twenty at most: the longest unused gives way', async () => {
  const office = await openOffice();
  const cookies: string[] = [];
  for (let count = 0; count < 22; count += 1) {
    cookies.push(await cookieOf(office, 'kari'));
    await office.clock.advance(1_000);
  }
  const living = await Promise.all(cookies.map((cookie) => isIn(office, cookie)));
  assert.equal(
    living,
    cookies.map((_cookie, index) => index >= 2),
  );
  assert.is((await office.people.sessions.of('kari')).length, 20);
});

test('what is over is forgotten by the nightly round', async () => {
  const office = await openOffice();
  await cookieOf(office, 'kari');
  await office.clock.advance(13 * hour);
  const kept = await cookieOf(office, 'kari');
  await office.people.tidy();
  assert.is((await office.database.all('SELECT id FROM office_session')).length, 1);
  assert.ok(await isIn(office, kept));
});
