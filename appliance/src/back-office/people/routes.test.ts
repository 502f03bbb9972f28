// Every route of the people's side: who may call it, what it refuses, and that no secret leaves by any of them.
import { Secret, TOTP } from 'otpauth';
import {
  admit,
  closeOffices,
  everything,
  openEmptyOffice,
  openOffice,
  passwordOf,
  tokensFor,
  user,
  type Office,
} from '../../../test/people/people-ground.ts';
import { table, urlOf } from '../../../test/people/people-routes.ts';
import { servePeople, type PeopleServer } from '../../../test/people/people-server.ts';
import { assert, suite } from '../../../test/kit.ts';
import { peopleRefusals } from '../../protocol/office/people-refusals.ts';

const test = suite('people routes');
const servers: PeopleServer[] = [];
test.afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
  await closeOffices();
});

async function serve(office: Office): Promise<PeopleServer> {
  const server = await servePeople(office);
  servers.push(server);
  return server;
}

const codeOf = (answer: { json: () => unknown }): unknown =>
  (answer.json() as { error?: { code?: unknown } }).error?.code;
const next = 'a new and long one';

test('signing in gives a cookie no script reads and no other site sends, signing out takes it', async () => {
  const office = await openOffice();
  office.records.change('kari', { stores: ['cellar'], defaultStore: 'cellar' });
  const { ask } = await serve(office);
  const body = { email: 'kari@example.no', password: passwordOf('kari') };
  const signedIn = await ask('POST', '/api/sign-in', { body });
  assert.is(signedIn.statusCode, 200);
  assert.equal(signedIn.json(), { user: 'kari', language: 'nb', defaultStore: 'cellar' });
  const given = String(signedIn.headers['set-cookie']);
  assert.match(given, /^countertop_office=[\w-]{43}; Max-Age=604800; Path=\/; HttpOnly; SameSite=Strict$/);
  assert.is(signedIn.headers['cache-control'], 'no-store');
  const cookie = given.split(';')[0] ?? '';
  assert.is((await ask('GET', '/api/me', { cookie })).statusCode, 200);
  const out = await ask('POST', '/api/sign-out', { cookie });
  assert.is(out.statusCode, 204);
  assert.match(String(out.headers['set-cookie']), /^countertop_office=; Max-Age=0;/);
  assert.is((await ask('GET', '/api/me', { cookie })).statusCode, 401);
});

test('me: rights, places, modules, and seats for who may see settings', async () => {
  const office = await openOffice();
  const { ask } = await serve(office);
  await admit(office, 'ola', { officeRole: 'clerk', salePoints: [{ salePoint: 'kiosk', role: 'clerk' }] });
  const kari = (await ask('GET', '/api/me', { as: 'kari' })).json<Record<string, unknown>>();
  assert.is(kari['scope'], 'all');
  assert.is(kari['administrator'], true);
  assert.equal(kari['seats'], { seats: 5, linked: 2, unused: 3 });
  assert.equal(kari['rights'], everything);
  const ola = (await ask('GET', '/api/me', { as: 'ola' })).json<Record<string, unknown>>();
  assert.equal(ola['scope'], { salePoints: ['kiosk'], stores: [], shops: ['bergen'] });
  assert.is(ola['seats'], null);
  assert.is((ola['rights'] as Record<string, string>)['users'], 'none');
});

test('what is malformed is told to those only who may call the route', async () => {
  const office = await openOffice();
  const { ask } = await serve(office);
  await admit(office, 'ola', { officeRole: 'clerk' });
  const body = { seats: 'many' };
  assert.is(codeOf(await ask('PUT', '/api/seats', { body })), 'sign-in.needed');
  assert.is(codeOf(await ask('PUT', '/api/seats', { as: 'ola', body })), 'right.needed');
  const answer = await ask('PUT', '/api/seats', { as: 'kari', body });
  assert.equal(answer.json(), { error: { code: 'request.malformed', data: { at: 'body/seats' } } });
});

test('one sets one’s own language', async () => {
  const office = await openOffice();
  const { ask } = await serve(office);
  assert.is((await ask('PUT', '/api/me/language', { as: 'kari', body: { language: 'cs' } })).statusCode, 204);
  assert.is(office.records.users.get('kari')?.language, 'cs');
  assert.is((await ask('PUT', '/api/me/language', { as: 'kari', body: { language: 'xx' } })).statusCode, 400);
});

