// The simulated printer by itself: strict about what it is sent, true about what it answers, and bad on demand.
import fc from 'fast-check';
import { assert, suite, virtualClock } from '../../../../test/kit.ts';
import type { PaperView } from '../paper.ts';
import { paperText } from '../paper.ts';
import { profiles } from './profiles.ts';
import type { PrinterProfile } from './profiles.ts';
import { takeCommand } from './simulator/commands.ts';
import { blocksMax } from './simulator/machine.ts';
import { printedFrom } from './simulator/paper-of.ts';
import { PrinterSimulator } from './simulator.ts';
import type { SimulatorOptions } from './simulator.ts';

const test = suite('printer simulator');
const { 'epson-tm-t88v': epson, 'generic-58mm': narrow } = profiles;
const bytes = (text: string): Uint8Array => Buffer.from(text, 'latin1');
const paper = (text: string, profile: PrinterProfile = epson): string[] =>
  paperText(printedFrom([bytes(text)], profile).blocks);
const hex = (...chunks: Uint8Array[]): string => Buffer.concat(chunks).toString('hex');

function bench(options: Partial<SimulatorOptions> = {}) {
  const clock = virtualClock();
  const simulator = new PrinterSimulator({ profile: epson, clock, ...options });
  const said: Uint8Array[] = [];
  const line = { cuts: 0, paused: false };
  const attach = () =>
    simulator.attach({
      send: (answer) => said.push(answer),
      cut: () => (line.cuts += 1),
      pause: () => (line.paused = true),
      resume: () => (line.paused = false),
    });
  const end = attach();
  const answers = (): string => {
    const answer = hex(...said);
    said.length = 0;
    return answer;
  };
  return { clock, simulator, line, attach, answers, send: (text: string) => end?.receive(bytes(text)), end };
}

test('prints lines, with their styles, as they end', () => {
  const { blocks } = printedFrom(
    [bytes('a\x1bE\x01b\x1b-\x01c\n\x1b!\x39d\x1b!\x80e\n\x1bM\x01f\x1bG\x01g\x1bJ\x10\r\t\x1bd\x02')],
    epson,
  );
  assert.equal(blocks[0], {
    kind: 'line',
    align: 'left',
    runs: [{ text: 'a' }, { text: 'b', bold: true }, { text: 'c', bold: true, underline: true }],
  });
  assert.equal(blocks[1], {
    kind: 'line',
    align: 'left',
    runs: [
      { text: 'd', bold: true, small: true, width: 2, height: 2 },
      { text: 'e', underline: true },
    ],
  });
  assert.equal(paperText(blocks).slice(2), ['fg', ' ', '']);
});

test('a line that is too long breaks by itself, and says so', () => {
  const { blocks } = printedFrom([bytes(`${'x'.repeat(43)}\n`)], epson);
  assert.equal(blocks[0], { kind: 'line', align: 'left', runs: [{ text: 'x'.repeat(42) }], wrapped: true });
  assert.equal(paperText(blocks)[1], 'x');
});

