// A CSV file as edits of records: rows are found by the kind's key, made where they are not there, altered only in the columns that the file
// has. Everything is checked before anything is written; what is wrong is told by line and column.
import type { Ids } from '../../../platform/ports/ids.ts';
import { type Kind, kinds } from '../../../protocol/office/kinds.ts';
import { type Edit, type Problem, problemsMax } from '../edits.ts';
import type { By, RecordStore } from '../record-store.ts';
import type { RecordNo } from '../refusals.ts';
import { pathSeparator } from '../rules/category.ts';
import { turnReferences } from '../schema-walk.ts';
import { turnEvery } from '../stored.ts';
import { type Column, columnsOf } from './columns.ts';
import { headerOf } from './header.ts';
import { IdsOfKeys, sameKey } from './keys-and-ids.ts';
import { type Cell, type ReadRow, appliedTo, readRow } from './row-edit.ts';
import { readSheet } from './rows.ts';
import type { CsvProblem } from './problem.ts';
import { surroundingsOf } from './surroundings.ts';

export interface ImportedCounts {
  readonly rows: number;
  readonly created: number;
  readonly changed: number;
  readonly unchanged: number;
}

export type ImportOutcome =
  | { readonly ok: true; readonly value: ImportedCounts }
  /** Nothing was written. At most `problemsMax` of the `total`; of what the records say, no more than that are looked for. */
  | {
      readonly ok: false;
      /** In the file. */
      readonly rows: number;
      readonly problems: readonly CsvProblem[];
      readonly total: number;
    };

export interface CsvImport {
  readonly kind: Kind;
  readonly bytes: Uint8Array;
  /** Only says what would happen. */
  readonly dryRun: boolean;
}

export async function importCsv(
  { records, ids }: { readonly records: RecordStore; readonly ids: Ids },
  { kind, bytes, dryRun }: CsvImport,
  by: By,
): Promise<ImportOutcome> {
  const sheet = await readSheet(bytes);
  if (!sheet.ok) return wrongFile(sheet.refusal);
  const columns = columnsOf(kind, await surroundingsOf(records, '.'));
  const header = headerOf(kind, columns, sheet.value.header);
  const count = sheet.value.rows.length;
  if (!header.ok) return refusedWith(count, header.problems);
  const rows = await inTurns(records, sheet.value.rows, (row) => readRow(row, header.columns));
  const known = await idsOfRows(records, { kind, rows });
  const { edits, problems: unknown } = await editsOf(records, { kind, rows, known, ids });
  const unreadable = [...rows.flatMap((row) => row.problems), ...twice(kind, rows), ...unknown];
  if (unreadable.length > 0) {
    const more = await beside(records, { kind, rows, edits, columns, by }, unreadable);
    return refusedWith(count, [...unreadable, ...more]);
  }
  const done = await (dryRun ? records.tryMany(kind, edits, by) : records.changeMany(kind, edits, by));
  if (!done.ok) {
    const told = done.problems.map((each) => toldByLine(each, rows, columns));
    return refusedWith(count, told);
  }
  const { created, changed, unchanged } = done.value;
  return { ok: true, value: { rows: rows.length, created, changed, unchanged } };
}

/** Long files are gone through in pieces: a till may sell in the same process. */
async function inTurns<Item, Made>(
  records: RecordStore,
  items: readonly Item[],
  make: (item: Item, index: number) => Made,
): Promise<readonly Made[]> {
  const made: Made[] = [];
  for (const [index, item] of items.entries()) {
    if (index % turnEvery === turnEvery - 1) await records.letOthersTurn();
    made.push(make(item, index));
  }
  return made;
}

interface Tried extends Rows {
  readonly edits: readonly Edit[];
  readonly columns: readonly Column[];
  readonly by: By;
}

/** What is wrong with the rows that can be read: a file is mended once, and not once for each sort of mistake. */
async function beside(
  records: RecordStore,
  { kind, rows, edits, columns, by }: Tried,
  unreadable: readonly CsvProblem[],
): Promise<readonly CsvProblem[]> {
  const wrong = new Set(unreadable.map(({ line }) => line));
  const sound = edits.flatMap((edit, index) => {
    const row = rows[index];
    return row === undefined || wrong.has(row.line) ? [] : [{ edit, row }];
  });
  const tried = await records.tryMany(
    kind,
    sound.map(({ edit }) => edit),
    by,
  );
  if (tried.ok) return [];
  // Who refers to a row that is wrong itself will be right when that row is.
  const left = new Set(edits.filter((_, index) => wrong.has(rows[index]?.line ?? 0)).map(({ id }) => id));
  const soundRows = sound.map(({ row }) => row);
  return tried.problems
    .filter(({ refusal: { code, data } }) => code !== 'reference.unknown' || !left.has(String(data['value'])))
    .map((each) => toldByLine(each, soundRows, columns));
}

function wrongFile({ code, data }: RecordNo): ImportOutcome {
  const line = typeof data['line'] === 'number' ? data['line'] : 1;
  return refusedWith(0, [{ line, column: null, code, data }]);
}

