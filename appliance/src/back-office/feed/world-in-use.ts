// The small records in memory, read again kind by kind as they change: a change of price costs no look at users, and a hundred registers are
// compiled from one reading.
import type { OfficeRecord } from '../../protocol/office/kinds.ts';
import { type Shelf, shelvesOf } from './compile-product.ts';
import type { RecentChanges, Touched } from './recent-changes.ts';
import { type World, type WorldKind, worldKinds, worldOf } from './world.ts';

export interface SmallRecords {
  all<K extends WorldKind>(kind: K): Promise<readonly OfficeRecord<K>[]>;
}

export interface WorldNow {
  readonly world: World;
  readonly shelves: ReadonlyMap<string, Shelf>;
  /** Another one with every change of it; what was compiled from an older one may be old. */
  readonly version: number;
}

/** Changes looked at in one go. */
const pageMax = 1_000;

export class WorldInUse {
  readonly #records: SmallRecords;
  readonly #changes: RecentChanges;
  readonly #kinds = new Map<WorldKind, readonly OfficeRecord[]>();
  #now: WorldNow | undefined;
  /** All changes up to here are in it; perhaps some after. */
  #number = 0;
  #reading: Promise<unknown> = Promise.resolve();

  constructor(records: SmallRecords, changes: RecentChanges) {
    this.#records = records;
    this.#changes = changes;
  }

  /** With all changes up to `number`, and perhaps some more. */
  async upTo(number: number): Promise<WorldNow> {
    if (this.#now !== undefined && this.#number >= number) return this.#now;
    const turn = this.#reading.then(async () => this.#readUpTo(number));
    this.#reading = turn.catch(() => undefined);
    return turn;
  }

  async #readUpTo(number: number): Promise<WorldNow> {
    const stale = this.#now === undefined ? new Set<WorldKind>(worldKinds) : new Set<WorldKind>();
    let others = false;
    if (this.#now === undefined) this.#number = number;
    while (this.#number < number) {
      const page = await this.#changes.after(this.#number, pageMax);
      for (const change of page) {
        if (change.what !== 'world') continue;
        if (isOfWorld(change)) stale.add(change.kind);
        else others = true;
      }
      this.#number = page.at(-1)?.number ?? number;
    }
    for (const kind of stale) this.#kinds.set(kind, await this.#records.all(kind));
    const before = this.#now;
    if (before !== undefined && stale.size === 0 && !others) return before;
    const version = (before?.version ?? 0) + 1;
    if (before !== undefined && stale.size === 0) return (this.#now = { ...before, version });
    const world = worldOf([...this.#kinds.values()].flat());
    const shelves = before === undefined || stale.has('category') ? shelvesOf(world) : before.shelves;
    return (this.#now = { world, shelves, version });
  }
}

function isOfWorld(change: Touched): change is Touched & { readonly kind: WorldKind } {
  return (worldKinds as readonly string[]).includes(change.kind);
}
