// The encoder, read back by the simulated printer of every profile: what stands in the document stands on the paper, and nothing
// else, with no fault and no line that the printer had to break.
import fc from 'fast-check';
import { assert, suite } from '../../../../../test/kit.ts';
import type { PaperBlock } from '../../paper.ts';
import { paperText } from '../../paper.ts';
import type { PrintBlock } from '../../port.ts';
import { pagesOf } from './code-pages.ts';
import { documentBytesMax, encodeDocument } from './encode-document.ts';
import { printableText } from './printable-text.ts';
import { profileNamed, profiles } from '../profiles.ts';
import type { PrinterProfile } from '../profiles.ts';
import { rasterBands } from './raster-bands.ts';
import { paperOf } from '../simulator/paper-of.ts';
import { textRuns } from './text-runs.ts';

const test = suite('encode document');
const all: readonly PrinterProfile[] = Object.values(profiles);
const { 'epson-tm-t88v': epson, 'generic-58mm': narrow, 'generic-80mm': clone } = profiles;
const text = (words: string): PrintBlock => ({ kind: 'text', text: words });
const lines = (blocks: readonly PrintBlock[], profile: PrinterProfile): string[] =>
  paperText(paperOf({ blocks }, profile));

test('letters of Norway, Czechia and Russia, and the euro, on every printer', () => {
  const words = ['Blåbærsyltetøy ÆØÅ', 'Žluťoučký kůň, 5 €', 'Борщ €', 'Crème brûlée 50%'];
  for (const profile of all.filter(({ impact }) => !impact))
    assert.equal(lines(words.map(text), profile), words, profile.id);
});

/** Every letter of the languages that the till speaks, and of those that its receipts are known to carry besides. */
const alphabets = {
  nb: 'ÆØÅæøåéèêóòôÉ',
  nl: 'ËÏÖÜÉËëïöüéèêáóúíÁÓÚÍ',
  cs: 'ÁČĎÉĚÍŇÓŘŠŤÚŮÝŽáčďéěíňóřšťúůýž',
  signs: '€£§°±½¼«»%&@#',
};
/** What is said instead where a printer has nothing better. */
const instead: Readonly<Record<string, string>> = {
  ...{ Ø: 'O', ø: 'o', '€': 'EUR', '§': '■', Č: 'C', č: 'c', Ď: 'D', ď: 'd', Ě: 'E', ě: 'e', Ň: 'N', ň: 'n' },
  ...{ Ř: 'R', ř: 'r', Š: 'S', š: 's', Ť: 'T', ť: 't', Ů: 'U', ů: 'u', Ý: 'Y', ý: 'y', Ž: 'Z', ž: 'z' },
  ...{ Á: 'A', Í: 'I', Ó: 'O', Ú: 'U', Ë: 'E', Ï: 'I' },
};

test('every letter of our languages is itself, or on a printer of one page what is said instead', () => {
  for (const profile of all) {
    const printed = (letter: string): string => lines([text(letter)], profile).join();
    for (const [language, letters] of Object.entries(alphabets))
      for (const letter of letters) {
        const name = `${letter} (${language}) on ${profile.id}`;
        if (!profile.impact) assert.is(printed(letter), letter, name);
        else assert.ok([letter, instead[letter]].includes(printed(letter)), `${name}: ${printed(letter)}`);
      }
  }
});

test('a printer that strikes says in words what others draw, and leaves pictures out', () => {
  const impact = profileNamed('epson-tm-u220');
  const image: PrintBlock = { kind: 'image', widthDots: 8, heightDots: 8, bits: new Uint8Array(8) };
  const blocks: PrintBlock[] = [
    image,
    { kind: 'qr', data: 'CT-R-B1-1-H' },
    { kind: 'barcode', symbology: 'ean13', data: '7038010009457' },
    { kind: 'text', text: 'Øl', style: { inverse: true, bold: true, size: 2 } },
    { kind: 'cut' },
  ];
  const drawn = lines(blocks, impact).filter((line) => line !== '');
  assert.equal(drawn, ['CT-R-B1-1-H', '7038010009457', 'Ol', '<cut>']);
});

test('letters that only the larger printers have', () => {
  assert.equal(lines([text('Ψάρι, Ščebenka, İstanbul, Ūdens')], epson), ['Ψάρι, Ščebenka, İstanbul, Ūdens']);
});

test('changes the code page as seldom as it can', () => {
  const bytes = Buffer.concat(encodeDocument({ blocks: [text('Žluťoučký kůň')] }, epson).pieces);
  assert.is(bytes.toString('latin1').split('\x1bt').length - 1, 2);
  const pages = pagesOf(epson);
  const [first] = pages;
  assert.ok(first !== undefined);
  const runs = textRuns('a€řb', first, pages);
  assert.equal(
    runs.map(({ page, bytes: [byte = 0] }) => [page.page.name, byte]),
    [
      ['cp858', 0x61],
      ['cp852', 0xfd],
    ],
  );
  assert.throws(() => textRuns('漢', first, pages), /no code page has/);
});

