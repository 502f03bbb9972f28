// CAS blocks: weights, signs, check characters that look like control characters, noise.
import { fuzzCodec } from '../../../../test/devices/fuzz.ts';
import { assert, seed, suite } from '../../../../test/kit.ts';
import { createAnswerReader } from '../answer-form.ts';
import { block, checkOf, readiness } from './codec.ts';

const test = suite('CAS codec');
const reader = () => createAnswerReader(block);
const bytesOf = (checked: string): Buffer =>
  Buffer.from(`\x01\x02${checked}${String.fromCharCode(checkOf(checked))}\x03\x04`, 'latin1');
const read = (checked: string) => reader().read(bytesOf(checked));
const stable = (weightGrams: number) => ({ state: 'stable', weightGrams });

test('weights, and what is none', () => {
  assert.equal(read('S 00.345kg'), [stable(345)]);
  assert.equal(read('S   1.50lb'), [stable(680)]);
  assert.equal(read('S 000345 g'), [stable(345)]);
  assert.equal(read('U 00.345kg'), [{ state: 'motion' }]);
  assert.equal(read('S-00.020kg'), [{ state: 'under-zero' }]);
  assert.equal(read('SF00.000kg'), [{ state: 'overload' }]);
  assert.equal(read('S 00.345xy'), []);
  assert.equal(read('S 0.0.45kg'), []);
});

test('a wrong check character is no weight; any check character is', () => {
  const good = bytesOf('S 00.345kg');
  const wrong = Buffer.from(good);
  wrong[12] = (wrong[12] ?? 0) ^ 1;
  assert.equal(reader().read(wrong), []);
  const seen = new Set<number>();
  for (let grams = 0; grams < 10_000; grams += 1) {
    const digits = String(grams).padStart(5, '0');
    const checked = `S ${digits.slice(0, 2)}.${digits.slice(2)}kg`;
    seen.add(checkOf(checked));
    assert.equal(read(checked), [stable(grams)]);
  }
  assert.ok(seen.size > 10);
});

test('ready or not', () => {
  assert.equal(createAnswerReader(readiness).read(Buffer.from('\x06')), [true]);
  assert.equal(createAnswerReader(readiness).read(Buffer.from('xx\x15')), [false]);
});

test('noise', { timeoutMs: 600_000 }, () => {
  fuzzCodec({ seed, make: reader, frames: [bytesOf('S 00.345kg'), bytesOf('U-00.345kg')], heldMax: 15 });
});
