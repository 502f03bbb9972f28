// Files that are there whole or not at all, and a reserve that gives room back.
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { assert, suite, tempDir } from '../../../test/kit.ts';
import { Fault, isFault } from '../fault.ts';
import type { Disk } from '../ports/disk.ts';
import { diskFault } from './disk-fault.ts';
import { beginFile } from './durable-file.ts';
import { nodeDisk } from './node-disk.ts';
import { createReserve } from './reserve.ts';

const test = suite('disk');
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

test('a file is written with its mode, read back, and replaced', async () => {
  const folder = tempDir('disk');
  const path = join(folder, 'new', 'key.pem');
  assert.is(await nodeDisk.read(path), undefined);
  await nodeDisk.write(path, bytes('first'), 0o600);
  assert.is(statSync(path).mode & 0o777, 0o600);
  await nodeDisk.write(path, bytes('second'), 0o600);
  assert.is(Buffer.from((await nodeDisk.read(path)) ?? []).toString(), 'second');
  assert.equal(readdirSync(join(folder, 'new')), ['key.pem']);
});

test('a file that was left half-way by a crash does no harm and lends no mode', async () => {
  const folder = tempDir('disk');
  const temporary = join(folder, `.a.${String(process.pid)}.tmp`);
  writeFileSync(temporary, 'half');
  chmodSync(temporary, 0o666);
  await nodeDisk.write(join(folder, 'a'), bytes('whole'), 0o600);
  assert.is(readFileSync(join(folder, 'a'), 'utf8'), 'whole');
  assert.is(statSync(join(folder, 'a')).mode & 0o777, 0o600);
});

test('an abandoned file leaves the old one and nothing else', async () => {
  const folder = tempDir('disk');
  await nodeDisk.write(join(folder, 'a'), bytes('old'));
  const file = await beginFile(join(folder, 'a'));
  await file.write('new, in ');
  await file.write(bytes('two pieces'));
  assert.is(readFileSync(join(folder, 'a'), 'utf8'), 'old');
  await file.abandon();
  assert.equal(readdirSync(folder), ['a']);
});

test('faults of the file system come as codes', async () => {
  const folder = tempDir('disk');
  mkdirSync(join(folder, 'a'));
  const failed = (error: unknown): boolean => isFault(error, 'storage.failed');
  await assert.rejects(nodeDisk.read(join(folder, 'a')), failed);
  await assert.rejects(nodeDisk.write(join(folder, 'a'), bytes('x')), failed);
  assert.equal(readdirSync(folder), ['a']);
  writeFileSync(join(folder, 'file'), '');
  await assert.rejects(nodeDisk.write(join(folder, 'file', 'x'), bytes('x')), failed);
  await assert.rejects(nodeDisk.freeBytes(join(folder, 'missing')), failed);
  assert.ok((await nodeDisk.freeBytes(folder)) > 0);
  assert.is(diskFault(Object.assign(new Error('x'), { code: 'ENOSPC' })).code, 'storage.full');
  assert.is(diskFault(Object.assign(new Error('x'), { code: 'EDQUOT' })).code, 'storage.full');
  assert.equal(diskFault('nonsense').data, { system: 'unknown' });
  const fault = new Fault('stopped');
  assert.is(diskFault(fault), fault);
});

test('a reserve takes its room once and gives it back', async () => {
  const folder = tempDir('disk');
  const path = join(folder, 'reserve');
  const reserve = createReserve(nodeDisk, { path, folder, bytes: 65_536, spareBytes: 0 });
  await reserve.release();
  assert.not.ok(existsSync(path));
  assert.ok(await reserve.hold());
  assert.is(statSync(path).size, 65_536);
  assert.ok(statSync(path).blocks * 512 >= 65_536, 'the file takes no room');
  const { mtimeMs } = statSync(path);
  assert.ok(await reserve.hold());
  assert.is(statSync(path).mtimeMs, mtimeMs, 'it was written again');
  await reserve.release();
  assert.is(statSync(path).size, 0);
  await reserve.release();
});

test('a reserve is not taken from the last free room', async () => {
  const folder = tempDir('disk');
  const options = { path: join(folder, 'reserve'), folder, bytes: 100, spareBytes: 0 };
  assert.not.ok(await createReserve(nodeDisk, { ...options, spareBytes: Number.MAX_SAFE_INTEGER }).hold());
  const failing = (code: 'storage.full' | 'storage.failed'): Disk => ({
    ...nodeDisk,
    write: async () => Promise.reject(new Fault(code)),
  });
  assert.not.ok(await createReserve(failing('storage.full'), options).hold());
  await assert.rejects(createReserve(failing('storage.failed'), options).hold(), (error) =>
    isFault(error, 'storage.failed'),
  );
  assert.equal(readdirSync(folder), []);
});