test('what no page has is a box, and is counted; never a question mark', () => {
  const encoded = encodeDocument({ blocks: [text('漢字 tea 🍵?')] }, epson);
  assert.is(encoded.unprintable, 3);
  assert.equal(lines([text('漢字 tea 🍵?')], epson), ['■■ tea ■?']);
});

test('finer signs become plainer ones only where they must', () => {
  assert.equal(lines([text('“Ål” – 2×3…')], narrow), ['“Ål” – 2×3…']);
  const bare: PrinterProfile = { ...narrow, codePages: [{ number: 0, name: 'cp437' }] };
  assert.equal(lines([text('“Ål” – 2×3… 5 €')], bare), ['"Ål" - 2x3... 5 EUR']);
});

test('a product name cannot command the printer', () => {
  const name = 'Kake\x1bp\x00\x19\xfa\x10\x14\x01\x00\x01\u200B\u00AD\r\t!\u2009.';
  const blocks = paperOf({ blocks: [text(name)] }, epson);
  // C1 controls go, too; what is left are the letters between them.
  assert.equal(paperText(blocks), ['Kakepú ! .']);
});

test('styles: bold, double, inverse, and back', () => {
  const blocks = paperOf(
    {
      blocks: [
        { kind: 'text', text: 'KOPI', style: { bold: true, size: 2, align: 'centre', inverse: true } },
        { kind: 'columns', left: 'Totalt', right: '1\u00A0234,50', style: { bold: true } },
        text('slutt'),
      ],
    },
    narrow,
  );
  assert.equal(blocks, [
    {
      kind: 'line',
      align: 'centre',
      runs: [{ text: 'KOPI', bold: true, inverse: true, width: 2, height: 2 }],
    },
    { kind: 'line', align: 'left', runs: [{ text: `Totalt${' '.repeat(18)}1 234,50`, bold: true }] },
    { kind: 'line', align: 'left', runs: [{ text: 'slutt' }] },
  ] satisfies PaperBlock[]);
});

test('double size wraps at half the characters', () => {
  assert.equal(lines([{ kind: 'text', text: 'Foreløpig kvittering', style: { size: 2 } }], narrow), [
    'Foreløpig',
    'kvittering',
  ]);
});

test('rules and feeds', () => {
  assert.equal(lines([{ kind: 'rule' }, { kind: 'feed', lines: 2 }, text('x')], narrow), [
    '-'.repeat(32),
    '',
    '',
    'x',
  ]);
  assert.is(lines([{ kind: 'feed', lines: 1_000 }], narrow).length, 50);
  assert.equal(lines([{ kind: 'feed', lines: 0 }], narrow), []);
});

test('QR where the printer has it, else bars, else its text; too much for both is text, too', () => {
  assert.equal(lines([{ kind: 'qr', data: 'https://x.example/å' }], epson), ['<qr https://x.example/å>']);
  assert.equal(lines([{ kind: 'qr', data: 'CT-R-1-1' }], narrow), ['<code128 CT-R-1-1>']);
  assert.equal(lines([{ kind: 'qr', data: 'CT-R-A-LONG-REGISTER-1' }], narrow), ['CT-R-A-LONG-REGISTER-1']);
  assert.is(lines([{ kind: 'qr', data: 'x'.repeat(2_400) }], epson)[0], 'x'.repeat(42));
});

test('barcodes: bars where they fit, else QR, else text', () => {
  const code128 = (data: string): PrintBlock => ({ kind: 'barcode', symbology: 'code128', data });
  assert.equal(lines([code128('CT-R-B1-123')], epson), ['<code128 CT-R-B1-123>']);
  assert.equal(lines([code128('CT-R-B1-123')], narrow), ['<code128 CT-R-B1-123>']);
  assert.equal(lines([code128('CT-R-A-VERY-LONG-REGISTER-NAME-1')], epson), [
    '<qr CT-R-A-VERY-LONG-REGISTER-NAME-1>',
  ]);
  assert.equal(lines([code128('CT-R-A-LONG-REGISTER-1')], narrow), ['CT-R-A-LONG-REGISTER-1']);
  const ean13 = (data: string): PrintBlock => ({ kind: 'barcode', symbology: 'ean13', data });
  assert.equal(lines([ean13('7038010009457'), ean13('7038010009458')], narrow), [
    '<ean13 7038010009457>',
    '7038010009458',
  ]);
});

