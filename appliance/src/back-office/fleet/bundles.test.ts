// Support bundles: as many as there is room for, the oldest going first, and never another file under a bundle's name.
import { join } from 'node:path';
import { readdirSync, statSync, writeFileSync } from 'node:fs';
import { assert, countingIds, suite, tempDir, virtualClock } from '../../../test/kit.ts';
import { silent } from '../../../test/journal/open-journal.ts';
import { openSqlite } from '../../platform/database/sqlite.ts';
import { nodeDisk } from '../../platform/disk/node-disk.ts';
import { officeMigrations } from '../migrations/all.ts';
import { Bundles, bundlesMax, perRegisterMax } from './bundles.ts';

const test = suite('support bundles');

async function withBundles(work: (bundles: Bundles, folder: string) => Promise<void>): Promise<void> {
  const clock = virtualClock();
  const folder = tempDir('bundles');
  const database = await openSqlite(join(folder, 'office.db'), {
    clock,
    log: silent,
    migrations: officeMigrations,
  });
  const files = join(folder, 'bundles');
  const parts = { database, disk: nodeDisk, ids: countingIds(), folder: files };
  let at = clock.now();
  const ticking = { ...clock, now: () => (at += 1_000) };
  try {
    await work(new Bundles({ ...parts, clock: ticking }), files);
  } finally {
    await database.close();
  }
}

const content = (text: string) => Buffer.concat([Buffer.from([0x1f, 0x8b]), Buffer.from(text)]);

test('a bundle comes back as it was sent, under a name that says what it is', () =>
  withBundles(async (bundles, folder) => {
    const kept = await bundles.keep('B1', content('one'), 'kari');
    assert.equal(kept, { id: kept.id, register: 'B1', at: kept.at, user: 'kari', bytes: 5 });
    const file = await bundles.read('B1', kept.id);
    assert.is(file?.name, 'support-B1-2024-03-01T08-00-01.gz');
    assert.equal(Buffer.from(file?.content ?? []), content('one'));
    assert.is(statSync(join(folder, 'bundle-0')).mode & 0o777, 0o600);
    assert.is(await bundles.read('B2', kept.id), undefined, 'of another register');
    assert.is(await bundles.read('B1', 'none'), undefined);
    writeFileSync(join(folder, 'bundle-0'), 'something else');
    assert.is(await bundles.read('B1', kept.id), undefined, 'not what was kept');
  }));

test('a register has its share, and all together have theirs', () =>
  withBundles(async (bundles, folder) => {
    const first = await Promise.all(
      ['a', 'b', 'c'].map(async (text) => bundles.keep('B1', content(text), 'kari')),
    );
    for (let more = 3; more < perRegisterMax + 2; more += 1)
      await bundles.keep('B1', content(`${more}`), 'kari');
    assert.is((await bundles.of('B1')).length, perRegisterMax);
    assert.is(await bundles.read('B1', first[0]?.id ?? ''), undefined);
    assert.is(await bundles.read('B1', first[1]?.id ?? ''), undefined);
    assert.ok((await bundles.read('B1', first[2]?.id ?? '')) !== undefined);
    for (let register = 2; register < 40; register += 1)
      await bundles.keep(`B${register}`, content('x'), 'kari');
    assert.is(readdirSync(folder).length, bundlesMax);
    assert.equal([await bundles.of('B1'), (await bundles.of('B39')).length], [[], 1]);
  }));
