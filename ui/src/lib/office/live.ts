// What just changed in the office, told by the server: pages that show it ask again. A browser reconnects by itself after a line that broke, but
// never after an answer that was a refusal (too many pages, an office that is starting): then this does, ever more seldom, and says meanwhile
// that the page is not live. After a gap everything is asked again, as nobody knows what was missed.

export type Matter = 'sales' | 'shared-tabs' | 'records' | 'boxes' | 'stock' | 'points' | 'accounts';

export interface Nudge {
  readonly what: Matter;
  /** Kind of record, when `what` is records. */
  readonly kind?: string;
}

/** `refused`: by an office that answers; `lost`: nobody answers. */
export type LiveState = 'opening' | 'live' | 'lost' | 'refused';

type Listener = (nudge: Nudge | 'everything') => void;

/** As much of an EventSource as this needs. */
export interface Source {
  readonly readyState: number;
  addEventListener(name: 'open' | 'error', listener: () => void): void;
  addEventListener(name: 'message', listener: (event: { readonly data: unknown }) => void): void;
  close(): void;
}

export interface LivePorts {
  readonly open: () => Source;
  readonly after: (ms: number, run: () => void) => () => void;
  /** In [0, 1). */
  readonly chance: () => number;
}

/** `EventSource.CLOSED`: it does not come again by itself. */
const closed = 2;
const firstMs = 3_000;
const longestMs = 60_000;

const browser: LivePorts = {
  open: () => new EventSource('/api/live'),
  after: (ms, run) => {
    const timer = setTimeout(run, ms);
    return () => {
      clearTimeout(timer);
    };
  },
  chance: Math.random,
};

export class Live {
  readonly #ports: LivePorts;
  readonly #listeners = new Set<Listener>();
  readonly #watchers = new Set<(state: LiveState) => void>();
  #state: LiveState = 'opening';
  #refusals = 0;
  #missed = false;

  constructor(ports: LivePorts = browser) {
    this.#ports = ports;
  }

  get state(): LiveState {
    return this.#state;
  }

  /** Hears of every other state until the returned function is called. */
  watch(watcher: (state: LiveState) => void): () => void {
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  }

  start(): () => void {
    let source: Source | undefined;
    let cancel: () => void = () => undefined;
    const open = (): void => {
      const opened = this.#ports.open();
      source = opened;
      opened.addEventListener('open', () => {
        this.#refusals = 0;
        const missed = this.#missed;
        this.#missed = false;
        this.#become('live');
        if (missed) this.#tell('everything');
      });
      opened.addEventListener('error', () => {
        if (opened !== source) return;
        this.#missed = true;
        if (opened.readyState !== closed) {
          this.#become('lost');
          return;
        }
        this.#become('refused');
        cancel = this.#ports.after(this.#waitMs(), open);
      });
      opened.addEventListener('message', ({ data }) => {
        this.#tell(JSON.parse(String(data)) as Nudge);
      });
    };
    this.#become('opening');
    open();
    return () => {
      cancel();
      const last = source;
      source = undefined;
      last?.close();
    };
  }

  /** Hears until the returned function is called. */
  hear(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** From 3 s, doubling to a minute; half of it is chance, so that ten pages do not come in one moment. */
  #waitMs(): number {
    const whole = Math.min(longestMs, firstMs * 2 ** this.#refusals);
    this.#refusals = Math.min(this.#refusals + 1, 10);
    return Math.round(whole / 2 + (this.#ports.chance() * whole) / 2);
  }

  #become(state: LiveState): void {
    if (state === this.#state) return;
    this.#state = state;
    for (const watcher of this.#watchers) watcher(state);
  }

  #tell(nudge: Nudge | 'everything'): void {
    for (const listener of this.#listeners) listener(nudge);
  }
}