test('symbols stand in the middle, whatever style the text before had', () => {
  const blocks = paperOf(
    {
      blocks: [
        { kind: 'text', text: 'x', style: { align: 'right', inverse: true } },
        { kind: 'barcode', symbology: 'ean13', data: '7038010009457' },
        text('y'),
      ],
    },
    epson,
  );
  assert.equal(
    blocks.map((block) => ('align' in block ? block.align : '')),
    ['right', 'centre', 'left'],
  );
});

test('cuts where there is a cutter, and only feeds where there is none', () => {
  assert.equal(lines([text('x'), { kind: 'cut' }], clone), ['x', '', '', '', '', '', '<cut>']);
  assert.equal(lines([text('x'), { kind: 'cut' }], narrow), ['x', '', '', '', '']);
});

test('a picture comes out dot by dot, in bands', () => {
  const bits = Uint8Array.from({ length: 8 * 60 }, (_, index) => (index * 37) & 0xff);
  const blocks = paperOf({ blocks: [{ kind: 'image', widthDots: 64, heightDots: 60, bits }] }, epson);
  assert.equal(paperText(blocks), ['<image 64x24>', '<image 64x24>', '<image 64x12>']);
  const back = blocks.map((block) =>
    block.kind === 'image' ? Buffer.from(block.bits, 'base64') : Buffer.of(),
  );
  assert.equal([...Buffer.concat(back)], [...bits]);
});

test('a picture wider than the paper is shrunk to it', () => {
  const bits = new Uint8Array(96 * 20).fill(0xff);
  const blocks = paperOf({ blocks: [{ kind: 'image', widthDots: 768, heightDots: 20, bits }] }, narrow);
  assert.equal(paperText(blocks), ['<image 384x10>']);
  assert.ok(
    blocks.every(
      (block) => block.kind === 'image' && Buffer.from(block.bits, 'base64').every((byte) => byte === 0xff),
    ),
  );
});

test('a picture cannot open the drawer by chance', () => {
  const bits = new Uint8Array(64).fill(0);
  bits.set([0x10, 0x14, 0x01, 0x00, 0x01, 0x10, 0x04, 0x01, 0x10, 0x05, 0x02]);
  const blocks = paperOf({ blocks: [{ kind: 'image', widthDots: 64, heightDots: 8, bits }] }, epson);
  assert.equal(paperText(blocks), ['<image 64x8>']);
});

test('pictures whose bits do not fit their size, and endless ones, are mistakes', () => {
  assert.throws(
    () => rasterBands({ widthDots: 16, heightDots: 2, bits: new Uint8Array(3) }, 384),
    /a picture of 16 × 2/,
  );
  assert.throws(
    () => rasterBands({ widthDots: 8, heightDots: 5_000, bits: new Uint8Array(5_000) }, 384),
    /5000/,
  );
  assert.throws(() => rasterBands({ widthDots: 0, heightDots: 0, bits: new Uint8Array() }, 384), /0 × 0/);
});

test('an endless document is a mistake, and so is a profile without letters or a name nobody knows', () => {
  const endless = { blocks: Array.from({ length: documentBytesMax / 20 }, () => text('x'.repeat(32))) };
  assert.throws(() => encodeDocument(endless, narrow), /more than/);
  assert.throws(() => encodeDocument({ blocks: [] }, { ...narrow, codePages: [] }), /no code page/);
  assert.throws(() => profileNamed('teletype'), /config.invalid/);
  assert.is(profileNamed('generic-58mm'), narrow);
});

test('pieces are small and end where a command ends', () => {
  const blocks = Array.from({ length: 60 }, (_, index) => text(`Linje ${String(index)} med æøå og řčě`));
  for (const profile of all) {
    const { pieces } = encodeDocument({ blocks }, profile);
    assert.ok(pieces.length > 1);
    for (const piece of pieces.slice(0, -1)) assert.is(piece.at(-1), 0x0a);
    for (const piece of pieces) assert.ok(piece.length > 0 && piece.length <= 1_024);
  }
});

test('any text comes out as it is, or with boxes that are counted', () => {
  const words = fc.string({
    unit: fc.oneof(
      fc.constantFrom('æ', '€', 'ř', 'Ж', '漢', ' ', '\n', '\u00A0', '\x1b', '-'),
      fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
    ),
    maxLength: 60,
  });
  fc.assert(
    fc.property(words, fc.constantFrom(...all), (written, profile) => {
      const blocks = paperOf({ blocks: [text(written)] }, profile);
      const letters = (found: string): string => found.replace(/[ \n\u00A0]/g, '');
      const wanted = printableText(written, pagesOf(profile));
      for (const block of blocks)
        assert.ok(block.kind === 'line' && block.wrapped === undefined, JSON.stringify(block));
      assert.is(letters(paperText(blocks).join('')), letters(wanted.text));
      assert.is(encodeDocument({ blocks: [text(written)] }, profile).unprintable, wanted.unprintable);
    }),
  );
});
