// What was paid in on orders and is not used or paid back yet: for the shops of whoever asks, the oldest first.
import { sql } from 'kysely';
import { currency as currencyOf } from '../../domain/money/currencies.ts';
import type { OpenPrepayments, PrepaidOrder } from '../../protocol/office/prepayments.ts';
import type { Scope } from '../api/session-port.ts';
import type { StateOf } from '../figures/state.ts';
import { namesOf, type RecordsNow } from '../figures/visible.ts';
import type { PrepaymentQueries } from './tables.ts';

/** Shown on a page; the file has all. */
const shownMax = 500;

export interface OpenPrepaymentsParts {
  readonly queries: PrepaymentQueries;
  readonly records: RecordsNow;
  readonly state: StateOf;
}

interface OpenRow {
  readonly tab: string;
  readonly currency: string;
  readonly amount: number;
  readonly since: number;
  readonly register: string;
  readonly shop: string;
  readonly receipt: number;
  readonly number: string;
  readonly name: string | null;
  readonly customer: string | null;
  readonly total: number;
}

export async function openPrepayments(parts: OpenPrepaymentsParts, scope: Scope): Promise<OpenPrepayments> {
  const all = await prepaidOrders(parts, scope);
  const sums = new Map<string, OpenPrepayments['sums'][number]>();
  for (const { currency, exponent, amount } of all) {
    const { orders, amount: before } = sums.get(currency) ?? { orders: 0, amount: 0 };
    sums.set(currency, { currency, exponent, orders: orders + 1, amount: before + amount });
  }
  return {
    state: await parts.state(scope),
    sums: [...sums.values()],
    orders: all.slice(0, shownMax),
    more: all.length > shownMax,
  };
}

/** All of them. */
export async function prepaidOrders(
  { queries, records }: OpenPrepaymentsParts,
  scope: Scope,
): Promise<readonly PrepaidOrder[]> {
  // An order is known by how it was first paid in on.
  const { rows } = await sql<OpenRow>`
    SELECT open.tab, open.currency, open.amount, move.at AS since, move.register, move.shop, move.receipt,
      move.number, move.name, move.customer, move.total
    FROM prepayment_balance AS open INDEXED BY prepayment_open
    JOIN prepayment_move AS move ON (move.tab, move.at, move.register, move.seq, move.line) =
      (SELECT tab, at, register, seq, line FROM prepayment_move
       WHERE tab = open.tab ORDER BY at, register, seq, line LIMIT 1)
    WHERE open.amount <> 0 ORDER BY since, open.tab`.execute(queries);
  const seen = rows.filter(({ shop }) => scope === 'all' || scope.shops.has(shop));
  const customers = seen.flatMap(({ customer }) => customer ?? []);
  const customerNames = await namesOf(records, 'customer', customers);
  const shopNames = await namesOf(
    records,
    'shop',
    seen.map(({ shop }) => shop),
  );
  return seen.map(({ shop, ...row }) => ({
    ...row,
    exponent: currencyOf(row.currency)?.exponent ?? 2,
    customerName: customerNames.get(row.customer ?? '') ?? null,
    shopName: shopNames.get(shop) ?? null,
  }));
}
