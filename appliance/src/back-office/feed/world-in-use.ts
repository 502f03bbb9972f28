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

interface Changed {
  readonly stale: ReadonlySet<WorldKind>;
  readonly isOld: boolean;
  /** Number of the last change looked at. */
  readonly to: number;
}

const allKinds: ReadonlySet<WorldKind> = new Set(worldKinds);
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
    const before = this.#now;
    const { stale, isOld, to } =
      before === undefined ? { stale: allKinds, isOld: true, to: number } : await this.#changedUpTo(number);
    // Settings and passwords are no records: what was compiled with them is old all the same.
    const now =
      before === undefined || stale.size > 0
        ? await this.#readKinds(stale, before)
        : { ...before, version: before.version + (isOld ? 1 : 0) };
    this.#now = now;
    this.#number = Math.max(this.#number, to);
    return now;
  }

  /** Kinds that changed, and whether anything did that is compiled from. */
  async #changedUpTo(number: number): Promise<Changed> {
    const stale = new Set<WorldKind>();
    let isOld = false;
    let to = this.#number;
    while (to < number) {
      const page = await this.#changes.after(to, pageMax);
      for (const change of page) {
        isOld ||= change.what === 'world';
        if (isOfWorld(change)) stale.add(change.kind);
      }
      to = page.at(-1)?.number ?? number;
    }
    return { stale, isOld, to };
  }

  async #readKinds(kinds: ReadonlySet<WorldKind>, before: WorldNow | undefined): Promise<WorldNow> {
    for (const kind of kinds) this.#kinds.set(kind, await this.#records.all(kind));
    const world = worldOf([...this.#kinds.values()].flat());
    const shelves = before === undefined || kinds.has('category') ? shelvesOf(world) : before.shelves;
    return { world, shelves, version: (before?.version ?? 0) + 1 };
  }
}

function isOfWorld(change: Touched): change is Touched & { readonly kind: WorldKind } {
  return (worldKinds as readonly string[]).includes(change.kind);
}
