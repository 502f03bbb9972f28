// The store as a port: one writer queue, readers beside it, nothing of the SQLite package shows through.
// All writing is ordered by the queue; readers see the last commit.

export type SqlValue = string | number | null | Uint8Array;
export type Row = Readonly<Record<string, SqlValue>>;

export interface Database {
  /** One statement, one durable commit (`synchronous=FULL`), through the writer queue. Throws Fault `storage.full` | `storage.busy` | `storage.failed` | `storage.constraint`. */
  write(
    sql: string,
    parameters?: readonly SqlValue[],
  ): Promise<{ readonly changes: number; readonly lastId: number }>;
  /** Several statements in one transaction, alone on the writer. Rolled back when `work` throws. Never on a hot path. */
  transaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T>;
  /** First row, from a read-only connection. */
  get(sql: string, parameters?: readonly SqlValue[]): Promise<Row | undefined>;
  all(sql: string, parameters?: readonly SqlValue[]): Promise<readonly Row[]>;
  /** Waits for queued writes, then closes. */
  close(): Promise<void>;
}

export interface Transaction {
  run(
    sql: string,
    parameters?: readonly SqlValue[],
  ): Promise<{ readonly changes: number; readonly lastId: number }>;
  get(sql: string, parameters?: readonly SqlValue[]): Promise<Row | undefined>;
  all(sql: string, parameters?: readonly SqlValue[]): Promise<readonly Row[]>;
}
