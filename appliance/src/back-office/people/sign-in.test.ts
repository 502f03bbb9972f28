// Signing in: who gets in, who does not and learns nothing by it, and lock-outs that neither parallel guessing nor a power cut ends.
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

const test = suite('office sign-in');
test.afterEach(closeOffices);

const signIn = (
  office: Office,
  email: string,
  ...[password, code]: readonly [password: string, code?: string]
) => office.people.signIn.signIn({ email, password, ...(code === undefined ? {} : { code }) }, visitor);
const right = passwordOf('kari');
const minute = 60_000;

async function events(office: Office): Promise<string[]> {
  const page = await office.people.events.page({ limit: 200 });
  return page.map(({ kind }) => kind).reverse();
}

test('the right e-mail and password open the office, however the e-mail is written', async () => {
  const office = await openOffice();
  for (const email of ['kari@example.no', ' Kari@Example.NO ', 'KARI@EXAMPLE.NO']) {
    const answer = await signIn(office, email, right);
    assert.accepted(answer);
    assert.is(answer.value.id, 'kari');
    assert.is(answer.value.user.defaultStore, null);
    assert.match(answer.value.token, /^[\w-]{43}$/);
  }
});

test('a wrong password and an unknown e-mail get the same answer for the same work', async () => {
  const office = await openOffice();
  const cost = async (email: string, password: string) => {
    const before = office.work.compared;
    office.statements();
    const answer = await signIn(office, email, password);
    return { answer, compared: office.work.compared - before, statements: office.statements() };
  };
  const wrong = await cost('kari@example.no', 'not this one');
  const unknown = await cost('nobody@example.no', 'not this one');
  assert.equal(wrong, unknown);
  assert.is(wrong.compared, 1);
  assert.refused(wrong.answer, 'sign-in.wrong');
});

test('a seat without a password yet, or not confirmed, is like nobody', async () => {
  const office = await openOffice();
  office.records.users.set('ola', {
    ...office.records.users.get('kari')!,
    number: '2',
    email: 'ola@example.no',
  });
  assert.accepted(await office.people.accounts.invite('ola', undefined, 'kari'));
  assert.refused(await signIn(office, 'ola@example.no', ''), 'sign-in.wrong');
  assert.refused(await signIn(office, 'ola@example.no', 'anything at all'), 'sign-in.wrong');
});

test('who knows the password but is not in the office is told why, and nobody else is', async () => {
  const office = await openOffice();
  await admit(office, 'ola');
  const cases = [
    [{ active: false }, 'inactive'],
    [{ officeRole: null }, 'no-role'],
    [{ officeRole: 'gone' }, 'no-role'],
  ] as const;
  for (const [change, reason] of cases) {
    const before = office.records.users.get('ola')!;
    office.records.change('ola', change);
    const answer = await signIn(office, 'ola@example.no', passwordOf('ola'));
    assert.refused(answer, 'sign-in.no-office');
    assert.is(answer.refusal.data['reason'], reason);
    assert.refused(await signIn(office, 'ola@example.no', 'wrong'), 'sign-in.wrong');
    office.records.users.set('ola', before);
  }
  assert.accepted(await signIn(office, 'ola@example.no', passwordOf('ola')));
  office.records.roles.set('administrator', { ...office.records.roles.get('administrator')!, active: false });
  assert.refused(await signIn(office, 'ola@example.no', passwordOf('ola')), 'sign-in.no-office');
});

test('five wrong ones lock out, each further one twice as long, up to a quarter of an hour', async () => {
  const office = await openOffice();
  const from = { address: 'no limit here', agent: '' };
  const waits: number[] = [];
  for (let attempt = 0; attempt < 14; attempt += 1) {
    const answer = await office.people.signIn.signIn(
      { email: 'kari@example.no', password: 'wrong' },
      { ...from, address: `198.51.100.${String(attempt)}` },
    );
    if (attempt < 4) {
      assert.refused(answer, 'sign-in.wrong');
      continue;
    }
    assert.refused(answer, 'sign-in.locked-out');
    const wait = Number(answer.refusal.data['until']) - office.clock.now();
    waits.push(wait / 1_000);
    assert.refused(await signIn(office, 'kari@example.no', right), 'sign-in.locked-out');
    await office.clock.advance(wait);
  }
  assert.equal(waits, [30, 60, 120, 240, 480, 900, 900, 900, 900, 900]);
  assert.accepted(await signIn(office, 'kari@example.no', right));
  assert.refused(await signIn(office, 'kari@example.no', 'wrong'), 'sign-in.wrong');
});

test('an unknown e-mail is locked out just the same', async () => {
  const office = await openOffice();
  const answers = [];
  for (const email of ['kari@example.no', 'nobody@example.no']) {
    const codes = [];
    for (let attempt = 0; attempt < 6; attempt += 1) {
      const answer = await signIn(office, email, 'wrong');
      codes.push(answer.ok ? 'in' : answer.refusal.code);
    }
    answers.push(codes);
  }
  assert.equal(answers[0], answers[1]);
  assert.is(answers[0]?.at(-1), 'sign-in.locked-out');
});

