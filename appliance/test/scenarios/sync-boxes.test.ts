// Whole daemons: a till that is paired, revoked, cut off, restored; an office restored; a box with both roles; an office alone.
import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { WebSocket } from 'ws';
import { journal } from '../../src/cli/journal.ts';
import { demoItems } from '../../src/demo/products.ts';
import { officeDatabaseName } from '../../src/back-office/files.ts';
import { databaseName } from '../../src/till/journal/files.ts';
import { Box, freePort, runCommand, runHere } from '../daemon-process.ts';
import { assert, suite, tempDir } from '../kit.ts';
import {
  archiveOf,
  boxJson,
  linkOf,
  officeBox,
  pairBoxes,
  sameJournals,
  tillBox,
  twoBoxes,
  until,
} from './two-boxes.ts';

const test = suite('sync boxes');
const milk = demoItems.find(({ product }) => product.name === 'Helmelk 1 l')?.product.id ?? '';
let ids = 0;

async function sell(box: Box, count: number): Promise<void> {
  const page = await box.page();
  const id = (): string => `sync-boxes-${(ids += 1)}`;
  if (page.view.shift === null)
    await page.command(id(), 'open-shift', { opening: [{ currency: 'NOK', amount: 0 }] });
  for (let sale = 0; sale < count; sale += 1) {
    assert.ok((await page.command(id(), 'add-product', { product: milk })).ok);
    assert.ok((await page.command(id(), 'take-payment', { tender: 'cash', tendered: 10_000 })).ok);
  }
  page.close();
}

interface Health {
  readonly status: string;
  readonly office: {
    readonly office: { readonly is: string };
    readonly link: { readonly phase: string } | null;
  };
}

async function health(box: Box): Promise<Health> {
  return (await (await fetch(`${box.origin}/healthz`)).json()) as Health;
}

test(
  'a till alone says that it wants to be paired, and sells; paired, its past goes up',
  { timeoutMs: 240_000 },
  async () => {
    const till = await tillBox();
    assert.equal((await health(till)).office.office, { is: 'none' });
    await sell(till, 3);
    const nobody = await runCommand(['office', 'pairing-code', 'B1'], till.environment);
    assert.equal([nobody.code, /no office/.test(nobody.stderr)], [1, true]);
    const officePort = await freePort();
    const office = await officeBox(officePort);
    const wrong = await runCommand(['pair', `127.0.0.1:${officePort}`, 'ABCD-EFGH'], till.environment);
    assert.equal([wrong.code, /no such code/.test(wrong.stderr)], [1, true]);
    // The register it has sold as: everything it ever sold belongs to it.
    const boxes = { office, till, register: 'B1', officePort };
    await pairBoxes(boxes);
    assert.ok((await sameJournals(boxes)) > 10);
    await sell(till, 2);
    await sameJournals(boxes);
    assert.is((await health(till)).office.office.is, 'elsewhere');

    // Cut off for a while, it sells on, and says so.
    await office.kill();
    await sell(till, 4);
    await until(async () => (await linkOf(till))?.phase === 'waiting', 'seen that the office is gone');
    assert.is((await health(till)).status, 'ok');
    await office.start();
    await sameJournals(boxes);

    // The archive is verified like a journal.
    const verified = await runHere(journal, ['verify'], { COUNTERTOP_DATA: office.folder });
    assert.equal(
      [verified.code, /archive of B1: \d+ entries/.test(verified.stdout)],
      [0, true],
      verified.stderr,
    );
    assert.match(verified.stdout, /archive of OFFICE: \d+ entries, \d+ signatures/);
    assert.equal([...till.troubles, ...office.troubles], []);
    await Promise.all([till.stop(), office.stop()]);
  },
);

test(
  'a restored till is refused; a restored office gets again what it lost',
  { timeoutMs: 240_000 },
  async () => {
    const boxes = await twoBoxes('K1');
    const { till, office } = boxes;
    await sell(till, 3);
    await sameJournals(boxes);
    const backup = tempDir('backup');
    for (const [box, name] of [
      [till, databaseName],
      [office, officeDatabaseName],
    ] as const) {
      await box.stop();
      cpSync(join(box.folder, name), join(backup, name));
    }
    await Promise.all([till.start(), office.start()]);
    await sell(till, 3);
    const entries = await sameJournals(boxes);

    await office.stop();
    restore(office, backup, officeDatabaseName);
    assert.ok((await archiveOf(office, 'K1')).length < entries);
    await office.start();
    assert.is(await sameJournals(boxes), entries);

    await till.stop();
    restore(till, backup, databaseName);
    await till.start();
    await until(async () => (await linkOf(till))?.refusal?.code === 'chain-broken', 'refused');
    assert.is((await archiveOf(office, 'K1')).length, entries, 'the office keeps what it had');
    await Promise.all([till.stop(), office.stop()]);
  },
);

function restore(box: Box, backup: string, name: string): void {
  for (const end of ['-wal', '-shm']) rmSync(join(box.folder, `${name}${end}`), { force: true });
  cpSync(join(backup, name), join(box.folder, name));
}

test('a box with both roles is linked to itself from the first start', { timeoutMs: 120_000 }, async () => {
  const box = await Box.started();
  const boxes = { till: box, office: box, register: 'B1', officePort: 0 };
  assert.is((await boxJson(box)).office.is, 'here');
  await sell(box, 3);
  await sameJournals(boxes);
  await box.kill();
  await box.start();
  await sell(box, 1);
  await sameJournals(boxes);
  const pairing = await runCommand(['pair', '127.0.0.1:1', 'ABCD-EFGH'], box.environment);
  assert.equal([pairing.code, /its own office/.test(pairing.stderr)], [1, true]);
  // A page of a browser does not come in by the boxes' door.
  const page = new WebSocket(`${box.origin.replace('http', 'ws')}/sync`, { origin: box.origin });
  const refused = await new Promise<string>((resolve) => {
    page.on('error', (error) => {
      resolve(error.message);
    });
  });
  assert.match(refused, /403/);
  const verified = await runHere(journal, ['verify'], { COUNTERTOP_DATA: box.folder });
  assert.equal(
    [verified.code, /register B1: /.test(verified.stdout), /archive of B1: /.test(verified.stdout)],
    [0, true, true],
  );
  assert.equal(await box.stop(), { code: 0, signal: null });
  assert.equal(box.troubles, []);
});
