// The past of the office's records without a database: what a test says they were, version by version.
import type {
  PriceRegionPast,
  RecordsPast,
  RegisterPast,
  SalePointPast,
  ShopPast,
  Version,
  Versions,
} from '../../src/back-office/folds/records-past.ts';

type Lists<Body> = Map<string, Version<Body>[]>;

interface Kinds {
  readonly register: RegisterPast;
  readonly 'sale-point': SalePointPast;
  readonly shop: ShopPast;
  readonly 'price-region': PriceRegionPast;
  readonly cost: number | null;
}

export class MemoryRecords implements RecordsPast {
  readonly #kinds: { readonly [K in keyof Kinds]: Lists<Kinds[K]> } = {
    register: new Map(),
    'sale-point': new Map(),
    shop: new Map(),
    'price-region': new Map(),
    cost: new Map(),
  };
  #number = 0;
  currency: string | undefined = 'NOK';

  /** A change; registers by name, costs by product. */
  change<K extends keyof Kinds>(
    kind: K,
    id: string,
    { at = 0, body }: { at?: number; body: Kinds[K] },
  ): void {
    this.#number += 1;
    const lists = this.#kinds[kind] as Lists<Kinds[K]>;
    lists.set(id, [...(lists.get(id) ?? []), { number: this.#number, at, body }]);
  }

  /** A shop with a sale point `<shop>-counter` and these registers at it. */
  shop(
    id: string,
    {
      registers,
      currency = 'NOK',
      timeZone = 'Europe/Oslo',
    }: {
      readonly registers: readonly string[];
      readonly currency?: string;
      readonly timeZone?: string;
    },
  ): void {
    this.change('price-region', `region-${currency}`, { body: { currency } });
    this.change('shop', id, { body: { priceRegion: `region-${currency}`, store: `store-${id}`, timeZone } });
    this.change('sale-point', `${id}-counter`, { body: { shop: id } });
    for (const name of registers) this.change('register', name, { body: { salePoint: `${id}-counter` } });
  }

  async latest(): Promise<number> {
    return this.#number;
  }

  async register(name: string): Promise<readonly Version<RegisterPast>[]> {
    return this.#kinds.register.get(name) ?? [];
  }

  async versions<K extends 'sale-point' | 'shop' | 'price-region'>(
    kind: K,
    ids: readonly string[],
  ): Promise<Versions<Kinds[K]>> {
    return of(this.#kinds[kind] as Lists<Kinds[K]>, ids);
  }

  async costs(products: readonly string[]): Promise<Versions<number | null>> {
    return of(this.#kinds.cost, products);
  }

  async costCurrency(): Promise<string | undefined> {
    return this.currency;
  }
}

function of<Body>(lists: Lists<Body>, ids: readonly string[]): Versions<Body> {
  return new Map(
    ids.flatMap((id) => {
      const list = lists.get(id);
      return list === undefined ? [] : [[id, list] as const];
    }),
  );
}
