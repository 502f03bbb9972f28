// One fold on its way through the journals: how far it is in each, where it stands still, and what it makes of a batch.
import type { FoldStand, FoldTrouble } from './fold-store.ts';
import { type Fold, FoldStop, type FoldEntry, type RowChange } from './fold.ts';
import type { Gathering } from './gather.ts';

/** What a fold makes of a batch: the rows are in the gathering, the position is to move. */
export interface Take {
  readonly following: Following;
  readonly from: number;
  readonly to: number;
  /** It stands before the entry after `to`. */
  readonly trouble: FoldTrouble | undefined;
}

export class Following {
  readonly fold: Fold;
  building: boolean;
  readonly #positions: Map<string, number>;
  readonly #troubles = new Map<string, FoldTrouble>();

  constructor(fold: Fold, { building, positions }: FoldStand) {
    this.fold = fold;
    this.building = building;
    this.#positions = new Map(positions);
  }

  position(register: string): number {
    return this.#positions.get(register) ?? 0;
  }

  get troubles(): readonly FoldTrouble[] {
    return [...this.#troubles.values()];
  }

  troubleOf(register: string): FoldTrouble | undefined {
    return this.#troubles.get(register);
  }

  /** Nothing but another program can help. What the records may yet explain is tried again. */
  isStuck(register: string): boolean {
    const trouble = this.#troubles.get(register);
    return trouble !== undefined && trouble.code !== 'place-unknown';
  }

  /** @param entries those of the batch that some fold wants */
  take(register: string, entries: readonly FoldEntry[], { gathering, now, last }: Taking): Take {
    const from = this.position(register);
    if (this.isStuck(register)) return { following: this, from, to: from, trouble: this.troubleOf(register) };
    for (const entry of entries) {
      if (entry.seq <= from) continue;
      const { rows, trouble } = this.#rowsOf(entry, now);
      if (trouble !== undefined) return { following: this, from, to: Math.max(from, entry.seq - 1), trouble };
      for (const row of rows) gathering.add(row);
    }
    return { following: this, from, to: Math.max(from, last), trouble: undefined };
  }

  #rowsOf(
    entry: FoldEntry,
    now: number,
  ): { readonly rows: readonly RowChange[]; readonly trouble?: FoldTrouble } {
    const { fold } = this;
    const { register, seq, type } = entry;
    if (!fold.types.has(type)) return { rows: [] };
    try {
      return { rows: fold.rowsOf(entry) };
    } catch (error) {
      const code = error instanceof FoldStop ? error.code : 'fault';
      const detail = error instanceof FoldStop ? error.detail : `${type}: ${String(error)}`;
      const before = this.#troubles.get(register);
      const since = before?.seq === seq && before.code === code ? before.since : now;
      return { rows: [], trouble: { fold: fold.name, register, seq, since, code, detail } };
    }
  }

  /** The batch is durable. */
  moved(register: string, { to, trouble }: Take): void {
    if (to > 0) this.#positions.set(register, to);
    if (trouble === undefined) this.#troubles.delete(register);
    else this.#troubles.set(register, trouble);
  }

  /** What is written is something else than what was believed. */
  placeAt(positions: ReadonlyMap<string, number>): void {
    this.#positions.clear();
    for (const [register, seq] of positions) this.#positions.set(register, seq);
  }
}

export interface Taking {
  readonly gathering: Gathering;
  /** Milliseconds since 1970 UTC. */
  readonly now: number;
  /** Number of the batch's last entry, whether it is given or not. */
  readonly last: number;
}
