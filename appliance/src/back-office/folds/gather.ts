// Puts rows together before they are written: many entries touch the same hour and the same product, and one statement may meet a key only
// once (PostgreSQL refuses a second one).
import type { FoldRow, FoldTable, RowChange } from './fold.ts';

export class Gathering {
  readonly #tables = new Map<FoldTable, Map<string, FoldRow>>();

  add({ table, row }: RowChange): void {
    let rows = this.#tables.get(table);
    if (rows === undefined) {
      rows = new Map();
      this.#tables.set(table, rows);
    }
    const key = keyOf(table, row);
    const before = rows.get(key);
    rows.set(key, before === undefined ? row : merged(table, before, row));
  }

  get tables(): ReadonlyMap<FoldTable, ReadonlyMap<string, FoldRow>> {
    return this.#tables;
  }
}

function keyOf(table: FoldTable, row: FoldRow): string {
  return JSON.stringify(table.keys.map((name) => row[name]));
}

function merged(table: FoldTable, before: FoldRow, row: FoldRow): FoldRow {
  switch (table.merge) {
    case 'sum':
      return added(table, before, row);
    case 'latest':
      return isLater(table, row, before) ? row : before;
    case 'once':
      throw new Error(`two rows of ${table.name} with the key ${keyOf(table, row)}`);
  }
}

function added({ values }: FoldTable, before: FoldRow, row: FoldRow): FoldRow {
  const sum: Record<string, FoldRow[string]> = { ...before };
  for (const name of values) sum[name] = Number(before[name]) + Number(row[name]);
  return sum;
}

function isLater({ rank = [] }: FoldTable, one: FoldRow, other: FoldRow): boolean {
  for (const name of rank) {
    const [a, b] = [one[name] ?? 0, other[name] ?? 0];
    if (a !== b) return a > b;
  }
  return false;
}
