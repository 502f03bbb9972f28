// Status bytes: told apart in any order and any cutting, and read as the manuals say.
import fc from 'fast-check';
import { fuzzCodec } from '../../../../../test/devices/fuzz.ts';
import { assert, seed, suite } from '../../../../../test/kit.ts';
import {
  automaticStatusOn,
  blockingCondition,
  bufferedStatusRequest,
  clearBuffer,
  conditionsOf,
  fromAutomatic,
  processIdRequest,
  realTimePulse,
  statusRequest,
  StatusReader,
  unknownState,
  withRealTime,
} from './status.ts';
import type { StatusFrame } from './status.ts';

const test = suite('status');

const realTime = (byte: number): StatusFrame => ({ kind: 'real-time', byte });
const automatic = (...bytes: number[]): StatusFrame => ({ kind: 'automatic', bytes: Uint8Array.from(bytes) });
const noise = (...bytes: number[]): StatusFrame => ({ kind: 'noise', bytes: Uint8Array.from(bytes) });
const read = (...bytes: number[]): StatusFrame[] => new StatusReader().push(Uint8Array.from(bytes));

test('the questions, byte by byte', () => {
  const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
  assert.is(hex(statusRequest(4)), '100404');
  assert.is(hex(automaticStatusOn), '1d610f');
  assert.is(hex(bufferedStatusRequest), '1d7201');
  assert.is(hex(realTimePulse(1)), '1014010101');
  assert.is(hex(clearBuffer), '10140801031401060208');
  assert.is(hex(processIdRequest('0042')), '1d284806003030' + '30303432');
});

test('four kinds of frames, and noise', () => {
  assert.equal(read(0x12), [realTime(0x12)]);
  assert.equal(read(0x7e), [realTime(0x7e)]);
  assert.equal(read(0x14, 0x00, 0x0c, 0x0f), [automatic(0x14, 0x00, 0x0c, 0x0f)]);
  assert.equal(read(0x0c), [{ kind: 'buffered', byte: 0x0c }]);
  assert.equal(read(0x37, 0x22, 0x30, 0x30, 0x34, 0x32, 0x00), [{ kind: 'processed', id: '0042' }]);
  assert.equal(read(0xff, 0x11, 0x13), [noise(0xff), noise(0x11), noise(0x13)]);
});

test('a real-time answer may cut into an automatic block', () => {
  assert.equal(read(0x10, 0x00, 0x16, 0x00, 0x00), [realTime(0x16), automatic(0x10, 0x00, 0x00, 0x00)]);
});

test('a broken frame is noise, and the next one is read', () => {
  assert.equal(read(0x10, 0x00, 0xff, 0x12), [noise(0x10, 0x00), noise(0xff), realTime(0x12)]);
  assert.equal(read(0x37, 0x25, 0x00), [
    noise(0x37),
    { kind: 'buffered', byte: 0x25 },
    { kind: 'buffered', byte: 0 },
  ]);
  assert.equal(read(0x37, 0x22, 0x30, 0x12), [noise(0x37, 0x22, 0x30), realTime(0x12)]);
  assert.equal(read(0x37, 0x22, 0x30, 0x30, 0x30, 0x30, 0x12), [
    noise(0x37, 0x22, 0x30, 0x30, 0x30, 0x30),
    realTime(0x12),
  ]);
});

test('frames may come one byte at a time or glued', () => {
  const frame = fc.oneof(
    fc.constantFrom(0x12, 0x16, 0x1a, 0x32, 0x72).map((byte) => ({ bytes: [byte], frame: realTime(byte) })),
    fc
      .tuple(fc.constantFrom(0x10, 0x14, 0x18), fc.constantFrom(0, 0x08, 0x60), fc.constantFrom(0, 0x0f))
      .map(([a, b, c]) => ({
        bytes: [a, b, c, 0],
        frame: automatic(a, b, c, 0),
      })),
    fc.integer({ min: 1_000, max: 9_999 }).map((id) => ({
      bytes: [0x37, 0x22, ...Buffer.from(String(id)), 0],
      frame: { kind: 'processed', id: String(id) },
    })),
  );
  fc.assert(
    fc.property(fc.array(frame, { maxLength: 12 }), fc.integer({ min: 1, max: 9 }), (frames, step) => {
      const bytes = frames.flatMap((one) => one.bytes);
      const reader = new StatusReader();
      const found: StatusFrame[] = [];
      for (let at = 0; at < bytes.length; at += step)
        found.push(...reader.push(Uint8Array.from(bytes.slice(at, at + step))));
      assert.equal(
        found,
        frames.map((one) => one.frame),
      );
    }),
  );
});

