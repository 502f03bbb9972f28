// Follows the archive: every fold, every register, each entry exactly once. A batch and its position are one transaction; between two batches
// the writer is free for others. What a fold cannot take stops it for that register only, where everybody can see it.
import { isFault } from '../../platform/fault.ts';
import type { Clock } from '../../platform/ports/clock.ts';
import type { Database } from '../../platform/ports/database.ts';
import type { Log } from '../../platform/ports/log.ts';
import { createQueries } from '../../platform/query/queries.ts';
import type { ArchiveReader } from './archive-reader.ts';
import type { Circumstances, Surrounded } from './circumstances.ts';
import { advance, FoldStore, type FoldTrouble, StaleStand } from './fold-store.ts';
import type { Fold } from './fold.ts';
import type { FoldQueries, FoldTables } from './fold-tables.ts';
import { Following, type Take } from './following.ts';
import { Gathering } from './gather.ts';
import { writeRows } from './write-rows.ts';

/** Entries read, folded and written at once. */
const batchMax = 500;
/** Rest after a fault of the store; each further one doubles it. */
const restMs = { first: 500, most: 60_000 };
/** Folds that wait for the records to know a register look again. */
const lookAgainMs = 15_000;

export interface FoldsParts {
  readonly folds: readonly Fold[];
  readonly archive: ArchiveReader;
  readonly circumstances: Circumstances;
  readonly database: Database;
  readonly clock: Clock;
  readonly log: Log;
  /** Entries of one batch; smaller in tests. */
  readonly batch?: number;
}

/** What pages say beside figures. */
export interface FoldsState {
  /** Names of the folds that are being made anew: what they give is not whole yet. */
  readonly building: readonly string[];
  /** Entries taken in and not folded yet by the slowest fold. */
  readonly behind: number;
  readonly troubles: readonly FoldTrouble[];
}

/** Entries of a register were folded. */
export interface Folded {
  readonly register: string;
  /** Of those entries; never empty: what no fold wants is not told. */
  readonly types: ReadonlySet<string>;
}

interface Waiter {
  readonly register: string;
  readonly seq: number;
  readonly settle: (reached: boolean) => void;
}

export class Folds {
  readonly #parts: FoldsParts;
  readonly #queries: FoldQueries;
  readonly #store: FoldStore;
  readonly #batch: number;
  /** What any fold wants. */
  readonly #types: ReadonlySet<string>;
  readonly #listeners = new Set<(folded: Folded) => void>();
  readonly #waiters = new Set<Waiter>();
  readonly #heads = new Map<string, number>();
  /** Registers that may have something to fold. */
  readonly #due = new Set<string>();
  readonly #life = { stopped: false, resting: false };
  #following: readonly Following[] = [];
  #working: Promise<void> | undefined;
  #faults = 0;
  #cancelTimer = (): void => undefined;
  #unlisten = (): void => undefined;

  constructor(parts: FoldsParts) {
    this.#parts = parts;
    this.#queries = createQueries<FoldTables>(parts.database);
    this.#store = new FoldStore(this.#queries);
    this.#batch = parts.batch ?? batchMax;
    this.#types = new Set(parts.folds.flatMap(({ types }) => [...types]));
  }

  /** Opens the folds and begins to follow; what is behind is folded beside the other work. Throws Fault `storage.*`. */
  async start(): Promise<void> {
    const { folds, archive } = this.#parts;
    const following: Following[] = [];
    for (const fold of folds) following.push(new Following(fold, await this.#store.open(fold)));
    this.#following = following;
    this.#unlisten = archive.onTaken((register) => {
      this.#due.add(register);
      this.#wake();
    });
    for (const [register, head] of await archive.heads()) {
      this.#heads.set(register, head);
      this.#due.add(register);
    }
    this.#wake();
  }

