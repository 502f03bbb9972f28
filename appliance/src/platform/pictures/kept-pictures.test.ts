// Pictures under the hash of their content: nothing else gets in or out of the folder.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { assert, suite, tempDir } from '../../../test/kit.ts';
import { nodeDisk } from '../disk/node-disk.ts';
import { isFault } from '../fault.ts';
import { keptPictures, uploadedNameOf } from './kept-pictures.ts';

const test = suite('kept pictures');
const content = Buffer.from('a picture');
const name = uploadedNameOf(content);

test('kept and read under its name, listed with its size, removed', async () => {
  const folder = join(tempDir('kept'), 'pictures');
  const pictures = keptPictures({ disk: nodeDisk, folder });
  assert.equal(await pictures.list(), new Map(), 'no folder yet');
  assert.is(await pictures.read(name), undefined);
  assert.ok((await pictures.freeBytes()) > 0);
  assert.is(await pictures.keep(name, Buffer.from('another')), false);
  assert.equal(await pictures.list(), new Map());
  assert.is(await pictures.keep(name, content), true);
  assert.equal(await pictures.list(), new Map([[name, content.byteLength]]));
  assert.equal(Buffer.from((await pictures.read(name)) ?? []), content);
  await pictures.remove(name);
  assert.is(await pictures.read(name), undefined);
});

test('a picture that is no longer what it was is gone; what lies beside the pictures is thrown away', async () => {
  const folder = tempDir('kept');
  const pictures = keptPictures({ disk: nodeDisk, folder });
  await pictures.keep(name, content);
  writeFileSync(join(folder, `${name}.webp`), 'a picturf');
  assert.is(await pictures.read(name), undefined);
  assert.equal(readdirSync(folder), []);
  writeFileSync(join(folder, `.${name}.webp.part`), 'half');
  mkdirSync(join(folder, 'more'));
  await pictures.keep(name, content);
  assert.is((await pictures.list()).size, 1);
  assert.equal(readdirSync(folder), [`${name}.webp`]);
});

test('names that are none lead nowhere', async () => {
  const folder = join(tempDir('kept'), 'pictures');
  mkdirSync(folder);
  const outside = join(folder, '..', 'key.webp');
  writeFileSync(outside, 'secret');
  const pictures = keptPictures({ disk: nodeDisk, folder });
  for (const wrong of ['../key', 'key', '', `${name}/../../key`, `${name}\0`]) {
    assert.is(await pictures.read(wrong), undefined, wrong);
    assert.is(await pictures.keep(wrong, content), false, wrong);
    await pictures.remove(wrong);
  }
  assert.is(readFileSync(outside, 'utf8'), 'secret');
});

test('a folder that cannot be one is a fault', async () => {
  const folder = join(tempDir('kept'), 'file');
  writeFileSync(folder, 'no folder');
  const pictures = keptPictures({ disk: nodeDisk, folder });
  const isFailed = (error: unknown): boolean => isFault(error, 'storage.failed');
  await assert.rejects(() => pictures.list(), isFailed);
  await assert.rejects(() => pictures.keep(name, content), isFailed);
});
