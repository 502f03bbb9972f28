// What a list shows of its rows that no record holds: what the stores have of a product, whether a box stands at a register. Asked once for the
// rows of a page, for columns that are shown, and again when the office says that it changed.
import type { Box, Kind, OfficeArea, OfficeRecord, StockList } from '@countertop/appliance/protocol';
import { SvelteMap } from 'svelte/reactivity';
import type { Texts } from '$lib/i18n/texts.svelte.ts';
import type { OfficeApi } from '$lib/office/api.ts';
import type { Matter, Nudge } from '$lib/office/live.ts';
import type { Office } from '$lib/office/office.svelte.ts';
import { heardWords } from './boxes/box-words.ts';
import { stockWords } from './stock/stock-words.ts';

type Words = (texts: Texts) => string;

interface Source {
  readonly area: OfficeArea;
  readonly matter: Matter;
  /** By id of the record; what nothing is known of is left out. */
  readonly read: (api: OfficeApi, rows: readonly OfficeRecord[]) => Promise<ReadonlyMap<string, Words>>;
}

async function stock(api: OfficeApi, rows: readonly OfficeRecord[]): Promise<ReadonlyMap<string, Words>> {
  const query = new URLSearchParams({
    products: rows.map(({ id }) => id).join(','),
    pageSize: String(rows.length),
  });
  const answer = await api.ask<StockList>('GET', `/stock?${query.toString()}`);
  if (!answer.ok) return new Map();
  return new Map(
    answer.value.products.map(({ product, total, unit }) => [
      product,
      (texts) => stockWords(total, unit, texts),
    ]),
  );
}

async function paired(api: OfficeApi, rows: readonly OfficeRecord[]): Promise<ReadonlyMap<string, Words>> {
  const answer = await api.ask<{ readonly boxes: readonly Box[] }>('GET', '/boxes');
  if (!answer.ok) return new Map();
  const boxes = new Map(answer.value.boxes.map((box) => [box.register, box]));
  return new Map(
    rows.flatMap(({ id, body }): [string, Words][] => {
      const box = boxes.get((body as { readonly name: string }).name);
      return box === undefined ? [] : [[id, (texts) => heardWords(box, Date.now(), texts)]];
    }),
  );
}

const sources: Readonly<Record<string, Source | undefined>> = {
  'product.stock': { area: 'stock', matter: 'stock', read: stock },
  'register.paired': { area: 'boxes', matter: 'boxes', read: paired },
};

export class RowFigures {
  readonly #office: Office;
  readonly #kind: Kind;
  readonly #known = new SvelteMap<string, Words>();
  /** By column: the rows it is shown for. */
  readonly #looked = new Map<string, readonly OfficeRecord[]>();

  constructor(office: Office, kind: Kind) {
    this.#office = office;
    this.#kind = kind;
  }

  text(column: string, { id }: OfficeRecord, texts: Texts): string {
    return this.#known.get(`${column}/${id}`)?.(texts) ?? '';
  }

  /** These rows are shown with this column. */
  async look(column: string, rows: readonly OfficeRecord[]): Promise<void> {
    const source = sources[`${this.#kind}.${column}`];
    if (source === undefined || rows.length === 0 || !this.#office.may(source.area)) return;
    this.#looked.set(column, rows);
    const found = await source.read(this.#office.api, rows);
    if (this.#looked.get(column) !== rows) return;
    for (const [id, words] of found) this.#known.set(`${column}/${id}`, words);
  }

  hear(nudge: Nudge | 'everything'): void {
    for (const [column, rows] of this.#looked) {
      const source = sources[`${this.#kind}.${column}`];
      if (nudge === 'everything' || nudge.what === source?.matter) void this.look(column, rows);
    }
  }
}
