// The one entry point: what each scan of a shop's day is taken for, and what is refused with which words.
import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { assert, lacks, sharedData, suite } from '../../../test/kit.ts';
import { barcodeRefusalCodes } from './barcode-refusal.ts';
import { type Gtin, parseGtin } from './gtin.ts';
import { formatPlu, gtinOfPlu, type Plu } from './plu.ts';
import { type ReadOptions, type ScannedCode, readBarcode, scanLengthMax } from './read.ts';
import { variableMeasurePresets } from './variable-measure-presets.ts';

const test = suite('read barcode');

const gs = '\x1d';
const options: ReadOptions = { patterns: variableMeasurePresets.NO, today: '2026-06-15' };
const british: ReadOptions = { ...options, patterns: variableMeasurePresets.GB };

function read(raw: string, given: ReadOptions = options): ScannedCode {
  const code = readBarcode(raw, given);
  assert.accepted(code);
  return code.value;
}

/** The facts of a scan without the list of its elements. */
function facts(raw: string): Partial<ScannedCode> {
  const { elements, ...rest } = { elements: undefined, ...read(raw) };
  assert.ok(Array.isArray(elements));
  return rest;
}

test('articles, by every symbology and length', () => {
  const articles: readonly (readonly [string, string])[] = [
    [']E05901234123457', '05901234123457'],
    ['5901234123457', '05901234123457'],
    [']E00012345678905', '00012345678905'],
    [']E0012345678905', '00012345678905'],
    ['012345678905', '00012345678905'],
    [']E496385074', '00000096385074'],
    ['96385074', '00000096385074'],
    [']E004252614', '00042100005264'],
    [']E00425261', '00042100005264'],
    [']E0425261', '00042100005264'],
    ['04252614', '00042100005264'],
    [']I110614141000415', '10614141000415'],
    ['10614141000415', '10614141000415'],
    [']C05901234123457', '05901234123457'],
    [']X05901234123457', '05901234123457'],
  ];
  for (const [raw, gtin] of articles) {
    assert.equal(read(raw), { kind: 'gtin', gtin, text: raw.replace(/^\]../, '') }, raw);
  }
});

test('the white space that scanners append is no part of the code', () => {
  for (const raw of ['5901234123457\r\n', '\t5901234123457\t', ' ]E05901234123457 ']) {
    assert.equal(read(raw), { kind: 'gtin', gtin: '05901234123457', text: '5901234123457' });
  }
});

test('eight digits that are both a GTIN-8 and a UPC-E have both readings, the likelier first', () => {
  const text = '00100052';
  const [ean8, upcE] = ['00000000100052', '00001000000052'];
  assert.equal(read(text), { kind: 'gtin', gtin: ean8, otherReading: upcE, text });
  assert.equal(read(`]E0${text}`), { kind: 'gtin', gtin: upcE, otherReading: ean8, text });
  assert.equal(read(`]E4${text}`), { kind: 'gtin', gtin: ean8, text });
});

test('magazines and books keep their add-on', () => {
  assert.equal(read(']E3977123456700312'), {
    kind: 'gtin',
    gtin: '09771234567003',
    addOn: '12',
    text: '977123456700312',
  });
  assert.equal(read(']E3978020137962452250'), {
    kind: 'gtin',
    gtin: '09780201379624',
    addOn: '52250',
    text: '978020137962452250',
  });
  assert.equal(read(']E112'), { kind: 'other', text: '12', suspectCheckDigit: false });
  assert.refused(readBarcode(']E3977123456700412', options), 'barcode.check-digit');
});

test('labels with a weight or a price', () => {
  assert.equal(read(']E02312345612342'), {
    kind: 'variable-measure',
    identity: '02312345600004',
    gtin: '02312345612342',
    measure: { kind: 'weight', thousandths: 1234 },
    text: '2312345612342',
  });
  assert.is(read('2012345928756', british).kind, 'variable-measure');
  assert.equal(readBarcode('2012345828759', british), {
    ok: false,
    refusal: { code: 'barcode.value-check-digit', data: { expected: '9', found: '8' } },
  });
  assert.is(
    read('2312345612342', { ...options, patterns: [] }).kind,
    'gtin',
    'without a table it is an ordinary number',
  );
  assert.is(read(']E3231234561234212').kind, 'variable-measure', 'an add-on beside a label says nothing');
});

