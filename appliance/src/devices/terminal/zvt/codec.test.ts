// ZVT's bytes: known packets, packets in any pieces with noise between, fields, text, and nothing that noise could do to it.
import { fuzzCodec } from '../../../../test/devices/fuzz.ts';
import { assert, suite } from '../../../../test/kit.ts';
import { Apdus, commands, encodeApdu, isAcknowledgement, refusalOf } from './codec/apdu.ts';
import { readBcd, writeBcd } from './codec/bcd.ts';
import { bitmap, joined, readBitmaps } from './codec/bitmaps.ts';
import { askTo } from './codec/questions.ts';
import { readStatusInformation, writeStatusInformation } from './codec/status-information.ts';
import { readPrintBlock, readPrintLine, readText, writeText } from './codec/text.ts';
import { readTlvs, writeTlv } from './codec/tlv.ts';

const test = suite('bytes of a ZVT terminal');
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
const bytes = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text.replaceAll(' ', ''), 'hex'));

test('what the till asks', () => {
  assert.is(hex(askTo.authorise({ amount: 1_000, currency: 978 })), '06010a04000000001000490978');
  assert.is(hex(askTo.register(123_456, 978)), '060008123456be09780300');
  assert.is(hex(askTo.reverse(0, 343)), '063006000000870343');
  assert.is(hex(askTo.refund(0, { amount: 5, currency: 756 })), '06310d00000004000000000005490756');
  assert.is(hex(askTo.repeatReceipt(0)), '062003000000');
  assert.is(hex(askTo.tellStatus(0)), '050103000000');
  assert.is(hex(askTo.closeDay(0)), '065003000000');
  assert.is(hex(askTo.abort()), '06b000');
});

test('packets in any pieces, long ones too, and noise between them', () => {
  const long = encodeApdu(commands.printBlock, new Uint8Array(300).fill(7));
  assert.is(hex(long.subarray(0, 5)), '06d3ff2c01');
  const all = joined(bytes('800000 1337 ff'), encodeApdu(commands.completion), long, bytes('840000'));
  for (const size of [1, 2, 7, all.length]) {
    const apdus = new Apdus();
    const found = [];
    for (let at = 0; at < all.length; at += size) found.push(...apdus.take(all.subarray(at, at + size)));
    assert.equal(
      found.map(({ command, data }) => [command, data.length]),
      [
        [commands.acknowledged, 0],
        [commands.completion, 0],
        [commands.printBlock, 300],
        [0x8400, 0],
      ],
    );
    assert.ok(found.at(-1) !== undefined && isAcknowledgement(found.at(-1) as never));
    assert.is(apdus.pending, 0);
  }
  const apdus = new Apdus();
  assert.equal(apdus.take(bytes('040f 20 27')), []);
  assert.is(apdus.pending, 4);
  apdus.forget();
  assert.equal(apdus.take(bytes('849c00')).map(refusalOf), [0x9c]);
  assert.equal(apdus.take(bytes('040fffffff')), [], 'too long for a packet');
});

test('numbers', () => {
  assert.is(readBcd(writeBcd(123_456, 6)), 123_456);
  assert.is(readBcd(bytes('0a')), undefined);
  assert.is(readBcd(bytes('99999999999999999999')), undefined);
  assert.throws(() => writeBcd(100, 1));
  assert.throws(() => writeBcd(-1, 2));
});

test('fields: fixed, LL, LLL, TLV; one nobody knows ends it, and so does one cut off', () => {
  const fields = readBitmaps(
    joined(
      bytes('2700'),
      bitmap(0x22, bytes('eeee4242')),
      bitmap(0x3c, writeText('Größe')),
      bytes('0603 1f0701'),
      bytes('870343'),
      bytes('7f 04000000000001'),
    ),
  );
  assert.equal([...fields.keys()], [0x27, 0x22, 0x3c, 0x06, 0x87]);
  assert.is(readText(fields.get(0x3c) ?? bytes('')), 'Größe');
  for (const broken of ['04 0000', '22 f1', '22 f1fa 00', '06', '06 83 000000', '22 31 32', '06 8201'])
    assert.is(readBitmaps(bytes(broken)).size, 0, broken);
});

test('status information, as a terminal sends it', () => {
  const said = {
    result: 0,
    amount: 12_345,
    currency: 978,
    trace: 42,
    receipt: 343,
    terminal: 52_500_038,
    time: 141_502,
    date: 1123,
    last4: '4242',
    cardName: 'girocard',
    authorisation: '123456',
    application: 'A0000003591010028001',
    text: 'Kundenbeleg',
  };
  assert.equal(readStatusInformation(writeStatusInformation(said)), said);
  assert.equal(readStatusInformation(bytes('')), {});
  assert.is(
    readStatusInformation(bytes('22 f8 67 28 00 ee ee 07 64 5f')).last4,
    undefined,
    'LL is two digits',
  );
  assert.is(readStatusInformation(bytes('22 f0f8 672800eeee07645f')).last4, '7645');
});

test('paper: lines and blocks', () => {
  assert.equal(readPrintLine(joined(bytes('81'), writeText('Betrag 1,00  '))), {
    text: 'Betrag 1,00',
    last: true,
  });
  assert.equal(readPrintLine(bytes('')), { text: '', last: false });
  const lines = joined(...['VISA', 'Ende'].map((line) => writeTlv(0x07, writeText(line))));
  const block = joined(writeTlv(0x1f07, bytes('02')), writeTlv(0x25, lines));
  const read = { receipt: 'customer', lines: ['VISA', 'Ende'] };
  assert.equal(readPrintBlock(writeTlv(0x06, block)), read);
  assert.equal(readPrintBlock(block), read);
  assert.equal(readPrintBlock(bytes('')), { receipt: undefined, lines: [] });
});

test('containers: long ones, and broken ones as far as they go', () => {
  for (const length of [0, 127, 128, 255, 256, 1_000])
    assert.is(readTlvs(writeTlv(0x1f07, new Uint8Array(length)))[0]?.value.length, length);
  for (const broken of ['1f', '07', '07 05 00', '07 80', '07 8200'])
    assert.equal(readTlvs(bytes(broken)), []);
});

test('noise and spoiled packets: nothing thrown, nothing hoarded', { timeoutMs: 3_000_000 }, () => {
  const frames = [
    askTo.register(0, 978),
    encodeApdu(
      commands.statusInformation,
      writeStatusInformation({ result: 0, amount: 100, receipt: 1, text: 'x' }),
    ),
    encodeApdu(commands.printLine, joined(bytes('00'), writeText('Zeile'))),
    encodeApdu(commands.printBlock, writeTlv(0x06, writeTlv(0x25, writeTlv(0x07, writeText('Zeile'))))),
    encodeApdu(commands.completion),
    bytes('849c00'),
  ];
  fuzzCodec({
    seed: 1_001,
    frames,
    heldMax: 16_384 + 5,
    make: () => {
      const apdus = new Apdus();
      return {
        read: (piece) => {
          for (const { data } of apdus.take(piece)) {
            readStatusInformation(data);
            readPrintBlock(data);
            readPrintLine(data);
          }
        },
        get held() {
          return apdus.pending;
        },
      };
    },
  });
});