test('real-time bytes', () => {
  assert.equal(withRealTime(unknownState, 1, 0x12 | 0x0c), {
    ...unknownState,
    drawerPinHigh: true,
    offline: true,
  });
  assert.equal(withRealTime(unknownState, 2, 0x12 | 0x64), {
    ...unknownState,
    coverOpen: true,
    paperStop: true,
    error: true,
  });
  assert.equal(withRealTime(unknownState, 4, 0x12 | 0x0c), { ...unknownState, paperNearEnd: true });
  assert.equal(withRealTime(unknownState, 4, 0x12 | 0x6c), {
    ...unknownState,
    paperNearEnd: true,
    paperEnd: true,
  });
  assert.equal(withRealTime({ ...unknownState, paperEnd: true }, 4, 0x12), unknownState);
});

test('automatic blocks', () => {
  assert.equal(fromAutomatic(Uint8Array.of(0x10, 0, 0, 0)), unknownState);
  assert.equal(fromAutomatic(Uint8Array.of(0x3c, 0, 0, 0)), {
    ...unknownState,
    drawerPinHigh: true,
    offline: true,
    coverOpen: true,
  });
  for (const error of [0x04, 0x08, 0x20, 0x40])
    assert.ok(fromAutomatic(Uint8Array.of(0x10, error, 0, 0)).error);
  assert.ok(fromAutomatic(Uint8Array.of(0x10, 0, 0x03, 0)).paperNearEnd);
  assert.ok(fromAutomatic(Uint8Array.of(0x10, 0, 0x0c, 0)).paperEnd);
  assert.equal(fromAutomatic(Uint8Array.of()), unknownState);
});

test('conditions say each trouble once', () => {
  const conditions = (state: Partial<typeof unknownState>, level: 'high' | 'low' | 'none' = 'none') =>
    conditionsOf({ ...unknownState, ...state }, level);
  assert.equal(conditions({}), []);
  assert.equal(conditions({ paperNearEnd: true }), ['paper-low']);
  assert.equal(conditions({ paperNearEnd: true, paperEnd: true, offline: true }), ['paper-out']);
  assert.equal(conditions({ paperStop: true }), ['paper-out']);
  assert.equal(conditions({ coverOpen: true, offline: true }), ['cover-open']);
  assert.equal(conditions({ error: true, offline: true }), ['error']);
  assert.equal(conditions({ offline: true }), ['offline']);
  assert.equal(conditions({ drawerPinHigh: true }), []);
  assert.equal(conditions({ drawerPinHigh: true }, 'high'), ['drawer-open']);
  assert.equal(conditions({ drawerPinHigh: true }, 'low'), []);
  assert.equal(conditions({}, 'low'), ['drawer-open']);
});

test('low paper and an open drawer do not keep it from printing', () => {
  assert.is(blockingCondition(['paper-low', 'drawer-open']), undefined);
  assert.is(blockingCondition(['paper-low', 'cover-open']), 'cover-open');
});

test('a million bytes of answers and noise', { timeoutMs: 600_000 }, () => {
  const frames = [[0x12], [0x10, 0, 0, 0x0f], [0x37, 0x22, 0x30, 0x30, 0x34, 0x32, 0x00]].map((bytes) =>
    Uint8Array.from(bytes),
  );
  const make = () => {
    const reader = new StatusReader();
    return {
      read: (bytes: Uint8Array) => reader.push(bytes),
      get held() {
        return reader.held;
      },
    };
  };
  fuzzCodec({ seed, make, frames, heldMax: 6 });
});
