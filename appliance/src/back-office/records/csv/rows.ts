// The rows of a file with the lines they begin on, and its header made into columns. Limits are those of one import.
import { Readable } from 'node:stream';
import { type CsvError, parse } from 'csv-parse';
import { ok } from '../../../domain/refusal.ts';
import { type RecordResult, refused } from '../refusals.ts';
import { decoded, delimiterOf } from './decode.ts';

export const csvBytesMax = 20_000_000;
export const csvRowsMax = 100_000;

export interface Row {
  /** Of the file, from 1. */
  readonly line: number;
  readonly cells: readonly string[];
}

export interface Sheet {
  readonly header: readonly string[];
  readonly rows: readonly Row[];
}

interface Parsed {
  readonly record: readonly string[];
  /** `lines`: the line the row ends on. */
  readonly info: { readonly lines: number };
}

/** Refused with `csv.too-large`, `csv.too-many-rows`, `csv.empty`, `csv.unreadable`. Blank rows are passed over. */
export async function readSheet(bytes: Uint8Array): Promise<RecordResult<Sheet>> {
  if (bytes.length > csvBytesMax) return refused('csv.too-large', { max: csvBytesMax });
  const text = decoded(bytes);
  const { delimiter, skip } = delimiterOf(text);
  const parser = Readable.from(pieces(text.slice(skip))).pipe(
    parse({ delimiter, bom: true, info: true, relax_column_count: true, relax_quotes: false }),
  );
  const rows: Row[] = [];
  try {
    for await (const { record, info } of parser as AsyncIterable<Parsed>) {
      if (record.every((cell) => cell.trim() === '')) continue;
      if (rows.length > csvRowsMax) return refused('csv.too-many-rows', { max: csvRowsMax });
      rows.push({ line: firstLine(info.lines, record) + (skip > 0 ? 1 : 0), cells: record });
    }
  } catch (error) {
    if (!isCsvError(error)) throw error;
    return refused('csv.unreadable', { detail: error.code, line: Number(error['lines'] ?? 0) });
  }
  const [header, ...body] = rows;
  if (header === undefined) return refused('csv.empty');
  return ok({ header: header.cells.map((cell) => cell.trim()), rows: body });
}

/** A row may go over several lines; it is looked for where it begins. */
function firstLine(last: number, cells: readonly string[]): number {
  return last - cells.reduce((sum, cell) => sum + (cell.split('\n').length - 1), 0);
}

function isCsvError(error: unknown): error is CsvError {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('CSV_');
}

/** So that reading a long file lets others have their turn. */
function* pieces(text: string): Generator<string> {
  const size = 65_536;
  for (let at = 0; at < text.length; at += size) yield text.slice(at, at + size);
}