test('PLU typed and in a DataBar', () => {
  assert.equal(read('4011'), { kind: 'plu', plu: '4011', organic: false, text: '4011' });
  assert.equal(read('94011'), { kind: 'plu', plu: '4011', organic: true, text: '94011' });
  const gtin = gtinOfPlu({ plu: '4011' as Plu, organic: true });
  assert.equal(facts(`]e001${gtin}3103000195`), {
    kind: 'plu',
    plu: '4011',
    organic: true,
    gtin,
    quantities: { kg: 195 },
    text: `01${gtin}3103000195`,
  });
  assert.is(read(`]C101${gtin}`).kind, 'gtin', 'only a DataBar carries a PLU');
  assert.is(read(']e00109506000134352').kind, 'gtin');
  assert.is(read(']e000123456789012345675').kind, 'gs1');
  assert.refused(readBarcode(']e00109506000134353', options), 'barcode.check-digit');
});

test('GS1 data behind every identifier that announces it, and without one', () => {
  const data = `010950600013435210ABC${gs}17261231`;
  const expected = { kind: 'gtin', gtin: '09506000134352', lot: 'ABC', expiry: '2026-12-31', text: data };
  for (const aim of [']C1', ']d2', ']Q3', ']e0', ']J1', '']) assert.equal(facts(aim + data), expected, aim);
});

test('GS1 data without identifier and separator is known by its GTIN', () => {
  assert.equal(facts('01095060001343523103000195'), {
    kind: 'gtin',
    gtin: '09506000134352',
    quantities: { kg: 195 },
    text: '01095060001343523103000195',
  });
  assert.equal(facts('010950600013435210ABC'), {
    kind: 'gtin',
    gtin: '09506000134352',
    lot: 'ABC',
    text: '010950600013435210ABC',
  });
  for (const text of ['01095060001343529', '010950600013435210å', '01095060001343533103000195']) {
    assert.equal(read(text), { kind: 'other', text, suspectCheckDigit: false });
  }
});

test('GS1 data that is no item for sale', () => {
  assert.equal(read(']C100123456789012345675'), {
    kind: 'gs1',
    elements: [{ ai: '00', value: '123456789012345675', position: 0 }],
    text: '00123456789012345675',
  });
});

test('Digital Link is an item, another web address is text', () => {
  const text = 'https://example.com/01/09506000134352/10/ABC?17=261231&3103=000195';
  const expected = {
    kind: 'gtin',
    gtin: '09506000134352',
    lot: 'ABC',
    expiry: '2026-12-31',
    quantities: { kg: 195 },
    text,
  };
  for (const aim of [']Q1', ']d1', '']) assert.equal(facts(aim + text), expected);
  const page = 'https://example.com/menu?table=12';
  assert.equal(read(`]Q1${page}`), { kind: 'other', text: page, suspectCheckDigit: false });
  assert.refused(readBarcode(']Q1https://example.com/01/09506000134353', options), 'barcode.check-digit');
});

test('own codes', () => {
  assert.equal(read(']C0CT-R-T1-1234-H'), {
    kind: 'internal',
    code: { purpose: 'receipt', register: 'T1', number: 1234 },
    text: 'CT-R-T1-1234-H',
  });
  assert.equal(read('CT-S-ab12').kind, 'internal');
  assert.refused(readBarcode('CT-R-T1', options), 'barcode.bad-internal-code');
  assert.equal(read('CT-S-1', { ...options, internalPrefix: 'SHOP' }).kind, 'other');
  assert.equal(read('SHOP-S-1', { ...options, internalPrefix: 'SHOP' }).kind, 'internal');
});

test('everything else is text; an almost-article says so', () => {
  const texts: readonly (readonly [string, boolean])[] = [
    ['HELLO', false],
    ['123', false],
    ['84011', false],
    ['5901234123450', true],
    ['96385075', true],
    ['012345678900', true],
    ['00000000', false],
    ['1234567', false],
    ['BEGIN:VCARD\r\nFN:Kari\r\nEND:VCARD', false],
  ];
  for (const [text, suspectCheckDigit] of texts)
    assert.equal(read(text), { kind: 'other', text, suspectCheckDigit });
  for (const text of ['12345670', '012345678905']) {
    assert.equal(
      read(`]I1${text}`),
      { kind: 'other', text, suspectCheckDigit: false },
      'part of a carton code',
    );
  }
});

