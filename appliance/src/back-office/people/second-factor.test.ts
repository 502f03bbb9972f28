// The second factor: codes in their window and once, recovery codes once, and nothing of it readable in the database.
import { Secret, TOTP } from 'otpauth';
import { closeOffices, type Office, openOffice } from '../../../test/people/people-ground.ts';
import { assert, suite } from '../../../test/kit.ts';
import { isFault } from '../../platform/fault.ts';
import { nodeDisk } from '../../platform/disk/node-disk.ts';
import { join } from 'node:path';

const test = suite('second factor');
test.afterEach(closeOffices);
const stepMs = 30_000;

interface Enrolled {
  readonly code: (offsetMs?: number) => string;
  readonly secret: string;
  readonly recovery: readonly string[];
}

async function enrol(office: Office): Promise<Enrolled> {
  const begun = await office.people.secondFactor.begin('kari', 'kari@example.no');
  assert.accepted(begun);
  const totp = new TOTP({ secret: Secret.fromBase32(begun.value.secret) });
  const code = (offsetMs = 0): string => totp.generate({ timestamp: office.clock.now() + offsetMs });
  const confirmed = await office.people.secondFactor.confirm('kari', code());
  assert.accepted(confirmed);
  await office.clock.advance(2 * stepMs);
  return { code, secret: begun.value.secret, recovery: confirmed.value };
}

test('enrolling: a secret, a URL an authenticator reads, and on only with a right code', async () => {
  const office = await openOffice();
  const { secondFactor } = office.people;
  assert.refused(await secondFactor.confirm('kari', '000000'), 'second-factor.none');
  const begun = await secondFactor.begin('kari', 'kari@example.no');
  assert.accepted(begun);
  const url = new URL(begun.value.url);
  assert.is(url.protocol, 'otpauth:');
  assert.is(url.searchParams.get('secret'), begun.value.secret);
  assert.match(decodeURIComponent(url.pathname), /Countertop:kari@example\.no$/);
  const totp = new TOTP({ secret: Secret.fromBase32(begun.value.secret) });
  assert.is(Secret.fromBase32(begun.value.secret).bytes.length, 20);
  for (const wrong of ['', '12345', 'abcdef', '1234567', '０００００0', totp.generate({ timestamp: 0 })])
    assert.refused(await secondFactor.confirm('kari', wrong), 'second-factor.code-wrong');
  assert.not.ok(await secondFactor.isOn('kari'));
  assert.accepted(await secondFactor.confirm('kari', totp.generate({ timestamp: office.clock.now() })));
  assert.ok(await secondFactor.isOn('kari'));
  assert.refused(await secondFactor.begin('kari', 'kari@example.no'), 'second-factor.already');
  assert.refused(await secondFactor.confirm('kari', '123456'), 'second-factor.already');
});

test('begun twice, the last secret counts', async () => {
  const office = await openOffice();
  const first = await office.people.secondFactor.begin('kari', 'k');
  const second = await office.people.secondFactor.begin('kari', 'k');
  assert.accepted(first);
  assert.accepted(second);
  const codeOf = (secret: string) =>
    new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: office.clock.now() });
  assert.refused(
    await office.people.secondFactor.confirm('kari', codeOf(first.value.secret)),
    'second-factor.code-wrong',
  );
  assert.accepted(await office.people.secondFactor.confirm('kari', codeOf(second.value.secret)));
});

test('one step of drift either way is taken, two are not', async () => {
  const office = await openOffice();
  const { code } = await enrol(office);
  const { secondFactor } = office.people;
  assert.not.ok(await secondFactor.takes('kari', code(-2 * stepMs)));
  assert.not.ok(await secondFactor.takes('kari', code(2 * stepMs)));
  assert.ok(await secondFactor.takes('kari', code(-stepMs)));
  assert.ok(await secondFactor.takes('kari', ` ${code().slice(0, 3)} ${code().slice(3)}`));
  assert.ok(await secondFactor.takes('kari', code(stepMs)));
});

