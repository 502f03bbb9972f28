// The data folder and the till's database in it, also when the disk is full to the last byte.
import { mkdir } from 'node:fs/promises';
import { openSqlite, type SqliteDatabase } from '../platform/database/sqlite.ts';
import { diskFault } from '../platform/disk/disk-fault.ts';
import type { Reserve } from '../platform/disk/reserve.ts';
import { isFault } from '../platform/fault.ts';
import type { DaemonPorts } from './ports.ts';

export async function makeFolder(path: string): Promise<void> {
  try {
    await mkdir(path, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw diskFault(error);
  }
}

/** On a disk that is full to the last byte not even a database opens: then the reserve is given up for it. */
export async function openTillDatabase(
  path: string,
  { clock, log }: DaemonPorts,
  reserve: Reserve,
): Promise<SqliteDatabase> {
  try {
    return await openSqlite(path, { clock, log, alone: true });
  } catch (error) {
    if (!isFault(error, 'storage.full', 'storage.failed')) throw error;
    await reserve.release();
    return openSqlite(path, { clock, log, alone: true });
  }
}
