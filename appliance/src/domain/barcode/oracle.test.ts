// Two independent programs as judges: bwip-js draws the symbol, zxing reads it back as a scanner would (AIM identifier and bytes),
// and our reader must find in it what was put in. Nothing is fetched: the decoder's code is in the installed package.
import bwipjs from 'bwip-js/node';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import { assert, longRun, note, seeded, suite } from '../../../test/kit.ts';
import { parseElementString } from './gs1.ts';
import { type ApplicationIdentifier, type ValuePart, allIdentifiers } from './gs1-identifiers.ts';
import { withCheckDigit } from './gtin.ts';
import { type ScannedCode, readBarcode } from './read.ts';
import { buildLabel } from './variable-measure.ts';
import { variableMeasurePresets } from './variable-measure-presets.ts';

const test = suite('barcode oracle');

const options = { patterns: variableMeasurePresets.GB, today: '2026-06-15' };

test.before(async () => {
  const wasm = readFileSync(createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm'));
  await prepareZXingModule({ overrides: { wasmBinary: new Uint8Array(wasm).buffer }, fireImmediately: true });
});

interface Symbol {
  readonly bcid: string;
  readonly text: string;
}

/** Draws a symbol and decodes the picture: what a scanner sends, identifier first. `lintreqs`: elements must have those they need. */
async function scan({ bcid, text }: Symbol, lintreqs = true): Promise<string> {
  // An option of the encoder that its types do not know.
  const lint: object = { lintreqs };
  const margins = { paddingwidth: 10, paddingheight: 10, backgroundcolor: 'FFFFFF' };
  const picture = await bwipjs.toBuffer({ bcid, text, scale: 2, ...margins, ...lint });
  const [decoded] = await readBarcodes(Uint8Array.from(picture), { tryHarder: true, textMode: 'Plain' });
  assert.ok(decoded !== undefined, `zxing finds nothing in ${bcid} ${text}`);
  return decoded.symbologyIdentifier + Buffer.from(decoded.bytes).toString('utf8');
}

async function readSymbol(symbol: Symbol): Promise<ScannedCode> {
  const code = readBarcode(await scan(symbol), options);
  assert.accepted(code);
  return code.value;
}

const numbers: readonly (readonly [bcid: string, text: string, gtin: string])[] = [
  ['ean13', '5901234123457', '05901234123457'],
  ['ean8', '96385074', '00000096385074'],
  ['upca', '012345678905', '00012345678905'],
  ['upce', '04252614', '00042100005264'],
  ['upce', '14100055', '00141000000055'],
  ['itf14', '10614141000415', '10614141000415'],
  ['databaromni', '(01)09506000134352', '09506000134352'],
  ['databarstacked', '(01)09506000134352', '09506000134352'],
  ['databarlimited', '(01)09506000134352', '09506000134352'],
];

for (const [bcid, text, gtin] of numbers) {
  test(`${bcid} ${text}`, async () => {
    const code = await readSymbol({ bcid, text });
    assert.is(code.kind, 'gtin');
    assert.is(code.kind === 'gtin' && code.gtin, gtin);
  });
}

const messages = ['gs1-128', 'gs1datamatrix', 'gs1qrcode', 'databarexpanded', 'databarexpandedstacked'];

for (const bcid of messages) {
  test(`${bcid} with weight, day, batch and serial number`, async () => {
    const code = await readSymbol({ bcid, text: '(01)09506000134352(3103)000195(10)AB-1/2(17)261200(21)X1' });
    assert.is(code.kind, 'gtin');
    if (code.kind !== 'gtin') return;
    const { gtin, quantities, lot, expiry, serial } = code;
    assert.equal(
      { gtin, quantities, lot, expiry, serial },
      {
        gtin: '09506000134352',
        quantities: { kg: 195 },
        lot: 'AB-1/2',
        expiry: '2026-12-31',
        serial: 'X1',
      },
    );
  });
}

for (const bcid of ['gs1dlqrcode', 'gs1dldatamatrix', 'qrcode']) {
  test(`${bcid} with a Digital Link`, async () => {
    const code = await readSymbol({
      bcid,
      text: 'https://example.com/a/01/09506000134352/10/AB?17=261200&3103=000195',
    });
    assert.is(code.kind, 'gtin');
    if (code.kind !== 'gtin') return;
    assert.equal(
      [code.gtin, code.lot, code.expiry, code.quantities],
      ['09506000134352', 'AB', '2026-12-31', { kg: 195 }],
    );
  });
}

test('a PLU in a DataBar', async () => {
  const code = await readSymbol({ bcid: 'databaromni', text: '(01)00000000040112' });
  assert.equal([code.kind, code.kind === 'plu' && code.plu], ['plu', '4011']);
});

test('our own label', async () => {
  const text = buildLabel(variableMeasurePresets.GB[0], '12345', 2875);
  assert.accepted(text);
  const code = await readSymbol({ bcid: 'ean13', text: text.value });
  assert.equal(code.kind === 'variable-measure' && code.measure, {
    kind: 'price',
    amount: { value: 2875, decimals: 2, currency: 'GBP' },
  });
});

for (const bcid of ['code128', 'code39', 'qrcode', 'azteccode', 'pdf417', 'datamatrix']) {
  test(`${bcid} with a receipt number`, async () => {
    const code = await readSymbol({ bcid, text: 'CT-R-T1-1234-H' });
    assert.equal(code.kind === 'internal' && code.code, { purpose: 'receipt', register: 'T1', number: 1234 });
  });
}

/** Values for identifiers that the encoder checks for more than their form: countries, accounts, coupons. */
const values: Readonly<Record<string, string>> = {
  '253': '9501101531000A1',
  '255': '95011015310001',
  '401': '9501101ABC',
  '421': '5780150',
  '427': 'OSL',
  '4307': 'NO',
  '4317': 'NO',
  '4309': '02790858483015297971',
  '4321': '0',
  '4322': '1',
  '4323': '0',
  '4324': '2602281200',
  '4325': '2602281200',
  '7003': '2602281200',
  '7007': '260201260228',
  '7011': '2602281200',
  '7023': '9501101ABC',
  '7040': '1ABC',
  '7041': '1A',
  '7241': '10',
  '7250': '19991231',
  '7251': '199912311200',
  '7252': '1',
  '7258': '1/2',
  '8001': '01230012300101',
  '8003': '09501101531000A1',
  '8004': '9501101ABC',
  '8006': '095060001343520102',
  '8007': 'NO9386011117947',
  '8008': '26022812',
  '8010': '9501101/A-1',
  '8011': '12',
  '8013': '1987654Ad4X4bL5ttr2310c2K',
  '8014': '1987654Ad4X4bL5ttr2310c2K',
  '8026': '095060001343520102',
  '8043': '123456789012345678',
  '8110': '106141416543213150110120',
  '8112': '001234561234560123456',
};

/** Sample values by format: enough to see lengths, characters and separators. */
function sample({ ai, parts }: ApplicationIdentifier): string {
  if (values[ai] !== undefined) return values[ai];
  return parts
    .filter(({ optional }) => !optional)
    .map(samplePart)
    .join('');
}

const alphabets = { n: '123456789', x: 'AZaz09-/', y: 'AZ09-/', z: 'AZaz09-_' } as const;
const countryOrCurrency = '578';

function samplePart({ characters, date, checked, min, max }: ValuePart): string {
  if (date !== 'no') return '260228';
  if (characters === 'n' && max === 3 && min === 3) return countryOrCurrency;
  const length = checked ? max - 1 : chance.int(min, Math.min(max, min + 10));
  const made = Array.from({ length }, () => chance.pick(Array.from(alphabets[characters]))).join('');
  return checked ? withCheckDigit(made) : made;
}

const chance = seeded();

test('every application identifier: where its value ends', { timeoutMs: 120_000 }, async () => {
  const families = new Map(
    allIdentifiers().map((identifier) => [
      longRun ? identifier.ai : identifier.ai.replace(/^(3\d\d|703|723)\d$/, '$1'),
      identifier,
    ]),
  );
  const wrong: string[] = [];
  for (const identifier of families.values()) {
    const value = sample(identifier);
    const text = `(${identifier.ai})${value}(${identifier.ai === '98' ? '97' : '98'})END`;
    const data = await scan({ bcid: 'gs1datamatrix', text }, false).catch(String);
    const read = parseElementString(data.slice(3), options.today);
    const found = read.ok
      ? read.value.map((element) => `(${element.ai})${element.value}`).join('')
      : `${read.refusal.code} of ${data}`;
    if (!data.startsWith(']d2') || found !== text) wrong.push(`${identifier.ai} ${value}: ${found}`);
  }
  assert.equal(wrong, []);
  note(`barcode: ${String(families.size)} application identifiers drawn, decoded and read`);
});
