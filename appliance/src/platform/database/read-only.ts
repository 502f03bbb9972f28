// Looks at a database without touching it, beside a running daemon or without one: one snapshot from the first look to the last.
import { existsSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import type { Database } from '../ports/database.ts';
import { isFault } from '../fault.ts';
import { Connection } from './connection.ts';

export type Snapshot = Pick<Database, 'get' | 'all' | 'close'>;

const busyTimeoutMs = 5_000;

/** Opens a database that exists. Throws Fault `storage.*`. While it is open, the write-ahead log of a running daemon keeps growing. */
export async function openSnapshot(path: string): Promise<Snapshot> {
  try {
    return await begin(path);
  } catch (error) {
    // On a medium that cannot be written SQLite cannot make the shared memory of WAL. Without a log there is nothing in it to miss.
    if (isFault(error, 'storage.corrupt') || !existsSync(path) || existsSync(`${path}-wal`)) throw error;
    return begin(`${pathToFileURL(path).href}?immutable=1`);
  }
}

async function begin(file: string): Promise<Snapshot> {
  const connection = await Connection.open(file, { mode: 'read', busyTimeoutMs });
  try {
    await connection.exec('BEGIN');
    await connection.get('SELECT count(*) FROM sqlite_schema');
  } catch (error) {
    await connection.close();
    throw error;
  }
  return connection;
}
