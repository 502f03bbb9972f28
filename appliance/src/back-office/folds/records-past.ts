// What the office's records were at some moment: the list of changes, read backwards. Folds ask it where a register stood and what a product
// cost when something was sold, not where and what they do today.

/** One version of a record; deletions are left out, as what was sold stays sold. */
export interface Version<Body> {
  /** Of the change that made it. */
  readonly number: number;
  /** Milliseconds since 1970 UTC, by the office's clock. */
  readonly at: number;
  readonly body: Body;
}

export interface RegisterPast {
  readonly salePoint: string;
}
export interface SalePointPast {
  readonly shop: string;
}
export interface ShopPast {
  readonly priceRegion: string;
  readonly store: string;
  readonly timeZone: string;
}
export interface PriceRegionPast {
  readonly currency: string;
}

interface PastBodies {
  readonly 'sale-point': SalePointPast;
  readonly shop: ShopPast;
  readonly 'price-region': PriceRegionPast;
}

/** Versions by id, oldest first; ids that never were are absent. */
export type Versions<Body> = ReadonlyMap<string, readonly Version<Body>[]>;

export interface RecordsPast {
  /** Number of the last change; 0 before the first. */
  latest(): Promise<number>;
  /** Versions of the register with this name, deleted or not. */
  register(name: string): Promise<readonly Version<RegisterPast>[]>;
  versions<K extends keyof PastBodies>(kind: K, ids: readonly string[]): Promise<Versions<PastBodies[K]>>;
  /** What one unit of these products cost, in minor units of `currency`; null: not known. */
  costs(products: readonly string[]): Promise<Versions<number | null>>;
  /** The currency that costs are kept in. */
  costCurrency(): Promise<string | undefined>;
}

/** Which version held: among the first `upTo` changes the last one made at or before `at`, or else the first of all. */
export function versionAt<Body>(
  versions: readonly Version<Body>[] | undefined,
  { at, upTo }: { readonly at: number; readonly upTo: number },
): Body | undefined {
  const known = (versions ?? []).filter(({ number }) => number <= upTo);
  return (known.findLast((version) => version.at <= at) ?? known[0])?.body;
}
