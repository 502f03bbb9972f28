// 8217 answers: weights, every status, lost characters, noise.
import { fuzzCodec } from '../../../../test/devices/fuzz.ts';
import { assert, seed, suite } from '../../../../test/kit.ts';
import { createAnswerReader } from '../answer-form.ts';
import { weightAnswer } from './codec.ts';

const test = suite('8217 codec');
const reader = () => createAnswerReader(weightAnswer('kg'));
const read = (text: string) => reader().read(Buffer.from(text, 'latin1'));
const stable = (weightGrams: number) => ({ state: 'stable', weightGrams });

test('weights, gross and net, in either unit', () => {
  assert.equal(read('\x0200.345\r'), [stable(345)]);
  assert.equal(read('\x02 1.500N\r'), [{ ...stable(1_500), net: true }]);
  assert.equal(createAnswerReader(weightAnswer('lb')).read(Buffer.from('\x02002.50\r')), [stable(1_134)]);
});

test('each status has its state, the gravest first; without one it is not ready', () => {
  const states: [number, string][] = [
    [0x41, 'motion'],
    [0x42, 'overload'],
    [0x43, 'overload'],
    [0x44, 'under-zero'],
    [0x45, 'under-zero'],
    [0x48, 'needs-zero'],
    [0x49, 'motion'],
    [0x50, 'motion'],
    [0x60, 'motion'],
    [0x40, 'motion'],
  ];
  for (const [status, state] of states)
    assert.equal(read(`\x02?${String.fromCharCode(status)}\r`), [{ state }], status.toString(16));
});

test('a character lost, doubled or turned is no weight', () => {
  for (const text of [
    '\x0200.34\r',
    '\x020.345\r',
    '\x02000.345\r',
    '00.345\r',
    '\x0200345 \r',
    '\x02?\x01\r',
    '\x02-0.345\r',
  ])
    assert.equal(read(text), [], JSON.stringify(text));
});

test('answers come one at a time out of noise', () => {
  const codec = reader();
  const bytes = Buffer.from('xx\r\x02\x0200.345\r\x02?A\rzz', 'latin1');
  const answers = Array.from(bytes, (byte) => codec.read(Uint8Array.of(byte))).flat();
  assert.equal(answers, [stable(345), { state: 'motion' }]);
});

test('noise', { timeoutMs: 600_000 }, () => {
  const frames = ['\x0200.345\r', '\x02?A\r', '\x0210.000N\r'].map((text) => Buffer.from(text, 'latin1'));
  fuzzCodec({ seed, make: reader, frames, heldMax: 9 });
});
