// Serial framings, whole and cut anywhere, with noise, length limits and time.
import fc from 'fast-check';
import { fuzzCodec } from '../../../../test/devices/fuzz.ts';
import { assert, seed, suite } from '../../../../test/kit.ts';
import { codeLengthMax } from '../read-code.ts';
import type { ScanEvent } from '../read-code.ts';
import { createSerialDecoder } from './codec.ts';
import type { Framing } from './codec.ts';

const bare = { prefix: '', suffix: '', aimPrefix: true };
const decoderFor = (framing: Framing, lengthMax?: number) =>
  createSerialDecoder({ ...bare, framing }, lengthMax);
const latin1 = (text: string): Uint8Array => Buffer.from(text, 'latin1');

/** Scans as their text, garbage in brackets. */
const told = (events: readonly ScanEvent[]): string[] =>
  events.map((event) =>
    event.kind === 'scan' ? `${event.scan.aim ?? ''}${event.scan.text}` : `(${event.reason})`,
  );

const cases: { name: string; framing: Framing; stream: string; codes: string[]; open?: boolean }[] = [
  { name: 'CR', framing: 'line', stream: '7038\r96385074\r', codes: ['7038', '96385074'] },
  { name: 'LF', framing: 'line', stream: '7038\n96385074\n', codes: ['7038', '96385074'] },
  { name: 'CR LF', framing: 'line', stream: '7038\r\n96385074\r\n', codes: ['7038', '96385074'] },
  { name: 'empty lines', framing: 'line', stream: '\r\r\n\n7038\r', codes: ['7038'] },
  { name: 'AIM, GS and TAB', framing: 'line', stream: ']d201\x1d10\tA\r', codes: [']d201\x1d10\tA'] },
  { name: 'unfinished', framing: 'line', stream: '7038\r9638', codes: ['7038'], open: true },
  { name: 'noise', framing: 'line', stream: '70\x0038\r9638\r', codes: ['(control-byte)', '9638'] },
  { name: 'more noise', framing: 'line', stream: '\x01\x02\x7f\r9638\r', codes: ['(control-byte)', '9638'] },
  { name: 'frames', framing: 'stx-etx', stream: '\x027038\x03\x029638\x03', codes: ['7038', '9638'] },
  {
    name: 'frames with lines',
    framing: 'stx-etx',
    stream: '\x027038\x03\r\n\x029638\x03',
    codes: ['7038', '(outside-frame)', '9638'],
  },
  {
    name: 'a frame begun anew',
    framing: 'stx-etx',
    stream: '\x0270\x029638\x03',
    codes: ['(code-unfinished)', '9638'],
  },
  {
    name: 'outside frames',
    framing: 'stx-etx',
    stream: '7038\x03\x029638\x03',
    codes: ['(outside-frame)', '9638'],
  },
  { name: 'an empty frame', framing: 'stx-etx', stream: '\x02\x03\x03', codes: [] },
  { name: 'an open frame', framing: 'stx-etx', stream: '\x02', codes: [], open: true },
  { name: 'silence, with a terminator after all', framing: 'silence', stream: '7038\r', codes: ['7038'] },
  { name: 'silence', framing: 'silence', stream: '7038', codes: [], open: true },
];

const framing = suite('codes on a serial line');

framing('whole, byte by byte, and cut anywhere, they are the same', () => {
  for (const { name, framing: kind, stream, codes, open } of cases) {
    const bytes = latin1(stream);
    const whole = decoderFor(kind);
    assert.equal(told(whole.read(bytes)), codes, name);
    assert.is(whole.unfinished, open ?? false, name);
    const single = decoderFor(kind);
    assert.equal(told([...bytes].flatMap((byte) => [...single.read(Uint8Array.of(byte))])), codes, name);
    for (let cut = 0; cut <= bytes.length; cut += 1) {
      const decoder = decoderFor(kind);
      const events = [...decoder.read(bytes.subarray(0, cut)), ...decoder.read(bytes.subarray(cut))];
      assert.equal(told(events), codes, `${name} cut at ${String(cut)}`);
    }
  }
});

framing('time drops what was begun, or ends it where silence is the end', () => {
  const line = decoderFor('line');
  line.read(latin1('7038'));
  assert.equal(told(line.timeOut()), ['(code-unfinished)']);
  assert.equal(told(line.timeOut()), []);
  const broken = decoderFor('line');
  broken.read(latin1('70\x0038'));
  assert.ok(broken.unfinished);
  assert.equal(told(broken.timeOut()), [], 'said already');
  assert.not.ok(broken.unfinished);
  const frame = decoderFor('stx-etx');
  frame.read(latin1('\x02'));
  assert.equal(told(frame.timeOut()), ['(code-unfinished)']);
  const silent = decoderFor('silence');
  silent.read(latin1(']E07038'));
  assert.equal(told(silent.timeOut()), [']E07038']);
  assert.equal(told(silent.timeOut()), []);
});

framing('too long is said once, and passed over to its end', () => {
  const decoder = decoderFor('line', 5);
  assert.equal(told(decoder.read(latin1('12345\r123456789\r12\r'))), ['12345', '(too-long)', '12']);
});

framing('prefix and suffix are asked for', () => {
  const decoder = createSerialDecoder({ prefix: 'P', suffix: 'S', aimPrefix: false, framing: 'line' });
  assert.equal(told(decoder.read(latin1('P]E0S\r7038\r'))), [']E0', '(prefix-missing)']);
});

framing('any codes come out as they went in', () => {
  const code = fc.string({ minLength: 1, maxLength: 60 }).filter((text) => !/^\]/.test(text));
  fc.assert(
    fc.property(fc.array(code), fc.constantFrom('\r', '\n', '\r\n'), (codes, end) => {
      const stream = latin1(codes.map((one) => one + end).join(''));
      assert.equal(told(decoderFor('line').read(stream)), codes);
    }),
  );
});

framing('noise never throws, never grows, and time always clears it', () => {
  const byte = fc.oneof(fc.constantFrom(0x02, 0x03, 0x0d, 0x0a, 0x5d), fc.nat(255));
  const chunk = fc.array(byte, { maxLength: 400 }).map((bytes) => Uint8Array.from(bytes));
  fc.assert(
    fc.property(fc.constantFrom<Framing>('line', 'stx-etx', 'silence'), fc.array(chunk), (kind, chunks) => {
      const decoder = decoderFor(kind, 200);
      for (const one of chunks)
        for (const event of decoder.read(one))
          if (event.kind === 'scan') assert.ok(event.scan.text.length <= 200);
      decoder.timeOut();
      assert.not.ok(decoder.unfinished);
    }),
  );
  const flood = decoderFor('line');
  assert.equal(told(flood.read(new Uint8Array(codeLengthMax * 4).fill(0x39))), ['(too-long)']);
});

framing('a million bytes of codes and noise', { timeoutMs: 600_000 }, () => {
  const frames = ['7038010009457\r', ']E096385074\r\n', '\x02ABC\x1d12\x03'].map(latin1);
  for (const kind of ['line', 'stx-etx', 'silence'] as const)
    fuzzCodec({ seed, make: () => decoderFor(kind), frames, heldMax: codeLengthMax });
});
