// CSV as the world sends it: every bad row is told with its line, and every other row is read.
import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { stringify } from 'csv-stringify/sync';
import fc from 'fast-check';
import { assert, suite, tempDir } from '../../../test/kit.ts';
import { type CsvOptions, readCsvRows } from './read-rows.ts';

const test = suite('csv rows');

async function read(
  content: string | Uint8Array,
  quotes: CsvOptions['quotes'] = 'strict',
  chunkBytes = 65_536,
): Promise<unknown[]> {
  const bytes = Buffer.from(content);
  const chunks: Buffer[] = [];
  for (let at = 0; at < bytes.length; at += chunkBytes) chunks.push(bytes.subarray(at, at + chunkBytes));
  const rows: unknown[] = [];
  for await (const row of readCsvRows(Readable.from(chunks), { quotes }))
    rows.push('cells' in row ? [row.line, ...row.cells] : [row.line, { bad: row.problem }]);
  return rows;
}

const bad = (problem: string): object => ({ bad: problem });

test('whatever a CSV writer writes is read back, however it is cut into chunks', async () => {
  const cell = fc
    .string({ unit: 'grapheme', maxLength: 12 })
    // Not what is refused on purpose, and not what this writer and every reader see differently.
    .map((text) => text.replaceAll(/[\p{Cc}\p{Cs}\uFEFF]/gu, ''));
  const table = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 6 });
  await fc.assert(
    fc.asyncProperty(
      table,
      fc.integer({ min: 1, max: 9 }),
      fc.constantFrom('\n', '\r\n'),
      async (rows, chunk, end) => {
        const text = stringify(rows, { quoted: true, record_delimiter: end });
        assert.equal(
          await read(text, 'strict', chunk),
          rows.map((row, index) => [index + 1, ...row]),
        );
      },
    ),
  );
});

test('a cell may hold line ends, and the row keeps the line it began on', async () => {
  assert.equal(await read('a,"b\nc\r\nd"\ne,f\n'), [
    [1, 'a', 'b\nc\nd'],
    [4, 'e', 'f'],
  ]);
});

test('a quote that is never closed costs its row and nothing after it', async () => {
  const after = Array.from({ length: 20 }, (_, index) => [index + 2, `row ${index}`, 'x']);
  const text = `bad,"never closed\n${after.map(([, name]) => `${String(name)},x`).join('\n')}\n`;
  assert.equal(await read(text), [[1, bad('cannot be read: a quote is not closed')], ...after]);
  assert.equal(await read('good,x\nbad,"never closed'), [
    [1, 'good', 'x'],
    [2, bad('cannot be read: a quote is not closed')],
  ]);
});

test('a quote out of place costs its row, or none where quotes are characters', async () => {
  const text = 'a,5" nail\n"closed" more,b\nc,d\n';
  const problem = bad('cannot be read: a quote is out of place');
  assert.equal(await read(text), [
    [1, problem],
    [2, problem],
    [3, 'c', 'd'],
  ]);
  assert.equal((await read(text, 'relaxed'))[0], [1, 'a', '5" nail']);
  assert.equal((await read(text, 'relaxed')).at(-1), [3, 'c', 'd']);
});

test('lines that are too long, no text, or full of control characters', async () => {
  const long = 'x'.repeat(1_048_576);
  const mixed = Buffer.concat([
    Buffer.from(`a,b\n${long}\nc,d\n\0\0\0,\x1b[2J\ne,Br`),
    Buffer.from([0xf8]),
    Buffer.from('d\nf,g\ttab\n'),
    Buffer.from([0xff, 0xfe, 0x00]),
  ]);
  assert.equal(await read(mixed), [
    [1, 'a', 'b'],
    [2, bad('longer than 65536 bytes')],
    [3, 'c', 'd'],
    [4, bad('has control characters')],
    [5, bad('is not UTF-8 text')],
    [6, 'f', 'g\ttab'],
    [7, bad('is not UTF-8 text')],
  ]);
});

test('a byte order mark, blank lines and a missing last line end are nothing', async () => {
  assert.equal(await read('\uFEFFa,b\n\n   \n\r\nc,d'), [
    [1, 'a', 'b'],
    [5, 'c', 'd'],
  ]);
  assert.equal(await read(',,\n'), [[1, '', '', '']]);
  for (const nothing of ['', '\n', '\r\n\r\n', '\uFEFF']) assert.equal(await read(nothing), []);
});

test('any bytes at all are read to the end', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.uint8Array({ maxLength: 400 }),
      fc.constantFrom('strict' as const, 'relaxed' as const),
      async (bytes, quotes) => {
        // Quotes and line ends more often than chance would have it.
        const content = bytes.map((byte) => (byte < 40 ? 0x22 : byte < 70 ? 0x0a : byte < 90 ? 0x2c : byte));
        const lines = Buffer.from(content).toString('latin1').split('\n').length;
        for (const row of await read(content, quotes)) {
          const [line] = row as [number];
          assert.ok(line >= 1 && line <= lines);
        }
      },
    ),
  );
});

test('a file that is not there rejects', async () => {
  await assert.rejects(async () => {
    for await (const row of readCsvRows(createReadStream(join(tempDir(), 'none.csv')), { quotes: 'strict' }))
      assert.unreachable(JSON.stringify(row));
  }, /ENOENT/);
});
