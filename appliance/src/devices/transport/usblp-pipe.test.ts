// The usblp transport: its polling on a node of the test's own, and real non-blocking reads and writes on a FIFO, which answers what
// it is told.
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { assert, suite, tempDir, virtualClock } from '../../../test/kit.ts';
import { systemClock } from '../../platform/clock/system-clock.ts';
import { isFault } from '../../platform/fault.ts';
import { openUsblpPipe } from './usblp-pipe.ts';
import type { NodeHandle } from './usblp-pipe.ts';

const test = suite('usblp pipe');
const signal = new AbortController().signal;
const address = { scheme: 'usblp', target: '/dev/usb/lp0' } as const;

const error = (code: string): Error => Object.assign(new Error(code), { code });

/** A node that takes at most `room` bytes at a time. */
function node(
  room = 8,
): NodeHandle & { written: number[]; toRead: Uint8Array[]; fails: string | undefined; closed: boolean } {
  return {
    written: [],
    toRead: [],
    fails: undefined,
    closed: false,
    async read(buffer) {
      if (this.fails !== undefined) throw error(this.fails);
      const next = this.toRead.shift();
      if (next === undefined) throw error('EAGAIN');
      buffer.set(next);
      return { bytesRead: next.length };
    },
    async write(bytes) {
      if (this.fails !== undefined) throw error(this.fails);
      if (room === 0) throw error('EAGAIN');
      this.written.push(...bytes.subarray(0, room));
      return { bytesWritten: Math.min(room, bytes.length) };
    },
    async close() {
      this.closed = true;
    },
  };
}

test('writes all, piece by piece, and delivers what the printer answers', async () => {
  const clock = virtualClock();
  const handle = node();
  const pipe = await openUsblpPipe(address, { clock, signal, openNode: async () => handle });
  const heard: number[] = [];
  pipe.onData((bytes) => heard.push(...bytes));
  await pipe.write(Uint8Array.from({ length: 20 }, (_, index) => index));
  assert.is(handle.written.length, 20);
  handle.toRead.push(Uint8Array.of(0x12, 0x16));
  await clock.advance(20);
  assert.equal(heard, [0x12, 0x16]);
  await pipe.close();
  assert.ok(handle.closed);
});

test('asks seldom once it has been quiet, and often again after a write', async () => {
  const clock = virtualClock();
  const handle = node();
  let reads = 0;
  const counting: NodeHandle = { ...handle, read: async (buffer) => ((reads += 1), handle.read(buffer)) };
  const pipe = await openUsblpPipe(address, { clock, signal, openNode: async () => counting });
  await clock.advance(5_000);
  reads = 0;
  await clock.advance(1_000);
  assert.is(reads, 4);
  await pipe.write(Uint8Array.of(1));
  reads = 0;
  await clock.advance(1_000);
  assert.ok(reads >= 49, `${String(reads)} reads`);
  await pipe.close();
});

test('a printer that takes nothing ends the write in time, and the pipe', async () => {
  const clock = virtualClock();
  const handle = node(0);
  const pipe = await openUsblpPipe(address, { clock, signal, openNode: async () => handle });
  const write = assert.rejects(pipe.write(Uint8Array.of(1)), (fault) => isFault(fault, 'device.timeout'));
  await clock.advance(10_000);
  await write;
  assert.ok(handle.closed);
});

test('an unplugged printer is told once', async () => {
  const clock = virtualClock();
  const handle = node();
  const pipe = await openUsblpPipe(address, { clock, signal, openNode: async () => handle });
  const reasons: string[] = [];
  pipe.onClose((reason) => reasons.push(reason));
  handle.fails = 'ENODEV';
  await clock.advance(500);
  assert.equal(reasons, ['unplugged']);
  await assert.rejects(pipe.write(Uint8Array.of(1)), (fault) => isFault(fault, 'device.gone'));
});

test('a node that is held is busy, one that is not there is gone', async () => {
  const open = (code: string) => () =>
    openUsblpPipe(address, { clock: virtualClock(), signal, openNode: () => Promise.reject(error(code)) });
  await assert.rejects(open('EBUSY'), (fault) => isFault(fault, 'device.busy'));
  await assert.rejects(open('EACCES'), (fault) => isFault(fault, 'device.busy'));
  await assert.rejects(open('ENOENT'), (fault) => isFault(fault, 'device.gone'));
  await assert.rejects(
    () =>
      openUsblpPipe({ scheme: 'usblp', target: join(tempDir(), 'none') }, { clock: virtualClock(), signal }),
    (fault) => isFault(fault, 'device.gone'),
  );
});

test('reads and writes a real node without blocking', async () => {
  const target = join(tempDir(), 'Printer');
  execFileSync('mkfifo', [target]);
  const pipe = await openUsblpPipe({ scheme: 'usblp', target }, { clock: systemClock, signal });
  const echo = new Promise<Uint8Array>((resolve) => {
    pipe.onData(resolve);
  });
  await pipe.write(Uint8Array.of(0x10, 0x04, 0x01));
  assert.equal([...(await echo)], [0x10, 0x04, 0x01]);
  await pipe.close();
});
