// nexo's messages: sealed and opened, altered ones refused, amounts by their digits, receipts as lines, and nothing that noise could do to them.
import { fuzzCodec } from '../../../../test/devices/fuzz.ts';
import { assert, longRun, seeded, suite } from '../../../../test/kit.ts';
import { toMajor, toMinor } from './codec/amounts.ts';
import { encodeAnswer, encodeQuestion, readAnswer, readQuestion, serviceIdOf } from './codec/messages.ts';
import { additional, slipOf } from './codec/receipt.ts';
import { deriveKey, seal, unseal } from './codec/security.ts';
import { headerOf, serviceIdOf as newServiceId, statusMessage } from './questions.ts';

const test = suite('messages of a nexo terminal');
const key = deriveKey({ passphrase: 'open sesame', identifier: 'key', version: 3 });
const nonce = seeded(5).bytes(16);
const header = headerOf('Payment', 'ABCDEF0123', { saleId: 'B1', poiId: 'V400m-1' });

test('keys as PBKDF2 gives them, by an independent calculation', () => {
  // hashlib.pbkdf2_hmac('sha1', b'open sesame', b'AdyenNexoV1Salt', 4000, 80)
  const derived = Buffer.concat([key.hmac, key.cipher, key.iv]).toString('hex');
  assert.is(
    derived,
    'b796155ead4c0ec58a5f254f6f5b4c17f7ac922e4c503e8686211617c3a13a2a4e37cb7c1e702a405f4a94121a5cb97bb42d3a221ac5c7d1a7e4a1ac62f561b9ddb30449d793c1b3d28970a1f66bc240',
  );
});

test('sealed, opened; another key, an altered byte or another nonce opens nothing', () => {
  const sealed = seal('{"a":1}', key, nonce);
  assert.is(unseal(sealed, key), '{"a":1}');
  assert.is(unseal(sealed, deriveKey({ passphrase: 'open', identifier: 'key', version: 3 })), undefined);
  assert.is(unseal(sealed, { ...key, version: 4 }), undefined);
  const { SecurityTrailer: trailer } = sealed;
  const Hmac = Buffer.alloc(32).toString('base64');
  assert.is(unseal({ ...sealed, SecurityTrailer: { ...trailer, Hmac } }, key), undefined);
  assert.is(unseal({ ...sealed, SecurityTrailer: { ...trailer, Nonce: 'AAAA' } }, key), undefined);
  assert.is(unseal({ ...sealed, NexoBlob: 'AAAA' }, key), undefined);
});

test('questions and answers; what is sealed must be about what stands beside it', () => {
  const about = headerOf('TransactionStatus', newServiceId('x'), { saleId: 'B1', poiId: 'V400m-1' });
  const question = encodeQuestion(statusMessage(header, about), { key, nonce });
  assert.not.ok(Buffer.from(question).includes('ABCDEF0123'), 'only the header can be read');
  const read = readQuestion(question, key);
  assert.is(read?.TransactionStatusRequest?.MessageReference.ServiceID, 'ABCDEF0123');
  assert.is(serviceIdOf(question), about.ServiceID);
  const answer = { MessageHeader: { ...header, MessageType: 'Response' as const } };
  const bytes = encodeAnswer(answer, { key, nonce });
  assert.is(readAnswer(bytes, key)?.MessageHeader.ServiceID, 'ABCDEF0123');
  const moved = Buffer.from(Buffer.from(bytes).toString().replace('ABCDEF0123', 'ABCDEF0124'));
  assert.is(readAnswer(moved, key), undefined);
  assert.is(readAnswer(question, key), undefined);
  assert.is(serviceIdOf(Buffer.from('[]')), undefined);
});

test('a payment always has the same id of ten letters and digits, another one another', () => {
  assert.match(newServiceId('payment-1'), /^[0-9A-Z]{10}$/);
  assert.is(newServiceId('payment-1'), newServiceId('payment-1'));
  assert.is(new Set(Array.from({ length: 2_000 }, (_, at) => newServiceId(`p${String(at)}`))).size, 2_000);
});

test('amounts by their digits', () => {
  for (const [minor, exponent, major] of [
    [10_999, 2, 109.99],
    [5, 2, 0.05],
    [1, 3, 0.001],
    [700, 0, 700],
    [100_000_001, 2, 1_000_000.01],
  ] as const) {
    assert.is(toMajor(minor, exponent), major);
    assert.is(toMinor(major, exponent), minor);
  }
  assert.is(toMinor(1.005, 2), undefined);
});

test('receipts as lines', () => {
  const text = (lines: readonly string[]) => ({ OutputText: lines.map((Text) => ({ Text })) });
  const receipts = [
    { DocumentQualifier: 'CashierReceipt', OutputContent: text(['name=Shop']) },
    {
      DocumentQualifier: 'CustomerReceipt',
      OutputContent: text(['name=Total&value=NOK+1.00&key=x', 'key=filler', 'plain']),
    },
  ];
  const [total, filler, plain] = slipOf(receipts);
  assert.match(total ?? '', /^Total {35}NOK 1\.00$/);
  assert.equal([filler, plain], ['', 'plain']);
  assert.equal(slipOf(receipts.slice(0, 1)), ['Shop']);
  assert.equal(slipOf(), []);
  assert.is(additional('a=1&AID=A000', 'AID'), 'A000');
  assert.is(additional(undefined, 'AID'), undefined);
});

test('noise and spoiled messages: nothing thrown', { timeoutMs: 3_000_000 }, () => {
  const frames = [
    encodeAnswer({ MessageHeader: { ...header, MessageType: 'Response' } }, { key, nonce }),
    encodeQuestion(statusMessage(header, header), { key, nonce }),
  ];
  const read = (bytes: Uint8Array): void => {
    readAnswer(bytes, key);
    readQuestion(bytes, key);
    serviceIdOf(bytes);
  };
  fuzzCodec({ seed: 1_002, frames, heldMax: 0, make: () => ({ read, held: 0 }) });
  // Whole messages too, each with one byte changed: on this wire they come whole.
  const chance = seeded(1_003);
  for (let bytes = longRun ? 100_000_000 : 1_000_000; bytes > 0;) {
    const spoiled = Uint8Array.from(chance.pick(frames));
    spoiled[chance.int(0, spoiled.length - 1)] = chance.int(0, 255);
    read(spoiled);
    bytes -= spoiled.length;
  }
});
