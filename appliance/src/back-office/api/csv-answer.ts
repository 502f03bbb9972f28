// An answer that the browser saves as a CSV file.
import { stringify } from 'csv-stringify/sync';
import type { Answer } from './door.ts';

export type CsvRow = readonly (string | number)[];

/** Without the mark at its beginning, spreadsheets read UTF-8 as something else. */
export function csvAnswer(file: string, [head, ...rows]: readonly [CsvRow, ...CsvRow[]]): Answer {
  const text = stringify(
    [head, ...rows].map((row) => [...row]),
    { record_delimiter: 'windows', escape_formulas: true },
  );
  return {
    ok: true,
    value: `\uFEFF${text}`,
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${file}"`,
    },
  };
}
