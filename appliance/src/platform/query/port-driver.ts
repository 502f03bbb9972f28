// Kysely's driver over the Database port: reads beside the writer, single writes durable one by one, and a transaction of Kysely held
// open as one Database.transaction. The order and the limits are the port's; nothing here queues, retries or wraps a Fault.
import type { CompiledQuery, DatabaseConnection, Driver, QueryResult, TransactionSettings } from 'kysely';
import { isFault } from '../fault.ts';
import type { Database, Row, Transaction } from '../ports/database.ts';
import { bind } from './bind.ts';
import { effectOf, makesRows } from './effect.ts';

/** What of the port queries need. */
export type QueriedStore = Pick<Database, 'all' | 'write' | 'transaction'>;

/** The port has no savepoints, no streams and no transaction that only reads: asking for one is a defect, told aloud. */
export class PortDriver implements Driver {
  readonly #database: QueriedStore;

  constructor(database: QueriedStore) {
    this.#database = database;
  }

  async init(): Promise<void> {
    // The database is open already; its owner opened it.
  }

  async destroy(): Promise<void> {
    // Its owner closes it too.
  }

  async acquireConnection(): Promise<DatabaseConnection> {
    return new PortConnection(this.#database);
  }

  async releaseConnection(): Promise<void> {
    // A connection holds nothing outside its transaction.
  }

  async beginTransaction(connection: DatabaseConnection, settings: TransactionSettings): Promise<void> {
    // Every transaction has the writer alone, which satisfies each isolation level.
    if (settings.accessMode === 'read only') throw new Error('a transaction that only reads is not offered');
    await own(connection).begin();
  }

  async commitTransaction(connection: DatabaseConnection): Promise<void> {
    await own(connection).commit();
  }

  async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    await own(connection).rollBack();
  }
}

function own(connection: DatabaseConnection): PortConnection {
  if (connection instanceof PortConnection) return connection;
  throw new TypeError('a connection of another driver');
}

/** What a transaction of the port ends with when it is to leave nothing behind. */
const rolledBack = new Error('rolled back');

interface Failure {
  readonly thrown: unknown;
}

interface BegunTransaction {
  readonly statements: Transaction;
  readonly commit: () => void;
  readonly rollBack: () => void;
}

interface OpenTransaction extends BegunTransaction {
  /** What the port threw; undefined when it committed or rolled back as asked. Never rejects. */
  readonly end: Promise<Failure | undefined>;
}

class PortConnection implements DatabaseConnection {
  readonly #database: QueriedStore;
  #open: OpenTransaction | undefined;

  constructor(database: QueriedStore) {
    this.#database = database;
  }

  async begin(): Promise<void> {
    this.#open = await beginOn(this.#database);
  }

  async commit(): Promise<void> {
    const open = this.#open;
    if (open === undefined) throw new Error('no transaction is open');
    open.commit();
    const failure = await open.end;
    // Left open for Kysely, which rolls back what did not commit.
    if (failure !== undefined) throw failure.thrown;
    this.#open = undefined;
  }

  async rollBack(): Promise<void> {
    const open = this.#open;
    this.#open = undefined;
    open?.rollBack();
    await open?.end;
  }

  async executeQuery<R>(compiled: CompiledQuery): Promise<QueryResult<R>> {
    const parameters = bind(compiled.parameters);
    if (this.#open === undefined) return this.#alone<R>(compiled, parameters);
    try {
      return await inTransaction<R>(this.#open.statements, compiled, parameters);
    } catch (error) {
      // A transaction that was cut off answers every statement with `stopped`; what cut it off is the thing to know.
      const failure = isFault(error, 'stopped') ? await this.#open.end : undefined;
      throw failure === undefined ? error : failure.thrown;
    }
  }

  async #alone<R>(compiled: CompiledQuery, parameters: ReturnType<typeof bind>): Promise<QueryResult<R>> {
    switch (effectOf(compiled)) {
      case 'read':
        return { rows: rowsAs<R>(await this.#database.all(compiled.sql, parameters)) };
      case 'write':
        return written<R>(compiled, await this.#database.write(compiled.sql, parameters));
      case 'write-returning':
        return this.#database.transaction((tx) => inTransaction<R>(tx, compiled, parameters));
    }
  }

  // The port reads whole answers, so a long list is read by pages, by its key.
  async *streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
    throw new Error('streaming is not offered: read by pages');
  }
}

async function inTransaction<R>(
  tx: Transaction,
  compiled: CompiledQuery,
  parameters: ReturnType<typeof bind>,
): Promise<QueryResult<R>> {
  switch (effectOf(compiled)) {
    case 'read':
      return { rows: rowsAs<R>(await tx.all(compiled.sql, parameters)) };
    case 'write':
      return written<R>(compiled, await tx.run(compiled.sql, parameters));
    case 'write-returning': {
      const rows = await tx.all(compiled.sql, parameters);
      return { rows: rowsAs<R>(rows), numAffectedRows: BigInt(rows.length) };
    }
  }
}

function written<R>(
  { query }: CompiledQuery,
  { changes, lastId }: { readonly changes: number; readonly lastId: number },
): QueryResult<R> {
  const result: QueryResult<R> = { rows: [], numAffectedRows: BigInt(changes) };
  return makesRows(query) ? { ...result, insertId: BigInt(lastId) } : result;
}

function rowsAs<R>(rows: readonly Row[]): R[] {
  // The schema that the queries are typed by is what the migrations made; Kysely takes it on trust, in every driver.
  return rows as unknown as R[];
}

/** Resolves when the transaction has the writer; rejects with the port's Fault when it never got it. */
async function beginOn(database: QueriedStore): Promise<OpenTransaction> {
  let begin: (transaction: BegunTransaction) => void = () => undefined;
  const begun = new Promise<BegunTransaction>((resolve) => {
    begin = resolve;
  });
  const ended = database.transaction(
    (statements) =>
      new Promise<void>((commit, abandon) => {
        begin({
          statements,
          commit,
          rollBack: () => {
            abandon(rolledBack);
          },
        });
      }),
  );
  const end = ended.then(
    () => undefined,
    (thrown: unknown) => (thrown === rolledBack ? undefined : { thrown }),
  );
  const refused = ended.then(() => {
    throw new Error('the transaction ended before it began');
  });
  return { ...(await Promise.race([begun, refused])), end };
}
