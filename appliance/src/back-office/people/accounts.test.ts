// How somebody comes to a password: links that work once, for a while, for one person; answers that tell nothing; two at once.
import {
  admit,
  closeOffices,
  company,
  cookieOf,
  openEmptyOffice,
  openOffice,
  passwordOf,
  tokensFor,
  user,
  visitor,
  type Office,
} from '../../../test/people/people-ground.ts';
import { assert, suite } from '../../../test/kit.ts';

const test = suite('office accounts');
test.afterEach(closeOffices);
const { address } = visitor;
const hour = 3_600_000;
const email = 'kari@example.no';
const next = 'a new and long one';

const signIn = (office: Office, password: string, who = email) =>
  office.people.signIn.signIn({ email: who, password }, visitor);
const use = (office: Office, token: string, password = next) =>
  office.people.accounts.use(token, { password }, address);

async function resetToken(office: Office): Promise<string> {
  assert.accepted(await office.people.accounts.askReset(email, address));
  await office.people.accounts.stop();
  return (await tokensFor(office, email)).at(-1) ?? '';
}

test('a reset: a letter with a link, a new password, every session ended, a letter that says so', async () => {
  const office = await openOffice();
  const cookie = await cookieOf(office, 'kari');
  const token = await resetToken(office);
  const looked = await office.people.accounts.look(token, address);
  assert.accepted(looked);
  assert.equal(looked.value, { purpose: 'reset', email, expiresAt: office.clock.now() + hour });
  const used = await use(office, token);
  assert.accepted(used);
  assert.equal(used.value, { user: 'kari', direct: false });
  assert.refused(await signIn(office, passwordOf('kari')), 'sign-in.wrong');
  assert.accepted(await signIn(office, next));
  const request = { headers: { cookie } } as never;
  assert.is(await office.people.doorkeeper.session(request), undefined);
  const letters = await office.outbox.list({ limit: 10, offset: 0 });
  assert.equal(
    letters.map(({ subject }) => subject),
    [
      `Passordet ditt til bakkontoret hos ${company} er endret`,
      `Nytt passord til bakkontoret hos ${company}`,
    ],
  );
});

test('a link works once, also when two use it at once', async () => {
  const office = await openOffice();
  const token = await resetToken(office);
  const both = await Promise.all([
    use(office, token, 'first long password'),
    use(office, token, 'second long password'),
  ]);
  assert.equal(both.map(({ ok }) => ok).sort(), [false, true]);
  const winner = both[0].ok ? 'first long password' : 'second long password';
  assert.accepted(await signIn(office, winner));
  assert.refused(await use(office, token), 'link.invalid');
  assert.refused(await office.people.accounts.look(token, address), 'link.invalid');
});

test('of two letters either opens the office, and then the other does not', async () => {
  const office = await openOffice();
  await resetToken(office);
  await resetToken(office);
  const [first = '', second = ''] = await tokensFor(office, email);
  assert.is.not(first, second);
  assert.accepted(await use(office, first));
  assert.refused(await use(office, second), 'link.invalid');
});

test('a reset link is over after an hour, and lives through a restart until then', async () => {
  let office = await openOffice();
  const token = await resetToken(office);
  await office.clock.advance(hour - 1);
  office = await office.again();
  assert.accepted(await office.people.accounts.look(token, address));
  await office.clock.advance(1);
  assert.refused(await use(office, token), 'link.invalid');
  assert.accepted(await signIn(office, passwordOf('kari')));
});

test('a bad password uses no link up', async () => {
  const office = await openOffice();
  const token = await resetToken(office);
  for (const [bad, code] of [
    ['short', 'password.too-short'],
    ['x'.repeat(201), 'password.too-long'],
    ['Password12345', 'password.too-common'],
    ['kari nordmann', 'password.too-common'],
  ] as const)
    assert.refused(await use(office, token, bad), code);
  assert.accepted(await use(office, token));
});

test('an unknown e-mail is answered alike, and gets no letter', async () => {
  const office = await openOffice();
  office.statements();
  const known = await office.people.accounts.askReset(email, address);
  const knownCost = office.statements();
  await office.people.accounts.stop();
  office.statements();
  const unknown = await office.people.accounts.askReset('nobody@example.no', address);
  const unknownCost = office.statements();
  await office.people.accounts.stop();
  assert.equal(known, unknown);
  assert.is(knownCost, unknownCost);
  assert.is((await office.outbox.list({ limit: 10, offset: 0 })).length, 1);
});

