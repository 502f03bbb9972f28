// An archive of journals without a database: what was put in, in order.
import type { SyncEntry } from '../../src/protocol/sync.ts';

export class MemoryArchive {
  readonly #journals = new Map<string, SyncEntry[]>();
  readonly #listeners = new Set<(register: string) => void>();

  put(register: string, entries: readonly SyncEntry[]): void {
    const journal = this.#journals.get(register) ?? [];
    this.#journals.set(register, journal);
    journal.push(...entries);
    for (const listener of this.#listeners) listener(register);
  }

  async after(register: string, seq: number, limit: number): Promise<readonly SyncEntry[]> {
    return (this.#journals.get(register) ?? []).filter((entry) => entry.seq > seq).slice(0, limit);
  }

  async heads(): Promise<ReadonlyMap<string, number>> {
    return new Map([...this.#journals].map(([register, journal]) => [register, journal.at(-1)?.seq ?? 0]));
  }

  onTaken(listener: (register: string) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}