test('a lock-out outlives the process, and no attempt is looked at meanwhile', async () => {
  let office = await openOffice();
  for (let attempt = 0; attempt < 5; attempt += 1) await signIn(office, 'kari@example.no', 'wrong');
  office = await office.again();
  const before = office.work.compared;
  assert.refused(await signIn(office, 'kari@example.no', right), 'sign-in.locked-out');
  assert.is(office.work.compared, before);
  await office.clock.advance(30_000);
  assert.accepted(await signIn(office, 'kari@example.no', right));
});

test('guessing in parallel gives no more than guessing one by one', async () => {
  const office = await openOffice();
  const before = office.work.compared;
  const answers = await Promise.all(
    Array.from({ length: 30 }, (_none, index) => signIn(office, 'kari@example.no', `guess ${String(index)}`)),
  );
  assert.is(office.work.compared - before, 5);
  assert.is(answers.filter((answer) => !answer.ok && answer.refusal.code === 'sign-in.wrong').length, 4);
});

test('one address that tries many e-mails waits, others do not', async () => {
  const office = await openOffice();
  for (let attempt = 0; attempt < 20; attempt += 1)
    await signIn(office, `guess${String(attempt)}@example.no`, 'wrong');
  assert.refused(await signIn(office, 'kari@example.no', right), 'sign-in.locked-out');
  const elsewhere = { address: '203.0.113.9', agent: '' };
  assert.accepted(
    await office.people.signIn.signIn({ email: 'kari@example.no', password: right }, elsewhere),
  );
  await office.clock.advance(minute);
  assert.accepted(await signIn(office, 'kari@example.no', right));
});

test('to be right oneself forgives no wrong guesses of the same address about others', async () => {
  const office = await openOffice();
  for (let attempt = 0; attempt < 19; attempt += 1) {
    await signIn(office, `guess${String(attempt)}@example.no`, 'wrong');
    assert.accepted(await signIn(office, 'kari@example.no', right));
  }
  assert.refused(await signIn(office, 'guess@example.no', 'wrong'), 'sign-in.locked-out');
});

test('a second factor is asked for after the password, and guessed at no more than five times', async () => {
  const office = await openOffice();
  const { secondFactor } = office.people;
  const begun = await secondFactor.begin('kari', 'kari@example.no');
  assert.accepted(begun);
  const { Secret, TOTP } = await import('otpauth');
  const totp = new TOTP({ secret: Secret.fromBase32(begun.value.secret) });
  const now = () => totp.generate({ timestamp: office.clock.now() });
  assert.accepted(await secondFactor.confirm('kari', now()));
  assert.refused(await signIn(office, 'kari@example.no', 'wrong', now()), 'sign-in.wrong');
  assert.refused(await signIn(office, 'kari@example.no', right), 'sign-in.code-needed');
  assert.refused(await signIn(office, 'kari@example.no', right, ''), 'sign-in.code-needed');
  await office.clock.advance(minute);
  assert.accepted(await signIn(office, 'kari@example.no', right, now()));
  const wrong = String((Number(now()) + 1) % 1_000_000).padStart(6, '0');
  for (let attempt = 0; attempt < 4; attempt += 1)
    assert.refused(await signIn(office, 'kari@example.no', right, wrong), 'sign-in.code-wrong');
  assert.refused(await signIn(office, 'kari@example.no', right, wrong), 'sign-in.locked-out');
  // The password alone brings no new attempts.
  assert.refused(await signIn(office, 'kari@example.no', right), 'sign-in.code-needed');
  assert.refused(await signIn(office, 'kari@example.no', right, now()), 'sign-in.locked-out');
  await office.clock.advance(minute);
  assert.accepted(await signIn(office, 'kari@example.no', right, now()));
});

test('what happens is written down, without what was typed', async () => {
  const office = await openOffice();
  await signIn(office, 'my secret password', 'wrong');
  for (let attempt = 0; attempt < 7; attempt += 1) await signIn(office, 'kari@example.no', 'wrong one');
  await office.clock.advance(minute);
  await cookieOf(office, 'kari');
  assert.equal((await events(office)).slice(-7), [
    'sign-in.failed',
    'sign-in.failed',
    'sign-in.failed',
    'sign-in.failed',
    'sign-in.failed',
    'sign-in.locked-out',
    'sign-in',
  ]);
  const all = JSON.stringify(await office.people.events.page({ limit: 200 }));
  assert.not.match(all, /secret|wrong one|long one/);
});

test('hostile credentials are wrong, and nothing more', async () => {
  const office = await openOffice();
  const hostile = [
    "' OR 1=1 --",
    '\0',
    '%',
    '_',
    'kari@example.no\0',
    '💣'.repeat(50),
    '{"$ne":1}',
    '__proto__',
  ];
  for (const [index, text] of hostile.entries()) {
    const from = { address: `198.51.100.${String(index)}`, agent: '' };
    assert.refused(await office.people.signIn.signIn({ email: text, password: text }, from), 'sign-in.wrong');
    assert.refused(
      await office.people.signIn.signIn({ email: `${text}@x`, password: right }, from),
      'sign-in.wrong',
    );
  }
  assert.accepted(await signIn(office, 'kari@example.no', right));
});