test('before the first user the door says so, and the set-up lets its user straight in', async () => {
  const office = await openEmptyOffice();
  const { ask } = await serve(office);
  assert.is((await ask('GET', '/api/sign-in')).json<{ setUp: boolean }>().setUp, false);
  const token = (await office.people.consoleLinks.setup())?.split('#')[1];
  const person = { firstName: 'Kari', lastName: 'N', email: 'kari@example.no', language: 'cs' };
  const used = await ask('POST', '/api/one-time-link/use', { body: { token, password: next, person } });
  assert.equal(used.json(), { signedIn: true });
  const cookie = String(used.headers['set-cookie']).split(';')[0] ?? '';
  assert.is((await ask('GET', '/api/me', { cookie })).json<{ language: string }>().language, 'cs');
  assert.is((await ask('GET', '/api/sign-in')).json<{ setUp: boolean }>().setUp, true);
});

test('writes come from the office’s own pages only', async () => {
  const office = await openOffice();
  const { ask } = await serve(office);
  const body = { email: 'kari@example.no', password: passwordOf('kari') };
  for (const origin of [
    'http://evil.example',
    'null',
    '',
    'http://localhost.evil.example',
    'http://localhost:1',
  ])
    assert.is(
      codeOf(await ask('POST', '/api/sign-in', { body, headers: { origin } })),
      'origin.refused',
      origin,
    );
  assert.is(
    codeOf(await ask('DELETE', '/api/me/sessions', { as: 'kari', headers: { origin: 'http://a.b' } })),
    'origin.refused',
  );
  assert.is(
    (await ask('GET', '/api/me', { as: 'kari', headers: { origin: 'http://evil.example' } })).statusCode,
    200,
  );
  assert.is((await ask('POST', '/api/sign-in', { body, headers: { host: 'evil.example' } })).statusCode, 421);
});

test('what is malformed is refused with where, never with what', async () => {
  const office = await openOffice();
  const { ask } = await serve(office);
  const secret = 'hunter2 hunter2';
  const bodies: readonly unknown[] = [
    {},
    [],
    'text',
    { email: 'a@b.no' },
    { email: 'a@b.no', password: 12345678901 },
    { email: { $ne: '' }, password: secret },
    { email: 'a@b.no', password: [secret] },
    { email: 'a@b.no', password: secret, admin: true },
    { email: 'a@b.no', password: secret.repeat(100) },
    { email: 'x'.repeat(255), password: secret },
    { email: 'a@b.no', password: '' },
    { email: 'a@b.no', password: secret, code: 123456 },
    JSON.parse(`{"email":"a@b.no","password":"${secret}","constructor":{"prototype":{}}}`),
  ];
  for (const body of bodies) {
    const answer = await ask('POST', '/api/sign-in', { body });
    assert.ok(answer.statusCode >= 400 && answer.statusCode < 500, JSON.stringify(body).slice(0, 80));
    assert.is(codeOf(answer), 'request.malformed');
    assert.not.match(answer.body, /hunter2/);
  }
  const json = { 'content-type': 'application/json' };
  for (const text of ['{', '', '{"__proto__":{}}', '\u0000'])
    assert.is(codeOf(await ask('POST', '/api/sign-in', { body: text, headers: json })), 'request.malformed');
  const large = await ask('POST', '/api/sign-in', { body: 'x'.repeat(70_000), headers: json });
  assert.is(large.statusCode, 413);
  for (const query of ['limit=0', 'limit=abc', 'limit=201', 'before=-1', 'other=1', 'limit=1&limit=2'])
    assert.is(
      codeOf(await ask('GET', `/api/people-events?${query}`, { as: 'kari' })),
      'request.malformed',
      query,
    );
  assert.is((await ask('GET', '/api/people-events?limit=1', { as: 'kari' })).statusCode, 200);
  assert.is(
    codeOf(await ask('PUT', '/api/modules/unknown', { as: 'kari', body: { active: true } })),
    'request.malformed',
  );
});

