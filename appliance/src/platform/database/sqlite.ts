// The Database port on SQLite: one connection that writes behind a queue, read-only ones beside it, WAL with synchronous=FULL.
// Nothing outside this folder sees the SQLite package.
import { Fault } from '../fault.ts';
import type { Clock } from '../ports/clock.ts';
import type { Database, Row, SqlValue, Transaction } from '../ports/database.ts';
import type { Log } from '../ports/log.ts';
import { Connection, type WriteResult } from './connection.ts';
import { holdAlone } from './sole-owner.ts';
import { migrate } from './migrate.ts';
import type { Migration } from './migrations/migration.ts';
import { migrations as tillMigrations } from './migrations/all.ts';
import { WorkQueue } from './work-queue.ts';

export interface SqliteOptions {
  readonly clock: Clock;
  readonly log: Log;
  /** Read-only connections; with 0 the writer reads too. Each takes one thread of libuv's pool while it works, of 4 unless
   *  UV_THREADPOOL_SIZE says otherwise; files, DNS and password hashing want the rest. */
  readonly readers?: number;
  /** Refuses with `storage.busy` when another process has the database open with this option: two daemons on one journal would each
   *  hold a state that is not true. */
  readonly alone?: boolean;
  /** Steps of the shape; those of the till unless told. */
  readonly migrations?: readonly Migration[];
  /** Work waiting on one connection; more is refused with `storage.busy`. */
  readonly waitingMax?: number;
  /** A transaction that takes longer is rolled back with `storage.busy`: it may be waiting for the queue that it blocks. */
  readonly transactionMs?: number;
}

export interface SqliteDatabase extends Database {
  /** Moves the write-ahead log into the database file and empties it. When idle: at the end of a shift, after an erasure. False when a
   *  reader was in the way. */
  checkpoint(): Promise<boolean>;
  /** Rewrites the file without what was deleted, and empties the write-ahead log. For small databases only. */
  compact(): Promise<void>;
}

/** A connection with the queue that orders its work. */
interface Lane {
  readonly connection: Connection;
  readonly queue: WorkQueue;
}

const busyTimeoutMs = 5_000;
const defaults = { readers: 2, waitingMax: 10_000, transactionMs: 60_000, migrations: tillMigrations };

/** Opens (and makes, and migrates) the database. Throws Fault `storage.*`, or `config.invalid` for one this daemon must not open. */
export async function openSqlite(path: string, options: SqliteOptions): Promise<SqliteDatabase> {
  const settings = { ...defaults, ...options };
  const opened: Connection[] = [];
  const keep = async (opening: Promise<Connection>): Promise<Connection> => {
    const connection = await opening;
    opened.unshift(connection);
    return connection;
  };
  try {
    if (settings.alone === true) await keep(holdAlone(path));
    const writer = await keep(openWriter(path));
    await migrate(writer, { path, migrations: settings.migrations, log: settings.log });
    const readers: Connection[] = [];
    while (readers.length < settings.readers) readers.push(await keep(openReader(path)));
    return new Sqlite({ writer, readers, opened }, settings);
  } catch (error) {
    for (const connection of opened) await connection.close();
    throw error;
  }
}

async function openWriter(path: string): Promise<Connection> {
  const writer = await Connection.open(path, { mode: 'write', busyTimeoutMs });
  try {
    await writer.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON');
    // What is deleted is overwritten where it lay: a customer who was taken out is not to be read from the file.
    await writer.all('PRAGMA secure_delete = FAST');
    // A default that differs, or a file system without shared memory, would silently lose acknowledged sales.
    await assertPragma(writer, 'journal_mode', 'wal');
    await assertPragma(writer, 'synchronous', 2);
    await assertPragma(writer, 'foreign_keys', 1);
  } catch (error) {
    await writer.close();
    throw error;
  }
  return writer;
}

async function assertPragma(connection: Connection, name: string, expected: SqlValue): Promise<void> {
  const row = await connection.get(`PRAGMA ${name}`);
  const value = row?.[name];
  if (value !== expected) throw new Fault('storage.failed', { pragma: name, value, expected });
}

async function openReader(path: string): Promise<Connection> {
  const reader = await Connection.open(path, { mode: 'read', busyTimeoutMs });
  await reader.exec('PRAGMA query_only = ON');
  return reader;
}

interface Opened {
  readonly writer: Connection;
  readonly readers: readonly Connection[];
  /** All of them, in the order in which they close: the writer after the readers, so that it empties and removes the write-ahead log. */
  readonly opened: readonly Connection[];
}

