// The search behind the command palette: all sources at once, each shown as soon as it answers, none that answers too late for what is typed.
import { groupLimit, knownGroup, type PaletteGroup, type PaletteSource } from './palette-sources.ts';

export class PaletteSearch {
  groups = $state.raw<readonly PaletteGroup[]>([]);
  /** Sources that have not answered yet. */
  waiting = $state(0);
  #running: AbortController | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #waitMs = 120;
  readonly #timeoutMs = 10_000;

  look(typed: string, sources: readonly PaletteSource[]): void {
    this.stop();
    const text = typed.trim();
    const before = new Map(this.groups.map((group) => [group.key, group]));
    const asked = sources.filter(({ search }) => search !== undefined && text !== '');
    // What a source found a key ago stays until it answers: nothing jumps while one types.
    this.groups = sources.map((source) => {
      const known = knownGroup(source, text);
      return asked.includes(source) && known.items.length === 0 ? (before.get(source.key) ?? known) : known;
    });
    this.waiting = asked.length;
    if (asked.length === 0) return;
    const running = new AbortController();
    this.#running = running;
    this.#timer = setTimeout(() => {
      for (const source of asked) void this.#ask(source, text, running);
    }, this.#waitMs);
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#running?.abort();
    this.#running = undefined;
    this.waiting = 0;
  }

  async #ask(source: PaletteSource, typed: string, running: AbortController): Promise<void> {
    const known = knownGroup(source, typed);
    let group: PaletteGroup;
    try {
      const signal = AbortSignal.any([running.signal, AbortSignal.timeout(this.#timeoutMs)]);
      const found = (await source.search?.(typed, signal)) ?? [];
      group = { ...known, items: [...known.items, ...found].slice(0, groupLimit) };
    } catch {
      group = { ...known, failed: true };
    }
    if (running.signal.aborted) return;
    this.groups = this.groups.map((each) => (each.key === group.key ? group : each));
    this.waiting -= 1;
  }
}