test('locked out: 429, with when to come again', async () => {
  const office = await openOffice();
  const { ask } = await serve(office);
  const body = { email: 'kari@example.no', password: 'wrong' };
  let answer = await ask('POST', '/api/sign-in', { body });
  for (let attempt = 1; attempt < 5; attempt += 1) answer = await ask('POST', '/api/sign-in', { body });
  assert.is(answer.statusCode, 429);
  assert.is(answer.headers['retry-after'], '30');
});

test('every refusal travels under its own status', () => {
  for (const [code, status] of Object.entries(peopleRefusals)) {
    assert.match(code, /^[a-z-]+\.[a-z-]+$/);
    assert.ok(status >= 400 && status < 600);
  }
});

test('who may edit users does not reach who may do more', async () => {
  const office = await openOffice();
  const { ask } = await serve(office);
  await admit(office, 'ola', { officeRole: 'personnel' });
  await admit(office, 'per', { officeRole: 'clerk' });
  for (const [method, url, body] of [
    ['POST', '/api/users/kari/pos-password', { password: '2580' }],
    ['POST', '/api/users/kari/invite', { email: 'ola-too@example.no' }],
    ['POST', '/api/users/kari/totp/end', undefined],
    ['DELETE', '/api/users/kari/sessions', undefined],
  ] as const)
    assert.is(codeOf(await ask(method, url, { as: 'ola', body })), 'right.more-than-own', url);
  const set = await ask('POST', '/api/users/per/pos-password', { as: 'ola', body: { password: '1111' } });
  assert.equal(set.json(), { warnings: ['trivial'] });
  assert.is((await ask('DELETE', '/api/users/per/sessions', { as: 'ola' })).statusCode, 204);
  assert.is(
    codeOf(await ask('POST', '/api/users/none/pos-password', { as: 'ola', body: { password: '1111' } })),
    'user.unknown',
  );
});

test('seats by their routes: linked, sent, counted, taken away', async () => {
  const office = await openOffice();
  const { ask } = await serve(office);
  office.records.users.set('ola', user({ number: '2', firstName: 'Ola' }));
  const linked = await ask('POST', '/api/seats', {
    as: 'kari',
    body: { user: 'ola', email: 'ola@example.no' },
  });
  assert.is(linked.statusCode, 200);
  assert.equal(linked.json<Record<string, unknown>>()['confirmedAt'], null);
  const list = (await ask('GET', '/api/seats', { as: 'kari' })).json<{
    unused: number;
    list: { name: string }[];
  }>();
  assert.is(list.unused, 3);
  assert.equal(
    list.list.map(({ name }) => name),
    ['Kari Nordmann', 'Ola Nordmann'],
  );
  assert.is(codeOf(await ask('PUT', '/api/seats', { as: 'kari', body: { seats: 1 } })), 'seat.too-few');
  assert.is(codeOf(await ask('DELETE', '/api/seats/kari', { as: 'kari' })), 'user.last-administrator');
  assert.is((await ask('DELETE', '/api/seats/ola', { as: 'kari' })).statusCode, 204);
  assert.is(codeOf(await ask('DELETE', '/api/seats/ola', { as: 'kari' })), 'seat.unknown');
  const [token] = await tokensFor(office, 'ola@example.no');
  assert.is(codeOf(await ask('POST', '/api/one-time-link', { body: { token } })), 'link.invalid');
});

