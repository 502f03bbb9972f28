// Names for the ids that records refer to each other by: asked together for what is on the screen, kept until the office says something changed.
import type { Body, Kind, OfficeRecord } from '@countertop/appliance/protocol';
import { SvelteMap, SvelteSet } from 'svelte/reactivity';
import { type OfficeApi, queryText } from './api.ts';
import type { Live } from './live.ts';
import { pageOf } from './pages/all.ts';

/** Small kinds are fetched whole, so that a list needs one request per kind. */
const wholeUpTo = 500;

interface Found {
  readonly id: string;
  readonly label: string;
  readonly detail?: string;
}

interface Choices {
  readonly records: readonly { readonly id: string; readonly name: string }[];
}

export class Names {
  readonly #api: OfficeApi;
  readonly #known = new SvelteMap<string, string>();
  readonly #currencies = new SvelteMap<string, string>();
  /** Price region of each shop that is in use. */
  readonly #regions = new SvelteMap<string, string>();
  /** Ids in use, of the small kinds that somebody asked for. */
  readonly #active = new SvelteMap<Kind, ReadonlySet<string>>();
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

  /** Whether a record of a small kind is in use; while that is being asked for, it is taken to be. */
  isActive(kind: Kind, id: string): boolean {
    if (!this.#asked.has(`active ${kind}`)) queueMicrotask(() => void this.#askActive(kind));
    return this.#active.get(kind)?.has(id) ?? true;
  }

  /** What matches, the best first; with the SKU where one may see products. */
  async search(kind: Kind, typed: string, pageSize: number): Promise<readonly Found[]> {
    const page = pageOf(kind);
    if (page === undefined) return [];
    if (kind === 'product') {
      const answer = await this.#api.list<'product'>(page.path, { search: typed, pageSize });
      if (answer.ok)
        return answer.value.records.map((record) => {
          this.learn(kind, record);
          return { id: record.id, label: record.body.name, detail: record.body.sku };
        });
    }
    const query = queryText({ search: typed, pageSize });
    const answer = await this.#api.ask<Choices>('GET', `/${page.path}/choices${query}`);
    if (!answer.ok) return [];
    for (const { id, name } of answer.value.records) this.#known.set(`${kind}:${id}`, name);
    return answer.value.records.map(({ id, name }) => ({ id, label: name }));
  }

  /** Currency of a price region, once it is known. */
  currencyOf(region: string): string | undefined {
    this.of('price-region', region);
    return this.#currencies.get(region);
  }

  /** Currencies of these shops, of all in use where none is named. Empty while they are being asked for. */
  currenciesOf(shops: readonly string[]): readonly string[] {
    this.all('shop');
    const regions =
      shops.length === 0 ? [...this.#regions.values()] : shops.map((id) => this.#regions.get(id));
    return [...new Set(regions.flatMap((region) => (region && this.currencyOf(region)) ?? []))].sort();
  }

  /** What a picker knows already is not asked for again. */
  learn(kind: Kind, record: Pick<OfficeRecord, 'id' | 'body'>): void {
    const page = pageOf(kind);
    if (page) this.#known.set(`${kind}:${record.id}`, page.titleOf(record.body));
    if (kind === 'price-region')
      this.#currencies.set(record.id, (record.body as Body<'price-region'>).currency);
    if (kind !== 'shop') return;
    const { priceRegion, active } = record.body as Body<'shop'>;
    if (active) this.#regions.set(record.id, priceRegion);
    else this.#regions.delete(record.id);
  }

  async #ask(kind: Kind, id: string): Promise<void> {
    const page = pageOf(kind);
    if (page === undefined) return;
    const small = kind !== 'product' && kind !== 'customer';
    const what = small ? kind : `${kind}:${id}`;
    if (this.#asked.has(what)) return;
    this.#asked.add(what);
    // Names may be asked for by who sees the kind only through another: the form would show ids otherwise.
    const filters: Record<string, string> = small ? {} : { id };
    const query = { pageSize: small ? wholeUpTo : 1, active: 'all', filters } as const;
    const answer = await this.#api.ask<Choices>('GET', `/${page.path}/choices${queryText(query)}`);
    if (!answer.ok) return;
    for (const { id: each, name } of answer.value.records) this.#known.set(`${kind}:${each}`, name);
    if (kind === 'price-region' || kind === 'shop') await this.#askWhole(kind, page.path);
  }

  async #askActive(kind: Kind): Promise<void> {
    const page = pageOf(kind);
    const what = `active ${kind}`;
    if (page === undefined || this.#asked.has(what)) return;
    this.#asked.add(what);
    const query = { pageSize: wholeUpTo, active: 'active' } as const;
    const answer = await this.#api.ask<Choices>('GET', `/${page.path}/choices${queryText(query)}`);
    if (answer.ok) this.#active.set(kind, new Set(answer.value.records.map(({ id }) => id)));
  }

  async #askWhole(kind: 'price-region' | 'shop', path: string): Promise<void> {
    const answer = await this.#api.list<typeof kind>(path, { pageSize: wholeUpTo, active: 'all' });
    if (answer.ok) for (const record of answer.value.records) this.learn(kind, record);
  }
}