test('everything a real printer would print as rubbish is a fault', () => {
  const faults: readonly [string, RegExp, PrinterProfile?][] = [
    ['\x1b5', /unknown command 1b35/],
    ['\x01', /unknown command 01/],
    ['\x1bt\x63', /no code page 99/],
    ['x\x1ba\x01', /ESC a in the middle/],
    ['x\x1dV\x00', /a cut in the middle/],
    ['\x1dV\x41\x05', /no cutter/, narrow],
    ['\x7f\n', /byte 7f is not in cp437/],
    ['\x1dv0\x00\x41\x00\x01\x00' + '\0'.repeat(65), /wider than the paper/],
    ['\x1dk\x09x\0', /no barcode type 9/],
    ['\x1dw\x01\x1dk\x027038010009457\0', /modules of 1 dots/],
    ['\x1dk\x027038010009458\0', /not an EAN-13/],
    ['\x1dk\x49\x03abc', /Code 128 without code set/],
    ['\x1dk\x49\x22{B' + 'x'.repeat(32), /wider than the paper/],
    ['\x1d(k\x03\0\x31\x51\x30', /a QR code of 0 bytes/],
    ['\x1d(k\x03\0\x31\x63\x30', /function 99/],
    ['\x1d(k\x03\0\x30\x51\x30', /GS \( k/],
    ['\x1d(k\x04\0\x31\x50\x30x\x1d(k\x03\0\x31\x43\x63\x1d(k\x03\0\x31\x51\x30', /wider than the paper/],
    ['\x1dr\x09', /GS r 9/],
    ['\x1d(H\x06\0\x30\x300000', /GS \( H/, narrow],
    ['\x1da\x0f', /does not send its state/, narrow],
    ['\x1bp\0\x01\x01', /a drawer pulse of 2 and 2 ms/],
    ['\x1dv0\x00\x03\x00\x01\x00\x10\x04\x01', /a real-time command hides in the data of GS v/],
  ];
  for (const [sent, fault, profile] of faults)
    assert.ok(
      paper(sent, profile).some((line) => fault.test(line)),
      `${hex(bytes(sent))}: ${paper(sent, profile).join()}`,
    );
});

test('takes what it knows without a word', () => {
  assert.equal(
    paper(
      '\x1b@\x1b2\x1b3\x20\x1b \x01\x1b{\x00\x1bR\x01\x1dL\x00\x00\x1dW\x00\x02\x1dh\x50\x1df\x00\x1dH\x02\x0c\x1c&\x1c.',
    ),
    [],
  );
});

test('commands may come one byte at a time', () => {
  const job =
    '\x1b@\x1bt\x13Bl\x86b\x91r\n\x1d(k\x0b\0\x31\x50\x30CT-R-1-1\x1d(k\x03\0\x31\x51\x30\x1dk\x027038010009457\0\x1dV\x01';
  const whole = printedFrom([bytes(job)], epson).blocks;
  assert.equal(paperText(whole), ['Blåbær', '<qr CT-R-1-1>', '<ean13 7038010009457>', '<cut>']);
  assert.equal(
    printedFrom(
      [...bytes(job)].map((byte) => Uint8Array.of(byte)),
      epson,
    ).blocks.filter(({ kind }) => kind !== 'line'),
    whole.filter(({ kind }) => kind !== 'line'),
  );
});

test('answers real-time questions, also within other data, and in the middle of a line', () => {
  const { simulator, send, answers } = bench({ drawerSensor: 'high-when-open' });
  send('abc\x10\x04\x01');
  assert.is(answers(), '12');
  simulator.openCover();
  send('\x10\x04\x02\x10\x04\x01');
  assert.is(answers(), '161a');
  simulator.closeCover();
  simulator.paperLow();
  send('\x10\x04\x04');
  assert.is(answers(), '1e');
  simulator.paperOut();
  simulator.openDrawer();
  send('\x10\x04\x04\x10\x04\x02\x10\x04\x01');
  assert.is(answers(), '7e321e');
  simulator.refill();
  simulator.closeDrawer();
  simulator.fail();
  send('\x10\x04\x02\x10\x04\x03\x10\x10\x04\x01\x10\x04\x09');
  assert.is(answers(), '521a1a');
  simulator.mend();
  assert.equal(simulator.paper().blocks, []);
});

test('a drawer whose contact is closed when open', () => {
  const { simulator, send, answers } = bench({ drawerSensor: 'low-when-open' });
  send('\x10\x04\x01');
  simulator.openDrawer();
  send('\x10\x04\x01\x1dr\x02');
  assert.is(answers(), '161200');
});

test('answers buffered questions in their turn, and process ids when all before is printed', () => {
  const { simulator, send, answers } = bench();
  send('\x1dr\x01\x1dI\x43\x1dI\x01\x1d(H\x06\0\x30\x301234');
  assert.is(
    answers(),
    hex(Uint8Array.of(0), bytes('_Epson TM-T88V\0'), Uint8Array.of(0x20, 0x37, 0x22), bytes('1234\0')),
  );
  simulator.paperOut();
  send('late\n\x1dr\x01');
  assert.is(answers(), '');
  assert.is(simulator.paper().bufferedBytes, 8);
});

test('says by itself what changed, once it was asked to', async () => {
  const { simulator, send, answers, clock } = bench();
  simulator.paperLow();
  assert.is(answers(), '');
  send('\x1da\x0f');
  assert.is(answers(), '10000300');
  simulator.paperLow();
  simulator.openCover();
  assert.is(answers(), '38000300');
  simulator.closeCover();
  await clock.advance(0);
  send('\x1b@');
  answers();
  simulator.paperOut();
  assert.is(answers(), '', 'ESC @ ends it');
});

test('goes on where it stopped when paper is loaded', async () => {
  const { simulator, send, clock } = bench();
  simulator.haveBadDay({ paperOutAfterLines: 2 });
  send('a\nb\nc\nd\n');
  assert.equal(paperText(simulator.paper().blocks), ['a', 'b']);
  assert.is(simulator.paper().paper, 'out');
  simulator.refill();
  await clock.advance(0);
  assert.equal(paperText(simulator.paper().blocks), ['a', 'b', 'c', 'd']);
});

test('a full buffer stops the line, and starts it again', async () => {
  const { simulator, send, line, clock } = bench({ bufferBytes: 8 });
  simulator.openCover();
  send('12345\n');
  assert.not.ok(line.paused);
  send('67890\n');
  assert.ok(line.paused);
  simulator.closeCover();
  await clock.advance(0);
  assert.not.ok(line.paused);
  assert.equal(paperText(simulator.paper().blocks), ['12345', '67890']);
});

test('the drawer: by command, by real-time command also without paper, by key, closed by hand', () => {
  const { simulator, send } = bench();
  send('\x1bp\0\x3c\x78');
  assert.is(simulator.paper().drawer, 'open');
  simulator.closeDrawer();
  send('\x1bp\x01\x3c\x78');
  assert.is(simulator.paper().drawer, 'closed', 'nothing is wired to pin 5');
  simulator.paperOut();
  send('\x1bp\0\x3c\x78');
  assert.is(simulator.paper().drawer, 'closed');
  send('\x10\x14\x01\x00\x01');
  assert.is(simulator.paper().drawer, 'open');
  assert.equal(
    simulator.paper().pulses.map(({ pin, realTime }) => [pin, realTime]),
    [
      [0, false],
      [1, false],
      [0, true],
    ],
  );
});

test('only printers that know them obey real-time pulses and clearing', () => {
  const { simulator, send } = bench({ profile: narrow });
  send('\x10\x14\x01\x00\x01');
  assert.is(simulator.paper().drawer, 'closed');
  simulator.openCover();
  send('left\n\x10\x14\x08\x01\x03\x14\x01\x06\x02\x08');
  assert.is(simulator.paper().bufferedBytes, 15);
});

test('clearing forgets what waits, and half a command', async () => {
  const { simulator, send, clock } = bench();
  send('\x1dv0\x00\x10\x00\x10\x00half');
  send('\x10\x14\x08\x01\x03\x14\x01\x06\x02\x08next\n');
  assert.equal(paperText(simulator.paper().blocks), ['next']);
  simulator.paperOut();
  send('left\n\x10\x14\x08\x01\x03\x14\x01\x06\x02\x08');
  simulator.refill();
  await clock.advance(0);
  assert.equal(paperText(simulator.paper().blocks), ['next']);
});

test('bad days: silent, slow, garbage', async () => {
  const { simulator, send, answers, clock } = bench();
  simulator.haveBadDay({ silent: true });
  send('\x10\x04\x01');
  assert.is(answers(), '');
  simulator.haveBadDay({ answerDelayMs: 100 });
  send('\x10\x04\x01');
  assert.is(answers(), '');
  await clock.advance(100);
  assert.is(answers(), '12');
  simulator.haveBadDay({ garbage: true });
  send('\x10\x04\x01');
  assert.is(answers(), 'ff938111');
  simulator.haveBadDay({ lineMs: 50 });
  send('a\nb\nc\n');
  await clock.advance(60);
  assert.equal(paperText(simulator.paper().blocks), ['a', 'b']);
  await clock.advance(50);
  assert.is(simulator.paper().blocks.length, 3);
});

test('bad days: unplugged or without power after so many bytes, deaf', async () => {
  const { simulator, send, line, attach, clock } = bench();
  simulator.haveBadDay({ unplugAfterBytes: 5 });
  send('a\nb');
  send('cd\nef\n');
  assert.is(line.cuts, 1);
  assert.equal(paperText(simulator.paper().blocks), ['a']);
  assert.equal([simulator.paper().plugged, simulator.paper().connected], [false, false]);
  assert.is(attach(), undefined);
  simulator.plug();
  const again = attach();
  assert.is(attach(), undefined, 'one client at a time');
  again?.receive(bytes('\n'));
  assert.equal(paperText(simulator.paper().blocks), ['a', 'bcd']);
  simulator.haveBadDay({ powerCutAfterBytes: 2 });
  again?.receive(bytes('x'));
  again?.receive(bytes('yz\n'));
  assert.is(line.cuts, 2);
  const last = attach();
  last?.receive(bytes('q\n'));
  assert.equal(paperText(simulator.paper().blocks), ['a', 'bcd', 'q'], 'what was not printed is lost');
  simulator.haveBadDay({ deaf: true });
  assert.ok(line.paused);
  simulator.haveBadDay({});
  assert.not.ok(line.paused);
  last?.closed();
  again?.receive(bytes('ghost\n'));
  again?.closed();
  await clock.advance(0);
  assert.is(simulator.paper().connected, false);
  assert.is(simulator.paper().blocks.length, 3);
});

test('late answers do not reach the next client', async () => {
  const { simulator, send, end, attach, answers, clock } = bench();
  simulator.haveBadDay({ answerDelayMs: 100 });
  send('\x10\x04\x01');
  end?.closed();
  attach();
  await clock.advance(200);
  assert.is(answers(), '');
});

test('tells of new paper once for many changes, and tearing takes it away', async () => {
  const { simulator, send, clock } = bench();
  const views: PaperView[] = [];
  const stop = simulator.onPaper((view) => views.push(view));
  send('a\nb\nc\n');
  await clock.advance(0);
  assert.is(views.length, 1);
  assert.is(views[0]?.blocks.length, 3);
  assert.equal(paperText(simulator.tear()), ['a', 'b', 'c']);
  await clock.advance(0);
  assert.is(views.at(-1)?.blocks.length, 0);
  stop();
  send('d\n');
  await clock.advance(0);
  assert.is(views.length, 2);
});

test('paper that nobody tears off does not grow for ever; a command without end neither', () => {
  const { simulator, send } = bench();
  for (let line = 0; line < blocksMax + 5; line += 1) send('x\n');
  assert.is(simulator.paper().blocks.length, blocksMax);
  assert.is(simulator.paper().lost, 5);
  simulator.tear();
  send(`\x1d(k\xff\xff${'x'.repeat(10)}`);
  assert.equal(paperText(simulator.paper().blocks), []);
  const { simulator: other, send: sendOther } = bench();
  sendOther('\x1dv0\x00\xff\x01\xff\xff');
  for (let chunk = 0; chunk < 32; chunk += 1) sendOther('\0'.repeat(4_096));
  assert.equal(paperText(other.paper().blocks), ['<fault a command without end>']);
});

test('any bytes whatever: it never throws, and takes them all or waits for the rest of a command', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (noise) => {
      printedFrom([noise], epson);
      let rest = noise;
      for (let taken = takeCommand(rest); taken !== undefined; taken = takeCommand(rest)) {
        assert.ok(taken.length > 0 && taken.length <= rest.length);
        rest = rest.subarray(taken.length);
      }
    }),
  );
});
