// How a box begins and ends: with a basket open, a receipt printing and a page that does not answer; beside another daemon; on a port that
// is taken; on a folder it may not use.
import { once } from 'node:events';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { WebSocket } from 'ws';
import { journal } from '../../src/cli/journal.ts';
import { demoItems } from '../../src/demo/products.ts';
import { openSnapshot } from '../../src/platform/database/read-only.ts';
import { protocolVersion } from '../../src/protocol/version.ts';
import { databaseName } from '../../src/till/journal/files.ts';
import { Box, runHere, startProgram } from '../daemon-process.ts';
import { assert, lacks, suite, tempDir } from '../kit.ts';
import { paperPrinter, receiptsOn } from './receipts-on-paper.ts';

const test = suite('start and stop');
const milk = demoItems.find(({ product }) => product.name === 'Helmelk 1 l')?.product.id ?? '';
let ids = 0;
const nextId = (): string => `start-stop-${(ids += 1)}`;

async function jobs(folder: string): Promise<Readonly<Record<string, string>>> {
  const snapshot = await openSnapshot(join(folder, databaseName));
  const rows = await snapshot.all("SELECT subject, state FROM print_job WHERE kind = 'receipt'");
  await snapshot.close();
  return Object.fromEntries(rows.map((row) => [String(row['subject']), String(row['state'])]));
}

for (const [how, lineMs] of [
  ['a receipt that soon ends', 5],
  ['a receipt that takes for ever', 2_000],
] as const) {
  test(
    `SIGTERM with a basket open, ${how}, and a page that does not answer`,
    { timeoutMs: 120_000 },
    async () => {
      const printer = await paperPrinter(lineMs);
      const box = await Box.started({ devices: [printer.device] });
      const page = await box.page();
      try {
        await page.command(nextId(), 'open-shift', { opening: [{ currency: 'NOK', amount: 0 }] });
        await page.command(nextId(), 'add-product', { product: milk });
        const paid = await page.command(nextId(), 'take-payment', {
          tender: 'cash',
          tendered: page.view.tab?.cashDue ?? 0,
        });
        assert.ok(paid.ok);
        await page.command(nextId(), 'add-product', { product: milk, quantity: 3_000 });
        await page.command(nextId(), 'rename-tab', { name: 'Kari' });
        const mute = new WebSocket(`${box.origin.replace('http', 'ws')}/link`, { origin: box.origin });
        mute.on('error', () => undefined);
        await once(mute, 'open');
        mute.send(JSON.stringify({ t: 'hello', protocol: protocolVersion, page: 'mute' }));
        await pause(100);
        mute.pause();
        while (
          Object.values(page.view.printing).every(({ state }) => state !== 'sending') &&
          (await jobs(box.folder))['receipt:1'] === 'queued'
        )
          await pause(5);
        const basket = page.view.tab;
        assert.is(basket?.name, 'Kari');
        page.close();

        assert.equal(await box.stop(), { code: 0, signal: null });
        assert.ok(box.lines.some((line) => line.includes('"msg":"stopped"')));
        const state = (await jobs(box.folder))['receipt:1'];
        assert.ok(state === 'printed' || state === 'unknown', `the job ended as ${state}`);
        if (lineMs > 1_000) assert.is(state, 'unknown');
        if (state === 'printed')
          assert.ok(receiptsOn(printer.paper()).some(({ receipt, whole }) => receipt === 1 && whole));
        assert.is((await runHere(journal, ['verify'], { COUNTERTOP_DATA: box.folder })).code, 0);
        mute.terminate();

        await box.start();
        const again = await box.page();
        assert.equal(again.view.tab, basket);
        assert.equal(
          Object.values(again.view.printing).map((job) => job.state),
          state === 'unknown' ? ['unknown'] : [],
        );
        again.close();
        assert.equal(box.troubles, []);
      } finally {
        page.close();
        await box.kill();
        await printer.close();
      }
    },
  );
}

