// The people's side on the real record store, with the real argon2: set-up, guard, e-mails and POS passwords as the feed hears of them.
import { fillSmallShop, openRecords, type OpenRecords } from '../../../test/back-office/open-records.ts';
import { silent } from '../../../test/journal/open-journal.ts';
import { assert, countingIds, seeded, suite, tempDir } from '../../../test/kit.ts';
import { join } from 'node:path';
import { nodeDisk } from '../../platform/disk/node-disk.ts';
import { Outbox } from '../../platform/mail/outbox.ts';
import type { Body } from '../../protocol/office/kinds.ts';
import { openPeople, type People } from './open-people.ts';
import type { PeopleRecords } from './people-records.ts';
import { isAdministratorRole, rightOf } from './rights.ts';
import { storeRecords } from './store-records.ts';

const test = suite('people on the record store');
const open: (() => Promise<void>)[] = [];
test.afterEach(async () => {
  for (const close of open.splice(0)) await close();
});

interface Both extends OpenRecords {
  readonly people: People;
  readonly port: PeopleRecords;
}

async function openBoth(): Promise<Both> {
  const opened = await openRecords();
  const port = storeRecords(opened.records);
  const ports = { clock: opened.clock, ids: countingIds(1), randomness: seeded(5), log: silent };
  const outbox = new Outbox({ database: opened.database, ...ports });
  const people = await openPeople({
    database: opened.database,
    records: port,
    outbox,
    disk: nodeDisk,
    keyPath: join(tempDir('people-key'), 'office.key'),
    ...ports,
    publicUrl: 'http://localhost',
    company: async () => 'Brygga',
  });
  await people.start();
  open.push(async () => {
    await people.stop();
    await outbox.stop();
    await opened.close();
  });
  return { ...opened, people, port };
}

const person = { firstName: 'Kari', lastName: 'Nordmann', email: 'kari@example.no', language: 'nb' as const };
const visitor = { address: '192.0.2.1', agent: '' };

async function setUp({ people }: Both): Promise<string> {
  const token = (await people.consoleLinks.setup())?.split('#')[1] ?? '';
  const used = await people.accounts.use(token, { password: 'long and not known', person }, visitor.address);
  assert.accepted(used);
  return used.value.user;
}

const blank: Omit<Body<'user'>, 'number' | 'officeRole' | 'email'> = {
  firstName: 'Ola',
  lastName: 'Nordmann',
  language: 'nb',
  pinLogin: true,
  selfCheckout: false,
  colour: null,
  salePoints: [],
  stores: [],
  defaultStore: null,
  active: true,
};

test('the first user of an empty office: a role with everything, and a password that opens it', async () => {
  const both = await openBoth();
  const id = await setUp(both);
  const user = (await both.records.find('user', id))?.body;
  assert.is(user?.number, '1');
  const role = await both.port.role(user?.officeRole ?? '');
  assert.ok(role !== undefined && isAdministratorRole(role));
  const credentials = { email: 'kari@example.no', password: 'long and not known' };
  assert.accepted(await both.people.signIn.signIn(credentials, visitor));
  const wrong = await both.people.signIn.signIn({ ...credentials, password: 'long and not know' }, visitor);
  assert.refused(wrong, 'sign-in.wrong');
});

test('the first user where there is a shop already gets its places, and an administrator’s role that is there', async () => {
  const both = await openBoth();
  const shop = await fillSmallShop(both.records);
  const all = { users: 'edit', settings: 'edit' } as const;
  const owner = await both.records.create(
    'role',
    { name: 'Owner', grants: {}, office: all, active: true },
    'tester',
  );
  assert.accepted(owner);
  const user = (await both.records.find('user', await setUp(both)))?.body;
  assert.is(user?.officeRole, owner.value.id);
  assert.equal(user?.salePoints, [{ salePoint: shop.counter, role: owner.value.id }]);
  assert.equal(user?.stores, [shop.store]);
  assert.is(user?.defaultStore, shop.store);
  assert.equal(await both.port.shopsOf([shop.counter, 'nowhere']), [shop.shop]);
});

test('a set-up that was cut off goes on with the same user', async () => {
  const both = await openBoth();
  const first = await both.port.createAdministrator(person);
  const second = await both.port.createAdministrator({
    ...person,
    email: 'KARI@example.no',
    firstName: 'Karin',
  });
  assert.accepted(first);
  assert.accepted(second);
  assert.is(first.value, second.value);
  assert.is((await both.records.all('role')).length, 1);
  assert.is((await both.port.user(first.value))?.firstName, 'Karin');
});

