// POS passwords as boxes need them, the office's key, and password work that is bounded and tells nothing.
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { closeOffices, openOffice, quickWork, user } from '../../../test/people/people-ground.ts';
import { assert, seeded, suite, tempDir } from '../../../test/kit.ts';
import { isFault } from '../../platform/fault.ts';
import { nodeDisk } from '../../platform/disk/node-disk.ts';
import { passwordMatches } from '../../platform/password/password.ts';
import { argon2, Hashing } from './hashing.ts';
import { officeKey, openOfficeKey } from './office-key.ts';

const test = suite('office secrets');
test.afterEach(closeOffices);

test('a POS password is hashed as a box checks it', async () => {
  const hashing = await Hashing.open(argon2, 'decoy');
  const hashed = await hashing.hash('１234 é');
  assert.accepted(hashed);
  assert.match(hashed.value, /^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  assert.ok(await passwordMatches(hashed.value, '1234 é'));
});

test('POS passwords: set, warned of, refused, given to the feed by user', async () => {
  const office = await openOffice();
  const { secrets } = office.people;
  for (const id of ['ola', 'per']) office.records.users.set(id, user({ number: id }));
  const warned = await secrets.setPosPassword('ola', '1234', 'kari');
  assert.accepted(warned);
  assert.equal(warned.value, ['trivial']);
  assert.refused(await secrets.setPosPassword('per', '12', 'kari'), 'password.too-short');
  assert.accepted(await secrets.setPosPassword('per', '1234', 'kari'));
  const hashes = await secrets.posHashes(['ola', 'per', 'kari', 'nobody']);
  assert.equal([...hashes.keys()].sort(), ['ola', 'per']);
  assert.equal(office.records.told, ['ola', 'per']);
  assert.equal(await secrets.held('ola'), {
    posPassword: true,
    badge: false,
    officePassword: false,
    secondFactor: false,
  });
  assert.equal(await secrets.held('kari'), {
    posPassword: false,
    badge: false,
    officePassword: true,
    secondFactor: false,
  });
  assert.equal(await secrets.held('nobody'), {
    posPassword: false,
    badge: false,
    officePassword: false,
    secondFactor: false,
  });
});

test('more users than one statement asks for', async () => {
  const office = await openOffice();
  const users = Array.from({ length: 1_201 }, (_none, index) => `user-${String(index)}`);
  for (const id of [users[0], users[600], users[1_200]])
    assert.accepted(await office.people.secrets.setPosPassword(id!, '2580', 'kari'));
  assert.is((await office.people.secrets.posHashes(users)).size, 3);
  assert.is((await office.people.secrets.posHashes([])).size, 0);
});

test('a change the feed was not told of, because the power went, is told at the next start', async () => {
  let office = await openOffice();
  office.records.untellable = new Error('power cut');
  await assert.rejects(office.people.secrets.setPosPassword('kari', '2580', 'kari'), /power cut/);
  assert.is((await office.people.secrets.posHashes(['kari'])).size, 1);
  office.records.untellable = undefined;
  office = await office.again();
  assert.equal(office.records.told, ['kari']);
  office = await office.again();
  assert.equal(office.records.told, ['kari']);
});

test('an unknown user costs one comparison, and is not let in by the decoy', async () => {
  const work = quickWork();
  const hashing = await Hashing.open(work, 'decoy');
  assert.equal(await hashing.matches(undefined, 'decoy'), { ok: true, value: false });
  assert.is(work.compared, 1);
});

test('two at a time, forty wait, the next are told to come again; nobody is forgotten', async () => {
  let running = 0;
  let most = 0;
  const release: (() => void)[] = [];
  const hashing = await Hashing.open(
    {
      hash: async () => 'hash',
      matches: async () => {
        running += 1;
        most = Math.max(most, running);
        await new Promise<void>((resolve) => release.push(resolve));
        running -= 1;
        return true;
      },
    },
    'decoy',
  );
  const checks = Array.from({ length: 50 }, () => hashing.matches('hash', 'x'));
  const refused = await Promise.all(checks.slice(42));
  for (const each of refused) assert.refused(each, 'office.busy');
  for (let done = 0; done < 42; done += 1) {
    while (release.length === 0) await new Promise((resolve) => setImmediate(resolve));
    release.shift()?.();
  }
  for (const each of await Promise.all(checks.slice(0, 42))) assert.accepted(each);
  assert.is(most, 2);
  const after = hashing.matches('hash', 'x');
  await new Promise((resolve) => setImmediate(resolve));
  release.shift()?.();
  assert.accepted(await after);
});

test('work that fails gives its turn back', async () => {
  const hashing = await Hashing.open(
    {
      hash: async () => 'hash',
      matches: async () => {
        throw new Error('no memory');
      },
    },
    'decoy',
  );
  for (let attempt = 0; attempt < 5; attempt += 1)
    await assert.rejects(hashing.matches('hash', 'x'), /no memory/);
  assert.accepted(await hashing.hash('x'));
});

test('the key is made once, for this user’s eyes only', async () => {
  const path = join(tempDir('key'), 'sub', 'office.key');
  const first = await openOfficeKey(nodeDisk, path, seeded(1));
  assert.is(statSync(path).mode & 0o777, 0o600);
  assert.is(statSync(path).size, 32);
  const sealed = first.seal('secret', 'owner');
  const again = await openOfficeKey(nodeDisk, path, seeded(2));
  assert.is(again.open(sealed, 'owner'), 'secret');
  assert.is(again.digest('code', 'owner'), first.digest('code', 'owner'));
});

test('what was changed, cut, moved or sealed by another key does not open', () => {
  const chance = seeded(3);
  const key = officeKey(chance.bytes(32), chance);
  const sealed = key.seal('secret', 'owner');
  assert.not.ok(Buffer.from(sealed).includes('secret'));
  assert.is.not(
    Buffer.from(sealed).toString('hex'),
    Buffer.from(key.seal('secret', 'owner')).toString('hex'),
  );
  const corrupt = (work: () => unknown): void =>
    assert.throws(work, (error: unknown) => isFault(error, 'storage.corrupt'));
  for (let at = 0; at < sealed.length; at += 1) {
    const changed = Uint8Array.from(sealed);
    changed[at] = (changed[at] ?? 0) ^ 1;
    corrupt(() => key.open(changed, 'owner'));
    corrupt(() => key.open(sealed.subarray(0, at), 'owner'));
  }
  corrupt(() => key.open(sealed, 'other'));
  corrupt(() => officeKey(chance.bytes(32), chance).open(sealed, 'owner'));
  corrupt(() => officeKey(chance.bytes(31), chance));
  assert.is.not(key.digest('code', 'one'), key.digest('code', 'two'));
});
