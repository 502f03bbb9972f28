// GTINs: published examples, every way to write one item, and every single wrong digit found.
import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { assert, lacks, note, sharedData, suite } from '../../../test/kit.ts';
import {
  type Gtin,
  checkDigit,
  checkDigitFits,
  formatGtin,
  isDigits,
  parseGtin,
  withCheckDigit,
} from './gtin.ts';

const test = suite('gtin');

const published = [
  // GS1 General Specifications and the GS1 check digit calculator's own examples.
  '6291041500213',
  '9501101531000',
  '5901234123457',
  '95012346',
  '96385074',
  '012345678905',
  '614141000036',
  '10614141000415',
  '09506000134352',
];

test('published numbers fit', () => {
  for (const text of published) {
    assert.ok(checkDigitFits(text), text);
    assert.equal(parseGtin(text), { ok: true, value: text.padStart(14, '0') });
  }
});

test('one item is one number however long it is written', () => {
  for (const text of ['012345678905', '0012345678905', '00012345678905']) {
    assert.equal(parseGtin(text), { ok: true, value: '00012345678905' });
  }
});

test('wrong check digit names place, expectation and finding', () => {
  assert.equal(parseGtin('5901234123450'), {
    ok: false,
    refusal: { code: 'barcode.check-digit', data: { position: 12, expected: '7', found: '0' } },
  });
});

test('what is no number is refused where it stops being one', () => {
  assert.equal(parseGtin('590123412345X'), {
    ok: false,
    refusal: { code: 'barcode.malformed', data: { position: 12 } },
  });
  assert.equal(parseGtin('５901234123457'), {
    ok: false,
    refusal: { code: 'barcode.malformed', data: { position: 0 } },
  });
  assert.refused(parseGtin(' 5901234123457'), 'barcode.malformed');
});

test('other lengths are refused', () => {
  for (const length of [0, 1, 7, 9, 10, 11, 15, 18])
    assert.refused(parseGtin('1'.repeat(length)), 'barcode.length');
});

test('zero is no item', () => {
  for (const length of [8, 12, 13, 14]) assert.refused(parseGtin('0'.repeat(length)), 'barcode.malformed');
});

test('formats as people read it', () => {
  const shown = (text: string): string => formatGtin(text as Gtin);
  assert.is(shown('00000096385074'), '96385074');
  assert.is(shown('05901234123457'), '5901234123457');
  assert.is(shown('00012345678905'), '0012345678905');
  assert.is(shown('10614141000415'), '10614141000415');
});

test('the check digit of something else than digits is a mistake of the caller', () => {
  assert.throws(() => checkDigit('12a'), /not digits/);
  assert.throws(() => checkDigit(''), /not digits/);
  assert.not.ok(checkDigitFits('7'));
  assert.not.ok(checkDigitFits('12x'));
  assert.ok(isDigits('0123'));
  assert.not.ok(isDigits(''));
});

const gtinText = fc
  .constantFrom(8, 12, 13, 14)
  .chain((length) =>
    fc.string({
      unit: fc.constantFrom(...Array.from('0123456789')),
      minLength: length - 1,
      maxLength: length - 1,
    }),
  )
  .filter((digits) => Number(digits) > 0)
  .map(withCheckDigit);

test('property: every number with its check digit is taken, and its format reads back', () => {
  fc.assert(
    fc.property(gtinText, (text) => {
      const read = parseGtin(text);
      assert.accepted(read);
      assert.is(read.value.length, 14);
      assert.equal(parseGtin(formatGtin(read.value)), read);
      assert.equal(parseGtin(read.value), read);
    }),
  );
});

test('property: any one wrong digit is found', () => {
  fc.assert(
    fc.property(gtinText, fc.nat(13), fc.integer({ min: 1, max: 9 }), (text, place, by) => {
      const at = place % text.length;
      const wrong = text.slice(0, at) + String((Number(text[at]) + by) % 10) + text.slice(at + 1);
      assert.refused(parseGtin(wrong), 'barcode.check-digit');
    }),
  );
});

test('property: whatever the text, there is an answer', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.string({ unit: 'binary' })), (text) => {
      const read = parseGtin(text);
      assert.ok(read.ok || read.refusal.code.startsWith('barcode.'));
    }),
  );
});

test('every number of the shared product list is taken', () => {
  const path = sharedData('products.csv');
  if (path === undefined) lacks('products.csv: GTINs were tried on a sample');
  const numbers =
    path === undefined
      ? ['0011300006104', '0011300016103', '009542031695', '20001230', ...published]
      : parse<{ gtin: string }>(readFileSync(path, 'utf8'), { columns: true }).map(({ gtin }) => gtin);
  const refused = numbers.filter((text) => !parseGtin(text).ok);
  assert.equal(refused, []);
  if (path !== undefined) assert.is(numbers.length, 30_000);
  note(`barcode: ${String(numbers.length)} GTINs of products parsed`);
});
