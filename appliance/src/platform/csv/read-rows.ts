// Reads a CSV file row by row so that a bad row costs that row and no other: a quote that is never closed, a line without end or bytes that
// are no text are told with their line, and reading goes on at the next one.
import { parse } from 'csv-parse/sync';

export interface CsvRow {
  /** Line of the file the row begins on, from 1. */
  readonly line: number;
  readonly cells: readonly string[];
}

export interface CsvProblem {
  readonly line: number;
  readonly problem: string;
}

export interface CsvOptions {
  /** `strict`: a quote inside an unquoted cell makes the row bad. `relaxed`: it is a character like any other. */
  readonly quotes: 'strict' | 'relaxed';
}

const lineBytesMax = 65_536;
/** Lines that one quoted cell may go over; with more, its quote was never meant to be open. */
const linesPerRowMax = 5;

interface Line {
  readonly line: number;
  readonly text: string;
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
// Everything that no keyboard types into a cell; a tab may stand between words.
const controls = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f]/;

/** Rejects as the stream does: a file that is missing or cannot be read. Blank lines are passed over. */
export async function* readCsvRows(
  file: AsyncIterable<unknown>,
  { quotes }: CsvOptions,
): AsyncGenerator<CsvRow | CsvProblem> {
  const lines = readLines(file);
  const ahead: (Line | CsvProblem)[] = [];
  const next = async (index: number): Promise<Line | CsvProblem | undefined> => {
    while (ahead.length <= index) {
      const read = await lines.next();
      if (read.done === true) return undefined;
      ahead.push(read.value);
    }
    return ahead[index];
  };
  for (let first = await next(0); first !== undefined; first = await next(0)) {
    ahead.shift();
    if ('problem' in first) {
      yield first;
      continue;
    }
    const { line } = first;
    let { text } = first;
    let cells = cellsOf(text, quotes);
    let used = 0;
    while (cells === 'open' && used + 1 < linesPerRowMax) {
      const more = await next(used);
      if (more === undefined || 'problem' in more) break;
      used += 1;
      text = `${text}\n${more.text}`;
      cells = cellsOf(text, quotes);
    }
    if (typeof cells === 'string') yield { line, problem: `cannot be read: ${problemWords[cells]}` };
    else {
      ahead.splice(0, used);
      if (text.trim() !== '') yield { line, cells };
    }
  }
}

const problemWords = { open: 'a quote is not closed', broken: 'a quote is out of place' } as const;

function cellsOf(text: string, quotes: CsvOptions['quotes']): readonly string[] | keyof typeof problemWords {
  if (!text.includes('"')) return text.split(',');
  try {
    const [cells = []] = parse(text, {
      relax_column_count: true,
      relax_quotes: quotes === 'relaxed',
    });
    return cells;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'CSV_QUOTE_NOT_CLOSED'
      ? 'open'
      : 'broken';
  }
}

/** Physical lines; one that is too long is passed over without being kept. */
async function* readLines(file: AsyncIterable<unknown>): AsyncGenerator<Line | CsvProblem> {
  let line = 0;
  let parts: Uint8Array[] = [];
  let bytes = 0;
  const keep = (part: Uint8Array): void => {
    bytes += part.length;
    if (bytes <= lineBytesMax) parts.push(part);
    else parts = [];
  };
  const finished = (): Line | CsvProblem => {
    line += 1;
    const result =
      bytes > lineBytesMax
        ? { line, problem: `longer than ${lineBytesMax} bytes` }
        : decoded(line, Buffer.concat(parts));
    parts = [];
    bytes = 0;
    return result;
  };
  for await (const chunk of file) {
    let rest = Buffer.from(chunk as Uint8Array);
    for (let end = rest.indexOf(0x0a); end >= 0; end = rest.indexOf(0x0a)) {
      keep(rest.subarray(0, end));
      rest = rest.subarray(end + 1);
      yield finished();
    }
    if (rest.length > 0) keep(rest);
  }
  if (bytes > 0) yield finished();
}

function decoded(line: number, bytes: Uint8Array): Line | CsvProblem {
  let text: string;
  try {
    text = utf8.decode(bytes);
  } catch {
    return { line, problem: 'is not UTF-8 text' };
  }
  if (line === 1 && text.startsWith('\uFEFF')) text = text.slice(1);
  if (text.endsWith('\r')) text = text.slice(0, -1);
  return controls.test(text) ? { line, problem: 'has control characters' } : { line, text };
}