test(
  'a second daemon on the same folder is refused in plain words, and the first goes on',
  { timeoutMs: 120_000 },
  async () => {
    const box = await Box.started();
    const page = await box.page();
    const second = await Box.make({ folder: box.folder });
    await assert.rejects(second.start(), /another one works on/);
    assert.is((await second.ended).code, 1);
    assert.ok((await page.command(nextId(), 'open-shift', { opening: [{ currency: 'NOK', amount: 0 }] })).ok);
    page.close();
    // The lock dies with its process, however it dies.
    await box.kill();
    await second.start();
    assert.equal(await second.stop(), { code: 0, signal: null });
  },
);

test('a port that is taken is told, and nothing is left behind', { timeoutMs: 120_000 }, async () => {
  const box = await Box.started();
  const other = await Box.make({ env: { COUNTERTOP_PORT: String(box.port) } });
  await assert.rejects(other.start(), /config\.invalid.*cannot be listened on: .*EADDRINUSE/);
  assert.is((await other.ended).code, 78);
  assert.is((await runHere(journal, ['verify'], { COUNTERTOP_DATA: other.folder })).code, 0);
  await box.kill();
});

test(
  'what the configuration has wrong is told all at once, before anything is touched',
  { timeoutMs: 60_000 },
  async () => {
    const device = {
      name: 'one',
      kind: 'scanner',
      model: 'serial',
      address: 'tcp://127.0.0.1:1',
      options: {},
    };
    for (const [config, words] of [
      [{ logLevel: 'loud', register: 'b 1' }, /\/logLevel.*\/register|\/register.*\/logLevel/],
      [{ devices: [{ ...device, model: 'abacus' }] }, /no scanner model abacus/],
      [{ devices: [device, device] }, /config\.invalid/],
    ] as const) {
      const box = await Box.make({ config, env: { COUNTERTOP_LOG: '' } });
      await assert.rejects(box.start(), words);
      assert.is((await box.ended).code, 78);
    }
  },
);

test(
  'a shop that was never set up, and a folder that may not be written',
  { timeoutMs: 60_000 },
  async () => {
    const empty = await Box.started({ env: { COUNTERTOP_DEMO: 'false' } });
    const health = await fetch(`${empty.origin}/healthz`);
    assert.equal([health.status, ((await health.json()) as { status: string }).status], [503, 'no-shop']);
    assert.equal(await empty.stop(), { code: 0, signal: null });
    assert.equal(empty.troubles, []);
    const file = join(tempDir(), 'a-file');
    writeFileSync(file, '');
    const blocked = await Box.make({ env: { COUNTERTOP_DATA: join(file, 'data') } });
    await assert.rejects(blocked.start(), /storage\.failed.*ENOTDIR/);
    if (process.getuid?.() === 0) {
      lacks('a user without rights (the tests run as root): a folder that may not be written was not tried');
      return;
    }
    const folder = join(tempDir(), 'closed');
    mkdirSync(folder);
    chmodSync(folder, 0o500);
    const closed = await Box.make({ env: { COUNTERTOP_DATA: join(folder, 'data') } });
    await assert.rejects(closed.start(), /storage\.failed.*EACCES/);
  },
);

test('a database that is none is refused and left as it is', { timeoutMs: 60_000 }, async () => {
  const folder = tempDir('broken');
  writeFileSync(join(folder, databaseName), 'this is no database at all, and was never one\n'.repeat(200));
  const box = await Box.make({ folder });
  await assert.rejects(box.start(), /storage\.corrupt/);
});

test('SIGTERM while it starts ends it at once and harmlessly', { timeoutMs: 120_000 }, async () => {
  const box = await Box.make();
  for (const afterMs of [150, 600, 1_000]) {
    const child = startProgram('countertopd', { ...box.environment, COUNTERTOP_CONFIG: '' });
    await pause(afterMs);
    child.kill('SIGTERM');
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  }
  await box.start();
  const page = await box.page();
  page.close();
  assert.equal(await box.stop(), { code: 0, signal: null });
});