test('a POS password makes a numbered change that shows nothing', async () => {
  const both = await openBoth();
  const id = await setUp(both);
  const before = await both.records.lastNumber();
  assert.accepted(await both.people.secrets.setPosPassword(id, '2580', id));
  const [change] = await both.records.changesAfter(before, 10);
  assert.is(change?.id, id);
  assert.is(change?.by, id);
  assert.equal([change?.before, change?.after], [null, null]);
  assert.match((await both.people.secrets.posHashes([id])).get(id) ?? '', /^\$argon2id\$/);
  const changes = JSON.stringify(await both.records.changesAfter(0, 1_000));
  assert.not.match(changes, /argon2|2580/);
});

test('an invitation puts the e-mail into the record, and not one of somebody else', async () => {
  const both = await openBoth();
  const id = await setUp(both);
  const made = await both.records.create(
    'user',
    { ...blank, number: '2', email: null, officeRole: null },
    id,
  );
  assert.accepted(made);
  assert.refused(await both.people.accounts.invite(made.value.id, 'KARI@example.no', id), 'seat.email-taken');
  assert.accepted(await both.people.accounts.invite(made.value.id, 'ola@example.no', id));
  assert.is((await both.port.user(made.value.id))?.email, 'ola@example.no');
});

test('the guard stands in the store’s own door', async () => {
  const both = await openBoth();
  const id = await setUp(both);
  const personnel = await both.records.create(
    'role',
    { name: 'Personnel', grants: {}, office: { users: 'edit' }, active: true },
    id,
  );
  assert.accepted(personnel);
  const role = personnel.value.body;
  const scope = { salePoints: new Set<string>(), stores: new Set<string>(), shops: new Set<string>() };
  const actor = {
    user: 'somebody',
    rights: (area: Parameters<typeof rightOf>[1]) => rightOf(role, area),
    scope,
  };
  const by = { by: 'somebody', admit: both.people.guard.admit(actor) };
  const kari = await both.records.find('user', id);
  const takeOver = await both.records.edit(
    'user',
    { id, body: { ...kari!.body, email: 'thief@example.no' } },
    by,
  );
  assert.refused(takeOver, 'right.more-than-own');
  const promoted = { ...blank, number: '3', email: 'x@example.no', officeRole: kari!.body.officeRole };
  assert.refused(await both.records.create('user', promoted, by), 'right.more-than-own');
  assert.accepted(await both.records.create('user', { ...promoted, officeRole: personnel.value.id }, by));
});

test('who is deactivated in the store is out at once', async () => {
  const both = await openBoth();
  const id = await setUp(both);
  const role = (await both.port.user(id))?.officeRole ?? null;
  const made = await both.records.create(
    'user',
    { ...blank, number: '2', email: 'ola@example.no', officeRole: role },
    id,
  );
  assert.accepted(made);
  const { id: ola, body, revision } = made.value;
  assert.accepted(
    await both.people.accounts.admit(ola, { email: 'ola@example.no', password: 'another long one' }),
  );
  const signedIn = await both.people.signIn.signIn(
    { email: 'ola@example.no', password: 'another long one' },
    visitor,
  );
  assert.accepted(signedIn);
  assert.accepted(
    await both.records.change('user', { id: ola, revision: revision, body: { ...body, active: false } }, id),
  );
  await both.people.recordsChanged('user', [ola]);
  assert.equal(await both.people.sessions.of(ola), []);
});

test('the language one chooses is in the record, as one’s own change; who is gone changes nothing', async () => {
  const both = await openBoth();
  const kari = await setUp(both);
  assert.accepted(await both.port.setLanguage(kari, 'cs'));
  assert.is((await both.port.user(kari))?.language, 'cs');
  const newest = (await both.records.changesAfter((await both.records.lastNumber()) - 1, 1))[0];
  assert.is(newest?.by, kari);
  assert.refused(await both.port.setLanguage('nobody', 'cs'), 'record.unknown');
});

test('the company is where its first open shop is, and nowhere while there is none', async () => {
  const both = await openBoth();
  assert.equal(await both.port.place(), {
    country: '',
    timeZone: 'UTC',
    currency: { code: 'EUR', exponent: 2 },
  });
  await fillSmallShop(both.records);
  assert.equal(await both.port.place(), {
    country: 'NO',
    timeZone: 'Europe/Oslo',
    currency: { code: 'NOK', exponent: 2 },
  });
});
