// The sheet to check scanners by: what it says must arrive is what a decoder that we did not write reads from its symbols.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import bwipjs from 'bwip-js/node';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import { assert, repositoryRoot, suite } from '../kit.ts';

const folder = join(repositoryRoot, 'firmware-config/scanners');
const test = suite('scanner sheet');

test.before(async () => {
  const wasm = readFileSync(createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm'));
  await prepareZXingModule({ overrides: { wasmBinary: new Uint8Array(wasm).buffer }, fireImmediately: true });
});

interface CheckCode {
  readonly symbol: string;
  readonly text: string;
  readonly data: string;
  readonly aim: string;
}

// Written by hand, in this shape.
const codes = JSON.parse(readFileSync(join(folder, 'check-codes.json'), 'utf8')) as readonly CheckCode[];

for (const { symbol, text, data, aim } of codes)
  test(`${symbol} holds what the sheet says`, { timeoutMs: 60_000 }, async () => {
    const margins = { paddingwidth: 10, paddingheight: 10, backgroundcolor: 'FFFFFF' };
    const picture = await bwipjs.toBuffer({ bcid: symbol, text, scale: 2, ...margins });
    const [found] = await readBarcodes(Uint8Array.from(picture), { tryHarder: true });
    assert.is(Buffer.from(found?.bytes ?? []).toString('latin1'), data);
    assert.is(found?.symbologyIdentifier, aim);
  });

test('the sheet is made, one symbol for each code', () => {
  const made = spawnSync(process.execPath, [join(folder, 'make-sheet.js')], { encoding: 'utf8' });
  assert.is(made.status, 0, made.stderr);
  assert.is(made.stdout.match(/<svg/g)?.length, codes.length);
  assert.match(made.stdout, /LOT42<b>&lt;GS&gt;<\/b>/);
});