interface Limits {
  readonly clock: Clock;
  readonly waitingMax: number;
  readonly transactionMs: number;
}

class Sqlite implements SqliteDatabase {
  readonly #writer: Lane;
  /** The writer itself where there is no reader. */
  readonly #readers: readonly Lane[];
  readonly #opened: readonly Connection[];
  readonly #limits: Limits;
  #closing: Promise<void> | undefined;

  constructor({ writer, readers, opened }: Opened, limits: Limits) {
    const lane = (connection: Connection): Lane => ({
      connection,
      queue: new WorkQueue(limits.waitingMax),
    });
    this.#writer = lane(writer);
    this.#readers = readers.length === 0 ? [this.#writer] : readers.map(lane);
    this.#opened = opened;
    this.#limits = limits;
  }

  write(sql: string, parameters?: readonly SqlValue[]): Promise<WriteResult> {
    const { connection, queue } = this.#writer;
    return queue.run(() => connection.run(sql, parameters));
  }

  transaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
    const { connection, queue } = this.#writer;
    return queue.run(() => this.#inTransaction(connection, work));
  }

  get(sql: string, parameters?: readonly SqlValue[]): Promise<Row | undefined> {
    const { connection, queue } = this.#leastBusy();
    return queue.run(() => connection.get(sql, parameters));
  }

  all(sql: string, parameters?: readonly SqlValue[]): Promise<readonly Row[]> {
    const { connection, queue } = this.#leastBusy();
    return queue.run(() => connection.all(sql, parameters));
  }

  checkpoint(): Promise<boolean> {
    const { connection, queue } = this.#writer;
    return queue.run(() => emptyLog(connection));
  }

  async compact(): Promise<void> {
    const { connection, queue } = this.#writer;
    await queue.run(async () => {
      await connection.exec('VACUUM');
      if (!(await emptyLog(connection))) throw new Fault('storage.busy', { what: 'write-ahead log' });
    });
  }

  close(): Promise<void> {
    this.#closing ??= this.#closeAll();
    return this.#closing;
  }

  async #closeAll(): Promise<void> {
    await Promise.all([this.#writer, ...this.#readers].map(({ queue }) => queue.close()));
    for (const connection of this.#opened) await connection.close();
  }

  #leastBusy(): Lane {
    return this.#readers.reduce((best, lane) => (lane.queue.length < best.queue.length ? lane : best));
  }

  async #inTransaction<T>(connection: Connection, work: (tx: Transaction) => Promise<T>): Promise<T> {
    await connection.exec('BEGIN IMMEDIATE');
    const tx = new OpenTransaction(connection);
    try {
      const value = await this.#within(work(tx));
      await tx.end();
      await connection.exec('COMMIT');
      return value;
    } catch (error) {
      await tx.end();
      // SQLite has rolled back by itself after some faults (disk full): then there is nothing left to roll back.
      await connection.exec('ROLLBACK').catch(() => undefined);
      throw error;
    }
  }

  async #within<T>(work: Promise<T>): Promise<T> {
    let cancel = (): void => undefined;
    const late = new Promise<never>((_resolve, reject) => {
      cancel = this.#limits.clock.after(this.#limits.transactionMs, () => {
        reject(new Fault('storage.busy', { transactionMs: this.#limits.transactionMs }));
      });
    });
    try {
      return await Promise.race([work, late]);
    } finally {
      cancel();
    }
  }
}

/** The statements of one transaction; none passes once it is over. */
class OpenTransaction implements Transaction {
  readonly #connection: Connection;
  readonly #queue = new WorkQueue(10_000);

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  run(sql: string, parameters?: readonly SqlValue[]): Promise<WriteResult> {
    return this.#queue.run(() => this.#connection.run(sql, parameters));
  }

  get(sql: string, parameters?: readonly SqlValue[]): Promise<Row | undefined> {
    return this.#queue.run(() => this.#connection.get(sql, parameters));
  }

  all(sql: string, parameters?: readonly SqlValue[]): Promise<readonly Row[]> {
    return this.#queue.run(() => this.#connection.all(sql, parameters));
  }

  end(): Promise<void> {
    return this.#queue.close();
  }
}

async function emptyLog(connection: Connection): Promise<boolean> {
  // A reader of the past (an audit beside the daemon) is not waited for: sales would wait with it.
  await connection.exec('PRAGMA busy_timeout = 100');
  const row = await connection.get('PRAGMA wal_checkpoint(TRUNCATE)');
  await connection.exec(`PRAGMA busy_timeout = ${String(busyTimeoutMs)}`);
  return row?.['busy'] === 0;
}
