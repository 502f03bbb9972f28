// Where a register stood at a given moment, followed through the records: register, sale point, shop, price region, each as it was then.
import type { Place } from './fold.ts';
import {
  type RecordsPast,
  type RegisterPast,
  type Version,
  versionAt,
  type Versions,
} from './records-past.ts';
import type { PriceRegionPast, SalePointPast, ShopPast } from './records-past.ts';

export type PlaceFacts = Omit<Place, 'id'>;

/** The past of everything one register ever stood in, read once and asked many times. */
export class Whereabouts {
  readonly #name: string;
  readonly #register: readonly Version<RegisterPast>[];
  readonly #salePoints: Versions<SalePointPast>;
  readonly #shops: Versions<ShopPast>;
  readonly #regions: Versions<PriceRegionPast>;

  private constructor(name: string, past: Past) {
    this.#name = name;
    this.#register = past.register;
    this.#salePoints = past.salePoints;
    this.#shops = past.shops;
    this.#regions = past.regions;
  }

  static async read(name: string, records: RecordsPast): Promise<Whereabouts> {
    const register = await records.register(name);
    const salePoints = await records.versions(
      'sale-point',
      distinct(register.map(({ body }) => body.salePoint)),
    );
    const shops = await records.versions('shop', distinct(bodies(salePoints).map(({ shop }) => shop)));
    const regions = await records.versions(
      'price-region',
      distinct(bodies(shops).map(({ priceRegion }) => priceRegion)),
    );
    return new Whereabouts(name, { register, salePoints, shops, regions });
  }

  /** Undefined: some link of it is not in the records. */
  at(moment: { readonly at: number; readonly upTo: number }): PlaceFacts | undefined {
    const salePoint = versionAt(this.#register, moment)?.salePoint;
    if (salePoint === undefined) return undefined;
    const shop = versionAt(this.#salePoints.get(salePoint), moment)?.shop;
    if (shop === undefined) return undefined;
    const about = versionAt(this.#shops.get(shop), moment);
    if (about === undefined) return undefined;
    const region = versionAt(this.#regions.get(about.priceRegion), moment);
    if (region === undefined) return undefined;
    const { store, timeZone } = about;
    return { register: this.#name, salePoint, shop, store, timeZone, currency: region.currency };
  }
}

interface Past {
  readonly register: readonly Version<RegisterPast>[];
  readonly salePoints: Versions<SalePointPast>;
  readonly shops: Versions<ShopPast>;
  readonly regions: Versions<PriceRegionPast>;
}

function bodies<Body>(versions: Versions<Body>): Body[] {
  return [...versions.values()].flatMap((list) => list.map(({ body }) => body));
}

function distinct(ids: readonly string[]): string[] {
  return [...new Set(ids)];
}
