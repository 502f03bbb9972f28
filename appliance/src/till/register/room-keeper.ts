// Watches the room on the disk. A reserve is held while there is enough; when a commit finds the disk full it is given up, so that the
// sale under way can be paid and the shift be closed, and nothing new is begun until there is room again.
import type { Reserve } from '../../platform/disk/reserve.ts';
import { isFault } from '../../platform/fault.ts';
import type { Clock } from '../../platform/ports/clock.ts';
import type { Log } from '../../platform/ports/log.ts';
import type { Register } from './register.ts';

export interface RoomKeeperParts {
  readonly register: Pick<Register, 'storage' | 'haveRoom' | 'onCommit'>;
  readonly reserve: Reserve;
  /** Moves the write-ahead log into the database: on a full disk that alone gives room back. */
  readonly checkpoint: () => Promise<boolean>;
  readonly clock: Clock;
  readonly log: Log;
}

/** How often it is looked whether somebody has made room. */
const lookMs = 5_000;

export class RoomKeeper {
  readonly #parts: RoomKeeperParts;
  #working: Promise<void> = Promise.resolve();
  #roomy = true;
  #cancelLook: () => void = () => undefined;
  #stopped = false;

  constructor(parts: RoomKeeperParts) {
    this.#parts = parts;
  }

  /** Takes the reserve, where there is room for it. Resolves when that is known. */
  async start(): Promise<void> {
    this.#parts.register.onCommit(() => {
      if (this.#roomy && this.#parts.register.storage === 'full') this.#next(async () => this.#giveUp());
    });
    this.#next(async () => this.#take());
    await this.#working;
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.#cancelLook();
    await this.#working;
  }

  #next(step: () => Promise<void>): void {
    this.#working = this.#working.then(async () => {
      if (this.#stopped) return;
      try {
        await step();
      } catch (error) {
        if (!isFault(error)) throw error;
        this.#parts.log.warn({ error }, 'the room on the disk could not be looked after');
        this.#lookLater();
      }
    });
  }

  async #take(): Promise<void> {
    const roomy = await this.#parts.reserve.hold();
    this.#say(roomy);
    if (!roomy) this.#lookLater();
  }

  async #giveUp(): Promise<void> {
    if (!this.#roomy) return;
    this.#say(false);
    this.#lookLater();
    await this.#parts.reserve.release();
    await this.#parts.checkpoint();
  }

  #say(roomy: boolean): void {
    if (roomy === this.#roomy) return;
    this.#roomy = roomy;
    if (roomy) this.#parts.log.info({}, 'there is room on the disk again');
    else this.#parts.log.error({}, 'the disk is full: nothing new can be sold');
    this.#parts.register.haveRoom(roomy);
  }

  #lookLater(): void {
    this.#cancelLook();
    this.#cancelLook = this.#parts.clock.after(lookMs, () => {
      this.#next(async () => this.#take());
    });
  }
}
