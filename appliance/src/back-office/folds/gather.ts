// Puts rows together before they are written: many entries touch the same hour and the same product, and one statement may meet a key only
// once (PostgreSQL refuses a second one).
import type { FoldRow, FoldTable, RowChange, Scalar } from './fold.ts';

/** Rows handed over by a fold are its own no longer. */
type OwnRow = Record<string, Scalar>;

export class Gathering {
  readonly #merged = new Map<FoldTable, Map<string, OwnRow>>();
  readonly #once = new Map<FoldTable, FoldRow[]>();

  add({ table, row }: RowChange): void {
    if (table.merge === 'once') {
      const rows = this.#once.get(table);
      if (rows === undefined) this.#once.set(table, [row]);
      else rows.push(row);
      return;
    }
    let rows = this.#merged.get(table);
    if (rows === undefined) {
      rows = new Map();
      this.#merged.set(table, rows);
    }
    const key = keyOf(table, row);
    const before = rows.get(key);
    if (before === undefined) rows.set(key, row);
    else merge(table, before, row);
  }

  /** What there is to write, by table. */
  tables(): readonly (readonly [FoldTable, readonly FoldRow[]])[] {
    return [...this.#once, ...[...this.#merged].map(([table, rows]) => [table, [...rows.values()]] as const)];
  }
}

function keyOf({ keys }: FoldTable, row: FoldRow): string {
  let key = '';
  for (const name of keys) key += `${String(row[name])}\u0000`;
  return key;
}

function merge({ merge: how, values, rank = [] }: FoldTable, before: OwnRow, row: FoldRow): void {
  if (how === 'sum') for (const name of values) before[name] = Number(before[name]) + Number(row[name]);
  else if (isLater(rank, row, before)) Object.assign(before, row);
}

function isLater(rank: readonly string[], one: FoldRow, other: FoldRow): boolean {
  for (const name of rank) {
    const [a, b] = [one[name] ?? 0, other[name] ?? 0];
    if (a !== b) return a > b;
  }
  return false;
}
