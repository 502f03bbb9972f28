// The folder of pictures: one file for one content, nothing else readable through it, and room left for what matters more.
import { readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { assert, suite, tempDir, virtualClock } from '../../../test/kit.ts';
import { nodeDisk } from '../disk/node-disk.ts';
import { isFault } from '../fault.ts';
import { pictureStore } from './picture-store.ts';

const plain = (width: number, height: number, background = '#cc3300') =>
  sharp({ create: { width, height, channels: 3, background } });

const test = suite('picture store');

test('the store keeps a picture once, under the hash of what it serves, and reads nothing else', async () => {
  const folder = join(tempDir('pictures'), 'pictures');
  const store = pictureStore({ disk: nodeDisk, folder, clock: virtualClock(Date.now()) });
  assert.is(await store.sweep(new Set()), 0, 'the folder is not there yet');
  const bytes = await plain(200, 100).jpeg().toBuffer();
  const added = await store.add(bytes);
  assert.accepted(added);
  assert.match(added.names[96], /^[0-9a-f]{24}\.webp$/);
  const again = await store.add(bytes);
  assert.accepted(again);
  assert.equal(again.names, added.names);
  assert.equal(readdirSync(folder).sort(), Object.values(added.names).sort());
  assert.equal(
    Buffer.from((await store.read(added.names[320])) ?? []),
    readFileSync(join(folder, added.names[320])),
  );
  writeFileSync(join(folder, '..', 'secret.webp'), 'secret');
  for (const name of [
    '../secret.webp',
    'secret.webp',
    '',
    `${'0'.repeat(24)}.webp`,
    `${added.names[96]}\0`,
  ]) {
    assert.is(await store.read(name), undefined, name);
  }
  assert.refused(await store.add(Buffer.from('<svg >')), 'picture.svg');
});

test('sweeping removes what is old and unused, and nothing else', async () => {
  const folder = tempDir('pictures');
  const clock = virtualClock(Date.now());
  const store = pictureStore({ disk: nodeDisk, folder, clock });
  const add = async (background: string) => {
    const added = await store.add(await plain(50, 50, background).png().toBuffer());
    assert.accepted(added);
    return Object.values(added.names);
  };
  const used = await add('#ff0000');
  const old = await add('#00ff00');
  const young = await add('#0000ff');
  const twoDaysAgo = clock.now() / 1_000 - 2 * 86_400;
  for (const name of [...used, ...old]) utimesSync(join(folder, name), twoDaysAgo, twoDaysAgo);
  writeFileSync(join(folder, 'other.txt'), 'not a picture');
  assert.is(await store.sweep(new Set(used)), old.length);
  assert.equal(readdirSync(folder).sort(), [...used, ...young, 'other.txt'].sort());
});

test('a volume that is nearly full takes no pictures, and a failing one is a fault', async () => {
  const bytes = await plain(8, 8).png().toBuffer();
  const ground = { folder: join(tempDir('pictures'), 'in'), clock: virtualClock() };
  const full = pictureStore({
    ...ground,
    disk: { ...nodeDisk, freeBytes: () => Promise.resolve(199_000_000) },
  });
  assert.refused(await full.add(bytes), 'picture.no-room');
  const failing = pictureStore({
    ...ground,
    folder: '/dev/null/in',
    disk: { ...nodeDisk, freeBytes: () => Promise.resolve(1e12) },
  });
  await assert.rejects(failing.add(bytes), (error) => isFault(error, 'storage.failed'));
});
