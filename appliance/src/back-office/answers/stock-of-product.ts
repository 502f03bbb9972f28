// What the stores have of a product, for the cashier whose customer wants more than is on the shelf.
import { ok, refuse } from '../../domain/refusal.ts';
import type { RecordsNow } from '../figures/visible.ts';
import type { Stock } from '../stock/stock.ts';
import type { Answerers } from './answers.ts';

interface Parts {
  readonly stock: Pick<Stock, 'ofProduct'>;
  readonly records: RecordsNow;
  /** Whether the company keeps stock. */
  readonly isKept: () => Promise<boolean>;
}

export function stockOfProduct({ stock, records, isKept }: Parts): Answerers['stock-of-product'] {
  return async (register, { product }) => {
    if (!(await isKept())) return ok({ stores: [], whole: true });
    const [found, own] = await Promise.all([stock.ofProduct(product, 'all'), storeOf(records, register)]);
    if (!found.ok) return refuse('product.unknown');
    const { stores, state } = found.value;
    const rows = stores.map((row) => ({ ...row, own: row.store === own }));
    return ok({
      stores: rows.sort((a, b) => Number(b.own) - Number(a.own)),
      whole: !state.building && state.behind === 0 && state.stopped.length === 0,
    });
  };
}

/** Where the goods of this register's shop lie. */
async function storeOf(records: RecordsNow, register: string): Promise<string | undefined> {
  const found = (await records.all('register')).find(({ body }) => body.name === register);
  const [salePoint] = found === undefined ? [] : await records.findMany('sale-point', [found.body.salePoint]);
  const [shop] = salePoint === undefined ? [] : await records.findMany('shop', [salePoint.body.shop]);
  return shop?.body.store;
}