test('refusals', () => {
  const refused: readonly (readonly [
    raw: string,
    code: string,
    data: Readonly<Record<string, string | number>>,
  ])[] = [
    ['', 'barcode.empty', {}],
    [' \r\n', 'barcode.empty', {}],
    [']E0', 'barcode.empty', {}],
    ['9'.repeat(scanLengthMax + 1), 'barcode.too-long', { length: 401, limit: 400 }],
    ['a\u001bb', 'barcode.malformed', { position: 1 }],
    ['a\u0000', 'barcode.malformed', { position: 1 }],
    [']E05901234123450', 'barcode.check-digit', { position: 12, expected: '7', found: '0' }],
    [']E496385075', 'barcode.check-digit', { position: 7, expected: '4', found: '5' }],
    [']E05901', 'barcode.length', { length: 4, expected: '6, 7, 8' }],
    [']E004252615', 'barcode.check-digit', { position: 7, expected: '4', found: '5' }],
    [']E0590123412', 'barcode.length', { length: 9, expected: '8, 12, 13, 14' }],
    [']E0ABC', 'barcode.malformed', { position: 0 }],
    [']I110614141000416', 'barcode.check-digit', { position: 13, expected: '5', found: '6' }],
    [']C1HELLO', 'barcode.unknown-ai', { position: 0, ai: 'HELL' }],
    [`10A${gs}99`, 'barcode.truncated', { position: 6, ai: '99' }],
    [
      ']C101095060001343523922100',
      'barcode.requires-ai',
      { position: 16, ai: '3922', requires: '30, 31nn, 32nn, 35nn, 36nn' },
    ],
    [']C101095060001343523104000001', 'barcode.measure-precision', { value: 1, decimals: 4 }],
  ];
  for (const [raw, code, data] of refused) {
    assert.equal(readBarcode(raw, options), { ok: false, refusal: { code, data } }, raw.slice(0, 40));
  }
});

test('the limit itself is taken', () => {
  assert.is(read('x'.repeat(scanLengthMax)).kind, 'other');
});

test('property: whatever is scanned, there is an answer with a code of the catalogue', () => {
  const aims = fc.constantFrom(
    '',
    ']E0',
    ']E3',
    ']E4',
    ']C0',
    ']C1',
    ']d2',
    ']Q1',
    ']Q3',
    ']e0',
    ']I1',
    ']J1',
  );
  const texts = fc.oneof(
    fc.string({ maxLength: 410 }),
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc.string({ unit: fc.constantFrom(...Array.from('0123456789'), gs), maxLength: 60 }),
    fc.webUrl({ withQueryParameters: true }),
  );
  fc.assert(
    fc.property(aims, texts, (aim, text) => {
      const code = readBarcode(aim + text, options);
      if (code.ok) assert.ok((aim + text).includes(code.value.text));
      else assert.ok(barcodeRefusalCodes.includes(code.refusal.code));
    }),
  );
});

test('property: a web address is never an item unless it is a Digital Link', () => {
  fc.assert(
    fc.property(fc.webUrl({ withQueryParameters: true, withFragments: true }), (url) => {
      const code = readBarcode(`]Q1${url}`, options);
      if (code.ok && code.value.kind === 'gtin') assert.match(url, /\/01\/\d{8,14}/);
    }),
  );
});

test('every number of the shared product list finds its own product', () => {
  const path = sharedData('products.csv');
  if (path === undefined) lacks('products.csv: scans were tried on a sample');
  const numbers =
    path === undefined
      ? ['0011300006104', '009542031695', '20001230']
      : parse<{ gtin: string }>(readFileSync(path, 'utf8'), { columns: true }).map(({ gtin }) => gtin);
  const lost = numbers.filter((text) => {
    const code = readBarcode(text, { ...options, patterns: [] });
    const gtin = parseGtin(text);
    return !(code.ok && gtin.ok && code.value.kind === 'gtin' && code.value.gtin === gtin.value);
  });
  assert.equal(lost, []);
});

test('every PLU goes in and out', () => {
  for (let number = 3000; number <= 4999; number += 1) {
    const code = read(String(number));
    assert.is(code.kind === 'plu' ? formatPlu(code) : '', String(number));
    const gtin: Gtin = gtinOfPlu({ plu: String(number) as Plu, organic: false });
    assert.is(read(`]e001${gtin}`).kind, 'plu');
  }
});
