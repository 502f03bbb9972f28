// Typed queries over the Database port: the same Kysely code later runs on PostgreSQL, by another dialect and no other change.
import { Kysely, SqliteAdapter, SqliteIntrospector, SqliteQueryCompiler } from 'kysely';
import type { Database } from '../ports/database.ts';
import { PortDriver, type QueriedStore } from './port-driver.ts';

/**
 * Queries typed by `Schema` (table name to row type). Faults of the port pass through unchanged; a parameter no column can hold is a
 * TypeError. Inside `transaction().execute(tx => …)` use `tx` only: a write by the outer object waits for the writer that the
 * transaction holds, until the transaction's limit ends it. `destroy` leaves the database open: its owner closes it.
 */
export function createQueries<Schema>(database: QueriedStore): Kysely<Schema> {
  return new Kysely<Schema>({
    dialect: {
      createAdapter: () => new SqliteAdapter(),
      createDriver: () => new PortDriver(database),
      createIntrospector: (queries) => new SqliteIntrospector(queries),
      createQueryCompiler: () => new SqliteQueryCompiler(),
    },
  });
}

/** The same over what can only be read, such as a snapshot: a write throws. */
export function readQueries<Schema>(source: Pick<Database, 'all'>): Kysely<Schema> {
  const refused = async (): Promise<never> => {
    throw new Error('a store that is only read was to be written');
  };
  return createQueries({ all: async (...of) => source.all(...of), write: refused, transaction: refused });
}
