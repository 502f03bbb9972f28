// Badges in the office: set, replaced, taken away, one for one user, never in clear, and found by a box with one hash.
import { assert, suite } from '../../../test/kit.ts';
import { closeOffices, openOffice, user } from '../../../test/people/people-ground.ts';
import { hashBadge, passwordMatches, saltOf } from '../../platform/password/password.ts';

const test = suite('badges of users');
test.afterEach(closeOffices);

async function office() {
  const opened = await openOffice();
  for (const id of ['ola', 'per']) opened.records.users.set(id, user({ number: id }));
  return opened;
}

test('a badge is kept as a hash that its code leads to, with the salt of the office', async () => {
  const { people } = await office();
  assert.accepted(await people.badges.set('ola', ' 04A2-77FE-19 ', 'kari'));
  assert.accepted(await people.badges.set('per', '04A2-77FE-20', 'kari'));
  const hashes = await people.badges.hashes();
  const [ola = '', per = ''] = [hashes.get('ola'), hashes.get('per')];
  assert.ok(await passwordMatches(ola, '04A2-77FE-19'));
  assert.equal(saltOf(ola), saltOf(per));
  assert.is(await hashBadge('04A2-77FE-20', saltOf(ola) ?? new Uint8Array()), per);
  assert.is.not(ola, per);
  assert.is(saltOf('no hash'), undefined);
});

test('no two users have the same; who has it already keeps it', async () => {
  const { people } = await office();
  assert.accepted(await people.badges.set('ola', 'CARD-1001', 'kari'));
  assert.refused(await people.badges.set('per', 'CARD-1001', 'kari'), 'badge.taken');
  assert.accepted(await people.badges.set('ola', 'CARD-1001', 'kari'));
  assert.equal([...(await people.badges.hashes()).keys()], ['ola']);
  assert.accepted(await people.badges.set('ola', null, 'kari'));
  assert.accepted(await people.badges.set('per', 'CARD-1001', 'kari'));
  assert.equal([...(await people.badges.hashes()).keys()], ['per']);
});

test('a short code is refused, and what happened is told without it', async () => {
  const opened = await office();
  const { people } = opened;
  const short = await people.badges.set('ola', ' 12345 ', 'kari');
  assert.refused(short, 'badge.too-short');
  assert.equal(short.refusal.data, { min: 6 });
  assert.accepted(await people.badges.set('ola', 'CARD-1001', 'kari'));
  assert.accepted(await people.badges.set('ola', null, 'kari'));
  assert.equal(opened.records.told, ['ola', 'ola'], 'the feed is told of both');
  const events = await people.events.page({ limit: 10 });
  assert.equal(
    events
      .filter(({ kind }) => kind.startsWith('badge.'))
      .map(({ kind, user: of, actor }) => [kind, of, actor]),
    [
      ['badge.taken-away', 'ola', 'kari'],
      ['badge.set', 'ola', 'kari'],
    ],
  );
  assert.not.match(JSON.stringify([events, opened.said]), /CARD-1001|12345/);
  assert.is((await people.secrets.held('ola')).badge, false);
});

test('a badge leaves the POS password as it is, and goes with the user', async () => {
  const { people } = await office();
  assert.accepted(await people.secrets.setPosPassword('ola', '2580', 'kari'));
  assert.accepted(await people.badges.set('ola', 'CARD-1001', 'kari'));
  assert.ok((await people.secrets.posHashes(['ola'])).has('ola'));
  assert.is((await people.secrets.held('ola')).badge, true);
  await people.secrets.forget('ola');
  assert.is((await people.badges.hashes()).size, 0);
});
