// What we send to a ZVT terminal, and what our simulator sends back, read by somebody else: the ZVT dissector of Wireshark (Debian package tshark).
// Where that is not installed the test says so, and the rest of the codec is proved by its own vectors only.
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { assert, lacks, suite, tempDir } from '../../../../test/kit.ts';
import { commands, encodeApdu } from './codec/apdu.ts';
import { joined } from './codec/bitmaps.ts';
import { askTo } from './codec/questions.ts';
import { writeStatusInformation } from './codec/status-information.ts';
import { writeText } from './codec/text.ts';
import { writeTlv } from './codec/tlv.ts';

const test = suite('ZVT as Wireshark reads it');

const run = (program: string, ...args: string[]) =>
  spawnSync(program, args, { encoding: 'utf8', timeout: 60_000 });

/** Undefined: the programs are not there. */
function dissected(packets: readonly Uint8Array[]): string | undefined {
  const folder = tempDir('tshark');
  const [text, capture] = [join(folder, 'packets.txt'), join(folder, 'packets.pcap')];
  const lines = packets.map(
    (bytes) => `000000 ${[...bytes].map((b) => b.toString(16).padStart(2, '0')).join(' ')}\n`,
  );
  writeFileSync(text, lines.join(''));
  const made = run('text2pcap', '-q', '-T', '40000,20007', text, capture);
  if (made.error !== undefined) return undefined;
  const read = run('tshark', '-r', capture, '-d', 'tcp.port==20007,zvt', '-O', 'zvt');
  return read.error === undefined && read.status === 0 ? read.stdout : undefined;
}

const status = {
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
};

test('every packet of ours means to the dissector what we meant', { timeoutMs: 120_000 }, () => {
  const block = writeTlv(
    0x06,
    joined(writeTlv(0x1f07, Uint8Array.of(2)), writeTlv(0x25, writeTlv(0x07, writeText('VISA')))),
  );
  const said = dissected([
    askTo.register(123_456, 978),
    askTo.authorise({ amount: 1_000, currency: 978 }),
    askTo.refund(0, { amount: 5, currency: 756 }),
    askTo.reverse(0, 343),
    askTo.closeDay(0),
    askTo.repeatReceipt(0),
    askTo.tellStatus(0),
    askTo.abort(),
    encodeApdu(commands.acknowledged),
    encodeApdu(commands.statusInformation, writeStatusInformation(status)),
    encodeApdu(commands.printBlock, block),
    encodeApdu(commands.completion),
    encodeApdu(commands.aborted, Uint8Array.of(0x6c)),
  ]);
  if (said === undefined) {
    lacks('tshark (apt-get install tshark): ZVT packets were read by our own codec only');
    return;
  }
  for (const expected of [
    'Registration (0x0600)',
    'Password: 123456',
    'Config byte: 0xbe',
    'Currency Code: EUR (0x0978)',
    'Authorisation (0x0601)',
    'Amount: 1000',
    'Refund (0x0631)',
    'Amount: 5\n',
    'Currency Code: CHF (0x0756)',
    'Reversal (0x0630)',
    'Receipt number (0x87)',
    'End Of Day (0x0650)',
    'Status Information (0x040f)',
    'Result Code: 0x00',
    'Amount: 12345',
    'Time: 14:15:02',
    'Date: 11/23',
    'Trace number: 000042',
    'Terminal ID: 52500038',
    'Card number: ????????????4242',
    'Print Text Block (0x06d3)',
    'Completion (0x060f)',
    'Abort (0x061e)',
  ])
    assert.ok(said.includes(expected), `${expected} is not in\n${said}`);
  assert.not.match(said, /malformed|invalid/i);
});
