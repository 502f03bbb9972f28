// The list of what is plugged in, kept up by the kernel's events: nothing is asked for on a clock.
import type { Clock } from '../../platform/ports/clock.ts';
import type { Log } from '../../platform/ports/log.ts';
import { within } from '../transport/within.ts';
import type { FoundDevice, Hardware } from './hardware.ts';

/** A device has several interfaces and names, and each is an event: they come within this time of each other. */
const settleMs = 150;
/** The kernel answers at once; a broken driver may not. */
const listLimitMs = 5_000;

export class Registry {
  readonly #hardware: Hardware;
  readonly #clock: Clock;
  readonly #log: Log;
  readonly #listeners = new Set<() => void>();
  #found: readonly FoundDevice[] = [];
  #looking: Promise<void> | undefined;
  #again = false;
  #end: () => void = () => undefined;
  #cancel: () => void = () => undefined;
  #stopped = false;

  constructor(hardware: Hardware, { clock, log }: { readonly clock: Clock; readonly log: Log }) {
    this.#hardware = hardware;
    this.#clock = clock;
    this.#log = log;
  }

  get found(): readonly FoundDevice[] {
    return this.#found;
  }

  /** Called when the list is another. Returns what ends the subscription. */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Resolves when the list stands. */
  async start(): Promise<void> {
    // First the events, so that nothing can come in between.
    this.#end = this.#hardware.watch(() => this.#soon());
    await this.#look();
  }

  stop(): void {
    this.#stopped = true;
    this.#cancel();
    this.#end();
    this.#listeners.clear();
  }

  #soon(): void {
    this.#cancel();
    if (!this.#stopped) this.#cancel = this.#clock.after(settleMs, () => void this.#look());
  }

  async #look(): Promise<void> {
    // What happens during a look is looked at after it.
    this.#again = true;
    this.#looking ??= this.#lookUntilSettled().finally(() => (this.#looking = undefined));
    await this.#looking;
  }

  async #lookUntilSettled(): Promise<void> {
    while (this.#again && !this.#stopped) {
      this.#again = false;
      try {
        this.#take(await within(this.#clock, listLimitMs, this.#hardware.list()));
      } catch (error) {
        this.#log.warn({ err: error }, 'what is plugged in could not be listed');
      }
    }
  }

  #take(found: readonly FoundDevice[]): void {
    if (this.#stopped || JSON.stringify(found) === JSON.stringify(this.#found)) return;
    this.#found = found;
    for (const listener of this.#listeners) listener();
  }
}
