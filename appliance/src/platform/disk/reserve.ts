// A file that only takes room. When the disk is full it is given up, so that the shift can still be closed and the books are whole.
// What it gives back must hold the pages of SQLite's write-ahead log (4 MB): moving them into the database then gives back the log's room too.
import type { Disk } from '../ports/disk.ts';
import { isFault } from '../fault.ts';

export interface Reserve {
  /** Takes the room, where there is enough left beside it. False when there is not. */
  hold(): Promise<boolean>;
  /** Gives the room back; harmless when it is not held. */
  release(): Promise<void>;
}

/** @param spareBytes what must stay free besides the reserve when it is taken */
export function createReserve(
  disk: Disk,
  options: {
    readonly path: string;
    readonly folder: string;
    readonly bytes: number;
    readonly spareBytes: number;
  },
): Reserve {
  const { path, folder, bytes, spareBytes } = options;
  return {
    async hold() {
      const held = await disk.read(path);
      if (held?.length === bytes) return true;
      if ((await disk.freeBytes(folder)) < bytes + spareBytes) return false;
      try {
        // Not zeros: some file systems store those as nothing.
        await disk.write(path, new Uint8Array(bytes).fill(0x5a), 0o600);
      } catch (error) {
        if (isFault(error, 'storage.full')) return false;
        throw error;
      }
      return true;
    },
    async release() {
      const held = await disk.read(path);
      if (held !== undefined && held.length > 0) await disk.write(path, new Uint8Array(0), 0o600);
    },
  };
}