function refusedWith(rows: number, problems: readonly CsvProblem[]): ImportOutcome {
  const sorted = problems.toSorted((a, b) => a.line - b.line).slice(0, problemsMax);
  return { ok: false, rows, problems: sorted, total: problems.length };
}

/** How a row calls its record: the key, or the path of a category. */
function keyOf(kind: Kind, { fields }: ReadRow): string {
  const key = fields.get(kinds[kind].key)?.value;
  if (typeof key !== 'string') return '';
  const parent = kind === 'category' ? fields.get('parent')?.value : undefined;
  return typeof parent === 'string' ? `${parent}${pathSeparator}${key}` : key;
}

function twice(kind: Kind, rows: readonly ReadRow[]): readonly CsvProblem[] {
  const first = new Map<string, number>();
  return rows.flatMap((row) => {
    const key = keyOf(kind, row);
    const same = sameKey(kind, key);
    const line = first.get(same);
    if (line === undefined) {
      first.set(same, row.line);
      return [];
    }
    if (key === '') return [];
    const data = { value: key, line };
    return [{ line: row.line, column: kinds[kind].key, code: 'csv.key-twice' as const, data }];
  });
}

interface Rows {
  readonly kind: Kind;
  readonly rows: readonly ReadRow[];
}

/** Every cell that holds a key, asked for at once. */
async function idsOfRows(records: RecordStore, { kind, rows }: Rows): Promise<IdsOfKeys> {
  const known = new IdsOfKeys(records);
  const wanted = new Map<Kind, Set<string>>();
  const want = (of: Kind, key: string): void => {
    wanted.set(of, (wanted.get(of) ?? new Set()).add(key));
  };
  await inTurns(records, rows, (row) => {
    want(kind, keyOf(kind, row));
    for (const cell of row.cells)
      turnReferences(kind, partOf(cell), (use) => {
        want(use.kind, use.id);
        return use.id;
      });
  });
  for (const [of, keys] of wanted) await known.prepare(of, keys);
  return known;
}

/** The one field a cell speaks of, shaped as in a body. */
function partOf({ column: { field, member }, value }: Cell): Record<string, unknown> {
  return { [field]: member === undefined ? value : { [member]: value } };
}

interface Edits {
  readonly edits: readonly Edit[];
  readonly problems: readonly CsvProblem[];
}

async function editsOf(
  records: RecordStore,
  { kind, rows, known, ids }: Rows & { readonly known: IdsOfKeys; readonly ids: Ids },
): Promise<Edits> {
  const found = await inTurns(records, rows, (row) => known.id(kind, keyOf(kind, row)));
  const made = found.map((id) => id ?? ids.uuid());
  await inTurns(records, rows, (row, index) => {
    const id = made[index];
    if (found[index] === undefined && id !== undefined) known.add(kind, keyOf(kind, row), id);
  });
  const problems: CsvProblem[] = [];
  const edits = await inTurns(records, rows, (row, index): Edit => {
    const cells = row.cells.map((cell) => withIds(kind, cell, { known, line: row.line, problems }));
    const id = made[index] ?? '';
    const body = (before: object): unknown => appliedTo(before, cells);
    return found[index] === undefined ? { id, isNew: true, body } : { id, body };
  });
  return { edits, problems };
}

interface Translating {
  readonly known: IdsOfKeys;
  readonly line: number;
  readonly problems: CsvProblem[];
}

function withIds(kind: Kind, cell: Cell, { known, line, problems }: Translating): Cell {
  if (cell.value === undefined) return { ...cell, member: memberOf(kind, cell, known) };
  const { column } = cell;
  const turned = turnReferences(kind, partOf(cell), (use) => {
    const id = known.id(use.kind, use.id);
    if (id !== undefined) return id;
    const data = { field: column.field, kind: use.kind, value: use.id.slice(0, 100) };
    problems.push({ line, column: column.name, code: 'reference.unknown', data });
    return use.id;
  })[column.field];
  if (column.member === undefined) return { ...cell, value: turned };
  const [[member, value] = [column.member, undefined]] = Object.entries(turned as object);
  return { column, member, value };
}

/** The id of the record a map's column stands for. */
function memberOf(kind: Kind, { column }: Cell, known: IdsOfKeys): string | undefined {
  if (column.member === undefined) return undefined;
  const turned = turnReferences(
    kind,
    { [column.field]: { [column.member]: 0 } },
    (use) => known.id(use.kind, use.id) ?? use.id,
  )[column.field];
  return Object.keys(turned as object)[0];
}

/** A refusal of the records with the line and column of the file it speaks of. */
function toldByLine(
  { index, refusal }: Problem,
  rows: readonly ReadRow[],
  columns: readonly Column[],
): CsvProblem {
  const field = refusal.data['field'];
  const column = columns.find((each) => each.field === field);
  const several = columns.filter((each) => each.field === field).length > 1;
  return {
    line: rows[index]?.line ?? 0,
    column: column === undefined ? null : several ? column.field : column.name,
    ...refusal,
  };
}
