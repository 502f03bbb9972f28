// Names for the ids that records refer to each other by: asked together for what is on the screen, kept until the office says something changed.
import type { Body, Kind, OfficeRecord } from '@countertop/appliance/protocol';
import { SvelteMap, SvelteSet } from 'svelte/reactivity';
import type { OfficeApi } from './api.ts';
import type { Live } from './live.ts';
import { pageOf } from './pages/all.ts';

/** Small kinds are fetched whole, so that a list needs one request per kind. */
const wholeUpTo = 500;

export class Names {
  readonly #api: OfficeApi;
  readonly #known = new SvelteMap<string, string>();
  readonly #currencies = new SvelteMap<string, string>();
  readonly #asked = new SvelteSet<string>();

  constructor(api: OfficeApi, live: Live) {
    this.#api = api;
    live.hear((nudge) => {
      if (nudge === 'everything' || nudge.what === 'records') this.#asked.clear();
    });
  }

  /** The name under an id; the empty text while it is being asked for. */
  of(kind: Kind, id: string | null | undefined): string {
    if (!id) return '';
    const known = this.#known.get(`${kind}:${id}`);
    if (known === undefined) queueMicrotask(() => void this.#ask(kind, id));
    return known ?? '';
  }

  /** All of a small kind, by name: for filters. Empty while it is being asked for. */
  all(kind: Kind): readonly { readonly id: string; readonly name: string }[] {
    if (!this.#asked.has(kind)) queueMicrotask(() => void this.#ask(kind, ''));
    return [...this.#known]
      .filter(([key]) => key.startsWith(`${kind}:`))
      .map(([key, name]) => ({ id: key.slice(kind.length + 1), name }))
      .sort((a, b) => a.name.localeCompare(b.name));
  }

  /** Currency of a price region, once it is known. */
  currencyOf(region: string): string | undefined {
    this.of('price-region', region);
    return this.#currencies.get(region);
  }

  /** What a picker knows already is not asked for again. */
  learn(kind: Kind, record: Pick<OfficeRecord, 'id' | 'body'>): void {
    const page = pageOf(kind);
    if (page) this.#known.set(`${kind}:${record.id}`, page.titleOf(record.body));
    if (kind === 'price-region')
      this.#currencies.set(record.id, (record.body as Body<'price-region'>).currency);
  }

  async #ask(kind: Kind, id: string): Promise<void> {
    const page = pageOf(kind);
    if (page === undefined) return;
    const small = kind !== 'product' && kind !== 'customer';
    const what = small ? kind : `${kind}:${id}`;
    if (this.#asked.has(what)) return;
    this.#asked.add(what);
    if (small) {
      const answer = await this.#api.list(page.path, { pageSize: wholeUpTo, active: 'all' });
      if (answer.ok) for (const record of answer.value.records) this.learn(kind, record);
    }
    if (id === '' || this.#known.has(`${kind}:${id}`)) return;
    const answer = await this.#api.find(page.path, id);
    if (answer.ok) this.learn(kind, answer.value);
  }
}