test('who is not active gets no letter, and a letter sent before opens nothing', async () => {
  const office = await openOffice();
  await admit(office, 'ola');
  const token = await resetToken(office);
  office.records.change('kari', { active: false });
  assert.refused(await use(office, token), 'link.invalid');
  await resetToken(office);
  assert.is((await tokensFor(office, email)).length, 1);
});

test('nobody is buried in letters: three, then a wait that grows, known or not', async () => {
  const office = await openOffice();
  for (const who of [email, 'nobody@example.no']) {
    const ask = () => office.people.accounts.askReset(who, `for ${who}`);
    assert.accepted(await ask());
    assert.accepted(await ask());
    assert.accepted(await ask());
    const refused = await ask();
    assert.refused(refused, 'request.too-often');
    assert.is(refused.refusal.data['until'], office.clock.now() + 15 * 60_000);
    await office.people.accounts.stop();
  }
  await office.clock.advance(15 * 60_000);
  assert.accepted(await office.people.accounts.askReset(email, 'elsewhere'));
  assert.refused(await office.people.accounts.askReset(email, 'elsewhere'), 'request.too-often');
});

test('a reset ends a lock-out: its owner has proved more than a guesser can', async () => {
  const office = await openOffice();
  for (let attempt = 0; attempt < 5; attempt += 1) await signIn(office, 'wrong');
  assert.refused(await signIn(office, passwordOf('kari')), 'sign-in.locked-out');
  assert.accepted(await use(office, await resetToken(office)));
  assert.accepted(await signIn(office, next));
});

test('who tries tokens is slowed, and who has a right one is not', async () => {
  const office = await openOffice();
  const token = await resetToken(office);
  const look = (one: string) => office.people.accounts.look(one, address);
  for (let attempt = 0; attempt < 30; attempt += 1) assert.accepted(await look(token));
  for (let attempt = 0; attempt < 20; attempt += 1)
    assert.refused(await look(`wrong ${String(attempt)}`), 'link.invalid');
  assert.refused(await look(token), 'request.too-often');
});

test('an invitation: seat, letter in their language, password, and straight into the office', async () => {
  const office = await openOffice();
  office.records.users.set('femke', user({ number: '2', firstName: 'Femke', language: 'nl' }));
  assert.refused(await office.people.accounts.invite('femke', undefined, 'kari'), 'user.no-email');
  assert.refused(
    await office.people.accounts.invite('femke', 'not an address', 'kari'),
    'user.email-invalid',
  );
  assert.refused(
    await office.people.accounts.invite('femke', 'a@b.no\nBcc: x@y.no', 'kari'),
    'user.email-invalid',
  );
  assert.refused(await office.people.accounts.invite('femke', email, 'kari'), 'seat.email-taken');
  assert.refused(await office.people.accounts.invite('nobody', 'a@b.no', 'kari'), 'user.unknown');
  const invited = await office.people.accounts.invite('femke', 'Femke@Example.nl', 'kari');
  assert.accepted(invited);
  assert.is(invited.value.confirmedAt, null);
  assert.is(office.records.users.get('femke')?.email, 'Femke@Example.nl');
  const [letter] = await office.outbox.list({ limit: 1, offset: 0 });
  assert.is(letter?.subject, `Je toegang tot de backoffice van ${company}`);
  const [token = ''] = await tokensFor(office, 'Femke@Example.nl');
  await office.clock.advance(7 * 24 * hour - 1);
  const used = await use(office, token);
  assert.accepted(used);
  assert.equal(used.value, { user: 'femke', direct: true });
  assert.accepted(await office.people.signIn.enter('femke', visitor));
  assert.accepted(await signIn(office, next, 'femke@example.nl'));
});

test('an invitation is over after seven days, and may be sent again', async () => {
  const office = await openOffice();
  office.records.users.set('ola', user({ number: '2', email: 'ola@example.no' }));
  assert.accepted(await office.people.accounts.invite('ola', undefined, 'kari'));
  await office.clock.advance(7 * 24 * hour);
  assert.accepted(await office.people.accounts.invite('ola', undefined, 'kari'));
  const [old = '', fresh = ''] = await tokensFor(office, 'ola@example.no');
  assert.refused(await use(office, old), 'link.invalid');
  assert.accepted(await use(office, fresh));
  assert.is((await office.people.seats.linked()).length, 2);
});

test('an invitation to an e-mail that was mistyped opens nothing once it was put right', async () => {
  const office = await openOffice();
  office.records.users.set('ola', user({ number: '2' }));
  assert.accepted(await office.people.accounts.invite('ola', 'stranger@example.no', 'kari'));
  assert.accepted(await office.people.accounts.invite('ola', 'ola@example.no', 'kari'));
  const [wrong = ''] = await tokensFor(office, 'stranger@example.no');
  const [right = ''] = await tokensFor(office, 'ola@example.no');
  assert.refused(await use(office, wrong), 'link.invalid');
  assert.accepted(await use(office, right));
  assert.refused(await signIn(office, next, 'stranger@example.no'), 'sign-in.wrong');
});

