// Each fault of escpos 2.5.2: what the package sends, what a printer makes of it, and what is sent instead.
import EscposImage from 'escpos/image.js';
import EscposPrinter from 'escpos/printer.js';
import { assert, suite } from '../../../../../test/kit.ts';
import { paperText } from '../../paper.ts';
import { CorrectedEscpos } from './corrected-escpos.ts';
import { profiles } from '../profiles.ts';
import { printedFrom } from '../simulator/paper-of.ts';
import { PrinterSimulator } from '../simulator.ts';

const test = suite('corrected escpos');
const epson = profiles['epson-tm-t88v'];

function fromPackage(use: (printer: EscposPrinter) => void): Uint8Array {
  let sent = new Uint8Array();
  const printer = new EscposPrinter({
    write: (bytes) => {
      sent = Uint8Array.from(bytes);
    },
  });
  use(printer);
  printer.flush();
  return sent;
}

function corrected(use: (printer: CorrectedEscpos) => void): Uint8Array {
  const printer = new CorrectedEscpos();
  use(printer);
  return printer.take();
}

const ascii = (text: string): Uint8Array => Buffer.from(text, 'latin1');
const paper = (...bytes: Uint8Array[]): string[] => paperText(printedFrom(bytes, epson).blocks);

function pulsesOf(bytes: Uint8Array) {
  const clock = { now: () => 0, monotonic: () => 0, after: () => () => undefined };
  const simulator = new PrinterSimulator({ profile: epson, clock });
  const line = {
    send: () => undefined,
    cut: () => undefined,
    pause: () => undefined,
    resume: () => undefined,
  };
  simulator.attach(line)?.receive(bytes);
  return simulator.paper();
}

test('drawer: the package leaves the times out, and the next two bytes of the job are swallowed', () => {
  const theirs = fromPackage((printer) => printer.cashdraw(2).print('AB12\n'));
  const swallowed = pulsesOf(theirs);
  assert.is(swallowed.pulses[0]?.onMs, 2 * 'A'.charCodeAt(0));
  assert.equal(paperText(swallowed.blocks), ['12']);

  const ours = pulsesOf(
    corrected((printer) => {
      printer.pulse(0, 120, 240);
      printer.text(ascii('AB12'));
      printer.feed(1);
    }),
  );
  assert.equal(ours.pulses[0], { pin: 0, onMs: 120, offMs: 240, realTime: false, at: 0 });
  assert.equal(paperText(ours.blocks), ['AB12']);
  assert.is(ours.drawer, 'open');
  assert.is(pulsesOf(corrected((printer) => printer.pulse(1, 120, 240))).pulses[0]?.pin, 1);
});

test('QR: the package sends GS Z and ESC Z, and the code is printed as text', () => {
  const theirs = paper(fromPackage((printer) => printer.qrcode('CT-R-1-1', 3, 'L', 6).feed(1)));
  assert.ok(theirs.some((line) => line.startsWith('<fault unknown command 1d5a')));
  assert.ok(theirs.some((line) => line.includes('CT-R-1-1') && !line.startsWith('<qr')));

  assert.equal(paper(corrected((printer) => printer.qr(Buffer.from('Blåbær €', 'utf8'), 512))), [
    '<qr Blåbær €>',
  ]);
});

test('code pages: the package never selects one, and the printer shows the letters of its own', () => {
  assert.equal(paper(fromPackage((printer) => printer.text('1 € æ', 'cp858'))), ['1 ╒ æ']);
  const ours = corrected((printer) => {
    printer.selectCodePage(19);
    printer.text(Uint8Array.of(0x31, 0x20, 0xd5, 0x20, 0x91));
    printer.feed(1);
  });
  assert.equal(paper(ours), ['1 € æ']);
});

test('letters: what its encoding lacks, the package turns into a question mark', () => {
  assert.equal(paper(fromPackage((printer) => printer.text('Dvořák', 'cp858'))), ['Dvo?ák']);
  assert.equal(
    paper(
      corrected((printer) => {
        printer.text(ascii('ok'));
        printer.feed(1);
      }),
    ),
    ['ok'],
  );
});

