// The first row of a file against the columns there are: none unknown, none twice, and the one that says which record a row is about.
import { type Kind, kinds } from '../../../protocol/office/kinds.ts';
import { folded } from '../texts.ts';
import type { Column } from './columns.ts';
import type { CsvProblem } from './problem.ts';

export type Header =
  | { readonly ok: true; readonly columns: readonly Column[] }
  | { readonly ok: false; readonly problems: readonly CsvProblem[] };

function named(column: Column): readonly [string, Column] {
  return [folded(column.name), column];
}

/** Where a map has one key only (an office with one price region), `price` alone says which. */
function shortNames(known: readonly Column[]): readonly (readonly [string, Column])[] {
  const alone = known.filter(
    ({ field, member }) =>
      member !== undefined && known.filter((other) => other.field === field).length === 1,
  );
  return alone.map((column) => [folded(column.name.split(':')[0] ?? ''), column]);
}

export function headerOf(kind: Kind, known: readonly Column[], header: readonly string[]): Header {
  const byName = new Map([...shortNames(known), ...known.map(named)]);
  const problems: CsvProblem[] = [];
  const seen = new Set<string>();
  const columns: Column[] = [];
  for (const name of header) {
    const column = byName.get(folded(name));
    const code = column === undefined ? 'csv.column-unknown' : 'csv.column-twice';
    if (column === undefined || seen.has(column.name))
      problems.push({ line: 1, column: name, code, data: { column: name } });
    else columns.push(column);
    if (column !== undefined) seen.add(column.name);
  }
  const { key } = kinds[kind];
  if (!columns.some(({ field }) => field === key))
    problems.push({ line: 1, column: key, code: 'csv.column-missing', data: { column: key } });
  return problems.length > 0 ? { ok: false, problems } : { ok: true, columns };
}
