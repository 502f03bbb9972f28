// HID reports over real sockets: glued, cut, without a descriptor, unplugged in the middle of a report.
import { collector, testServer } from '../../../../test/devices/sockets.ts';
import type { TestServer } from '../../../../test/devices/sockets.ts';
import { assert, suite, virtualClock } from '../../../../test/kit.ts';
import { systemClock } from '../../../platform/clock/system-clock.ts';
import { isFault } from '../../../platform/fault.ts';
import { openHidTcpPipe } from './hid-tcp-pipe.ts';
import { createFrameReader, encodeDescriptor, encodeFrame } from './report-frames.ts';

const hid = suite('HID reports over a socket');
const never = new AbortController().signal;
const descriptor = encodeDescriptor({ vendorId: 1, productId: 2, serial: '', usagePage: 0x8c, usage: 2 });

let server: TestServer;
hid.beforeEach(async () => {
  server = await testServer();
});
hid.afterEach(() => server.close());

const open = (signal = never, clock = systemClock) =>
  openHidTcpPipe({ scheme: 'hid-tcp', host: '127.0.0.1', port: server.port }, { clock, signal });

hid('carries whole reports both ways, the first ones glued to the descriptor', async () => {
  const opening = open();
  const device = await server.client();
  device.write(Buffer.concat([descriptor, encodeFrame(Uint8Array.of(1)), encodeFrame(Uint8Array.of(2, 2))]));
  const pipe = await opening;
  const reports = collector<number[]>();
  pipe.onData((report) => reports.push([...report]));
  const split = encodeFrame(Uint8Array.of(3, 3, 3));
  device.write(split.subarray(0, 3));
  await reports.until((all) => all.length === 2);
  device.write(split.subarray(3));
  await reports.until((all) => all.length === 3);
  assert.equal(reports.items, [[1], [2, 2], [3, 3, 3]]);

  const seen = collector<number[]>();
  const reader = createFrameReader();
  device.on('data', (bytes) => reader.read(bytes).reports.forEach((report) => seen.push([...report])));
  await pipe.write(Uint8Array.of(4, 1));
  await seen.until((all) => all.length === 1);
  assert.equal(seen.items, [[4, 1]]);
  await pipe.close();
});

hid('unplugged in the middle of a report: the part is never delivered', async () => {
  const opening = open();
  const device = await server.client();
  device.write(descriptor);
  const pipe = await opening;
  const reports = collector<Uint8Array>();
  const ends = collector<string>();
  pipe.onData((report) => reports.push(report));
  pipe.onClose((reason) => ends.push(reason));
  device.end(encodeFrame(new Uint8Array(64)).subarray(0, 30));
  await ends.until((all) => all.length === 1);
  assert.equal(ends.items, ['unplugged']);
  assert.equal(reports.items, []);
});

hid('a stream that loses its frames ends the connection', async () => {
  const opening = open();
  const device = await server.client();
  device.write(descriptor);
  const pipe = await opening;
  const ends = collector<string>();
  pipe.onClose((reason) => ends.push(reason));
  device.write(Uint8Array.of(0xff, 0xff, 1));
  await ends.until((all) => all.length === 1);
  assert.equal(ends.items, ['unplugged']);
});

hid('without a descriptor there is no device', async () => {
  const greetings = [
    encodeFrame(Uint8Array.of(1, 2, 3)),
    Uint8Array.of(0, 0),
    new TextEncoder().encode('HTTP/1.1 400'),
  ];
  for (const greeting of greetings) {
    const opening = assert.rejects(open(), (error) => isFault(error, 'device.protocol'));
    (await server.client()).write(greeting);
    await opening;
  }
});

hid('a device that hangs up or says nothing before its descriptor', async () => {
  const hungUp = assert.rejects(open(), (error) => isFault(error, 'device.gone'));
  (await server.client()).destroy();
  await hungUp;

  const clock = virtualClock();
  const silent = assert.rejects(open(never, clock), (error) => isFault(error, 'device.timeout'));
  await server.client();
  // Twice: the connection may stand only after the first.
  await clock.advance(1_999);
  await clock.advance(1_999);
  await silent;
});

hid('can be stopped while it waits for the descriptor', async () => {
  const stopping = new AbortController();
  const opening = assert.rejects(open(stopping.signal), (error) => isFault(error, 'stopped'));
  await server.client();
  stopping.abort();
  await opening;
});
