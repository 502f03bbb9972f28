// ZPL both ways: what is written is read back as it was meant, whatever the text; and no noise throws, hangs or grows.
import fc from 'fast-check';
import { fuzzCodec } from '../../../../test/devices/fuzz.ts';
import { assert, seed, suite, virtualClock } from '../../../../test/kit.ts';
import type { Label, LabelField } from '../port.ts';
import { encodeLabel, StatusReader } from './codec.ts';
import { type PrintedField, ZplSimulator } from './simulator.ts';

const test = suite('ZPL');
const of = (...fields: readonly LabelField[]): Label => ({ width: 500, height: 300, fields });
const text = (words: string): LabelField => ({
  kind: 'text',
  x: 0,
  y: 0,
  text: words,
  height: 30,
  width: 480,
});

async function readBack(label: Label, dotsPerMm = 8): Promise<readonly PrintedField[]> {
  const clock = virtualClock();
  const simulator = new ZplSimulator({ send: () => undefined, clock });
  simulator.receive(encodeLabel(label, 1, dotsPerMm));
  await clock.advance(0);
  assert.equal(simulator.faults, []);
  assert.is(simulator.labels.length, 1);
  return simulator.labels[0]?.fields ?? [];
}

test('bytes of a small label', () => {
  const bytes = encodeLabel(of({ ...text('Øl 5%'), x: 20, y: 30 }), 2, 8);
  assert.is(
    Buffer.from(bytes).toString('latin1'),
    '^XA^CI28^LH0,0^PW400^LL240^FO16,24^A0N,24,24^FB384,1,0,L^FH^FD_C3_98l 5_25^FS^PQ2^XZ',
  );
});

test('a finer print head has more dots for the same label', async () => {
  const [field] = await readBack(of({ ...text('a'), x: 100, y: 10 }), 12);
  assert.equal(field, { kind: 'text', text: 'a', x: 120, y: 12 });
});

test('any text is only ever text', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.string({
        unit: fc.oneof(
          fc.constantFrom('^', '~', '_', '\\', '&', '>', ',', 'XA', '\n', 'ř'),
          fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 }),
        ),
        maxLength: 40,
      }),
      async (words) => {
        const wanted = words
          .replaceAll(/\p{Cc}+/gu, ' ')
          .trim()
          .normalize('NFC');
        assert.equal(await readBack(of(text(words))), [{ kind: 'text', text: wanted, x: 0, y: 0 }]);
      },
    ),
  );
});

test('what cannot be printed is refused before a byte is made', () => {
  for (const wrong of [
    of({ kind: 'barcode', symbology: 'ean13', x: 0, y: 0, data: '123', height: 10 }),
    of({ kind: 'barcode', symbology: 'code128', x: 0, y: 0, data: 'æ', height: 10 }),
    of({ kind: 'box', x: -1, y: 0, width: 1, height: 1, line: 1 }),
    of({ kind: 'box', x: 0.5, y: 0, width: 1, height: 1, line: 1 }),
    of(...Array.from({ length: 41 }, () => text('a'))),
    { ...of(), width: 5_000 },
  ])
    assert.throws(() => encodeLabel(wrong, 1, 8), RangeError);
});

const lines = ['030,0,0,0812,002,0,0,0,000,0,0,0', '000,0,0,0,0,2,4,0,00000003,1,000', '1234,0'];
const answer = (all: readonly string[] = lines): Uint8Array =>
  Buffer.from(all.map((line) => `\x02${line}\x03\r\n`).join(''), 'latin1');

test('an answer says what is wrong and how much waits; half of one says nothing', () => {
  const reader = new StatusReader();
  assert.equal(reader.push(answer()), [{ conditions: [], waiting: 5 }]);
  assert.equal(
    reader.push(answer(['030,1,1,0812,000,0,0,0,000,0,0,1', '000,0,1,1,0,2,4,0,00000000,1,000', '1234,0'])),
    [{ conditions: ['paper-out', 'head-open', 'ribbon-out', 'too-hot'], waiting: 0 }],
  );
  assert.equal(reader.push(answer(['030,0,1,0812,000,0,0,0,000,0,0,0', ...lines.slice(1)]))[0]?.conditions, [
    'paused',
  ]);
  for (const part of [lines.slice(1), lines.slice(0, 1), [lines[1] ?? '', lines[0] ?? '', lines[2] ?? '']])
    assert.equal(reader.push(answer(part)), []);
});

test('noise', { timeoutMs: 600_000 }, () => {
  fuzzCodec({
    seed,
    frames: [answer(), answer(lines.slice(1)), Buffer.from('\x02')],
    heldMax: 130,
    make: () => {
      const reader = new StatusReader();
      return {
        read: (bytes) => reader.push(bytes),
        get held() {
          return reader.held;
        },
      };
    },
  });
});
