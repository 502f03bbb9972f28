// HID-POS reports, from captured bytes to noise: whole, chained, broken, too long.
import fc from 'fast-check';
import { fuzzCodec } from '../../../../test/devices/fuzz.ts';
import { assert, seed, suite } from '../../../../test/kit.ts';
import { codeLengthMax } from '../read-code.ts';
import type { ScanEvent } from '../read-code.ts';
import { createHidPosDecoder, encodeReports } from './codec.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const scan = (text: string, aim?: string): ScanEvent => ({
  kind: 'scan',
  scan: aim === undefined ? { text } : { text, aim },
});
const garbage = (reason: string): ScanEvent => ({ kind: 'garbage', reason });

/** As captured: id, length, AIM identifier, data, zeros, flags. */
function report(fields: {
  length: number;
  aim?: string;
  data: string;
  flags?: number;
  id?: number;
}): Uint8Array {
  const made = new Uint8Array(64);
  made.set([fields.id ?? 2, fields.length]);
  made.set(Buffer.from(fields.aim ?? '\0\0\0', 'latin1'), 2);
  made.set(bytes(fields.data), 5);
  made[63] = fields.flags ?? 0;
  return made;
}

const single = suite('HID-POS: one report');

single('an EAN-13 with its AIM identifier, as hidraw gives it', () => {
  const captured = Buffer.from(
    `020d5d4530${Buffer.from('7038010009457').toString('hex')}${'00'.repeat(43)}000000`,
    'hex',
  );
  assert.is(captured.length, 64);
  assert.equal(createHidPosDecoder().read(captured), [scan('7038010009457', ']E0')]);
});

single('the length byte says where the data ends, not the first NUL', () => {
  const decoder = createHidPosDecoder();
  assert.equal(decoder.read(report({ length: 3, data: 'a\0b' })), [scan('a\0b')]);
  assert.equal(decoder.read(report({ length: 2, data: '12345' })), [scan('12')]);
});

single('a carriage return of the days as a keyboard is not part of the code', () => {
  assert.equal(createHidPosDecoder().read(report({ length: 4, data: '12\r\n' })), [scan('12')]);
});

single('other reports are none of ours; broken ones are garbage', () => {
  const decoder = createHidPosDecoder();
  assert.equal(decoder.read(report({ id: 4, length: 1, data: '1' })), []);
  assert.equal(decoder.read(new Uint8Array()), []);
  assert.equal(decoder.read(report({ length: 57, data: '1' })), [garbage('data-length')]);
  assert.equal(decoder.read(report({ length: 1, data: '1' }).subarray(0, 63)), [garbage('report-length')]);
  assert.equal(decoder.read(Uint8Array.of(2)), [garbage('report-length')]);
  assert.equal(decoder.read(report({ length: 0, data: '' })), [garbage('empty')]);
  assert.not.ok(decoder.unfinished);
});

const chains = suite('HID-POS: chained reports');

chains('79 bytes of GS1 DataMatrix with a raw GS come in two reports and out as one', () => {
  const code = `010950600013435210LOT-4711\x1d21${'9'.repeat(50)}`;
  const reports = encodeReports(bytes(code), ']d2');
  assert.is(reports.length, 2);
  const decoder = createHidPosDecoder();
  assert.equal(decoder.read(reports[0]!), []);
  assert.ok(decoder.unfinished);
  assert.equal(decoder.read(reports[1]!), [scan(code, ']d2')]);
  assert.not.ok(decoder.unfinished);
});

chains('of any length up to the limit', () => {
  fc.assert(
    fc.property(
      fc.string({ minLength: 1, maxLength: 600 }),
      fc.constantFrom(undefined, ']Q3'),
      (text, aim) => {
        const code = `x${text}x`;
        const decoder = createHidPosDecoder();
        const events = encodeReports(bytes(code), aim).flatMap((one) => [...decoder.read(one)]);
        assert.equal(events, [scan(code, aim)]);
      },
    ),
  );
});

chains('unfinished, broken by another code, or by a report that makes no sense', () => {
  const decoder = createHidPosDecoder();
  decoder.read(report({ length: 2, aim: ']Q1', data: 'ab', flags: 1 }));
  assert.equal(decoder.timeOut(), [garbage('chain-unfinished')]);
  assert.equal(decoder.timeOut(), []);

  decoder.read(report({ length: 2, aim: ']Q1', data: 'ab', flags: 1 }));
  const other = decoder.read(report({ length: 2, aim: ']E0', data: 'cd' }));
  assert.equal(other, [garbage('chain-broken'), scan('cd', ']E0')]);

  decoder.read(report({ length: 2, aim: ']Q1', data: 'ab', flags: 1 }));
  assert.equal(decoder.read(report({ length: 99, data: '' })), [garbage('data-length')]);
  assert.equal(decoder.read(report({ length: 2, data: 'ef' })), [scan('ef')]);
});

chains('too long is said once; its rest is passed over, and the next code is whole', () => {
  const decoder = createHidPosDecoder(100);
  const reports = encodeReports(bytes('9'.repeat(300)));
  const events = reports.flatMap((one) => [...decoder.read(one)]);
  assert.equal(events, [garbage('too-long')]);
  assert.equal(decoder.read(report({ length: 2, data: 'ab' })), [scan('ab')]);

  const cut = createHidPosDecoder(100);
  for (const one of reports.slice(0, 3)) cut.read(one);
  assert.ok(cut.unfinished);
  assert.equal(cut.timeOut(), [], 'it was said already');
  assert.equal(cut.read(report({ length: 2, data: 'ab' })), [scan('ab')]);

  const lastIsTooMuch = createHidPosDecoder(60);
  assert.equal(
    encodeReports(bytes('9'.repeat(61))).flatMap((one) => [...lastIsTooMuch.read(one)]),
    [garbage('too-long')],
  );
  assert.not.ok(lastIsTooMuch.unfinished);
});

const noise = suite('HID-POS: noise');

noise('never throws, never grows, and time always clears it', () => {
  const wild = fc.uint8Array({ minLength: 0, maxLength: 70 });
  const likely = fc
    .tuple(fc.uint8Array({ minLength: 62, maxLength: 62 }), fc.nat(60))
    .map(([rest, length]) => {
      return Uint8Array.of(2, length, ...rest);
    });
  fc.assert(
    fc.property(fc.array(fc.oneof(wild, likely), { maxLength: 120 }), (reports) => {
      const decoder = createHidPosDecoder();
      for (const one of reports)
        for (const event of decoder.read(one))
          if (event.kind === 'scan') {
            assert.ok(event.scan.text.length > 0 && event.scan.text.length <= codeLengthMax);
            assert.ok(event.scan.aim === undefined || event.scan.aim.length === 3);
          }
      decoder.timeOut();
      assert.not.ok(decoder.unfinished);
    }),
  );
});

noise('a million bytes of reports and noise', { timeoutMs: 600_000 }, () => {
  const frames = [...encodeReports(bytes('7038010009457')), ...encodeReports(bytes('9'.repeat(130)))];
  fuzzCodec({ seed, make: () => createHidPosDecoder(), frames, heldMax: codeLengthMax, packets: true });
});
