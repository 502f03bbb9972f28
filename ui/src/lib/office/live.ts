// What just changed in the office, told by the server: pages that show it ask again. The browser reconnects by itself; after a gap everything
// is asked again, as nobody knows what was missed.

export type Matter = 'sales' | 'records' | 'boxes' | 'stock';

export interface Nudge {
  readonly what: Matter;
  /** Kind of record, when `what` is records. */
  readonly kind?: string;
}

type Listener = (nudge: Nudge | 'everything') => void;

export class Live {
  readonly #listeners = new Set<Listener>();
  #lost = false;

  start(): () => void {
    const source = new EventSource('/api/live');
    source.addEventListener('open', () => {
      if (this.#lost) this.#tell('everything');
      this.#lost = false;
    });
    source.addEventListener('error', () => {
      this.#lost = true;
    });
    source.addEventListener('message', ({ data }) => {
      this.#tell(JSON.parse(String(data)) as Nudge);
    });
    return () => {
      source.close();
    };
  }

  /** Hears until the returned function is called. */
  hear(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #tell(nudge: Nudge | 'everything'): void {
    for (const listener of this.#listeners) listener(nudge);
  }
}
