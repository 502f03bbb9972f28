// Symbols on the virtual paper: every symbology the printer knows is drawn, in whole modules, and what cannot be drawn is said.
import { assert, suite } from '../../../../../appliance/test/kit.ts';
import { barcodeSymbol, qrSymbol } from './paper-symbol.ts';

const test = suite('bench: symbols on paper');

test('a QR code has the size of a version of its standard, larger for more data', async () => {
  const widths: number[] = [];
  for (const data of ['B1', 'https://brygga.example/kvittering/B1-000123', 'æøå '.repeat(40)]) {
    const symbol = await qrSymbol(data);
    assert.match(symbol?.url ?? '', /^data:image\/svg\+xml,/);
    widths.push(symbol?.widthModules ?? 0);
  }
  assert.equal(
    widths.map((width) => width % 4),
    [1, 1, 1],
  );
  assert.equal(
    widths.toSorted((a, b) => a - b),
    widths,
  );
  assert.is(widths[0], 21);
});

test('each symbology of the printer is drawn', async () => {
  const samples = {
    ean13: '7038010009457',
    ean8: '96385074',
    upca: '012345678905',
    upce: '01234565',
    code128: 'B1-000123',
    code39: 'ABC-123',
    code93: 'ABC123',
    itf: '123456',
    codabar: 'A1234B',
  };
  for (const [symbology, data] of Object.entries(samples)) {
    const symbol = await barcodeSymbol(symbology, data);
    assert.ok((symbol?.widthModules ?? 0) >= 40, symbology);
  }
  assert.ok(Math.abs(((await barcodeSymbol('ean13', samples.ean13))?.widthModules ?? 0) - 95) <= 1);
});

test('what cannot be drawn is undefined, never an exception', async () => {
  assert.is(await barcodeSymbol('ean13', '7038010009450'), undefined);
  assert.is(await barcodeSymbol('toString', 'x'), undefined);
  assert.is(await barcodeSymbol('code93', '\u00e6'), undefined);
  assert.is(await qrSymbol('x'.repeat(5_000)), undefined);
});