test('a seat given to another e-mail is lost until that is confirmed, and old resets open nothing', async () => {
  const office = await openOffice();
  await admit(office, 'ola');
  assert.accepted(await office.people.accounts.askReset('ola@example.no', address));
  await office.people.accounts.stop();
  const [reset = ''] = await tokensFor(office, 'ola@example.no');
  const cookie = await cookieOf(office, 'ola');
  assert.accepted(await office.people.accounts.invite('ola', 'new@example.no', 'kari'));
  assert.is(await office.people.doorkeeper.session({ headers: { cookie } } as never), undefined);
  assert.refused(await use(office, reset), 'link.invalid');
  assert.refused(await signIn(office, passwordOf('ola'), 'ola@example.no'), 'sign-in.wrong');
});

test('no default password: an empty office is set up by one link, once', async () => {
  const office = await openEmptyOffice();
  const link = await office.people.consoleLinks.setup();
  assert.match(link ?? '', /^https:\/\/office\.example\/office\/link#[\w-]{43}$/);
  const token = link?.split('#')[1] ?? '';
  const looked = await office.people.accounts.look(token, address);
  assert.accepted(looked);
  assert.is(looked.value.purpose, 'setup');
  assert.is(looked.value.email, '');
  const person = { firstName: 'Kari', lastName: 'Nordmann', email, language: 'nb' as const };
  const setUp = (more: object = {}) =>
    office.people.accounts.use(token, { password: next, person, ...more }, address);
  assert.refused(await office.people.accounts.use(token, { password: next }, address), 'request.malformed');
  assert.refused(await setUp({ password: 'short' }), 'password.too-short');
  assert.refused(await setUp({ person: { ...person, email: 'none' } }), 'user.email-invalid');
  assert.is(office.records.users.size, 0);
  const both = await Promise.all([setUp(), setUp({ person: { ...person, email: 'thief@example.no' } })]);
  assert.equal(
    both.map(({ ok }) => ok),
    [true, false],
  );
  assert.is(office.records.users.size, 1);
  assert.accepted(await signIn(office, next));
  assert.is(await office.people.consoleLinks.setup(), undefined);
  assert.refused(await setUp(), 'link.invalid');
});

test('a set-up for an e-mail is that e-mail’s, whatever the page says, and over after a day', async () => {
  const office = await openEmptyOffice();
  const token = async (): Promise<string> =>
    (await office.people.consoleLinks.setup(email))?.split('#')[1] ?? '';
  const person = { firstName: 'K', lastName: 'N', email: 'other@example.no', language: 'en' as const };
  const late = await token();
  await office.clock.advance(24 * hour);
  assert.refused(await office.people.accounts.use(late, { password: next, person }, address), 'link.invalid');
  assert.accepted(await office.people.accounts.use(await token(), { password: next, person }, address));
  assert.accepted(await signIn(office, next, email));
});

test('rescued from the console: a new password without the second factor, for who has a seat only', async () => {
  const office = await openOffice();
  const { TOTP, Secret } = await import('otpauth');
  const begun = await office.people.secondFactor.begin('kari', email);
  assert.accepted(begun);
  const totp = new TOTP({ secret: Secret.fromBase32(begun.value.secret) });
  assert.accepted(
    await office.people.secondFactor.confirm('kari', totp.generate({ timestamp: office.clock.now() })),
  );
  assert.accepted(await use(office, await resetToken(office)));
  assert.refused(await signIn(office, next), 'sign-in.code-needed');
  assert.is(await office.people.consoleLinks.rescue('nobody@example.no'), undefined);
  const link = await office.people.consoleLinks.rescue('KARI@example.no');
  assert.accepted(await use(office, link?.split('#')[1] ?? '', 'rescued and long'));
  assert.accepted(await signIn(office, 'rescued and long'));
});

test('a line break in a name is none in a letter', async () => {
  const office = await openOffice();
  office.records.change('kari', { firstName: 'Kari\r\nBcc: all@example.no' });
  await resetToken(office);
  const [letter] = await office.outbox.list({ limit: 1, offset: 0 });
  const text = (await office.outbox.read(letter?.id ?? ''))?.text ?? '';
  assert.match(text, /^Hei Kari Bcc: all@example\.no,\n/);
});
