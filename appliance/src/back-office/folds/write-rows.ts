// Writes gathered rows, one statement a table: rows go in as one JSON text, whatever their number, so that the statement is prepared once.
// The one place where folds speak the database's own dialect.
import type { Transaction } from '../../platform/ports/database.ts';
import type { FoldRow, FoldTable } from './fold.ts';
import type { Gathering } from './gather.ts';

/** Rows of one statement: bounds the text that is built for it. */
const rowsMax = 5_000;

export async function writeRows(tx: Transaction, gathering: Gathering): Promise<void> {
  for (const [table, rows] of gathering.tables()) {
    const sql = statementOf(table);
    for (let from = 0; from < rows.length; from += rowsMax)
      await tx.run(sql, [textOf(table, rows.slice(from, from + rowsMax))]);
  }
}

/** Empties a table; without a condition SQLite gives its pages back at once instead of row by row. */
export async function emptyTable(tx: Transaction, table: FoldTable): Promise<void> {
  await tx.run(`DELETE FROM ${table.name}`);
}

function textOf({ keys, values }: FoldTable, rows: readonly FoldRow[]): string {
  const columns = [...keys, ...values];
  return JSON.stringify(rows.map((row) => columns.map((name) => row[name])));
}

const statements = new WeakMap<FoldTable, string>();

function statementOf(table: FoldTable): string {
  const known = statements.get(table);
  if (known !== undefined) return known;
  const columns = [...table.keys, ...table.values];
  const fields = columns.map((_name, index) => `value->>${index}`).join(', ');
  const sql = `INSERT INTO ${table.name} (${quoted(columns)}) SELECT ${fields} FROM jsonb_each(?) WHERE true${onConflict(table)}`;
  statements.set(table, sql);
  return sql;
}

function onConflict({ name, merge, keys, values, rank = [] }: FoldTable): string {
  const update = ` ON CONFLICT (${quoted(keys)}) DO UPDATE SET`;
  switch (merge) {
    case 'once':
      return '';
    case 'sum':
      return `${update} ${values.map((each) => `"${each}" = ${name}."${each}" + excluded."${each}"`).join(', ')}`;
    case 'latest': {
      const ranked = (of: string): string => `(${rank.map((each) => `${of}."${each}"`).join(', ')})`;
      const taken = values.map((each) => `"${each}" = excluded."${each}"`).join(', ');
      return `${update} ${taken} WHERE ${ranked('excluded')} > ${ranked(name)}`;
    }
  }
}

function quoted(names: readonly string[]): string {
  return names.map((name) => `"${name}"`).join(', ');
}
