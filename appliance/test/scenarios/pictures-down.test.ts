// Pictures people sent to the office are shown by a till that is another machine: also when the line is cut in the middle of one, when the
// till is killed meanwhile, and when its disk has no room for them; selling goes on all the while.
import { spawnSync } from 'node:child_process';
import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { uploadedNameOf } from '../../src/platform/pictures/kept-pictures.ts';
import type { Page } from '../../src/replay/page.ts';
import { Box, freePort } from '../daemon-process.ts';
import { assert, lacks, note, suite, tempDir } from '../kit.ts';
import { CutLine } from './cut-line.ts';
import { Desk } from './desk.ts';
import { boxJson, linkOf, officeBox, pairBoxes, tillBox, until } from './two-boxes.ts';

const test = suite('pictures down');
const many = 12;
let ids = 0;

/** Noise: of some twenty kilobytes, whatever it is packed with. */
async function picture(number: number): Promise<Uint8Array> {
  const noise = { type: 'gaussian', mean: 40 + number * 10, sigma: 60 } as const;
  return sharp({ create: { width: 400, height: 400, channels: 3, background: '#000000', noise } })
    .png()
    .toBuffer();
}

async function uploadTo(desk: Desk, count: number): Promise<readonly string[]> {
  const names: string[] = [];
  for (let number = 0; number < count; number += 1)
    names.push(await desk.upload(await picture(number), 'image/png'));
  return names;
}

/** Whole, as its name says; undefined: it is not on the box. */
async function shown(box: Box, name: string): Promise<number | undefined> {
  const response = await fetch(`${box.origin}/uploads/${name}-96.webp`);
  if (response.status === 404) {
    assert.is(response.headers.get('cache-control'), 'no-store');
    return undefined;
  }
  assert.equal([response.status, response.headers.get('content-type')], [200, 'image/webp']);
  const content = Buffer.from(await response.arrayBuffer());
  assert.is(uploadedNameOf(content), name);
  return content.byteLength;
}

async function countShown(box: Box, names: readonly string[]): Promise<number> {
  const sizes = await Promise.all(names.map(async (name) => shown(box, name)));
  return sizes.filter((size) => size !== undefined).length;
}

async function withShop(box: Box): Promise<void> {
  await until(async () => {
    const now = (await boxJson(box).catch(() => undefined)) as { readonly hasShop?: boolean } | undefined;
    return now?.hasShop === true;
  }, 'a till');
}

/** What is sold without a question asked. */
async function products(desk: Desk): Promise<readonly string[]> {
  const { records } = (await desk.get('/api/products?pageSize=100')) as {
    readonly records: readonly { readonly id: string; readonly body: Readonly<Record<string, unknown>> }[];
  };
  return records
    .filter(
      ({ body }) =>
        body['unit'] === 'piece' &&
        body['variablePrice'] === false &&
        body['kind'] === 'goods' &&
        body['ageLimit'] === null,
    )
    .map(({ id }) => id);
}

async function sells(page: Page, product: string): Promise<void> {
  const reply = await page.command(`pictures-${(ids += 1)}`, 'add-product', { product });
  assert.ok(reply.ok, JSON.stringify(reply));
}

async function opened(box: Box): Promise<Page> {
  const page = await box.page('alex', 60_000);
  const opening = [{ currency: page.view.shop.currency.code, amount: 0 }];
  if (page.view.shift === null) await page.command(`pictures-${(ids += 1)}`, 'open-shift', { opening });
  return page;
}

test(
  'a line cut in the middle, a box killed meanwhile: all come, each as it was sent',
  { timeoutMs: 240_000 },
  async () => {
    const officePort = await freePort();
    const office = await officeBox(officePort, { COUNTERTOP_DEMO: 'true' });
    const line = await CutLine.to(officePort);
    const till = await tillBox({ COUNTERTOP_DEMO: 'false' });
    try {
      await pairBoxes({ office, till, register: 'B1', officePort: line.port });
      await withShop(till);
      const desk = new Desk(office);
      await desk.signIn();
      const names = await uploadTo(desk, many);
      const goods = await products(desk);
      line.cutAfter(70_000);
      for (const [index, name] of names.slice(1).entries())
        await desk.change(`/api/products/${goods[index] ?? ''}`, { picture: name });
      await desk.change('/api/categories/bakery', { picture: names[0] });
      await until(async () => Promise.resolve(line.isCut), 'the line is cut');
      const before = await countShown(till, names);
      assert.ok(before < many, `${before} were there before the line was cut`);
      note(`pictures down: ${before} of ${many} were there when the line was cut`);

      await till.kill();
      await till.start();
      assert.ok((await countShown(till, names)) >= before, 'what had come is still there');
      const page = await opened(till);
      await sells(page, goods[20] ?? '');
      line.mend();
      await until(async () => (await countShown(till, names)) === many, 'all pictures');

      // One that is no longer shown anywhere goes, here and not in the office.
      await desk.change(`/api/products/${goods[0] ?? ''}`, { picture: null });
      await until(async () => (await shown(till, names[1] ?? '')) === undefined, 'the unused one is gone');
      assert.is(await countShown(till, names), many - 1);
      assert.is((await fetch(`${office.origin}/uploads/${names[1] ?? ''}-320.webp`)).status, 200);
      assert.is(readdirSync(join(till.folder, 'fed-pictures')).length, many - 1);
      page.close();
      assert.equal([...office.troubles, ...till.troubles], []);
    } finally {
      line.close();
      await Promise.all([office.kill(), till.kill()]);
    }
  },
);

test(
  'a disk without room for pictures sells on, and has them when there is room',
  { timeoutMs: 240_000 },
  async () => {
    const folder = tempDir('full');
    if (spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=240m', 'tmpfs', folder]).status !== 0) {
      lacks('mounting a small disk (needs root): pictures on a full disk were not tried');
      return;
    }
    const filler = join(folder, 'other');
    writeFileSync(filler, Buffer.alloc(60_000_000, 1));
    const officePort = await freePort();
    const office = await officeBox(officePort, { COUNTERTOP_DEMO: 'true' });
    const till = await Box.started({ folder, env: { COUNTERTOP_ROLES: 'till', COUNTERTOP_DEMO: 'false' } });
    try {
      await pairBoxes({ office, till, register: 'B1', officePort });
      await withShop(till);
      const page = await opened(till);
      const desk = new Desk(office);
      await desk.signIn();
      const [name = ''] = await uploadTo(desk, 1);
      const [first = '', second = ''] = await products(desk);
      await desk.change(`/api/products/${first}`, { picture: name });
      const warned = (): boolean =>
        till.lines.some((line) => /pictures of the office are not fetched/.test(line));
      await until(async () => Promise.resolve(warned()), 'the log says so');
      assert.is(await shown(till, name), undefined);
      await sells(page, first);
      assert.is((await linkOf(till))?.phase, 'linked');

      rmSync(filler);
      await desk.price(second, 1_234);
      await until(async () => (await shown(till, name)) !== undefined, 'the picture, when there is room');
      page.close();
      assert.equal(till.troubles, []);
    } finally {
      await Promise.all([office.kill(), till.kill()]);
      spawnSync('umount', ['-l', folder]);
      rmSync(folder, { recursive: true, force: true });
    }
  },
);
