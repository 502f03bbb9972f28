// Where a register that asks stands, as the records have it now.
import type { RecordsNow } from '../figures/visible.ts';

/** ISO 4217 of its shop; undefined: it stands nowhere. */
export async function currencyOf(records: RecordsNow, register: string): Promise<string | undefined> {
  const found = (await records.all('register')).find(({ body }) => body.name === register);
  const [point] = found === undefined ? [] : await records.findMany('sale-point', [found.body.salePoint]);
  const [shop] = point === undefined ? [] : await records.findMany('shop', [point.body.shop]);
  const [region] = shop === undefined ? [] : await records.findMany('price-region', [shop.body.priceRegion]);
  return region?.body.currency;
}
