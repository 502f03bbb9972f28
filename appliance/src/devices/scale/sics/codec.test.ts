// MT-SICS lines: weights, states, tare, errors, noise.
import { fuzzCodec } from '../../../../test/devices/fuzz.ts';
import { assert, seed, suite } from '../../../../test/kit.ts';
import { createAnswerReader } from '../answer-form.ts';
import { doneAnswer, tareAnswer, weightAnswer } from './codec.ts';

const test = suite('SICS codec');
const reader = () => createAnswerReader(weightAnswer);
const read = (line: string) => reader().read(Buffer.from(`${line}\r\n`, 'latin1'));
const stable = (weightGrams: number) => ({ state: 'stable', weightGrams });

test('weights and states', () => {
  assert.equal(read('S S     100.00 g'), [stable(100)]);
  assert.equal(read('S S      1.255 kg'), [stable(1_255)]);
  assert.equal(read('S S     -0.00 g'), [stable(0)]);
  assert.equal(read('S S     -0.20 g'), [{ state: 'under-zero' }]);
  assert.equal(read('S D     100.00 g'), [{ state: 'motion' }]);
  assert.equal(read('S I'), [{ state: 'motion' }]);
  assert.equal(read('S +'), [{ state: 'overload' }]);
  assert.equal(read('S -'), [{ state: 'under-zero' }]);
});

test('what is no weight', () => {
  for (const line of [
    'ES',
    'EL',
    'S',
    'S S',
    'S S 100.00',
    'S S 100.00 xx',
    'I4 A "B123"',
    'S X 1 g',
    'T S 100.00 g',
  ])
    assert.equal(read(line), [], line);
  assert.equal(reader().read(Buffer.from('S S 100.00 g\n')), [], 'no carriage return');
});

test('tare and what was done', () => {
  const tare = (line: string) => createAnswerReader(tareAnswer).read(Buffer.from(`${line}\r\n`));
  assert.equal(tare('TA A     50.00 g'), [50]);
  assert.equal(tare('TA A      0.00 g'), [0]);
  assert.equal(tare('TA I'), ['unknown']);
  assert.equal(tare('ES'), ['unknown']);
  assert.equal(tare('S S 1.00 g'), []);
  const done = (line: string) => createAnswerReader(doneAnswer).read(Buffer.from(`${line}\r\n`));
  for (const line of ['Z A', 'T S     50.00 g', 'TAC A']) assert.equal(done(line), [true], line);
  for (const line of ['Z I', 'Z +', 'T -', 'TAC I', 'EL']) assert.equal(done(line), [false], line);
  assert.equal(done('S S 1.00 g'), []);
});

test('noise', { timeoutMs: 600_000 }, () => {
  const frames = ['S S     100.00 g\r\n', 'S D 1.0 kg\r\n', 'TA A 0.00 g\r\n', 'ES\r\n'].map((line) =>
    Buffer.from(line),
  );
  fuzzCodec({ seed, make: reader, frames, heldMax: 48 });
});
