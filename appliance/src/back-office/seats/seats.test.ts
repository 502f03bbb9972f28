// Seats are counted and belong to one e-mail each; modules are on until switched off.
import { admit, closeOffices, openOffice } from '../../../test/people/people-ground.ts';
import { assert, suite } from '../../../test/kit.ts';
import { moduleNames } from '../../protocol/office/modules.ts';
import { emailKey } from './seats.ts';

const test = suite('seats and modules');
test.afterEach(closeOffices);

test('no more are linked than there are, also by many at once', async () => {
  const office = await openOffice();
  const { seats } = office.people;
  assert.is(await seats.count(), 5);
  const links = await Promise.all(
    Array.from({ length: 8 }, (_none, index) =>
      seats.link(`user-${String(index)}`, `u${String(index)}@example.no`, { actor: 'kari' }),
    ),
  );
  assert.is(links.filter(({ ok }) => ok).length, 4);
  const refused = links.find(({ ok }) => !ok);
  assert.ok(refused);
  assert.refused(refused, 'seat.none-left');
  assert.equal(refused.refusal.data, { seats: 5 });
  assert.is((await seats.linked()).length, 5);
});

test('their number is the company’s own, but never less than are linked', async () => {
  const office = await openOffice();
  const { seats } = office.people;
  await admit(office, 'ola');
  const refused = await seats.setCount(1, 'kari');
  assert.refused(refused, 'seat.too-few');
  assert.equal(refused.refusal.data, { linked: 2 });
  assert.accepted(await seats.setCount(2, 'kari'));
  assert.refused(await seats.link('per', 'per@example.no', { actor: 'kari' }), 'seat.none-left');
  assert.ok(await seats.unlink('ola', 'kari'));
  assert.not.ok(await seats.unlink('ola', 'kari'));
  assert.accepted(await seats.link('per', 'per@example.no', { actor: 'kari' }));
  assert.is(await (await office.again()).people.seats.count(), 2);
});

test('an e-mail has one seat, however it is written; the same link twice changes nothing', async () => {
  const office = await openOffice();
  const { seats } = office.people;
  assert.refused(await seats.link('ola', ' KARI@example.NO', { actor: 'kari' }), 'seat.email-taken');
  const again = await seats.link('kari', 'Kari@Example.no', { actor: 'kari' });
  assert.accepted(again);
  assert.ok(again.value.confirmedAt !== null);
  assert.is(emailKey(' ＫＡＲＩ@example.no '), 'kari@example.no');
});

test('a seat that is taken away takes its password with it', async () => {
  const office = await openOffice();
  await admit(office, 'ola');
  await office.people.seats.unlink('ola', 'kari');
  assert.is(await office.people.secrets.officeHash('ola'), undefined);
});

test('modules are on until switched off, through a restart, and who listens hears of it', async () => {
  let office = await openOffice();
  const heard: string[] = [];
  const stop = office.people.modules.onChange(({ name, active }) => heard.push(`${name} ${String(active)}`));
  assert.ok((await office.people.modules.list()).every(({ active }) => active));
  assert.equal(
    (await office.people.modules.list()).map(({ name }) => name),
    [...moduleNames],
  );
  await office.people.modules.set('kitchen', false, 'kari');
  await office.people.modules.set('kitchen', false, 'kari');
  stop();
  office = await office.again();
  assert.not.ok(await office.people.modules.isActive('kitchen'));
  assert.ok(await office.people.modules.isActive('stock'));
  await office.people.modules.set('kitchen', true, 'kari');
  assert.ok(await office.people.modules.isActive('kitchen'));
  assert.equal(heard, ['kitchen false', 'kitchen false']);
});
