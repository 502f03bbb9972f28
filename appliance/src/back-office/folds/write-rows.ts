// Writes gathered rows, one statement a table, into whatever tables the folds name.
import { sql } from 'kysely';
import { compiledOnce } from '../../platform/query/compiled-once.ts';
import { rowsOfJson } from '../../platform/query/rows-as-json.ts';
import type { FoldRow, FoldTable } from './fold.ts';
import type { FoldedTables, FoldQueries, FoldTransaction } from './fold-tables.ts';
import type { Gathering } from './gather.ts';

/** Rows of one statement: bounds the text that is built for it. */
const rowsMax = 5_000;

export async function writeRows(tx: FoldTransaction, gathering: Gathering): Promise<void> {
  for (const [table, rows] of gathering.tables()) {
    const insert = insertions.get(table) ?? insertionInto(table);
    insertions.set(table, insert);
    for (let from = 0; from < rows.length; from += rowsMax)
      await insert(tx, textOf(table, rows.slice(from, from + rowsMax)));
  }
}

/** Empties a table; without a condition SQLite gives its pages back at once instead of row by row. */
export async function emptyTable(tx: FoldTransaction, { name }: FoldTable): Promise<void> {
  await tx.withTables<FoldedTables>().deleteFrom(name).execute();
}

const insertions = new WeakMap<FoldTable, ReturnType<typeof insertionInto>>();

function insertionInto(table: FoldTable) {
  const { name, merge, keys, values, rank = [] } = table;
  const columns = columnsOf(table);
  return compiledOnce((queries: FoldQueries, rows: string) => {
    const insert = queries
      .withTables<FoldedTables>()
      .insertInto(name)
      .columns(columns)
      .expression(rowsOfJson(columns, rows));
    if (merge === 'once') return insert;
    return insert.onConflict((conflict) => {
      const met = conflict.columns(keys);
      if (merge === 'sum')
        return met.doUpdateSet((eb) =>
          Object.fromEntries(
            values.map((each) => [each, eb(`${name}.${each}`, '+', eb.ref(`excluded.${each}`))]),
          ),
        );
      return met
        .doUpdateSet((eb) => Object.fromEntries(values.map((each) => [each, eb.ref(`excluded.${each}`)])))
        .where(ranked('excluded', rank), '>', ranked(name, rank));
    });
  });
}

function textOf(table: FoldTable, rows: readonly FoldRow[]): string {
  const columns = columnsOf(table);
  return JSON.stringify(rows.map((row) => columns.map((name) => row[name])));
}

function columnsOf({ keys, values }: FoldTable): readonly string[] {
  return [...keys, ...values];
}

function ranked(of: string, rank: readonly string[]) {
  return sql`(${sql.join(rank.map((each) => sql.ref(`${of}.${each}`)))})`;
}
