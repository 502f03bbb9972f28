// NCI answers: weights in their units, every status byte, noise.
import { fuzzCodec } from '../../../../test/devices/fuzz.ts';
import { assert, seed, suite } from '../../../../test/kit.ts';
import { createAnswerReader } from '../answer-form.ts';
import { weightAnswer } from './codec.ts';

const test = suite('NCI codec');
const reader = () => createAnswerReader(weightAnswer);
const read = (text: string) => reader().read(Buffer.from(text, 'latin1'));
const stable = (weightGrams: number) => ({ state: 'stable', weightGrams });

test('weights in their units, gross and net', () => {
  assert.equal(read('\n00.345KG\r\n00\r\x03'), [stable(345)]);
  assert.equal(read('\n002.50LB\r\n00\r\x03'), [stable(1_134)]);
  assert.equal(read('\n000345G \r\n00\r\x03'), [stable(345)]);
  assert.equal(read('\n00.345kg\r\n0p4\r\x03'), [{ ...stable(345), net: true }]);
});

test('the status decides, whatever weight stands beside it', () => {
  const states: [string, string][] = [
    ['10', 'motion'],
    ['01', 'under-zero'],
    ['02', 'overload'],
    ['12', 'overload'],
    ['40', 'fault'],
    ['80', 'fault'],
    ['04', 'fault'],
    ['08', 'fault'],
    ['0p8', 'needs-zero'],
  ];
  for (const [status, state] of states) {
    assert.equal(read(`\n${status}\r\x03`), [{ state }], status);
    assert.equal(read(`\n00.345KG\r\n${status}\r\x03`), [{ state }], status);
  }
  assert.equal(read('\n20\r\x03'), [{ state: 'motion' }], 'at rest without a weight');
});

test('what is no answer is none', () => {
  const broken = [
    '\n?\r\x03',
    '\n00.345XX\r\n00\r\x03',
    '\n00.3.5KG\r\n00\r\x03',
    '\n-0.345KG\r\n00\r\x03',
    '\n0\r\x03',
    '\n0.345KG\r\n00\r\x03',
    '\n0@\r\x03',
    '\n0p\r\x03',
    '\n000\r\x03',
  ];
  for (const text of broken) assert.equal(read(text), [], JSON.stringify(text));
});

test('noise', { timeoutMs: 600_000 }, () => {
  const frames = ['\n00.345KG\r\n00\r\x03', '\n10\r\x03', '\n?\r\x03'].map((text) =>
    Buffer.from(text, 'latin1'),
  );
  fuzzCodec({ seed, make: reader, frames, heldMax: 24 });
});
