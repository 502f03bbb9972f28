// A file that is replaced whole or not at all, even when the power goes: temporary file, fsync, rename, fsync of the folder.
import { open, rename, rm, type FileHandle } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { diskFault } from './disk-fault.ts';

export interface DurableFile {
  write(chunk: string | Uint8Array): Promise<void>;
  /** The file is there under its name, and stays. */
  commit(): Promise<void>;
  /** Nothing has happened. */
  abandon(): Promise<void>;
}

/** Begins a file. `mode` is that of a new file, e.g. 0o600. Every method throws Fault `storage.full` | `storage.failed`. */
export async function beginFile(path: string, mode = 0o644): Promise<DurableFile> {
  // Two processes writing the same file must not share the temporary one.
  const temporary = join(dirname(path), `.${basename(path)}.${String(process.pid)}.tmp`);
  const handle = await attempt(() => fresh(temporary, mode));
  return {
    write: (chunk) =>
      attempt(async () => {
        await handle.writeFile(chunk);
      }),
    commit: () =>
      attempt(async () => {
        await handle.sync();
        await handle.close();
        await rename(temporary, path);
        await syncFolder(dirname(path));
      }),
    abandon: () =>
      attempt(async () => {
        await handle.close();
        await rm(temporary, { force: true });
      }),
  };
}

/** The content written so far reaches the medium. */
export async function syncFile(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** A rename or a new name in the folder reaches the medium. */
export async function syncFolder(path: string): Promise<void> {
  await syncFile(path);
}

async function fresh(path: string, mode: number): Promise<FileHandle> {
  // One left behind by a crash may have another mode.
  await rm(path, { force: true });
  return open(path, 'wx', mode);
}

async function attempt<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw diskFault(error);
  }
}
