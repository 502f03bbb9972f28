// Whose figures somebody sees: sales of the sale points that are theirs, wherever a register stands today. Shops and names as the records have
// them now.
import type { Kind, OfficeRecord } from '../../protocol/office/kinds.ts';
import type { Scope } from '../api/session-port.ts';
import type { PlaceRow } from '../folds/fold-tables.ts';
import type { FigureQueries } from './tables.ts';

/** What figures need of the records as they are now. */
export interface RecordsNow {
  findMany<K extends Kind>(kind: K, ids: readonly string[]): Promise<readonly OfficeRecord<K>[]>;
  all<K extends Kind>(kind: K): Promise<readonly OfficeRecord<K>[]>;
}

export interface VisibleShop {
  readonly id: string;
  readonly name: string;
  readonly timeZone: string;
  readonly currency: string;
  readonly active: boolean;
}

/** Shops with a sale point of the asker's, by name. */
export async function visibleShops(records: RecordsNow, scope: Scope): Promise<readonly VisibleShop[]> {
  const currencies = new Map((await records.all('price-region')).map(({ id, body }) => [id, body.currency]));
  return (await records.all('shop'))
    .filter(({ id }) => scope === 'all' || scope.shops.has(id))
    .map(({ id, body: { name, timeZone, priceRegion, active } }) => ({
      id,
      name,
      timeZone,
      currency: currencies.get(priceRegion) ?? '',
      active,
    }))
    .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
}

/** Places where something was sold that the asker may see; of one shop where it is named. */
export async function visiblePlaces(
  queries: FigureQueries,
  { scope, shop }: { readonly scope: Scope; readonly shop?: string | undefined },
): Promise<readonly PlaceRow[]> {
  const places = await queries.selectFrom('place').selectAll().execute();
  return places.filter(
    (place) =>
      (shop === undefined || place.shop === shop) &&
      (scope === 'all' || scope.salePoints.has(place.sale_point)),
  );
}

/** What people call users, stores and the like; who is in no record any more is absent. */
export async function namesOf(
  records: RecordsNow,
  kind: 'user' | 'shop' | 'store' | 'customer' | 'reason-code',
  ids: Iterable<string>,
): Promise<ReadonlyMap<string, string>> {
  const found = await records.findMany(kind, [...new Set(ids)]);
  return new Map(
    found.map(({ id, body }) => [
      id,
      'firstName' in body ? `${body.firstName} ${body.lastName}` : 'name' in body ? body.name : id,
    ]),
  );
}
