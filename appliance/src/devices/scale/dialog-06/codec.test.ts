// Dialog 06 records: what the till sends, what the scale answers, the check sums, noise.
import fc from 'fast-check';
import { fuzzCodec } from '../../../../test/devices/fuzz.ts';
import { assert, seed, suite } from '../../../../test/kit.ts';
import { createAnswerReader } from '../answer-form.ts';
import { answers, encodedChecksums, offerRecord, remainderOf, troubleOf } from './codec.ts';

const test = suite('Dialog 06 codec');
const reader = () => createAnswerReader(answers);
const read = (text: string) => reader().read(Buffer.from(text, 'latin1'));

test('records 01, 03, 04 and 05', () => {
  const goods = { unitPrice: 2_990, tareGrams: 0, text: '' };
  assert.is(offerRecord(goods), '\x04\x0201\x1b002990\x1b\x03');
  assert.is(offerRecord({ ...goods, tareGrams: 15 }), '\x04\x0203\x1b002990\x1b0015\x03');
  assert.is(
    offerRecord({ ...goods, text: 'Épler\x03 på bordet i kurv' }),
    '\x04\x0204\x1b002990\x1bEpler pa bord\x03',
  );
  assert.is(
    offerRecord({ ...goods, tareGrams: 15, text: 'X' }),
    '\x04\x0205\x1b002990\x1b0015\x1bX            \x03',
  );
  assert.is(
    offerRecord({ ...goods, text: 'Груша' }),
    '\x04\x0201\x1b002990\x1b\x03',
    'nothing it could show',
  );
});

test('the result of a weighing proves itself', () => {
  assert.equal(read('\x0202\x1b3\x1b00500\x1b002990\x1b001495\x03'), [
    { kind: 'weighing', weighing: { weightGrams: 500, unitPrice: 2_990, price: 1_495 } },
  ]);
  assert.equal(read('\x0202\x1b3\x1b00500\x1b002990\x1b001595\x03'), [], 'a turned digit');
  assert.equal(read('\x0202\x1b1\x1b00250\x1b01000\x1b002500\x03'), [
    { kind: 'weighing', weighing: { weightGrams: 1_134, unitPrice: 1_000, price: 2_500 } },
  ]);
  assert.equal(read('\x0202\x1b0\x1b00250\x1b01000\x1b002500\x03'), [], 'pounds and ounces');
});

test('acknowledgements, status, check sums', () => {
  assert.equal(read('\x06'), [{ kind: 'ack' }]);
  assert.equal(read('xx\x15'), [{ kind: 'nak' }]);
  assert.equal(read('\x0209\x1b21\x03'), [{ kind: 'status', code: '21' }]);
  assert.equal(read('\x0211\x1b2A7\x03'), [{ kind: 'checksums', verdict: 'wanted', z: 'A7' }]);
  assert.equal(read('\x0211\x1b1\x03\x0211\x1b0\x03'), [
    { kind: 'checksums', verdict: 'valid', z: '' },
    { kind: 'checksums', verdict: 'invalid', z: '' },
  ]);
  const states = ['20', '22', '21', '30', '31', '32', '00', '02', '01', '11', '99'].map(troubleOf);
  assert.equal(states, [
    'motion',
    'motion',
    'not-moved',
    'below-minimum',
    'under-zero',
    'overload',
    undefined,
    undefined,
    'fault',
    'fault',
    'fault',
  ]);
});

test('the remainder is that of CRC-16/XMODEM where its polynomial is used', () => {
  fc.assert(
    fc.property(fc.nat(0xffff), (sum) => {
      assert.is(remainderOf(sum, 0x11021), xmodem(sum));
    }),
  );
});

/** Byte by byte, as CRC-16/XMODEM is written down. */
function xmodem(word: number): number {
  let crc = 0;
  for (const byte of [word >> 8, word & 0xff]) {
    crc ^= byte << 8;
    for (let bit = 0; bit < 8; bit += 1)
      crc = ((crc & 0x8000 ? (crc << 1) ^ 0x1021 : crc << 1) & 0xffff) >>> 0;
  }
  return crc;
}

test('the sum is turned left, its remainder right, by the digits of Z', () => {
  const secret = { sum: 0x1234, polynomial: 0x11021 };
  const rest = remainderOf(0x1234, 0x11021).toString(16).toUpperCase().padStart(4, '0');
  assert.is(encodedChecksums(secret, '00'), `1234${rest}`);
  assert.is(encodedChecksums(secret, '44'), `2341${rest.slice(3)}${rest.slice(0, 3)}`);
  assert.is(encodedChecksums(secret, 'C0'), `4123${rest}`);
});

test('noise', { timeoutMs: 600_000 }, () => {
  const frames = [
    '\x0202\x1b3\x1b00500\x1b002990\x1b001495\x03',
    '\x0209\x1b21\x03',
    '\x0211\x1b2A7\x03',
    '\x06',
    '\x15',
  ].map((text) => Buffer.from(text, 'latin1'));
  fuzzCodec({ seed, make: reader, frames, heldMax: 28 });
});
