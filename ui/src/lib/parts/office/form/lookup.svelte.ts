// A search that runs while somebody types: waits for a pause, drops answers that come too late, and says whether it is under way or failed.

export interface LookupOptions<T> {
  readonly find: (typed: string, signal: AbortSignal) => Promise<readonly T[]>;
  readonly waitMs?: number;
  /** Longer than this is a failure. */
  readonly timeoutMs?: number;
}

export class Lookup<T> {
  results = $state.raw<readonly T[]>([]);
  status = $state<'idle' | 'busy' | 'failed'>('idle');
  readonly #options: () => LookupOptions<T>;
  #running: AbortController | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** The options are asked for at each search, so that a search given as a property may change. */
  constructor(options: () => LookupOptions<T>) {
    this.#options = options;
  }

  /** Searches after the pause; with nothing typed at once. */
  look(typed: string): void {
    this.stop();
    const running = new AbortController();
    this.#running = running;
    this.status = 'busy';
    const { waitMs = 120 } = this.#options();
    this.#timer = setTimeout(() => void this.#run(typed, running), typed === '' ? 0 : waitMs);
  }

  /** What is under way is dropped; what was found stays. */
  stop(): void {
    clearTimeout(this.#timer);
    this.#running?.abort();
    this.#running = undefined;
    if (this.status === 'busy') this.status = 'idle';
  }

  async #run(typed: string, running: AbortController): Promise<void> {
    const { find, timeoutMs = 10_000 } = this.#options();
    try {
      const found = await find(typed, AbortSignal.any([running.signal, AbortSignal.timeout(timeoutMs)]));
      if (running.signal.aborted) return;
      this.results = found;
      this.status = 'idle';
    } catch {
      if (running.signal.aborted) return;
      this.results = [];
      this.status = 'failed';
    }
  }
}
