// The counter of wrong attempts: what it forgives, forgets and keeps, and that it does not grow without end.
import { closeOffices, openOffice, type Office } from '../../../test/people/people-ground.ts';
import { assert, suite } from '../../../test/kit.ts';
import { createQueries } from '../../platform/query/queries.ts';
import { Attempts, disguised, type Subject } from './attempts.ts';
import type { PeopleTables } from './people-tables.ts';

const test = suite('attempts');
test.afterEach(closeOffices);
const subject: Subject = { kind: 'email', of: 'x' };
const hour = 3_600_000;

const attemptsOf = (office: Office): Attempts =>
  new Attempts(createQueries<PeopleTables>(office.database), office.clock);

async function locked(attempts: Attempts, one = subject): Promise<boolean> {
  return (await attempts.begin([one])).locked;
}

test('nothing is counted while one of the subjects waits', async () => {
  const office = await openOffice();
  const attempts = attemptsOf(office);
  const other: Subject = { kind: 'address', of: 'a' };
  for (let count = 0; count < 5; count += 1) await attempts.begin([subject]);
  for (let count = 0; count < 30; count += 1) assert.ok((await attempts.begin([other, subject])).locked);
  assert.not.ok(await locked(attempts, other));
});

test('the same name of two kinds is two subjects', async () => {
  const office = await openOffice();
  const attempts = attemptsOf(office);
  for (let count = 0; count < 5; count += 1) await attempts.begin([subject]);
  assert.ok(await locked(attempts));
  assert.not.ok(await locked(attempts, { kind: 'code', of: 'x' }));
});

test('settled, nothing is held against anybody; forgiven, only the last one is not', async () => {
  const office = await openOffice();
  const attempts = attemptsOf(office);
  for (let count = 0; count < 4; count += 1) await attempts.begin([subject]);
  await attempts.begin([subject]);
  await attempts.forgive(subject);
  assert.not.ok(await locked(attempts));
  assert.ok(await locked(attempts));
  await attempts.settle(subject);
  for (let count = 0; count < 5; count += 1) assert.not.ok(await locked(attempts));
  await attempts.forgive({ kind: 'code', of: 'never seen' });
});

test('a day without attempts is forgotten', async () => {
  const office = await openOffice();
  const attempts = attemptsOf(office);
  for (let count = 0; count < 4; count += 1) await attempts.begin([subject]);
  await office.clock.advance(24 * hour - 1);
  assert.is((await office.database.get('SELECT failed FROM sign_in_attempt'))?.['failed'], 4);
  await office.clock.advance(1);
  const begun = await attempts.begin([subject]);
  assert.equal(begun, { locked: false, waiting: [], until: null });
});

test('the table is cut to its limit, oldest first', async () => {
  const office = await openOffice();
  const attempts = attemptsOf(office);
  await office.database.write(
    `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20500)
     INSERT INTO sign_in_attempt (subject, failed, locked_until, at) SELECT 'email:' || i, 1, NULL, ? + i FROM n`,
    [office.clock.now()],
  );
  await office.clock.advance(60_000);
  for (let count = 0; count < 256; count += 1)
    await attempts.begin([{ kind: 'link-address', of: String(count) }]);
  const row = await office.database.get('SELECT count(*) AS rows, min(at) AS oldest FROM sign_in_attempt');
  assert.is(row?.['rows'], 20_001);
  const gone = await office.database.get("SELECT 1 FROM sign_in_attempt WHERE subject = 'email:1'");
  assert.is(gone, undefined);
});

test('a disguised subject gives nothing away', () => {
  assert.match(disguised('kari@example.no'), /^[\w-]{43}$/);
  assert.not.ok(disguised('kari@example.no').includes('kari'));
});
