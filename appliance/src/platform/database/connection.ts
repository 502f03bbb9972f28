// One connection of the SQLite package as promises: statements are prepared once and kept, errors become Faults.
// It keeps no order: whoever owns it runs one thing at a time (work-queue.ts).
import sqlite3 from 'sqlite3';
import type { Row, SqlValue } from '../ports/database.ts';
import { storageFault } from './sqlite-fault.ts';

export interface WriteResult {
  readonly changes: number;
  readonly lastId: number;
}

export interface OpenOptions {
  readonly mode: 'write' | 'read';
  readonly busyTimeoutMs: number;
}

// SQL is written by hand and bounded; this only keeps a defect from growing without end.
const statementsMax = 256;

type Settle = (error: Error | null) => void;

function settled(work: (done: Settle) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    work((error) => {
      if (error === null) resolve();
      else reject(storageFault(error));
    });
  });
}

export class Connection {
  readonly #database: sqlite3.Database;
  readonly #statements = new Map<string, sqlite3.Statement>();

  private constructor(database: sqlite3.Database) {
    this.#database = database;
  }

  /** Opens the file (a path, or a `file:` URI); mode `write` makes it where it is missing. */
  static async open(file: string, options: OpenOptions): Promise<Connection> {
    const access =
      options.mode === 'write' ? sqlite3.OPEN_READWRITE | sqlite3.OPEN_CREATE : sqlite3.OPEN_READONLY;
    const database = await new Promise<sqlite3.Database>((resolve, reject) => {
      const opened = new sqlite3.Database(
        file,
        access | sqlite3.OPEN_FULLMUTEX | sqlite3.OPEN_URI,
        (error: Error | null) => {
          if (error === null) resolve(opened);
          else reject(storageFault(error));
        },
      );
    });
    const connection = new Connection(database);
    await connection.all(`PRAGMA busy_timeout = ${String(options.busyTimeoutMs)}`);
    return connection;
  }

  async run(sql: string, parameters: readonly SqlValue[] = []): Promise<WriteResult> {
    const statement = await this.#prepared(sql);
    return new Promise((resolve, reject) => {
      statement.run([...parameters], function (this: sqlite3.RunResult, error: Error | null) {
        if (error === null) resolve({ changes: this.changes, lastId: this.lastID });
        else reject(storageFault(error));
      });
    });
  }

  async all(sql: string, parameters: readonly SqlValue[] = []): Promise<readonly Row[]> {
    const statement = await this.#prepared(sql);
    return new Promise((resolve, reject) => {
      statement.all([...parameters], (error: Error | null, rows: Row[]) => {
        if (error === null) resolve(rows);
        else reject(storageFault(error));
      });
    });
  }

  /** First row. Reads to the end all the same: the package's own `get` would leave the statement, and with it its snapshot, open. */
  async get(sql: string, parameters: readonly SqlValue[] = []): Promise<Row | undefined> {
    return (await this.all(sql, parameters))[0];
  }

  /** Several statements separated by semicolons, without parameters. */
  exec(sql: string): Promise<void> {
    return settled((done) => this.#database.exec(sql, done));
  }

  async close(): Promise<void> {
    for (const statement of this.#statements.values()) statement.finalize();
    this.#statements.clear();
    await settled((done) => {
      this.#database.close(done);
    });
  }

  #prepared(sql: string): Promise<sqlite3.Statement> | sqlite3.Statement {
    const known = this.#statements.get(sql);
    if (known !== undefined) return known;
    return new Promise((resolve, reject) => {
      const statement = this.#database.prepare(sql, (error: Error | null) => {
        if (error === null) {
          this.#keep(sql, statement);
          resolve(statement);
        } else reject(storageFault(error));
      });
    });
  }

  #keep(sql: string, statement: sqlite3.Statement): void {
    if (this.#statements.size >= statementsMax) {
      for (const [oldest, old] of this.#statements) {
        old.finalize();
        this.#statements.delete(oldest);
        break;
      }
    }
    this.#statements.set(sql, statement);
  }
}
