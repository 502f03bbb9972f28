// The Disk port on the file system of this box.
import { mkdir, readFile, statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Disk } from '../ports/disk.ts';
import { diskFault, systemCode } from './disk-fault.ts';
import { beginFile } from './durable-file.ts';

export const nodeDisk: Disk = { read, write, freeBytes };

async function read(path: string): Promise<Uint8Array | undefined> {
  try {
    return await readFile(path);
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return undefined;
    throw diskFault(error);
  }
}

async function write(path: string, content: Uint8Array, mode?: number): Promise<void> {
  try {
    await mkdir(dirname(path), { recursive: true });
  } catch (error) {
    throw diskFault(error);
  }
  const file = await beginFile(path, mode);
  try {
    await file.write(content);
    await file.commit();
  } catch (error) {
    await file.abandon().catch(() => undefined);
    throw error;
  }
}

async function freeBytes(path: string): Promise<number> {
  try {
    const volume = await statfs(path);
    return volume.bavail * volume.bsize;
  } catch (error) {
    throw diskFault(error);
  }
}
