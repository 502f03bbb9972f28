// Support bundles as boxes sent them: a fixed number of files, the oldest making room, so that fetching them can never fill the office's disk.
// A box takes secrets out before it sends one; here nobody looks inside.
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { Clock } from '../../platform/ports/clock.ts';
import type { Database } from '../../platform/ports/database.ts';
import type { Disk } from '../../platform/ports/disk.ts';
import type { Ids } from '../../platform/ports/ids.ts';
import { createQueries } from '../../platform/query/queries.ts';
import type { Bundle } from '../../protocol/fleet.ts';
import type { FleetQueries, FleetTables } from './fleet-tables.ts';

export const bundlesMax = 20;
export const perRegisterMax = 5;

export interface BundlesParts {
  readonly database: Database;
  readonly disk: Disk;
  readonly clock: Clock;
  readonly ids: Ids;
  /** Folder of the files. */
  readonly folder: string;
}

interface Kept extends Bundle {
  readonly slot: number;
  readonly sum: string;
}

export interface BundleFile {
  readonly bundle: Bundle;
  readonly content: Uint8Array;
  /** Name to save it under. */
  readonly name: string;
}

export class Bundles {
  readonly #parts: BundlesParts;
  readonly #queries: FleetQueries;
  #last: Promise<unknown> = Promise.resolve();

  constructor(parts: BundlesParts) {
    this.#parts = parts;
    this.#queries = createQueries<FleetTables>(parts.database);
  }

  /** @param user who asked for it. Throws Fault `storage.*`. */
  async keep(register: string, content: Uint8Array, user: string): Promise<Bundle> {
    const written = this.#last.then(async () => this.#write(register, content, user));
    this.#last = written.catch(() => undefined);
    return written;
  }

  /** Newest first. */
  async of(register: string): Promise<readonly Bundle[]> {
    return (await this.#all()).filter((each) => each.register === register).map(shown);
  }

  /** Undefined: there is none, it made room for others, or the file is not the one that was kept. */
  async read(register: string, id: string): Promise<BundleFile | undefined> {
    const kept = (await this.#all()).find((each) => each.id === id && each.register === register);
    if (kept === undefined) return undefined;
    const content = await this.#parts.disk.read(this.#path(kept.slot));
    if (content === undefined || sumOf(content) !== kept.sum) return undefined;
    const time = new Date(kept.at).toISOString().slice(0, 19).replaceAll(':', '-');
    return { bundle: shown(kept), content, name: `support-${register}-${time}.${extensionOf(content)}` };
  }

  async #write(register: string, content: Uint8Array, user: string): Promise<Bundle> {
    const { disk, clock, ids } = this.#parts;
    const slot = slotFor(register, await this.#all());
    const bundle = { id: ids.uuid(), register, at: clock.now(), user, bytes: content.byteLength };
    await disk.write(this.#path(slot), content, 0o600);
    const row = { ...bundle, sum: sumOf(content) };
    await this.#queries
      .insertInto('box_bundle')
      .values({ slot, ...row })
      .onConflict((conflict) => conflict.column('slot').doUpdateSet(row))
      .execute();
    return bundle;
  }

  async #all(): Promise<readonly Kept[]> {
    return this.#queries
      .selectFrom('box_bundle')
      .selectAll()
      .orderBy('at', 'desc')
      .orderBy('id', 'desc')
      .execute();
  }

  #path(slot: number): string {
    return join(this.#parts.folder, `bundle-${slot}`);
  }
}

/** A free one; else that of the register's own oldest, where it has its share; else the oldest of all. */
function slotFor(register: string, kept: readonly Kept[]): number {
  const own = kept.filter((each) => each.register === register);
  const oldest = own.length >= perRegisterMax ? own.at(-1) : undefined;
  if (oldest !== undefined) return oldest.slot;
  const taken = new Set(kept.map(({ slot }) => slot));
  for (let slot = 0; slot < bundlesMax; slot += 1) if (!taken.has(slot)) return slot;
  return kept.at(-1)?.slot ?? 0;
}

function shown({ slot: _slot, sum: _sum, ...bundle }: Kept): Bundle {
  return bundle;
}

function sumOf(content: Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}

function extensionOf([first, second]: Uint8Array): string {
  if (first === 0x1f && second === 0x8b) return 'gz';
  return first === 0x50 && second === 0x4b ? 'zip' : 'bin';
}
