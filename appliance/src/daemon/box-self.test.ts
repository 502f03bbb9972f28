// What a box tells of itself to who is far away: enough to see what is wrong, and nothing that is nobody's business.
import { gunzipSync } from 'node:zlib';
import { assert, seeded, suite, tempDir, virtualClock } from '../../test/kit.ts';
import { openJournal, silent } from '../../test/journal/open-journal.ts';
import { sampleJournal, sampleSigner } from '../../test/journal/sample-journal.ts';
import { readConfig } from '../platform/config/config.ts';
import type { Log } from '../platform/ports/log.ts';
import { boxSelf, rememberingLog, type PagesOfBox } from './box-self.ts';

const test = suite('box self');

test('the last lines of the log are kept, without what no log may hold', () => {
  const passed: string[] = [];
  const pass: Log = { ...silent, warn: (_data, message) => void passed.push(message) };
  const { log, lastLines } = rememberingLog(pass, 3);
  log.debug({}, 'not kept');
  log.warn({ pin: '1234', inner: { token: 'abc' }, error: new Error('why') }, 'one');
  for (const message of ['two', 'three', 'four']) log.info({ message: 'x'.repeat(5_000) }, message);
  assert.equal(passed, ['one']);
  assert.equal(
    lastLines().map((line) => line.split(' ').slice(0, 2).join(' ')),
    ['info two', 'info three', 'info four'],
  );
  assert.ok(lastLines().every((line) => line.length <= 2_000));
  const again = rememberingLog(pass);
  again.log.error({ pin: '1234', inner: { token: 'abc' }, error: new Error('why') }, 'one');
  assert.match(again.lastLines()[0] ?? '', /why/);
  assert.not.match(again.lastLines()[0] ?? '', /1234|abc/);
});

test('orders: pages, a restart that lets the answer out first, a bundle without keys', async () => {
  const clock = virtualClock();
  const { database, store, folder } = await openJournal(tempDir('self'));
  await store.commit(sampleJournal('B1').line('secret customer'));
  const done: string[] = [];
  const pages: PagesOfBox = {
    linkCount: () => 2,
    reload: () => 2,
    identify: () => void done.push('identify'),
    onChange: () => undefined,
  };
  const ids = { uuid: () => 'id' };
  const self = boxSelf({
    config: { ...readConfig({ COUNTERTOP_DATA: folder }), address: '0.0.0.0', hosts: ['kasse1.local'] },
    ports: { clock, ids, randomness: seeded(), log: silent, restart: (reason) => void done.push(reason) },
    box: {
      register: 'B1',
      database,
      signer: sampleSigner(),
      reserve: undefined as never,
      pairing: undefined,
    },
    till: undefined,
    pages,
    port: 8123,
    lastLines: () => ['info a line {}'],
    linkState: () => ({ phase: 'linked' }),
  });
  const status = await self.status();
  assert.equal([status.pages, status.devices, status.startedAt], [2, [], clock.now()]);
  assert.equal(status.addresses, ['http://kasse1.local:8123']);
  assert.ok((status.disk?.freeBytes ?? 0) > 0);
  assert.equal(await self.carryOut('reload-pages'), { ok: true, detail: '2 pages' });
  assert.equal(await self.carryOut('identify'), { ok: true, detail: '2 pages show it' });
  const { bundle } = await self.carryOut('support-bundle');
  const content = JSON.parse(gunzipSync(bundle ?? Buffer.alloc(0)).toString('utf8')) as Record<
    string,
    unknown
  >;
  assert.equal([content['register'], content['journal'], content['log']], ['B1', 1, ['info a line {}']]);
  assert.not.match(JSON.stringify(content), /PRIVATE|secret customer/);
  assert.ok((await self.carryOut('restart')).ok);
  assert.equal(done, ['identify']);
  await clock.advance(1_000);
  assert.equal(done, ['identify', 'the office asked for it']);
  await database.close();
});