test('Chinese mode: the package knows no way out of it', () => {
  const clone = profiles['generic-80mm'];
  const letters = Uint8Array.of(0x91, 0x9b, 0x0a);
  const select = corrected((printer) => printer.selectCodePage(19));
  assert.not.equal(paperText(printedFrom([select, letters], clone).blocks), ['æø']);
  const leave = corrected((printer) => printer.leaveKanji());
  assert.equal(paperText(printedFrom([leave, select, letters], clone).blocks), ['æø']);
});

test('EAN-13: the package takes twelve digits only', () => {
  assert.throws(() => fromPackage((printer) => printer.barcode('7038010009457', 'EAN13', {})), /length 12/);
  assert.equal(paper(corrected((printer) => printer.ean13('7038010009457'))), ['<ean13 7038010009457>']);
});

test('barcode width: the package counts from 2, and without one sends what no printer takes', () => {
  assert.match(
    paper(fromPackage((printer) => printer.barcode('703801000945', 'EAN13', {})))[0] ?? '',
    /modules of 1 dots/,
  );
});

test('barcode height: the package writes strings as UTF-8, so that 162 becomes two bytes', () => {
  const theirs = fromPackage((printer) =>
    printer.barcode('703801000945', 'EAN13', { width: 2, height: 162 }),
  );
  assert.ok(Buffer.from(theirs).includes(Buffer.from([0x1d, 0x68, 0xc2, 0xa2])));
});

test('Code 128: the package loses the length of short codes and names no code set', () => {
  const theirs = fromPackage((printer) => printer.barcode('CT-R-1-1', 'CODE128', { width: 1, height: 80 }));
  assert.not.equal(paper(theirs), ['<code128 CT-R-1-1>']);
  assert.equal(paper(corrected((printer) => printer.code128('CT-R-{1}-1', 2))), ['<code128 CT-R-{1}-1>']);
});

test('style: the package sends ESC 4 and ESC 5, which printers do not know, and its size ends bold', () => {
  assert.match(paper(fromPackage((printer) => printer.style('B').text('x'))).join(), /unknown command 1b35/);
  const lost = printedFrom(
    [fromPackage((printer) => printer.print('\x1bE\x01').size(2, 2).text('x'))],
    epson,
  );
  assert.equal(lost.blocks[0], { kind: 'line', align: 'left', runs: [{ text: 'x', width: 2, height: 2 }] });
  const ours = corrected((printer) => {
    printer.style({ bold: true, size: 2 });
    printer.inverse(true);
    printer.text(ascii('x'));
    printer.feed(1);
  });
  assert.equal(printedFrom([ours], epson).blocks[0], {
    kind: 'line',
    align: 'left',
    runs: [{ text: 'x', bold: true, inverse: true, width: 2, height: 2 }],
  });
});

test('pictures: the package wants an array for each dot; packed bits pass through unchanged', () => {
  const [dots, bits] = [16, Uint8Array.of(0xf0, 0x0f)];
  const pixels = Array.from({ length: dots }, (_, x) =>
    ((bits[x >> 3] ?? 0) >> (7 - (x & 7))) & 1 ? 0 : 255,
  );
  const image = new EscposImage({
    data: pixels.flatMap((grey) => [grey, grey, grey, 255]),
    shape: [dots, 1, 4],
  });
  const theirs = fromPackage((printer) => printer.raster(image, 'normal'));
  assert.equal([...corrected((printer) => printer.raster(2, 1, bits))], [...theirs]);
});

test('pictures: loading by address, and with it the abandoned packages, is gone', async () => {
  const failure = await new Promise((resolve) => {
    try {
      EscposImage.load('http://127.0.0.1/logo.png', 'image/png', resolve);
    } catch (error) {
      resolve(error);
    }
  });
  assert.match(String(failure), /not installed/);
});

test('cutting, aligning and initialising are left to the package', () => {
  const bytes = corrected((printer) => {
    printer.initialise();
    printer.automaticStatus();
    printer.align('centre');
    printer.feed(0);
    printer.cut(4);
  });
  assert.is(Buffer.from(bytes).toString('hex'), '1b401d610f1b61010a0a0a0a1d5601');
});
