// Makes sure that one process at a time works on a database: a lock that the operating system takes back however the process ends.
// Node has no file locks of its own; an exclusive transaction on an empty database beside the real one is one.
import { Fault, isFault } from '../fault.ts';
import { Connection } from './connection.ts';

/** Holds `<path>.lock` until the connection that it returns is closed. Throws Fault `storage.busy` when another process holds it. */
export async function holdAlone(path: string): Promise<Connection> {
  const connection = await Connection.open(`${path}.lock`, { mode: 'write', busyTimeoutMs: 0 });
  try {
    // The journal in memory: the lock leaves one file, not two.
    await connection.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE');
    return connection;
  } catch (error) {
    await connection.close();
    if (isFault(error, 'storage.busy'))
      throw new Fault('storage.busy', { reason: 'in-use', file: path }, error);
    throw error;
  }
}
