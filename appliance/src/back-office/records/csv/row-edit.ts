// One row: its cells read, and what they do to a body. A column the file does not have leaves its field as it is; an empty cell empties it.
import type { Column } from './columns.ts';
import type { CsvProblem } from './problem.ts';
import type { Row } from './rows.ts';

export interface Cell {
  readonly column: Column;
  /** Member of the field, where the column stands for one; as in a body. */
  readonly member?: string | undefined;
  /** Undefined: the cell is empty. */
  readonly value: unknown;
}

export interface ReadRow {
  readonly problems: readonly CsvProblem[];
  readonly line: number;
  readonly cells: readonly Cell[];
  /** Cells of whole fields, by field. */
  readonly fields: ReadonlyMap<string, Cell>;
}

export function readRow({ line, cells }: Row, columns: readonly Column[]): ReadRow {
  const problems: CsvProblem[] = [];
  const read: Cell[] = [];
  if (cells.length > columns.length && cells.slice(columns.length).some((cell) => cell.trim() !== '')) {
    const data = { cells: cells.length, columns: columns.length };
    problems.push({ line, column: null, code: 'csv.cells', data });
  }
  for (const [index, column] of columns.entries()) {
    const outcome = column.codec.read(cells[index] ?? '');
    if (outcome.is === 'wrong')
      problems.push({ line, column: column.name, code: outcome.refusal.code, data: outcome.refusal.data });
    else
      read.push({
        column,
        member: column.member,
        value: outcome.is === 'value' ? outcome.value : undefined,
      });
  }
  const whole = read.filter(({ column }) => column.member === undefined);
  return { line, cells: read, fields: new Map(whole.map((cell) => [cell.column.field, cell])), problems };
}

/** A body with the cells in it. What is emptied is left out: the schema says what stands there when nobody says. */
export function appliedTo(before: object, cells: readonly Cell[]): Record<string, unknown> {
  const body = new Map<string, unknown>(Object.entries(before));
  const parts = new Map<string, Map<string, unknown>>();
  for (const { column, member, value } of cells) {
    const { field } = column;
    if (member === undefined) {
      if (value === undefined) body.delete(field);
      else body.set(field, value);
      continue;
    }
    const part = parts.get(field) ?? new Map<string, unknown>(Object.entries(body.get(field) ?? {}));
    parts.set(field, part);
    if (value === undefined) part.delete(member);
    else part.set(member, value);
  }
  for (const [field, part] of parts) {
    if (part.size === 0) body.delete(field);
    else body.set(field, Object.fromEntries(part));
  }
  return Object.fromEntries(body);
}