  /** Resolves when the batch at hand is durable; nothing is folded after it. */
  async stop(): Promise<void> {
    this.#life.stopped = true;
    this.#cancelTimer();
    this.#unlisten();
    await this.#working;
    for (const waiter of [...this.#waiters]) waiter.settle(false);
  }

  state(): FoldsState {
    const behind = this.#following.map((following) => {
      let sum = 0;
      for (const [register, head] of this.#heads) sum += Math.max(0, head - following.position(register));
      return sum;
    });
    return {
      building: this.#following.flatMap(({ fold, building }) => (building ? [fold.name] : [])),
      behind: Math.max(0, ...behind),
      troubles: this.#following.flatMap(({ troubles }) => troubles),
    };
  }

  /** True once every fold has this entry; false when that takes longer than `withinMs`, or never comes. */
  async reached(register: string, seq: number, withinMs: number): Promise<boolean> {
    if (this.#reachedAt(register) >= seq) return true;
    if (this.#life.stopped) return false;
    return new Promise((resolve) => {
      const settle = (reached: boolean): void => {
        cancel();
        this.#waiters.delete(waiter);
        resolve(reached);
      };
      const waiter = { register, seq, settle };
      const cancel = this.#parts.clock.after(withinMs, () => {
        settle(false);
      });
      this.#waiters.add(waiter);
    });
  }

  /** Hears of each batch once it is durable. */
  onFolded(listener: (folded: Folded) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Resolves when nothing is under way. */
  async settled(): Promise<void> {
    while (this.#working !== undefined) await this.#working;
  }

  #reachedAt(register: string): number {
    return Math.min(...this.#following.map((following) => following.position(register)));
  }

  #wake(): void {
    if (this.#life.stopped || this.#life.resting || this.#working !== undefined) return;
    this.#working = this.#work().finally(() => {
      this.#working = undefined;
      // What came while the last look was under way.
      if (this.#due.size > 0) this.#wake();
    });
  }

  /** Never rejects: a fault is told, and tried again after a rest. */
  async #work(): Promise<void> {
    try {
      while (this.#due.size > 0 && !this.#life.stopped) await this.#round();
      if (!this.#life.stopped) await this.#caughtUp();
    } catch (error) {
      this.#rest(error);
    }
  }

  /** One batch of each register that has something: a long journal does not keep the others waiting. */
  async #round(): Promise<void> {
    for (const register of [...this.#due]) {
      if (this.#life.stopped) return;
      this.#due.delete(register);
      try {
        if (await this.#batchOf(register)) this.#due.add(register);
      } catch (error) {
        this.#due.add(register);
        throw error;
      }
    }
  }

  #rest(error: unknown): void {
    const delayMs = Math.min(restMs.most, restMs.first * 2 ** Math.min(this.#faults, 20));
    this.#faults += 1;
    const { log } = this.#parts;
    if (isFault(error)) log.warn({ code: error.code, data: error.data }, 'folding rests');
    else log.error({ error }, 'folding rests');
    this.#life.resting = true;
    this.#later(delayMs);
  }

  #later(delayMs: number): void {
    this.#cancelTimer();
    this.#cancelTimer = this.#parts.clock.after(delayMs, () => {
      this.#life.resting = false;
      for (const { register } of this.state().troubles) this.#due.add(register);
      this.#wake();
    });
  }

  async #caughtUp(): Promise<void> {
    for (const following of this.#following) {
      if (!following.building) continue;
      const missing = [...this.#heads].some(
        ([register, head]) =>
          following.position(register) < head && following.troubleOf(register) === undefined,
      );
      if (missing) continue;
      await this.#store.built(following.fold.name);
      following.building = false;
    }
    if (this.state().troubles.some(({ code }) => code === 'place-unknown')) this.#later(lookAgainMs);
  }

  /** True when there is more. */
  async #batchOf(register: string): Promise<boolean> {
    const { archive, circumstances, clock } = this.#parts;
    const moving = this.#following.filter((following) => !following.isStuck(register));
    if (moving.length === 0) return false;
    const from = Math.min(...moving.map((following) => following.position(register)));
    const entries = await archive.after(register, from, this.#batch);
    const last = entries.at(-1);
    if (last === undefined) return false;
    this.#heads.set(register, Math.max(last.seq, this.#heads.get(register) ?? 0));
    const surrounded = await circumstances.around(register, entries, this.#types);
    const gathering = new Gathering();
    const taking = { gathering, now: clock.now(), last: last.seq };
    const takes = moving.map((following) => following.take(register, surrounded.entries, taking));
    const moved = takes.filter((take) => take.to > take.from);
    if (moved.length > 0 && !(await this.#write(register, { moved, gathering, surrounded }))) return true;
    for (const take of takes) this.#tell(register, take);
    if (moved.length > 0) this.#told(register, new Set(surrounded.entries.map(({ type }) => type)));
    return moved.length > 0;
  }

  /** False when the positions written are others than those believed: nothing was written, they were read again. */
  async #write(register: string, { moved, gathering, surrounded }: Batch): Promise<boolean> {
    try {
      await this.#queries.transaction().execute(async (tx) => {
        for (const { following, from, to } of moved)
          await advance(tx, { fold: following.fold.name, register, from, to });
        await surrounded.remember(tx);
        await writeRows(tx, gathering);
      });
    } catch (error) {
      // Rolled back, or written and the answer lost: the tables know.
      this.#parts.circumstances.forget(register);
      for (const { following } of moved) following.placeAt(await this.#store.positions(following.fold.name));
      if (error instanceof StaleStand) return false;
      throw error;
    }
    surrounded.remembered();
    this.#faults = 0;
    return true;
  }

  #tell(register: string, take: Take): void {
    const { following, trouble } = take;
    if (trouble !== undefined && following.troubleOf(register)?.since !== trouble.since)
      this.#parts.log.error({ ...trouble }, 'a fold stands still before an entry');
    following.moved(register, take);
  }

  #told(register: string, types: ReadonlySet<string>): void {
    if (types.size > 0) for (const listener of this.#listeners) listener({ register, types });
    const reached = this.#reachedAt(register);
    for (const waiter of [...this.#waiters])
      if (waiter.register === register && waiter.seq <= reached) waiter.settle(true);
  }
}

interface Batch {
  readonly moved: readonly Take[];
  readonly gathering: Gathering;
  readonly surrounded: Surrounded;
}
