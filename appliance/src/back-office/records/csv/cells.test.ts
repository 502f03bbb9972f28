// Cells both ways: whatever is written reads back, and what people and spreadsheets write is understood or refused, never guessed.
import fc from 'fast-check';
import { assert, suite } from '../../../../test/kit.ts';
import { type CellCodec, jsonCell, listCell, numberCell, textCell, yesNoCell } from './cells.ts';
import { decoded, delimiterOf } from './decode.ts';

const test = suite('csv cells');

function back(codec: CellCodec, value: unknown): unknown {
  const read = codec.read(codec.write(value));
  return read.is === 'value' ? read.value : read.is;
}

test('texts read back, and none of them is a formula', () => {
  const texts = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.string({ unit: fc.constantFrom('=', "'", '+', '-', '@', 'a', '|', '\\') }),
  );
  fc.assert(
    fc.property(texts, (text) => {
      assert.is(back(textCell, text), text.trim() === '' ? 'empty' : text);
      assert.not.match(textCell.write(text), /^[=+\-@\t\r]/);
    }),
  );
  assert.is(textCell.write('+47 1'), "'+47 1");
  assert.equal(textCell.read("'tis"), { is: 'value', value: "'tis" });
});

test('lists read back, whatever is in them', () => {
  const items = fc.array(fc.string({ unit: fc.constantFrom('a', '|', '\\', 'e', '=', ' x') }));
  fc.assert(
    fc.property(items, (list) => {
      const clean = list.map((each) => (each.trim() === '' ? '' : each));
      assert.equal(back(listCell(textCell), clean), clean.length === 0 ? 'empty' : clean);
    }),
  );
  assert.is(listCell(textCell).write(['a|b', 'c']), 'a\\|b|c');
});

test('numbers read back with any number of decimals and either point', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: -1_000_000_000_000, max: 1_000_000_000_000 }),
      fc.integer({ min: 0, max: 3 }),
      fc.constantFrom('.' as const, ',' as const),
      (number, decimals, point) => {
        assert.is(back(numberCell({ decimals, point }), number), number);
      },
    ),
  );
});

test('numbers as people write them, and what is no number', () => {
  const { read } = numberCell({ decimals: 2, point: '.' });
  const good: readonly [string, number][] = [
    ['19.90', 1_990], ['19,9', 1_990], ['19', 1_900], [' 1 234,50 ', 123_450], ['1\u00a0000', 100_000], ['0,05', 5], ['-3.10', -310],
  ]; // prettier-ignore
  for (const [cell, value] of good) assert.equal(read(cell), { is: 'value', value }, cell);
  for (const cell of ['1.234,50', '19.900', '1e3', 'kr 5', '19.', '.5', '--1', '0x10', '٣', '1'.repeat(20)])
    assert.is(read(cell).is, 'wrong', cell);
  assert.is(numberCell({ decimals: 0, point: '.' }).read('1.5').is, 'wrong');
  assert.is(numberCell({ decimals: 3, point: '.' }).write(5), '0.005');
});

test('yes and no in four languages', () => {
  for (const cell of ['yes', 'TRUE', '1', 'Ja', 'ano', ' x '])
    assert.equal(yesNoCell.read(cell), { is: 'value', value: true });
  for (const cell of ['no', 'False', '0', 'nei', 'NEE', 'ne'])
    assert.equal(yesNoCell.read(cell), { is: 'value', value: false });
  assert.is(yesNoCell.read('').is, 'empty');
  assert.is(yesNoCell.read('maybe').is, 'wrong');
});

test('JSON reads back, broken JSON does not', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const empty = value === null || (Array.isArray(value) && value.length === 0);
      assert.equal(back(jsonCell, value), empty ? 'empty' : JSON.parse(JSON.stringify(value)));
    }),
  );
  assert.is(jsonCell.read('{"a"').is, 'wrong');
});

test('files are read in whatever a spreadsheet wrote them', () => {
  const text = 'name;sku\r\nBlåbær à la crème;1\r\n';
  const utf16 = Buffer.from(text, 'utf16le');
  const swapped = Buffer.from(utf16).swap16();
  const latin = Buffer.from(text, 'latin1');
  for (const bytes of [
    Buffer.from(text),
    Buffer.concat([Buffer.from([0xff, 0xfe]), utf16]),
    Buffer.concat([Buffer.from([0xfe, 0xff]), swapped]),
    utf16,
    swapped,
    latin,
  ])
    assert.is(decoded(bytes), text);
  assert.is(decoded(Buffer.from(`\ufeff${text}`)), text);
  assert.is(decoded(Buffer.from([0x80, 0x31])), '€1');
  assert.is(decoded(Buffer.from([])), '');
});

test('the delimiter is what the header has most of, outside quotes', () => {
  assert.is(delimiterOf('a,b;c,d').delimiter, ',');
  assert.is(delimiterOf('a;b\n1,2,3,4').delimiter, ';');
  assert.is(delimiterOf('"a;b;c",d').delimiter, ',');
  assert.is(delimiterOf('a\tb\tc').delimiter, '\t');
  assert.equal(delimiterOf('sep=;\r\na,b'), { delimiter: ';', skip: 7 });
  assert.is(delimiterOf('name').delimiter, ',');
});
