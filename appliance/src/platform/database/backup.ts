// A copy of the database file before its shape changes. At most one is kept: the one before the last change.
import { readdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { syncFile, syncFolder } from '../disk/durable-file.ts';
import { diskFault } from '../disk/disk-fault.ts';
import type { Connection } from './connection.ts';

/** Where the backup made at this version lies. */
export function backupPath(path: string, version: number): string {
  return `${path}.before-${String(version + 1).padStart(4, '0')}`;
}

/** Writes the backup whole or not at all, then removes older ones. Throws Fault `storage.full` | `storage.failed`. */
export async function backUp(connection: Connection, path: string, version: number): Promise<void> {
  const target = backupPath(path, version);
  const unfinished = `${target}.part`;
  try {
    // VACUUM INTO wants a file that does not exist, and does not sync it.
    await rm(unfinished, { force: true });
    await connection.run('VACUUM INTO ?', [unfinished]);
    await syncFile(unfinished);
    await rename(unfinished, target);
    await syncFolder(dirname(target));
    await removeBackups(path, basename(target));
  } catch (error) {
    await rm(unfinished, { force: true });
    throw diskFault(error);
  }
}

/** Removes the backups of a database, but for the one named. */
async function removeBackups(path: string, keep: string): Promise<void> {
  const folder = dirname(path);
  const prefix = `${basename(path)}.before-`;
  for (const name of await readdir(folder)) {
    if (name.startsWith(prefix) && name !== keep) await rm(join(folder, name), { force: true });
  }
}
