// Boxes and an office in one process on a virtual clock, each with lives that can be ended at any moment: the daemon's memory goes, the
// disk stays, the wires go dead.
import { BoxEnd } from '../../src/sync/box/box-end.ts';
import { OfficeEnd } from '../../src/sync/office/office-end.ts';
import { Fault } from '../../src/platform/fault.ts';
import type { Clock } from '../../src/platform/ports/clock.ts';
import type { Link } from '../../src/platform/ports/link.ts';
import { type Chance, countingIds, seeded, virtualClock, type VirtualClock } from '../kit.ts';
import { PlayedBox, PlayedOffice, silent } from './played-shop.ts';
import { virtualWire, type Wire } from './wire.ts';

export const officeId = 'office-1';

export interface TrialOptions {
  readonly seed?: number;
  readonly delayMs?: () => number;
}

/** One life of a box's daemon. */
interface Life {
  readonly end: BoxEnd;
  wires: Wire[];
}

export class SyncTrial {
  readonly clock: VirtualClock;
  readonly chance: Chance;
  readonly office: PlayedOffice;
  readonly boxes: PlayedBox[] = [];
  /** False: nothing answers at the office's address. */
  reachable = true;
  /** Where the next try leads instead; its far end is the test's. */
  nextWire: Wire | undefined;
  /** When boxes tried to link, by the clock that never jumps. */
  readonly attempts: number[] = [];
  readonly #delayMs: () => number;
  readonly #lives = new Map<PlayedBox, Life>();
  #end: OfficeEnd;

  constructor({ seed = 1, delayMs = () => 1 }: TrialOptions = {}) {
    this.clock = virtualClock();
    this.chance = seeded(seed);
    this.#delayMs = delayMs;
    this.office = new PlayedOffice(this.clock);
    this.#end = this.#openOffice();
  }

  get officeEnd(): OfficeEnd {
    return this.#end;
  }

  #openOffice(): OfficeEnd {
    const { office, clock, chance } = this;
    return new OfficeEnd({
      archive: office,
      feed: office,
      answers: office,
      boxes: office,
      fleet: office,
      clock,
      randomness: chance,
      log: silent,
      ids: countingIds(9),
      about: { office: officeId, version: 'test' },
    });
  }

  addBox(register: string, keyByte: number): PlayedBox {
    const box = new PlayedBox(register, keyByte);
    this.boxes.push(box);
    this.office.enrol(box);
    this.start(box);
    return box;
  }

  /** @param clock the box's own, when it goes wrong */
  start(box: PlayedBox, clock: Clock = this.clock): BoxEnd {
    const life: Life = { end: this.#boxEnd(box, clock, () => life.wires), wires: [] };
    this.#lives.set(box, life);
    life.end.start();
    return life.end;
  }

  endOf(box: PlayedBox): BoxEnd {
    return this.#life(box).end;
  }

  wireOf(box: PlayedBox): Wire {
    const wire = this.#life(box).wires.at(-1);
    if (wire === undefined) throw new Error('never linked');
    return wire;
  }

  #life(box: PlayedBox): Life {
    const life = this.#lives.get(box);
    if (life === undefined) throw new Error('never started');
    return life;
  }

  #boxEnd(box: PlayedBox, clock: Clock, wires: () => Wire[]): BoxEnd {
    const connect = async (): Promise<Link> => {
      this.attempts.push(this.clock.monotonic());
      const { nextWire } = this;
      this.nextWire = undefined;
      if (nextWire !== undefined) return nextWire.box;
      if (!this.reachable) throw new Fault('link.closed', { reason: 'unreachable' });
      const wire = virtualWire({ clock: this.clock, delayMs: this.#delayMs });
      wires().push(wire);
      this.#end.accept(wire.office);
      return wire.box;
    };
    return new BoxEnd({
      connect,
      outbox: box,
      inbox: box,
      self: box,
      signer: box.signer,
      clock,
      ids: countingIds(box.register.length),
      randomness: this.chance,
      log: silent,
      about: { register: box.register, version: 'test', roles: ['till'], office: officeId },
    });
  }

  /** The plug is pulled; the disk stays as it is. The office may never hear of it. */
  killBox(box: PlayedBox, officeHearsMs?: number): void {
    const life = this.#life(box);
    for (const wire of life.wires) wire.cut(officeHearsMs === undefined ? {} : { office: officeHearsMs });
    // Its timers and promises are of this process; the wires they speak on are dead.
    void life.end.stop();
  }

  /** The office's machine goes down and comes up again; boxes hear of it, late or never. */
  async restartOffice(boxesHearMs?: () => number | undefined): Promise<void> {
    for (const { wires } of this.#lives.values()) {
      const ms = boxesHearMs?.();
      for (const wire of wires) wire.cut(ms === undefined ? {} : { box: ms });
    }
    const before = this.#end;
    this.#end = this.#openOffice();
    void before.stop();
  }

  /** Both sides stop, so that no timer is left. */
  async close(): Promise<void> {
    const ends = [...this.#lives.values()].map(async ({ end }) => end.stop());
    const stopped = Promise.all([...ends, this.#end.stop()]);
    await this.clock.advance(60_000);
    await stopped;
  }
}
