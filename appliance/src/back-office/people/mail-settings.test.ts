// The mail server as the company set it: its password sealed, kept while it goes to the same place, and never given back.
import { join } from 'node:path';
import { closeOffices, openOffice } from '../../../test/people/people-ground.ts';
import { assert, suite } from '../../../test/kit.ts';
import { nodeDisk } from '../../platform/disk/node-disk.ts';
import { officeKeyName } from '../files.ts';

const test = suite('mail settings');
test.afterEach(closeOffices);

const server = {
  host: 'mail.example',
  port: 587,
  secure: 'starttls' as const,
  user: 'shop',
  from: { address: 'shop@example.no', name: 'Brygga' },
};
const password = 'mail server secret';

test('set, shown without its password, sealed in the database, in use after a restart', async () => {
  let office = await openOffice();
  assert.is(await office.people.mailSettings.server(), undefined);
  assert.accepted(await office.people.mailSettings.set({ ...server, password }, 'kari'));
  assert.equal(await office.people.mailSettings.server(), { ...server, hasPassword: true });
  const rows = JSON.stringify(await office.database.all('SELECT * FROM people_setting'));
  assert.not.ok(rows.includes(password) || rows.includes(Buffer.from(password).toString('base64')));
  office = await office.again();
  assert.ok((await office.outbox.send({ to: 'a@b.no', subject: 'x', text: 'x' })).ok);
  assert.is((await office.outbox.counts()).queued, 1);
  assert.accepted(await office.people.mailSettings.set(undefined, 'kari'));
  assert.is(await office.people.mailSettings.server(), undefined);
  assert.is((await office.outbox.counts()).kept, 1);
});

test('a password goes to the server it was typed for, and to no other', async () => {
  const office = await openOffice();
  const { mailSettings } = office.people;
  const has = async (): Promise<boolean> => (await mailSettings.server())?.hasPassword ?? false;
  assert.accepted(await mailSettings.set({ ...server, password }, 'kari'));
  assert.accepted(await mailSettings.set({ ...server, port: 465, secure: 'tls' }, 'kari'));
  assert.ok(await has());
  for (const change of [{ host: 'evil.example' }, { user: 'other' }]) {
    const moved = await mailSettings.set({ ...server, ...change }, 'kari');
    assert.refused(moved, 'mail.settings-invalid');
    assert.is(moved.refusal.data['reason'], 'mail-login');
  }
  assert.accepted(await mailSettings.set({ ...server, user: '', password: '' }, 'kari'));
  assert.not.ok(await has());
});

test('what cannot be is refused with a reason, and what was set stays', async () => {
  const office = await openOffice();
  const { mailSettings } = office.people;
  assert.accepted(await mailSettings.set({ ...server, password }, 'kari'));
  const cases = [
    [{ host: 'a host' }, 'mail-host'],
    [{ from: { address: 'nobody', name: '' } }, 'mail-from'],
    [{ secure: 'none' }, 'mail-password-in-clear'],
  ] as const;
  for (const [change, reason] of cases) {
    const refused = await mailSettings.set({ ...server, password, ...change }, 'kari');
    assert.refused(refused, 'mail.settings-invalid');
    assert.is(refused.refusal.data['reason'], reason);
  }
  assert.is((await mailSettings.server())?.host, 'mail.example');
});

test('another key file: the office starts, says so, and keeps letters', async () => {
  let office = await openOffice();
  assert.accepted(await office.people.mailSettings.set({ ...server, password }, 'kari'));
  await nodeDisk.write(join(office.folder, officeKeyName), new Uint8Array(32).fill(9), 0o600);
  office = await office.again();
  assert.match(office.said.join(), /mail server is not used/);
  assert.ok((await office.outbox.send({ to: 'a@b.no', subject: 'x', text: 'x' })).ok);
  assert.is((await office.outbox.counts()).kept, 1);
  assert.refused(
    await office.people.mailSettings.set({ ...server, port: 25 }, 'kari'),
    'mail.settings-invalid',
  );
  assert.accepted(await office.people.mailSettings.set({ ...server, password }, 'kari'));
});
