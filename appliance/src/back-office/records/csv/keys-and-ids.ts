// Ids into the keys people know, and back: what stands in a cell is "Drinks > Beer", never an id.
import { exponentOf } from '../../../domain/money/currencies.ts';
import { type Kind, kinds, type OfficeRecord } from '../../../protocol/office/kinds.ts';
import { namesOfPath, pathsOf } from '../category-path.ts';
import type { RecordStore } from '../record-store.ts';
import { folded } from '../texts.ts';
import { pathSeparator } from '../rules/category.ts';

function ownKey(kind: Kind, body: object): string {
  return String((body as Readonly<Record<string, unknown>>)[kinds[kind].key]);
}

/** The same for two ways of writing one key. */
export function sameKey(kind: Kind, key: string): string {
  if (kind !== 'category') return folded(key);
  return namesOfPath(key).map(folded).join(pathSeparator);
}

/** Keys of records by their ids, read as they are needed. */
export class KeysOfIds {
  readonly #records: RecordStore;
  readonly #known = new Map<string, string>();
  #hasCategories = false;

  constructor(records: RecordStore) {
    this.#records = records;
  }

  async prepare(uses: readonly { readonly kind: Kind; readonly id: string }[]): Promise<void> {
    const wanted = new Map<Kind, Set<string>>();
    for (const { kind, id } of uses) {
      if (this.#known.has(`${kind}/${id}`)) continue;
      wanted.set(kind, (wanted.get(kind) ?? new Set()).add(id));
    }
    for (const [kind, ids] of wanted) {
      if (kind === 'category') await this.#readCategories();
      else
        for (const { id, body } of await this.#records.findMany(kind, [...ids]))
          this.#known.set(`${kind}/${id}`, ownKey(kind, body));
    }
  }

  async #readCategories(): Promise<void> {
    if (this.#hasCategories) return;
    this.#hasCategories = true;
    for (const [id, path] of pathsOf(await this.#records.all('category')))
      this.#known.set(`category/${id}`, path);
  }

  /** The id itself where it leads nowhere. */
  key(kind: Kind, id: string): string {
    return this.#known.get(`${kind}/${id}`) ?? id;
  }
}

/** Ids of records by their keys. */
export class IdsOfKeys {
  readonly #records: RecordStore;
  readonly #known = new Map<string, string>();
  readonly #asked = new Set<string>();

  constructor(records: RecordStore) {
    this.#records = records;
  }

  /** A record that the same file makes. */
  add(kind: Kind, key: string, id: string): void {
    this.#known.set(`${kind}/${sameKey(kind, key)}`, id);
  }

  async prepare(kind: Kind, keys: Iterable<string>): Promise<void> {
    const wanted = [...new Set([...keys].map((key) => sameKey(kind, key)))].filter(
      (key) => !this.#asked.has(`${kind}/${key}`),
    );
    if (wanted.length === 0) return;
    for (const key of wanted) this.#asked.add(`${kind}/${key}`);
    if (kind === 'category') {
      for (const [id, path] of pathsOf(await this.#records.all('category'))) this.#note(kind, path, id);
    } else {
      for (const [key, id] of await this.#records.idsByKey(kind, wanted)) this.#note(kind, key, id);
    }
  }

  #note(kind: Kind, key: string, id: string): void {
    const place = `${kind}/${sameKey(kind, key)}`;
    if (!this.#known.has(place)) this.#known.set(place, id);
  }

  id(kind: Kind, key: string): string | undefined {
    return this.#known.get(`${kind}/${sameKey(kind, key)}`);
  }
}

/** Decimals of a price region's currency. */
export function decimalsOf(region: OfficeRecord<'price-region'>): number {
  return exponentOf(region.body.currency);
}

/** The company keeps its books in the currency of its first price region. */
export async function companyDecimals(records: RecordStore): Promise<number> {
  for await (const region of records.each('price-region')) if (region.body.active) return decimalsOf(region);
  return 2;
}
