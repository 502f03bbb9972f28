// A till on a disk that fills up: clear refusals, the sale under way is paid, the shift closes, a restart works, nothing is lost, and it
// goes on by itself when somebody made room.
import { spawnSync } from 'node:child_process';
import { rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { journal } from '../../src/cli/journal.ts';
import type { Page, PageReply } from '../../src/replay/page.ts';
import { demoItems } from '../../src/demo/products.ts';
import { Box, runHere } from '../daemon-process.ts';
import { assert, lacks, note, suite, tempDir } from '../kit.ts';

const test = suite('full disk');
const product = demoItems.find(({ product: each }) => each.name === 'Helmelk 1 l')?.product.id ?? '';

interface Health {
  readonly code: number;
  readonly storage: string;
}

async function health(box: Box): Promise<Health> {
  const response = await fetch(`${box.origin}/healthz`);
  return { code: response.status, storage: ((await response.json()) as { storage: string }).storage };
}

/** Takes all the room there is, down to the last page. */
function fill(folder: string): void {
  for (let size = 1_048_576; size >= 4_096; size /= 2) {
    for (let count = 0; ; count += 1) {
      try {
        writeFileSync(join(folder, `other-${size}-${count}`), Buffer.alloc(size, 1), { flag: 'wx' });
      } catch {
        break;
      }
    }
  }
}

function makeRoom(folder: string): void {
  spawnSync('sh', ['-c', `rm -f ${folder}/other-*`]);
}

let ids = 0;
const nextId = (): string => `full-disk-${(ids += 1)}`;
const codeOf = (reply: PageReply): string => (reply.ok ? 'ok' : reply.failure.code);
const addMilk = async (page: Page): Promise<PageReply> => page.command(nextId(), 'add-product', { product });

async function until(what: string, holds: () => boolean | Promise<boolean>): Promise<void> {
  const end = Date.now() + 30_000;
  while (!(await holds())) {
    if (Date.now() > end) assert.unreachable(`never: ${what}`);
    await pause(50);
  }
}

test('full, and room again', { timeoutMs: 180_000 }, async () => {
  const folder = tempDir('full');
  if (spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=24m', 'tmpfs', folder]).status !== 0) {
    lacks('mounting a small disk (needs root): a whole daemon on a full disk was not tried');
    return;
  }
  const box = await Box.started({ folder });
  const page = await box.page();
  try {
    await page.command(nextId(), 'open-shift', { opening: [{ currency: 'NOK', amount: 50_000 }] });
    assert.is(codeOf(await addMilk(page)), 'ok');
    fill(folder);
    // What is written until the log has to grow still fits; then it is refused.
    let sold = 1;
    let refused = await addMilk(page);
    while (refused.ok && sold < 5_000) {
      sold += 1;
      refused = await addMilk(page);
    }
    assert.is(codeOf(refused), 'storage.full');
    await until('the view says so', () => page.view.storage === 'full');
    assert.equal(await health(box), { code: 503, storage: 'full' });
    const [line] = Object.values(page.view.tab?.lines ?? {});
    assert.is(line?.quantity, sold * 1_000, 'what was acknowledged');
    // Nothing new, but the customer at the till can pay.
    assert.is(codeOf(await addMilk(page)), 'storage.full');
    const paid = await page.command(nextId(), 'take-payment', {
      tender: 'cash',
      tendered: page.view.tab?.cashDue ?? 0,
    });
    assert.is(codeOf(paid), 'ok');
    assert.is(codeOf(await addMilk(page)), 'storage.full');
    note(`full disk: refused after ${sold} lines, and the sale was paid from the reserve`);

    // Pull the plug on a disk that is full to the last byte.
    fill(folder);
    await box.kill();
    await box.start();
    assert.is((await health(box)).code, 503);
    const reply = await page.command(nextId(), 'open-drawer', { reason: 'look' });
    assert.is(codeOf(reply), 'storage.full');
    assert.is(page.view.lastSale?.receipt, 1);

    makeRoom(folder);
    await until('it is well again', async () => (await health(box)).code === 200);
    await until('the view says so', () => page.view.storage === 'ok');
    assert.is(codeOf(await addMilk(page)), 'ok');
    const due = page.view.tab?.cashDue ?? 0;
    assert.is(codeOf(await page.command(nextId(), 'take-payment', { tender: 'cash', tendered: due })), 'ok');
    const expected = page.view.shift?.expectedCash ?? [];
    assert.is(
      codeOf(await page.command(nextId(), 'close-shift', { counted: [...expected], print: false })),
      'ok',
    );
    assert.ok(statfsSync(folder).bavail > 0);
    assert.equal((await box.stop()).code, 0);
    const verified = await runHere(journal, ['verify'], { COUNTERTOP_DATA: folder });
    assert.is(verified.code, 0, verified.stderr);
    assert.match(verified.stdout, /last receipt 2, last Z-report 1/);
  } finally {
    page.close();
    await box.kill();
    spawnSync('umount', ['-l', folder]);
    rmSync(folder, { recursive: true, force: true });
  }
});
