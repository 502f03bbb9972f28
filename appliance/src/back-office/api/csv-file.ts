// A list as a file: CSV as spreadsheets read it, written piece by piece.
import { Readable } from 'node:stream';
import { stringify } from 'csv-stringify/sync';

type Cell = string | number | null;
type Row = readonly Cell[];

export interface CsvContent {
  readonly name: string;
  readonly head: Row;
  readonly rows: AsyncIterable<readonly Row[]> | Iterable<readonly Row[]>;
}

/** What a spreadsheet would calculate; an amount below zero is none. */
const formula = /^(?!-\d+(\.\d+)?$)[=+\-@\t\r]/;

/** Answer of a route. What people wrote is never a formula in it. */
export function csvFile({ name, head, rows }: CsvContent) {
  return {
    ok: true,
    value: Readable.from(piecesOf(head, rows)),
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${name}"`,
    },
  } as const;
}

/** Without the mark at its beginning, spreadsheets read UTF-8 as something else. */
async function* piecesOf(head: Row, rows: CsvContent['rows']): AsyncGenerator<string> {
  yield `\ufeff${written([head])}`;
  for await (const some of rows) yield written(some);
}

function written(rows: readonly Row[]): string {
  return stringify(
    rows.map((row) => row.map(shown)),
    { record_delimiter: 'windows' },
  );
}

function shown(cell: Cell): string {
  const text = cell === null ? '' : String(cell);
  return formula.test(text) ? `'${text}` : text;
}
