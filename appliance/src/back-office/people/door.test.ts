// Small things at the door: who a visitor is taken for, what the cookie says, what stays in the list of events, and letters.
import type { FastifyReply, FastifyRequest } from 'fastify';
import { closeOffices, openOffice } from '../../../test/people/people-ground.ts';
import { assert, suite } from '../../../test/kit.ts';
import { isFault } from '../../platform/fault.ts';
import { refusalOf } from '../../platform/mail/mail.ts';
import { setCookie, visitorOf } from './doorkeeper.ts';
import { changedLetter, linkLetter, trialLetter } from './letters.ts';

const test = suite('office door');
test.afterEach(closeOffices);

test('an address counts as itself, a network of IPv6 as one', () => {
  const addressOf = (ip: string): string => visitorOf({ ip, headers: {} } as FastifyRequest).address;
  assert.is(addressOf('192.0.2.7'), '192.0.2.7');
  assert.is(addressOf('::ffff:192.0.2.7'), '192.0.2.7');
  assert.is(addressOf('2001:db8:1:2:3:4:5:6'), '2001:db8:1:2::/64');
  assert.is(addressOf('2001:DB8:0001:2::9'), '2001:db8:1:2::/64');
  assert.is(addressOf('2001:db8::9'), '2001:db8:0:0::/64');
  assert.is(addressOf('::1'), '0:0:0:0::/64');
  assert.is(addressOf('fe80::1%eth0'), 'fe80:0:0:0::/64');
});

test('over TLS the cookie is for TLS only', () => {
  const cookieOver = (protocol: 'http' | 'https', token?: string): string => {
    let cookie = '';
    const reply = { header: (_name: string, value: string) => void (cookie = value) };
    setCookie({ protocol } as FastifyRequest, reply as unknown as FastifyReply, token);
    return cookie;
  };
  assert.match(cookieOver('https', 'token'), /; HttpOnly; SameSite=Strict; Secure$/);
  assert.not.match(cookieOver('http', 'token'), /Secure/);
  assert.match(cookieOver('https'), /^countertop_office=; Max-Age=0;/);
});

test('what happened is neither changed nor taken away, until it is the oldest of a hundred thousand', async () => {
  const office = await openOffice();
  const append = (sql: string) =>
    assert.rejects(office.database.write(sql), (error) =>
      isFault(error, 'storage.constraint', 'storage.failed'),
    );
  await append("UPDATE people_event SET kind = 'other'");
  await append('DELETE FROM people_event');
  await office.database.write(
    "INSERT INTO people_event (number, at, kind, data) VALUES (100002, 1, 'sign-out', '{}')",
  );
  const left = await office.database.all('SELECT number FROM people_event ORDER BY number');
  assert.ok(left.every(({ number }) => Number(number) > 2));
  await append('DELETE FROM people_event WHERE number = 100002');
});

test('events come newest first, by page and by user', async () => {
  const office = await openOffice();
  const { events } = office.people;
  for (let count = 0; count < 5; count += 1)
    await events.add({ kind: 'sign-out', user: count % 2 === 0 ? 'even' : 'odd', data: { count } });
  const first = await events.page({ limit: 2 });
  assert.equal(
    first.map(({ data }) => data['count']),
    [4, 3],
  );
  const second = await events.page({ limit: 2, before: first[1]?.number ?? 0 });
  assert.equal(
    second.map(({ data }) => data['count']),
    [2, 1],
  );
  assert.is((await events.page({ limit: 1_000, user: 'odd' })).length, 2);
});

test('letters in every language hold their link and pass the outbox', () => {
  const facts = {
    name: 'Kari\nX-Evil: 1',
    company: `Brygga\r\n${'long '.repeat(80)}`,
    link: 'https://o.example/office/link#abc',
  };
  for (const language of ['en', 'nb', 'nl', 'cs'] as const) {
    const letters = [
      linkLetter('invitation', language, facts),
      linkLetter('reset', language, facts),
      changedLetter(language, facts),
      trialLetter(language, { ...facts, name: '' }),
    ];
    for (const letter of letters) {
      assert.is(refusalOf({ to: 'kari@example.no', ...letter }), undefined, letter.subject);
      assert.not.match(letter.text, /^X-Evil/m);
    }
    assert.ok(letters.slice(0, 2).every(({ text }) => text.includes(`\n\n${facts.link}\n\n`)));
  }
});
