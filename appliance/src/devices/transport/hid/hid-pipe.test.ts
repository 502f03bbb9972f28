// The HID transport against a hidapi of the test's own: finding, errors as strings, hanging calls.
import { EventEmitter } from 'node:events';
import { symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { assert, suite, tempDir, virtualClock } from '../../../../test/kit.ts';
import { isFault } from '../../../platform/fault.ts';
import type { HidAddress } from '../address.ts';
import { openHidPipe } from './hid-pipe.ts';
import type { HidEntry, HidHandle, HidLibrary } from './hid-pipe.ts';

const hid = suite('a HID pipe');
const never = new AbortController().signal;

class FakeHandle extends EventEmitter implements HidHandle {
  readonly written: number[][] = [];
  closed = 0;
  writing: Promise<number> = Promise.resolve(0);
  fails: unknown;

  async write(report: Buffer): Promise<number> {
    this.written.push([...report]);
    // eslint-disable-next-line @typescript-eslint/only-throw-error -- node-hid's own errors are plain strings
    if (this.fails !== undefined) throw this.fails;
    return this.writing;
  }

  async close(): Promise<void> {
    this.closed += 1;
  }
}

const scanner: HidEntry = {
  vendorId: 0x05e0,
  productId: 0x1300,
  serialNumber: 'S1',
  path: '/dev/hidraw3',
  usagePage: 0x8c,
  usage: 2,
};

function library(entries: readonly HidEntry[], open?: (path: string) => Promise<HidHandle>) {
  const handle = new FakeHandle();
  const opened: string[] = [];
  const fake: HidLibrary = {
    list: async () => entries,
    open:
      open ??
      (async (path) => {
        opened.push(path);
        return handle;
      }),
  };
  return { fake, handle, opened };
}

const byIds: HidAddress = { scheme: 'hid', vendorId: 0x05e0, productId: 0x1300 };

hid('is found by identity: ids, serial, usage; the lowest node of several', async () => {
  const entries: HidEntry[] = [
    { ...scanner, vendorId: 1, path: '/dev/hidraw0' },
    { ...scanner, serialNumber: 'S2', path: '/dev/hidraw10' },
    { ...scanner, usagePage: 1, usage: 6, path: '/dev/hidraw1' },
    { ...scanner, path: undefined },
    scanner,
  ];
  const cases: [HidAddress, string][] = [
    [byIds, '/dev/hidraw1'],
    [{ ...byIds, usagePage: 0x8c }, '/dev/hidraw3'],
    [{ ...byIds, serial: 'S2' }, '/dev/hidraw10'],
    [{ ...byIds, usagePage: 1, usage: 6 }, '/dev/hidraw1'],
  ];
  for (const [address, path] of cases) {
    const { fake, opened } = library(entries);
    await openHidPipe(address, { clock: virtualClock(), signal: never, library: fake });
    assert.equal(opened, [path]);
  }
  const { fake } = library(entries);
  const missing = openHidPipe(
    { ...byIds, serial: 'S9' },
    { clock: virtualClock(), signal: never, library: fake },
  );
  await assert.rejects(missing, (error) => isFault(error, 'device.gone'));
});

hid('is found by a link that udev keeps', async () => {
  const folder = tempDir('hid');
  writeFileSync(join(folder, 'hidraw7'), '');
  symlinkSync(join(folder, 'hidraw7'), join(folder, 'scanner-left'));
  const { fake, opened } = library([]);
  const options = { clock: virtualClock(), signal: never, library: fake };
  await openHidPipe({ scheme: 'hid', path: join(folder, 'scanner-left') }, options);
  assert.equal(opened, [join(folder, 'hidraw7')]);
  const missing = openHidPipe({ scheme: 'hid', path: join(folder, 'scanner-right') }, options);
  await assert.rejects(missing, (error) => isFault(error, 'device.gone'));
});

hid('carries reports both ways', async () => {
  const { fake, handle } = library([scanner]);
  const pipe = await openHidPipe(byIds, { clock: virtualClock(), signal: never, library: fake });
  const heard: number[][] = [];
  pipe.onData((report) => heard.push([...report]));
  await Promise.resolve();
  handle.emit('data', Buffer.of(2, 1, 0, 0xff));
  await pipe.write(Uint8Array.of(4, 1));
  assert.equal(heard, [[2, 1, 0, 0xff]]);
  assert.equal(handle.written, [[4, 1]]);
  await pipe.close();
  assert.is(handle.closed, 1);
});

hid('is unplugged when an error comes, also as a plain string', async () => {
  const errors = [
    'could not read from HID device: hid_read_timeout: unexpected poll error (device disconnected)',
    new Error('could not read from HID device'),
  ];
  for (const error of errors) {
    const { fake, handle } = library([scanner]);
    const pipe = await openHidPipe(byIds, { clock: virtualClock(), signal: never, library: fake });
    const ends: string[] = [];
    pipe.onClose((reason) => ends.push(reason));
    handle.emit('error', error);
    handle.emit('error', error);
    assert.equal(ends, ['unplugged']);
    assert.is(handle.closed, 1);
  }
});

hid('a write that fails or never ends', async () => {
  const { fake, handle } = library([scanner]);
  const clock = virtualClock();
  handle.fails = 'could not write to HID device';
  const pipe = await openHidPipe(byIds, { clock, signal: never, library: fake });
  await assert.rejects(pipe.write(Uint8Array.of(1)), (error) => isFault(error, 'device.gone'));

  handle.fails = undefined;
  handle.writing = new Promise(() => undefined);
  const second = await openHidPipe(byIds, { clock, signal: never, library: fake });
  const write = assert.rejects(second.write(Uint8Array.of(1)), (error) => isFault(error, 'device.timeout'));
  await clock.advance(2_000);
  await write;
});

hid('held by somebody or forbidden is `device.busy`, anything else is not there', async () => {
  const words: [unknown, 'device.busy' | 'device.gone'][] = [
    [new TypeError('cannot open device with path /dev/hidraw3: Permission denied'), 'device.busy'],
    ['cannot open device: Device or resource busy', 'device.busy'],
    [new Error('cannot open device: No such file'), 'device.gone'],
    [undefined, 'device.gone'],
  ];
  for (const [thrown, code] of words) {
    const { fake } = library([scanner], async () => {
      throw thrown;
    });
    const opening = openHidPipe(byIds, { clock: virtualClock(), signal: never, library: fake });
    await assert.rejects(opening, (error) => isFault(error, code));
  }
});

hid('an enumeration or opening that hangs is given up; a handle that comes late is let go', async () => {
  const clock = virtualClock();
  const { fake } = library([scanner]);
  const hangs: HidLibrary = { ...fake, list: () => new Promise(() => undefined) };
  const listing = openHidPipe(byIds, { clock, signal: never, library: hangs });
  const gone = assert.rejects(listing, (error) => isFault(error, 'device.gone'));
  await clock.advance(5_000);
  await gone;

  let comeLate: (handle: HidHandle) => void = () => undefined;
  const slow = library([scanner], () => new Promise((resolve) => (comeLate = resolve)));
  const opening = openHidPipe(byIds, { clock, signal: never, library: slow.fake });
  const late = assert.rejects(opening, (error) => isFault(error, 'device.gone'));
  await clock.advance(3_000);
  await late;
  comeLate(slow.handle);
  await clock.advance(0);
  assert.is(slow.handle.closed, 1);
});

hid('can be stopped', async () => {
  const stopping = new AbortController();
  stopping.abort();
  const { fake, opened } = library([scanner]);
  const opening = openHidPipe(byIds, { clock: virtualClock(), signal: stopping.signal, library: fake });
  await assert.rejects(opening, (error) => isFault(error, 'stopped'));
  assert.equal(opened, []);
});
