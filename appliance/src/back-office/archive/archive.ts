// The journals of all boxes as the office keeps them. What arrives is verified before it is kept, kept as it came, and never repaired; what
// does not fit is told to people. The office's own journal comes in by the same door.
import type { PublicKey } from '../../journal/box-key.ts';
import { ChainCheck, checkKeys } from '../../journal/chain-check.ts';
import type { ChainHead } from '../../journal/head.ts';
import type { StoredEntry } from '../../journal/stored-entry.ts';
import { turn } from '../../platform/clock/turn.ts';
import { isFault } from '../../platform/fault.ts';
import type { Clock } from '../../platform/ports/clock.ts';
import type { Database } from '../../platform/ports/database.ts';
import { createQueries } from '../../platform/query/queries.ts';
import type { SyncEntry } from '../../protocol/sync.ts';
import type { JournalArchive, TakeOutcome } from '../../sync/ports.ts';
import { Alarms } from './alarms.ts';
import { entriesAfter, hashesOf, headOf, insertEntries, keysOf, registersOf } from './archive-store.ts';
import type { ArchiveQueries, ArchiveTables } from './archive-tables.ts';

/** Entries verified in one go: a till in the same process waits no longer than for these. */
const verifiedAtOnce = 20;
/** Entries read in one go. */
const pageMax = 1_000;
/** Tries when somebody else adds to the same register meanwhile. */
const triesMax = 3;

/** Told after the entries are on disk. Must not throw. */
export type TakenListener = (register: string, entries: readonly SyncEntry[]) => void;

type Broken = Extract<TakeOutcome, { readonly outcome: 'broken' }>;

export class Archive implements JournalArchive {
  readonly alarms: Alarms;
  readonly #queries: ArchiveQueries;
  readonly #clock: Clock;
  readonly #listeners = new Set<TakenListener>();

  constructor(database: Database, clock: Clock) {
    this.#queries = createQueries<ArchiveTables>(database);
    this.#clock = clock;
    this.alarms = new Alarms(this.#queries, clock);
  }

  async head(register: string): Promise<ChainHead> {
    return headOf(this.#queries, register);
  }

  /** Every register with a journal here, the office's own among them, and the number of its last entry. */
  async heads(): Promise<ReadonlyMap<string, number>> {
    const heads = new Map<string, number>();
    for (const register of await registersOf(this.#queries))
      heads.set(register, (await this.head(register)).seq);
    return heads;
  }

  /** Entries after this number, in order, at most `limit` (and 1,000). */
  async after(register: string, seq: number, limit: number): Promise<readonly SyncEntry[]> {
    return entriesAfter(this.#queries, register, { seq, limit: Math.min(limit, pageMax) });
  }

  /** Entries from `from` to `to`, both included, in order, however many. */
  async *entriesOf(
    register: string,
    from = 1,
    to: number = Number.MAX_SAFE_INTEGER,
  ): AsyncGenerator<SyncEntry> {
    for (let seq = from - 1; ;) {
      const page = await this.after(register, seq, pageMax);
      for (const entry of page) {
        if (entry.seq > to) return;
        yield entry;
      }
      const last = page.at(-1);
      if (last === undefined) return;
      ({ seq } = last);
    }
  }

  /** Called after each batch that added something. The returned function ends it. */
  onTaken(listener: TakenListener): () => void {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }

  /** From now on, and for what was signed before, entries of this register may bear signatures of these keys. */
  async trust(register: string, keys: readonly PublicKey[]): Promise<void> {
    const now = this.#clock.now();
    if (keys.length > 0)
      await this.#queries
        .insertInto('archive_key')
        .values(keys.map(({ id, publicKey }) => ({ register, id, public_key: publicKey, added_at: now })))
        .onConflict((conflict) => conflict.doNothing())
        .execute();
  }

  async take(register: string, entries: readonly SyncEntry[]): Promise<TakeOutcome> {
    for (let tries = 1; ; tries += 1) {
      try {
        return await this.#take(register, entries);
      } catch (error) {
        // Somebody added to this register between the look and the leap: look again.
        if (!isFault(error, 'storage.constraint') || tries >= triesMax) throw error;
      }
    }
  }

  async alarm(register: string, alarm: { readonly seq: number; readonly detail: string }): Promise<void> {
    await this.alarms.raise(register, alarm);
  }

  async #take(register: string, entries: readonly SyncEntry[]): Promise<TakeOutcome> {
    const head = await this.head(register);
    const [first] = entries;
    if (first === undefined) return { outcome: 'taken', seq: head.seq };
    if (first.seq > head.seq + 1) return { outcome: 'gap', expected: head.seq + 1 };
    const known = entries.filter(({ seq }) => seq <= head.seq);
    const fresh = entries.slice(known.length);
    const broken =
      (await this.#differs(register, known)) ?? (await this.#doesNotFollow(register, head, fresh));
    if (broken !== undefined) {
      await this.alarms.raise(register, { ...broken, entry: entries.find(({ seq }) => seq === broken.seq) });
      return broken;
    }
    const last = fresh.at(-1);
    if (last === undefined) return { outcome: 'taken', seq: head.seq };
    await insertEntries(this.#queries, register, { entries: fresh, at: this.#clock.now() });
    for (const listener of this.#listeners) listener(register, fresh);
    return { outcome: 'taken', seq: last.seq };
  }

  /** Entries that are here already must be those that are here. */
  async #differs(register: string, entries: readonly SyncEntry[]): Promise<Broken | undefined> {
    const [first] = entries;
    if (first === undefined) return undefined;
    const range = { from: first.seq, to: entries.at(-1)?.seq ?? first.seq };
    const hashes = await hashesOf(this.#queries, register, range);
    const other = entries.find(({ seq, hash }) => hashes.get(seq) !== hash);
    return other === undefined
      ? undefined
      : { outcome: 'broken', seq: other.seq, detail: 'another entry was taken in under this number' };
  }

  async #doesNotFollow(
    register: string,
    head: ChainHead,
    entries: readonly SyncEntry[],
  ): Promise<Broken | undefined> {
    const { usable } = checkKeys(await keysOf(this.#queries, register));
    const check = new ChainCheck(register, usable, head);
    for (const [index, entry] of entries.entries()) {
      if (index % verifiedAtOnce === verifiedAtOnce - 1) await turn();
      const problems = check.add(storedOf(register, entry));
      if (problems.length > 0) {
        const detail = problems.map(({ kind, detail: words }) => `${kind}: ${words}`).join('; ');
        return { outcome: 'broken', seq: entry.seq, detail };
      }
    }
    return undefined;
  }
}

/** An entry off the wire as the chain's check takes it. The register is the one whose key was proved, never one that was said. */
function storedOf(register: string, entry: SyncEntry): StoredEntry {
  const { payload, hash, signature, key, ...header } = entry;
  return {
    header: { register, ...header },
    payload,
    hash,
    ...(signature === undefined ? {} : { signature }),
    ...(key === undefined ? {} : { key }),
  };
}