test('no secret is in any answer, letter to others, event or log, whatever is done', async () => {
  const office = await openOffice();
  const { ask, answered } = await serve(office);
  const secrets: string[] = [passwordOf('kari'), next, '86420', 'mail server secret'];
  const own = { password: passwordOf('kari') };
  const begun = (await ask('POST', '/api/me/totp', { as: 'kari', body: own })).json<{ secret: string }>();
  const totp = new TOTP({ secret: Secret.fromBase32(begun.secret) });
  const code = totp.generate({ timestamp: office.clock.now() });
  const confirmed = await ask('POST', '/api/me/totp/confirm', { as: 'kari', body: { code } });
  const { recoveryCodes } = confirmed.json<{ recoveryCodes: string[] }>();
  assert.is(recoveryCodes.length, 8);
  // Shown once, to whom they belong; from here on nowhere.
  answered.length = 0;
  secrets.push(begun.secret, ...recoveryCodes);
  await ask('POST', '/api/me/pos-password', { as: 'kari', body: { ...own, posPassword: '86420' } });
  const server = {
    host: 'mail.example',
    port: 587,
    secure: 'starttls',
    user: 'shop',
    from: { address: 'shop@example.no', name: '' },
  };
  const set = await ask('PUT', '/api/mail-settings', {
    as: 'kari',
    body: { ...server, password: 'mail server secret' },
  });
  assert.is(set.statusCode, 204);
  assert.equal((await ask('GET', '/api/mail-settings', { as: 'kari' })).json(), {
    server: { ...server, hasPassword: true },
  });
  assert.is((await ask('DELETE', '/api/mail-settings', { as: 'kari' })).statusCode, 204);
  await ask('POST', '/api/password-reset', { body: { email: 'kari@example.no' } });
  await office.people.accounts.stop();
  for (const url of [
    '/api/me',
    '/api/me/sessions',
    '/api/users/kari/access',
    '/api/seats',
    '/api/outbox',
    '/api/people-events',
    '/api/modules',
    '/api/sign-in',
  ])
    assert.is((await ask('GET', url, { as: 'kari' })).statusCode, 200, url);
  const cookie = await cookieOfWithCode(office, recoveryCodes[0] ?? '');
  const changed = await ask('POST', '/api/me/password', {
    cookie,
    body: { current: passwordOf('kari'), next },
  });
  assert.is(changed.statusCode, 204);
  for (const [route, , body] of table) await ask(...urlOf(route), { cookie, body });
  const rows = [
    ...(await office.database.all('SELECT user, email FROM seat')),
    ...(await office.database.all('SELECT * FROM people_event')),
    ...(await office.database.all('SELECT * FROM office_session')),
    ...(await office.database.all('SELECT * FROM people_setting')),
  ];
  const everythingSaid = [...answered, ...office.said, JSON.stringify(rows)].join('\n');
  for (const secret of [...secrets, ...secrets.map((each) => Buffer.from(each).toString('base64'))])
    assert.not.ok(everythingSaid.includes(secret), `${secret} was said`);
  for (const hash of ['quick$', '$argon2', cookie.split('=')[1] ?? '?'])
    assert.not.ok(everythingSaid.includes(hash), `${hash} was said`);
});

async function cookieOfWithCode(office: Office, code: string): Promise<string> {
  const credentials = { email: 'kari@example.no', password: passwordOf('kari'), code };
  const signedIn = await office.people.signIn.signIn(credentials, { address: 'elsewhere', agent: '' });
  assert.accepted(signedIn);
  return `countertop_office=${signedIn.value.token}`;
}

test('the outbox shows letters with their text to an administrator, and throws them away', async () => {
  const office = await openOffice();
  const { ask } = await serve(office);
  assert.is((await ask('POST', '/api/mail-settings/trial', { as: 'kari' })).statusCode, 204);
  const list = (await ask('GET', '/api/outbox', { as: 'kari' })).json<{
    server: boolean;
    letters: { id: string; state: string }[];
  }>();
  assert.is(list.server, false);
  const [letter] = list.letters;
  assert.is(letter?.state, 'kept');
  const read = (await ask('GET', `/api/outbox/${letter?.id ?? ''}`, { as: 'kari' })).json<{
    text: string;
    to: string;
  }>();
  assert.is(read.to, 'kari@example.no');
  assert.match(read.text, /bakkontoret/);
  assert.is(
    codeOf(await ask('POST', `/api/outbox/${letter?.id ?? ''}/retry`, { as: 'kari' })),
    'mail.letter-unknown',
  );
  assert.is((await ask('DELETE', `/api/outbox/${letter?.id ?? ''}`, { as: 'kari' })).statusCode, 204);
  assert.is((await ask('GET', `/api/outbox/${letter?.id ?? ''}`, { as: 'kari' })).statusCode, 404);
});

test('a fault is a fault: told to the log, not to who asked', async () => {
  const office = await openOffice();
  const { ask } = await serve(office);
  await ask('GET', '/api/me', { as: 'kari' });
  office.records.role = async () => {
    throw new Error('the disk of secrets');
  };
  const answer = await ask('GET', '/api/me', { as: 'kari' });
  assert.is(answer.statusCode, 500);
  assert.equal(answer.json(), { error: { code: 'office.fault', data: {} } });
  assert.match(office.said.join(), /a route of the office failed/);
});
