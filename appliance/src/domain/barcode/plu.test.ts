// PLU codes: the ranges of the standard, organic and reserved ones, and the codes of the shared list.
import { readFileSync } from 'node:fs';
import { assert, lacks, note, sharedData, suite } from '../../../test/kit.ts';
import { type Gtin, parseGtin } from './gtin.ts';
import { formatPlu, gtinOfPlu, parsePlu, pluOfGtin } from './plu.ts';

const test = suite('plu');

test('bananas, organic bananas', () => {
  assert.equal(parsePlu('4011'), { ok: true, value: { plu: '4011', organic: false } });
  assert.equal(parsePlu('94011'), { ok: true, value: { plu: '4011', organic: true } });
});

test('the range is 3000 to 4999', () => {
  for (const text of ['3000', '4999', '93000', '94999']) assert.accepted(parsePlu(text));
  for (const text of ['2999', '5000', '95000', '0', '', '401', '40111', '14011', '4O11', '994011', ' 4011']) {
    assert.equal(parsePlu(text), { ok: false, refusal: { code: 'barcode.not-plu', data: { text } } });
  }
});

test('a leading 8 is kept for later', () => {
  assert.equal(parsePlu('84011'), {
    ok: false,
    refusal: { code: 'barcode.plu-reserved', data: { text: '84011' } },
  });
});

test('every code goes through its sticker text and its DataBar number and comes back', () => {
  for (let number = 3000; number <= 4999; number += 1) {
    for (const text of [String(number), `9${String(number)}`]) {
      const read = parsePlu(text);
      assert.accepted(read);
      assert.is(formatPlu(read.value), text);
      const gtin = gtinOfPlu(read.value);
      assert.equal(parseGtin(gtin), { ok: true, value: gtin });
      assert.equal(pluOfGtin(gtin), read.value);
    }
  }
});

test('numbers of companies are no PLU', () => {
  for (const gtin of [
    '05901234123457',
    '00000096385074',
    '00000000840118',
    '00000000050003',
    '00000000000017',
  ]) {
    assert.is(pluOfGtin(gtin as Gtin), undefined, gtin);
  }
});

test('every code of the shared list is taken', () => {
  const path = sharedData('plu-codes.json');
  if (path === undefined) lacks('plu-codes.json: PLU codes were tried on a sample');
  const codes =
    path === undefined
      ? ['3000', '4011', '4961']
      : Object.keys(JSON.parse(readFileSync(path, 'utf8')) as object);
  assert.equal(
    codes.filter((code) => !parsePlu(code).ok || !parsePlu(`9${code}`).ok),
    [],
  );
  if (path !== undefined) assert.is(codes.length, 1520);
  note(`barcode: ${String(codes.length)} PLU codes parsed`);
});
