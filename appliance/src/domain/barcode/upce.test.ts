// UPC-E: examples from the standard, every short form there is, and both directions.
import fc from 'fast-check';
import { assert, suite } from '../../../test/kit.ts';
import { type Gtin, parseGtin, withCheckDigit } from './gtin.ts';
import { compressUpcE, parseUpcE } from './upce.ts';

const test = suite('upc-e');

test('expands by the last digit', () => {
  const examples: readonly (readonly [short: string, long: string])[] = [
    // Worked by hand, one or more for each last digit.
    ['01234505', '012000003455'],
    ['01201303', '012000000133'],
    ['01234514', '012100003454'],
    ['01234523', '012200003453'],
    ['01234531', '012300000451'],
    ['01234543', '012340000053'],
    ['01234558', '012345000058'],
    ['04252614', '042100005264'],
    ['11234505', '112000003454'],
  ];
  for (const [short, long] of examples) {
    const expanded = parseUpcE(short.slice(0, 7));
    assert.accepted(expanded);
    assert.is(expanded.value.slice(2, 13), long.slice(0, 11), short);
  }
  assert.equal(parseUpcE('04252614'), parseGtin('042100005264'));
  assert.equal(parseUpcE('01234558'), parseGtin('012345000058'));
});

test('six, seven and eight digits are the same item', () => {
  const expected = parseGtin('042100005264');
  assert.equal(parseUpcE('425261'), expected);
  assert.equal(parseUpcE('0425261'), expected);
  assert.equal(parseUpcE('04252614'), expected);
});

test('wrong check digit, number system, length and characters are refused', () => {
  assert.equal(parseUpcE('04252615'), {
    ok: false,
    refusal: { code: 'barcode.check-digit', data: { position: 7, expected: '4', found: '5' } },
  });
  assert.equal(parseUpcE('24252614'), {
    ok: false,
    refusal: { code: 'barcode.malformed', data: { position: 0 } },
  });
  assert.refused(parseUpcE('42526'), 'barcode.length');
  assert.refused(parseUpcE('042526140'), 'barcode.length');
  assert.refused(parseUpcE('0425261x'), 'barcode.malformed');
  assert.refused(parseUpcE('000000'), 'barcode.malformed');
});

test('numbers without the zeros have no short form', () => {
  assert.is(compressUpcE('00012345678905' as Gtin), undefined);
  assert.is(compressUpcE('05901234123457' as Gtin), undefined);
  assert.is(compressUpcE('00212000003450' as Gtin), undefined);
  assert.is(compressUpcE('00042100005264' as Gtin), '04252614');
});

test('every short form of number system 0 expands to a UPC-A whose short form is the same item', () => {
  for (let number = 1; number < 1_000_000; number += 97) {
    const long = parseUpcE(String(number).padStart(6, '0'));
    assert.accepted(long);
    const short = compressUpcE(long.value);
    assert.is.not(short, undefined);
    assert.equal(parseUpcE(short ?? ''), long);
  }
});

test('property: what compresses expands to where it came from', () => {
  const zeros = fc.tuple(
    fc.constantFrom('0', '1'),
    fc
      .constantFrom(/^\d\d[012]0000\d{3}$/, /^\d{3}00000\d\d$/, /^\d{4}00000\d$/, /^\d{5}0000[5-9]$/)
      .chain((form) => fc.stringMatching(form)),
  );
  fc.assert(
    fc.property(zeros, ([system, ten]) => {
      const read = parseGtin(withCheckDigit(system + ten));
      fc.pre(read.ok);
      const short = compressUpcE(read.value);
      assert.match(short ?? '', /^\d{8}$/);
      assert.equal(parseUpcE(short ?? ''), read);
    }),
  );
});
