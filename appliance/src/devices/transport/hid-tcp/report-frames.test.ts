// Frames of HID reports, cut anywhere and out of noise, and the descriptor that comes first.
import fc from 'fast-check';
import { assert, suite } from '../../../../test/kit.ts';
import {
  createFrameReader,
  encodeDescriptor,
  encodeFrame,
  frameBytesMax,
  readDescriptor,
} from './report-frames.ts';

const frames = suite('report frames');

frames('a frame is its length and the report', () => {
  assert.equal([...encodeFrame(Uint8Array.of(7, 8))], [0, 2, 7, 8]);
  assert.equal([...encodeFrame(new Uint8Array(258)).subarray(0, 2)], [1, 2]);
  assert.throws(() => encodeFrame(new Uint8Array()), RangeError);
  assert.throws(() => encodeFrame(new Uint8Array(frameBytesMax + 1)), RangeError);
});

frames('come out as they went in, however the stream is cut', () => {
  const report = fc.uint8Array({ minLength: 1, maxLength: 200 });
  fc.assert(
    fc.property(fc.array(report, { maxLength: 8 }), fc.array(fc.nat(40)), (reports, cuts) => {
      const stream = Buffer.concat(reports.map(encodeFrame));
      const reader = createFrameReader();
      const out: Uint8Array[] = [];
      let start = 0;
      for (const cut of [...cuts, stream.length]) {
        const read = reader.read(stream.subarray(start, start + cut));
        assert.not.ok(read.broken);
        out.push(...read.reports);
        start = Math.min(stream.length, start + cut);
      }
      assert.equal(out.map(hex), reports.map(hex));
    }),
  );
});

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

frames('a length of nothing or too much breaks the stream for good', () => {
  for (const length of [0, frameBytesMax + 1]) {
    const reader = createFrameReader();
    const whole = encodeFrame(Uint8Array.of(1));
    const read = reader.read(Buffer.concat([whole, Uint8Array.of(length >> 8, length & 0xff, 1, 2, 3)]));
    assert.equal(read.reports.map(hex), ['01']);
    assert.ok(read.broken);
    assert.equal(reader.read(whole), { reports: [], broken: true });
  }
});

frames('noise never throws, and never yields a frame that is too long', () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array()), (chunks) => {
      const reader = createFrameReader();
      for (const chunk of chunks)
        for (const report of reader.read(chunk).reports)
          assert.ok(report.length > 0 && report.length <= frameBytesMax);
    }),
  );
});

const descriptors = suite('HID descriptors in a frame');
const scanner = { vendorId: 0x05e0, productId: 0x1300, serial: 'S1', usagePage: 0x8c, usage: 2 };

descriptors('are read as they were written', () => {
  const [frame] = createFrameReader().read(encodeDescriptor(scanner)).reports;
  assert.equal(readDescriptor(frame!), scanner);
});

descriptors('anything else is none', () => {
  const no: unknown[] = [
    null,
    [],
    'x',
    {},
    { ...scanner, serial: 1 },
    { ...scanner, serial: 'x'.repeat(127) },
    { ...scanner, vendorId: -1 },
    { ...scanner, productId: 65_536 },
    { ...scanner, usagePage: 1.5 },
    { ...scanner, usage: '2' },
  ];
  for (const value of no)
    assert.is(
      readDescriptor(new TextEncoder().encode(JSON.stringify(value))),
      undefined,
      JSON.stringify(value),
    );
  assert.is(readDescriptor(Uint8Array.of(0xff, 0xfe)), undefined);
  assert.is(readDescriptor(new TextEncoder().encode('{')), undefined);
});
