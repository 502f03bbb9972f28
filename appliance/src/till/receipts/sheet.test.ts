// A receipt on a sheet says what it says on paper; as a PDF it holds the letters of every language of the pages.
import { assert, suite } from '../../../test/kit.ts';
import { cash, lastSaleOf, openRegister, sampleProduct, scan } from '../../../test/sample-register.ts';
import { sampleSettings } from '../../../test/sample-shop.ts';
import type { PrintDocument } from '../../devices/printer/port.ts';
import { minor } from '../../domain/money/money.ts';
import { composeReceipt } from './compose.ts';
import { pdfOf } from './pdf.ts';
import { sheetOf } from './sheet.ts';

const test = suite('receipt on a sheet');

function receipt(): PrintDocument {
  const register = openRegister();
  for (const id of ['Blåbær æøå', 'Žluťoučký kůň', 'Борщ', 'Crème brûlée'])
    register.run(scan(sampleProduct({ id, price: minor(4990) })));
  register.run(cash(20_000));
  return composeReceipt(lastSaleOf(register), {
    ...{ settings: sampleSettings(), at: 0, register: 'B1', operator: 'Ingrid', marking: 'copy' as const },
    logo: { widthDots: 16, heightDots: 2, bits: Buffer.from([0xf0, 0x0f, 0xff, 0xff]).toString('base64') },
  });
}

test('lines of 42 letters, half as many where they are large; code and picture in their place', () => {
  const sheet = sheetOf(receipt());
  for (const each of sheet)
    if (each.kind === 'line') assert.ok([...each.text].length * each.size <= 42, each.text);
  const text = sheet.map((each) => (each.kind === 'line' ? each.text : `<${each.kind}>`)).join('\n');
  for (const part of ['KOPI', 'Blåbær æøå', 'Žluťoučký kůň', '<image>', '<qr>'])
    assert.ok(text.includes(part), part);
});

test('every kind of block stands on it', () => {
  const sheet = sheetOf({
    blocks: [
      { kind: 'feed', lines: 2 },
      { kind: 'rule' },
      { kind: 'barcode', symbology: 'code128', data: 'CT' },
      { kind: 'text', text: 'x', style: { align: 'right' } },
      { kind: 'cut' },
    ],
  });
  assert.equal(
    sheet.map((each) => each.kind === 'line' && [each.text.slice(0, 2), each.align]),
    [
      ['', 'left'],
      ['', 'left'],
      ['--', 'left'],
      ['CT', 'centre'],
      ['x', 'right'],
    ],
  );
});

test('a PDF of one page with its fonts in it, small', async () => {
  const pdf = Buffer.from(await pdfOf(receipt(), { title: 'B1-1', at: 0 }));
  const text = pdf.toString('latin1');
  assert.match(text, /^%PDF-1\./);
  assert.match(text, /%%EOF\s*$/);
  assert.is(text.match(/\/Type \/Page\b/g)?.length, 1);
  const fonts = new Set(text.match(/\/BaseFont \/[A-Z]+\+\S+/g));
  assert.ok(fonts.size >= 4, [...fonts].join(' '));
  assert.not.ok(text.includes('/Helvetica'));
  assert.ok(pdf.length < 60_000, String(pdf.length));
});
