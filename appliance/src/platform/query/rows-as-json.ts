// Rows as the one parameter of their statement, so that it is the same however many there are: compiled once, prepared once.
// In SQLite's own dialect, here for all that write so.
import { type RawBuilder, sql } from 'kysely';

/**
 * What `insertInto(…).columns(columns).expression(…)` takes instead of `values`; an `onConflict` may follow. PostgreSQL has `jsonb_array_elements`
 * for it, with a cast to the column's type behind each value.
 * @param json rows, each an array of values in the order of the columns
 */
export function rowsOfJson(columns: readonly string[], json: string): RawBuilder<unknown> {
  const values = columns.map((_column, index) => sql`value ->> ${sql.lit(index)}`);
  return sql`select ${sql.join(values)} from jsonb_each(${json}) where true`;
}
