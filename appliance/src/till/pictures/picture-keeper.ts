// Brings the office's pictures to the till and throws away what nobody shows any more: one after the other, with a rest between, so that
// selling does not feel it. What is here stays here: after a line that broke, or a disk that was full, it goes on with the next.
import { backOffMs } from '../../sync/back-off.ts';
import { isFault } from '../../platform/fault.ts';
import type { KeptPictures } from '../../platform/pictures/kept-pictures.ts';
import type { Clock } from '../../platform/ports/clock.ts';
import type { Log } from '../../platform/ports/log.ts';
import type { Randomness } from '../../platform/ports/randomness.ts';

export interface PictureKeeperParts {
  readonly pictures: KeptPictures;
  /** Names of those that the till may show. */
  readonly wanted: () => Promise<ReadonlySet<string>>;
  /** Undefined: the office has none of this name. Throws Fault `link.closed`. */
  readonly fetch: (name: string, signal: AbortSignal) => Promise<Uint8Array | undefined>;
  readonly clock: Clock;
  readonly randomness: Randomness;
  readonly log: Log;
  readonly limits: PictureLimits;
}

export interface PictureLimits {
  readonly countMax: number;
  /** Of all together. */
  readonly bytesMax: number;
  readonly pictureBytesMax: number;
  /** Where less would remain on the disk, none is fetched: the journal's room comes first. */
  readonly freeBytesMin: number;
}

/** `done`: all that can be had is here. `full`: the disk has no room. `failed`: the office cannot be asked. `again`: others are wanted by now. */
type Outcome = 'done' | 'full' | 'failed' | 'again';

/** Changes come in swarms: an import is looked at when it is over. */
const quietMs = 2_000;
/** From then on a pass makes way for a new one, where others are wanted meanwhile. */
const passMs = 15_000;
const restMs = 20;
/** What the office did not have it may have later; what a disk forgot is noticed. */
const lookAgainMs = 3_600_000;
const fullAgainMs = 60_000;

export class PictureKeeper {
  readonly #parts: PictureKeeperParts;
  readonly #stopping = new AbortController();
  #running: Promise<void> | undefined;
  #isDue = false;
  #failures = 0;
  #wake: () => void = () => undefined;
  #told: string | undefined;

  constructor(parts: PictureKeeperParts) {
    this.#parts = parts;
  }

  start(): void {
    this.#running = this.#run();
  }

  /** Resolves when nothing of it is under way any more. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    this.#wake();
    await this.#running;
  }

  /** The feed may have named others. */
  changed(): void {
    this.#isDue = true;
    this.#wake();
  }

  /** The office is there again. */
  reached(): void {
    if (this.#failures > 0) this.changed();
  }

  async #run(): Promise<void> {
    while (!this.#isStopped()) {
      this.#isDue = false;
      const outcome = await this.#pass();
      this.#failures = outcome === 'failed' ? this.#failures + 1 : 0;
      if (outcome === 'again') continue;
      if (!this.#hasNews()) await this.#pause(this.#patienceMs(outcome), true);
      if (this.#hasNews()) await this.#pause(quietMs, false);
    }
  }

  #hasNews(): boolean {
    return this.#isDue;
  }

  #isStopped(): boolean {
    return this.#stopping.signal.aborted;
  }

  #patienceMs(outcome: Exclude<Outcome, 'again'>): number {
    if (outcome === 'done') return lookAgainMs;
    if (outcome === 'full') return fullAgainMs;
    return backOffMs(this.#failures - 1, this.#parts.randomness.fraction());
  }

  /** @param wakeable ends sooner when something changes */
  async #pause(ms: number, wakeable: boolean): Promise<void> {
    await new Promise<void>((resolve) => {
      const cancel = this.#parts.clock.after(ms, resolve);
      this.#wake = () => {
        if (!wakeable && !this.#isStopped()) return;
        cancel();
        resolve();
      };
      if (this.#isStopped()) this.#wake();
    });
    this.#wake = () => undefined;
  }

  async #pass(): Promise<Outcome> {
    try {
      const wanted = await this.#parts.wanted();
      const here = new Map(await this.#parts.pictures.list());
      for (const name of [...here.keys()].filter((each) => !wanted.has(each))) {
        await this.#parts.pictures.remove(name);
        here.delete(name);
      }
      return await this.#fetchAll(wanted, here);
    } catch (error) {
      if (!isFault(error)) throw error;
      const onLink = error.code === 'link.closed';
      if (!onLink && !this.#isStopped()) this.#tell(error.code, { error });
      return onLink ? 'failed' : 'full';
    }
  }

  async #fetchAll(wanted: ReadonlySet<string>, here: Map<string, number>): Promise<Outcome> {
    const { clock, limits, pictures } = this.#parts;
    const began = clock.monotonic();
    const missing = [...wanted].filter((name) => !here.has(name)).sort();
    let bytes = [...here.values()].reduce((sum, each) => sum + each, 0);
    for (const name of missing) {
      if (this.#isStopped()) return 'failed';
      if (this.#isDue && clock.monotonic() - began > passMs) return 'again';
      if (here.size >= limits.countMax || bytes + limits.pictureBytesMax > limits.bytesMax) {
        this.#tell('limit', { wanted: wanted.size, here: here.size, bytes });
        return 'done';
      }
      if ((await pictures.freeBytes()) - limits.pictureBytesMax < limits.freeBytesMin) {
        this.#tell('no room', { wanted: wanted.size, here: here.size });
        return 'full';
      }
      const size = await this.#fetch(name);
      if (size === undefined) continue;
      here.set(name, size);
      bytes += size;
    }
    if (missing.length > 0) this.#told = undefined;
    return 'done';
  }

  /** Rests as long as it took. Size in bytes; undefined: the office has none, or another under this name. */
  async #fetch(name: string): Promise<number | undefined> {
    const { clock, fetch, pictures, log } = this.#parts;
    const began = clock.monotonic();
    const content = await fetch(name, this.#stopping.signal);
    const kept = content !== undefined && (await pictures.keep(name, content));
    if (content !== undefined && !kept) log.warn({ name }, 'a picture is not what its name says');
    this.#failures = 0;
    await this.#pause(restMs + clock.monotonic() - began, false);
    return kept ? content.byteLength : undefined;
  }

  /** Once for each trouble, not with every try. */
  #tell(trouble: string, data: object): void {
    if (this.#told === trouble) return;
    this.#told = trouble;
    this.#parts.log.warn({ ...data, trouble }, 'pictures of the office are not fetched');
  }
}
