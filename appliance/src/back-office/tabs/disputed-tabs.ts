// Tabs that were taken over without asking and not given up for it: both registers may have gone on with them. Shown until one of the two is
// given up or voided; what was paid at both stays until a manager has looked at it, for a person gives one of the two back.
import { exponentOf } from '../../domain/money/currencies.ts';
import type { Tab } from '../../domain/tab/tab.ts';
import type {
  DisputedTab,
  DisputedTabs,
  DisputedTabsQuery,
  SharedTabState,
  TabDispute,
} from '../../protocol/office/shared-tabs.ts';
import type { Scope } from '../api/session-port.ts';
import { namesOf, type RecordsNow, type VisibleShop, visibleShops } from '../figures/visible.ts';
import { keyOf, type OriginalSale, originalSales } from '../returns/original-sales.ts';
import {
  readReviews,
  readSold,
  readStands,
  readTaken,
  type SoldTab,
  type Stand,
  type TabReviewRow,
  type TakenTab,
} from './read-tabs.ts';
import type { TabQueries } from './tab-tables.ts';

export interface DisputedParts {
  readonly queries: TabQueries;
  readonly records: RecordsNow;
  /** Whether a register was not heard of for a while. */
  readonly tabs: { isAway(register: string): boolean };
}

interface Asked {
  readonly scope: Scope;
  readonly query: DisputedTabsQuery;
}

interface Disputed {
  readonly taken: TakenTab;
  readonly shop: VisibleShop;
  readonly is: TabDispute;
  readonly sides: readonly Stand[];
  readonly sold: readonly SoldTab[];
  readonly review: TabReviewRow | undefined;
}

export async function disputedTabs(
  parts: DisputedParts,
  { scope, query: { reviewed = false } }: Asked,
): Promise<DisputedTabs> {
  const { queries, records } = parts;
  const seen = (await readDisputed(parts, scope)).filter(({ review }) => reviewed || review === undefined);
  const sales = await originalSales(
    queries,
    seen.flatMap(({ sold }) => sold),
  );
  const users = await namesOf(records, 'user', [
    ...seen.flatMap(({ taken, review }) => [taken.user, ...(review === undefined ? [] : [review.user])]),
    ...[...sales.values()].map(({ user }) => user),
  ]);
  return { tabs: seen.map((one) => shown(one, { sales, users })) };
}

async function readDisputed(
  { queries, records, tabs: around }: DisputedParts,
  scope: Scope,
): Promise<readonly Disputed[]> {
  const found: { readonly taken: TakenTab; readonly shop: VisibleShop }[] = [];
  for (const shop of await visibleShops(records, scope)) {
    const ids = new Set<string>();
    // The newest first: of two who took one, who took it last is told.
    for (const taken of await readTaken(queries, shop.id)) {
      if (!ids.has(taken.tab)) found.push({ taken, shop });
      ids.add(taken.tab);
    }
  }
  const tabs = found.map(({ taken }) => taken.tab);
  const stands = byTab(await readStands(queries, tabs));
  const sales = byTab(await readSold(queries, tabs));
  const reviews = byTab(await readReviews(queries, tabs));
  return found.flatMap(({ taken, shop }) => {
    const sides = stands.get(taken.tab) ?? [];
    const sold = sales.get(taken.tab) ?? [];
    const away = around.isAway(taken.register) ? taken.register : undefined;
    const is = disputeOf({ sides, sold: sold.length, away });
    if (is === undefined) return [];
    const review = reviews.get(taken.tab)?.find((each) => each.is === is && each.receipts === sold.length);
    return [{ taken, shop, is, sides, sold, review }];
  });
}

const open: ReadonlySet<SharedTabState> = new Set<SharedTabState>(['waiting', 'told', 'at-hand']);

export interface Dispute {
  readonly sides: readonly Pick<Stand, 'register' | 'state'>[];
  /** How often it was sold. */
  readonly sold: number;
  /** The register it was taken from, where it is out of reach. */
  readonly away: string | undefined;
}

/** Undefined: settled. */
export function disputeOf({ sides, sold, away }: Dispute): TabDispute | undefined {
  // Merged into another tab, it is paid with that one.
  const paidAt = sold + sides.filter(({ state }) => state === 'merged').length;
  const openAt = sides.filter(({ state }) => open.has(state));
  if (paidAt > 1) return 'paid-twice';
  if (openAt.some(({ register }) => register === away)) return 'not-heard';
  if (paidAt + openAt.length < 2) return undefined;
  return paidAt === 1 ? 'paid-and-open' : 'open-twice';
}

function byTab<Row extends { readonly tab: string }>(
  rows: readonly Row[],
): ReadonlyMap<string, readonly Row[]> {
  const grouped = new Map<string, Row[]>();
  for (const row of rows) grouped.set(row.tab, [...(grouped.get(row.tab) ?? []), row]);
  return grouped;
}

interface Around {
  readonly sales: ReadonlyMap<string, OriginalSale>;
  readonly users: ReadonlyMap<string, string>;
}

function shown({ taken, shop, is, sides, sold, review }: Disputed, around: Around): DisputedTab {
  const { number = '', name = null, table } = JSON.parse(taken.content) as Partial<Tab>;
  const { tab, at, user, register: from, by } = taken;
  const named = (id: string) => ({ user: id, userName: around.users.get(id) ?? null });
  const saleOf = (one: SoldTab) => {
    const known = around.sales.get(keyOf(one));
    return known === undefined ? null : { at: known.at, ...named(known.user), total: known.sale.total };
  };
  return {
    tab,
    number,
    name,
    table: table?.name ?? null,
    shop: shop.id,
    shopName: shop.name,
    currency: shop.currency,
    exponent: exponentOf(shop.currency),
    is,
    at,
    ...named(user),
    from,
    by,
    sides: sides.map(({ register, state, at: since, content, value }) => ({
      register,
      state,
      at: since,
      lines: content === null ? null : linesOf(content),
      value,
      receipts: sold
        .filter((one) => one.register === register)
        .map((one) => ({ receipt: one.receipt, sale: saleOf(one) })),
    })),
    review: review === undefined ? null : { at: review.at, ...named(review.user), note: review.note },
  };
}

function linesOf(content: string): DisputedTab['sides'][number]['lines'] {
  const { lines } = JSON.parse(content) as Pick<Tab, 'lines'>;
  return lines
    .filter(({ voided, parent }) => voided === undefined && parent === undefined)
    .map(({ product: { name, unit }, quantity }) => ({ name, unit, quantity }));
}
