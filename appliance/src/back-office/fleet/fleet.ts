// How the boxes are: hears what the sync's office end hears of them, remembers it over restarts, raises alarms, and tells pages that there is
// something new. Hearing costs no write: what changed is written down now and then, all of it together.
import { isFault } from '../../platform/fault.ts';
import type { Clock } from '../../platform/ports/clock.ts';
import type { Database } from '../../platform/ports/database.ts';
import type { Log } from '../../platform/ports/log.ts';
import { createQueries } from '../../platform/query/queries.ts';
import type { BoxStatus } from '../../protocol/sync.ts';
import type { FleetListener } from '../../sync/ports.ts';
import { type Alarm, alarmsOf, kept, sameAlarms } from './alarms.ts';
import { type BoxMemory, readMemories, saveMemories } from './box-memory.ts';
import type { FleetQueries, FleetTables } from './fleet-tables.ts';

/** Between two looks: what changed is written, silence is noticed. */
export const lookMs = 15_000;

/** A finding of the archive that nobody has acknowledged. */
export interface ChainFinding {
  readonly number: number;
  readonly register: string;
  readonly seq: number;
  readonly detail: string;
  readonly firstAt: number;
  readonly lastAt: number;
  readonly times: number;
}

export interface FleetParts {
  readonly database: Database;
  readonly clock: Clock;
  readonly log: Log;
  /** Findings of the archive that stand open, newest first. */
  readonly findings: () => Promise<readonly ChainFinding[]>;
  /** Registers that a box has a key for. */
  readonly paired: () => Promise<ReadonlySet<string>>;
}

/** One box as it is now. */
export interface BoxNow {
  readonly memory: BoxMemory;
  readonly linked: boolean;
  readonly shiftOpen: boolean;
  readonly alarms: readonly Alarm[];
}

export class Fleet implements FleetListener {
  readonly #parts: FleetParts;
  readonly #queries: FleetQueries;
  readonly #memories = new Map<string, BoxMemory>();
  readonly #linked = new Set<string>();
  readonly #unsaved = new Set<string>();
  readonly #alarms = new Map<string, readonly Alarm[]>();
  readonly #listeners = new Set<() => void>();
  #cancel = (): void => undefined;
  #looking: Promise<void> = Promise.resolve();
  #stopped = false;

  constructor(parts: FleetParts) {
    this.#parts = parts;
    this.#queries = createQueries<FleetTables>(parts.database);
  }

  /** Throws Fault `storage.*`. */
  async start(): Promise<void> {
    for (const memory of await readMemories(this.#queries)) this.#memories.set(memory.register, memory);
    await this.#look();
    this.#next();
  }

  /** What is not written yet is. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#cancel();
    await this.#looking;
    await this.#save();
  }

  /** Resolves when the look that is under way is over. */
  async settled(): Promise<void> {
    await this.#looking;
  }

  /** Called when something that a page shows is other than before. */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  connected(
    register: string,
    about: { readonly version: string; readonly roles: readonly string[]; readonly at: number },
  ): void {
    const { version, roles, at } = about;
    const before = this.#memories.get(register);
    this.#linked.add(register);
    this.#keep({
      register,
      version,
      roles,
      connectedAt: at,
      heardAt: at,
      offsetMs: before?.offsetMs ?? null,
      status: before?.status ?? null,
      toldAt: before?.toldAt ?? null,
      queueEmptyAt: before?.queueEmptyAt ?? null,
    });
    this.#changed();
  }

  told(register: string, status: BoxStatus, offsetMs: number): void {
    const before = this.#memories.get(register);
    if (before === undefined) return;
    const now = this.#parts.clock.now();
    const queueEmptyAt = status.queue === 0 ? now : (before.queueEmptyAt ?? before.connectedAt);
    this.#keep({
      ...before,
      heardAt: now,
      toldAt: now,
      offsetMs: Math.round(offsetMs),
      status,
      queueEmptyAt,
    });
    if (!sameToPeople(before.status, status)) this.#changed();
  }

  disconnected(register: string): void {
    this.#linked.delete(register);
    this.#changed();
  }

  /** Boxes that were ever heard of, by register, as they are now. */
  async boxes(): Promise<ReadonlyMap<string, BoxNow>> {
    const { clock, findings, paired } = this.#parts;
    const [open, found, inUse] = await Promise.all([this.#openShifts(), findings(), paired()]);
    const now = clock.now();
    const boxes = new Map<string, BoxNow>();
    for (const [register, memory] of this.#memories) {
      const linked = this.#linked.has(register);
      const shiftOpen = open.has(register);
      const finding = found.find((each) => each.register === register);
      const chain = finding && { since: finding.firstAt, detail: finding.detail };
      const expected = shiftOpen && inUse.has(register);
      const standing = alarmsOf({ memory, linked, expected, chain, now });
      const alarms = kept(this.#alarms.get(register) ?? [], standing, now);
      boxes.set(register, { memory, linked, shiftOpen, alarms });
    }
    return boxes;
  }

  /** Alarms come and go with time too: looked at by the clock, and written down what was heard. */
  async #look(): Promise<void> {
    const boxes = await this.boxes();
    let changed = false;
    for (const [register, { alarms }] of boxes) {
      const before = this.#alarms.get(register) ?? [];
      this.#alarms.set(register, alarms);
      if (sameAlarms(before, alarms)) continue;
      changed = true;
      for (const alarm of alarms)
        if (!before.some(({ code, detail }) => code === alarm.code && detail === alarm.detail))
          this.#parts.log.warn({ register, ...alarm }, 'a box wants looking after');
    }
    if (changed) this.#changed();
    await this.#save();
  }

  #next(): void {
    if (this.#stopped) return;
    this.#cancel = this.#parts.clock.after(lookMs, () => {
      this.#looking = this.#lookAgain();
    });
  }

  async #lookAgain(): Promise<void> {
    try {
      await this.#look();
    } catch (error) {
      if (!isFault(error)) throw error;
      this.#parts.log.warn({ code: error.code, data: error.data }, 'the state of the boxes was not written');
    }
    this.#next();
  }

  #keep(memory: BoxMemory): void {
    this.#memories.set(memory.register, memory);
    this.#unsaved.add(memory.register);
  }

  #changed(): void {
    for (const listener of this.#listeners) listener();
  }

  async #save(): Promise<void> {
    const registers = [...this.#unsaved];
    if (registers.length === 0) return;
    const memories = registers.flatMap((register) => this.#memories.get(register) ?? []);
    await saveMemories(this.#queries, memories);
    // What was heard while it was written is written next time.
    for (const memory of memories)
      if (this.#memories.get(memory.register) === memory) this.#unsaved.delete(memory.register);
  }

  async #openShifts(): Promise<ReadonlySet<string>> {
    const open = this.#queries.selectFrom('register_shift').select('register').where('open', '=', 1);
    return new Set((await open.execute()).map(({ register }) => register));
  }
}

/** Disk, temperature and the length of a moving queue change all the time: pages see them when they ask for something else. */
function sameToPeople(one: BoxStatus | null, other: BoxStatus): boolean {
  const shown = (status: BoxStatus | null): string =>
    JSON.stringify([
      status?.devices,
      status?.pages,
      status?.feedNumber,
      status?.startedAt,
      status?.queue === 0,
    ]);
  return shown(one) === shown(other);
}
