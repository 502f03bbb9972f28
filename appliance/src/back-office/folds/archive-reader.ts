// The archive of journals as folds read it: entries as they were taken in, verified, by register and number.
import type { SyncEntry } from '../../protocol/sync.ts';

export interface ArchiveReader {
  /** Entries after this number, in order, at most `limit`. Empty: nothing more. */
  after(register: string, seq: number, limit: number): Promise<readonly SyncEntry[]>;
  /** Every register with a journal, the office's own among them, and the number of its last entry. */
  heads(): Promise<ReadonlyMap<string, number>>;
  /** Entries of this register were taken in. The returned function ends it. */
  onTaken(listener: (register: string) => void): () => void;
}
