// The mail server's form: what it lacks, and that the password that cannot be read back is neither lost nor sent to another server.
import { assert, suite } from '../../../../../../appliance/test/kit.ts';
import { changeOf, draftOf, keepsPassword, lackOf, secured, type Server } from './mail-server.ts';

const test = suite('mail server form');

const server: Server = {
  host: 'smtp.example.no',
  port: 465,
  secure: 'tls',
  user: 'shop',
  from: { address: 'shop@example.no', name: 'Brygga' },
  hasPassword: true,
};

test('what is set comes back, but for the password', () => {
  assert.equal(draftOf(server), {
    host: 'smtp.example.no',
    port: 465,
    secure: 'tls',
    user: 'shop',
    password: '',
    address: 'shop@example.no',
    name: 'Brygga',
  });
});

test('an untouched password is left out, so that the office keeps it', () => {
  const draft = { ...draftOf(server), name: 'Brygga Mat' };
  assert.ok(keepsPassword(draft, server));
  assert.is(lackOf(draft, server), undefined);
  assert.not('password' in changeOf(draft, server));
});

test('another server or user needs the password typed again', () => {
  for (const other of [{ host: 'smtp.other.example' }, { user: 'somebody' }]) {
    const draft = { ...draftOf(server), ...other };
    assert.is(lackOf(draft, server), 'password');
    assert.is(lackOf({ ...draft, password: 'new' }, server), undefined);
    assert.is(changeOf({ ...draft, password: 'new' }, server).password, 'new');
  }
});

test('without a user there is no password to keep', () => {
  const draft = { ...draftOf(server), user: ' ' };
  assert.is(lackOf(draft, server), undefined);
  assert.is(changeOf(draft, server).password, '');
});

test('says what is missing, one thing after the other', () => {
  const empty = draftOf(null);
  assert.is(lackOf(empty, null), 'host');
  assert.is(lackOf({ ...empty, host: 'h', port: null }, null), 'port');
  assert.is(lackOf({ ...empty, host: 'h' }, null), 'address');
  assert.is(lackOf({ ...empty, host: 'h', address: 'a@b.no' }, null), undefined);
});

test('the usual port follows the way of securing; another port stays', () => {
  assert.is(secured(draftOf(server), 'starttls').port, 587);
  assert.is(secured({ ...draftOf(server), port: 2525 }, 'none').port, 2525);
});