test('a code is taken once, also by two at once, and none older than it after that', async () => {
  let office = await openOffice();
  const { code } = await enrol(office);
  const both = await Promise.all([1, 2, 3].map(() => office.people.secondFactor.takes('kari', code())));
  assert.is(both.filter(Boolean).length, 1);
  assert.not.ok(await office.people.secondFactor.takes('kari', code(-stepMs)));
  office = await office.again();
  assert.not.ok(await office.people.secondFactor.takes('kari', code()));
  assert.ok(await office.people.secondFactor.takes('kari', code(stepMs)));
});

test('the code that switched it on is used up as well', async () => {
  const office = await openOffice();
  const begun = await office.people.secondFactor.begin('kari', 'k');
  assert.accepted(begun);
  const code = new TOTP({ secret: Secret.fromBase32(begun.value.secret) }).generate({
    timestamp: office.clock.now(),
  });
  assert.accepted(await office.people.secondFactor.confirm('kari', code));
  assert.not.ok(await office.people.secondFactor.takes('kari', code));
});

test('eight recovery codes, each once, however they are typed; new ones end the old', async () => {
  const office = await openOffice();
  const { recovery } = await enrol(office);
  const { secondFactor } = office.people;
  assert.is(new Set(recovery).size, 8);
  for (const each of recovery) assert.match(each, /^[0-9a-hjkmnp-tv-z]{5}-[0-9a-hjkmnp-tv-z]{5}$/);
  const [first = '', second = '', third = ''] = recovery;
  const twice = await Promise.all([secondFactor.takes('kari', first), secondFactor.takes('kari', first)]);
  assert.is(twice.filter(Boolean).length, 1);
  assert.ok(await secondFactor.takes('kari', second.toUpperCase().replace('-', ' ')));
  assert.not.ok(await secondFactor.takes('ola', third));
  assert.is(await secondFactor.recoveryCodesLeft('kari'), 6);
  const renewed = await secondFactor.renewRecoveryCodes('kari');
  assert.accepted(renewed);
  assert.not.ok(await secondFactor.takes('kari', third));
  assert.ok(await secondFactor.takes('kari', renewed.value[0] ?? ''));
  assert.refused(await secondFactor.renewRecoveryCodes('ola'), 'second-factor.none');
});

test('switched off, nothing of it is left', async () => {
  const office = await openOffice();
  const { code, recovery } = await enrol(office);
  const { secondFactor } = office.people;
  assert.ok(await secondFactor.end('kari', 'console'));
  assert.not.ok(await secondFactor.end('kari'));
  assert.not.ok(await secondFactor.isOn('kari'));
  assert.not.ok(await secondFactor.takes('kari', code()));
  assert.not.ok(await secondFactor.takes('kari', recovery[0] ?? ''));
  assert.is(await secondFactor.recoveryCodesLeft('kari'), 0);
});

test('neither secret nor recovery codes stand in the database, and another key opens nothing', async () => {
  const office = await openOffice();
  const { secret, recovery, code } = await enrol(office);
  const rows = [
    ...(await office.database.all('SELECT * FROM user_secret')),
    ...(await office.database.all('SELECT * FROM recovery_code')),
    ...(await office.database.all('SELECT * FROM people_event')),
  ];
  const text = JSON.stringify(rows, (_key, value: unknown) =>
    value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : value,
  );
  assert.not.ok(text.includes(secret));
  for (const each of recovery) assert.not.ok(text.includes(each.replace('-', '')));
  await nodeDisk.write(join(office.folder, 'office.key'), new Uint8Array(32));
  const other = await office.again();
  await assert.rejects(other.people.secondFactor.takes('kari', code()), (error) =>
    isFault(error, 'storage.corrupt'),
  );
  assert.not.ok(await other.people.secondFactor.takes('kari', recovery[0] ?? ''));
});

test('a sealed secret moved to another user opens nothing', async () => {
  const office = await openOffice();
  const { code } = await enrol(office);
  await office.database.write(
    "INSERT INTO user_secret (user, totp_secret, totp_step) SELECT 'ola', totp_secret, 0 FROM user_secret WHERE user = 'kari'",
  );
  await assert.rejects(office.people.secondFactor.takes('ola', code()), (error) =>
    isFault(error, 'storage.corrupt'),
  );
});
