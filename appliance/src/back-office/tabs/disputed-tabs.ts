// Tabs that were taken over without asking and not given up for it: both registers may have gone on with them. Shown until one of the two is
// given up or voided; what was paid at both stays, for a person gives one of the two back.
import type { Tab } from '../../domain/tab/tab.ts';
import type { DisputedTab, DisputedTabs, TabDispute } from '../../protocol/office/shared-tabs.ts';
import type { Scope } from '../api/session-port.ts';
import { namesOf, type RecordsNow } from '../figures/visible.ts';
import { readTaken, type TakenTab } from './read-tabs.ts';
import type { TabState } from './tab-fold.ts';
import type { TabQueries } from './tab-tables.ts';

export interface DisputedParts {
  readonly queries: TabQueries;
  readonly records: RecordsNow;
  /** Whether a register was not heard of for a while. */
  readonly isAway: (register: string) => boolean;
}

interface Stand {
  readonly register: string;
  readonly tab: string;
  readonly state: TabState;
  readonly content: string | null;
}

export async function disputedTabs(
  { queries, records, isAway }: DisputedParts,
  scope: Scope,
): Promise<DisputedTabs> {
  const shops = (await records.all('shop')).filter(({ id }) => scope === 'all' || scope.shops.has(id));
  const taken: TakenTab[] = [];
  for (const { id } of shops) taken.push(...(await readTaken(queries, id)));
  const ids = [...new Set(taken.map(({ tab }) => tab))];
  const stands = await readStands(queries, ids);
  const sold = await readSold(queries, ids);
  const names = await namesOf(
    records,
    'user',
    taken.map(({ user }) => user),
  );
  // The newest first: of two who took one, who took it last is told.
  const byTab = new Map(taken.toReversed().map((one) => [one.tab, one]));
  return {
    tabs: [...byTab.values()].toReversed().flatMap((one) => {
      const sides = stands.get(one.tab) ?? [];
      const receipts = sold.get(one.tab) ?? [];
      const away = isAway(one.register) ? one.register : undefined;
      const is = disputeOf({ sides, sold: receipts.length, away });
      const userName = names.get(one.user) ?? null;
      return is === undefined ? [] : [shown(one, { is, sides, receipts, userName })];
    }),
  };
}

const open: ReadonlySet<TabState> = new Set<TabState>(['waiting', 'told', 'at-hand']);
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

async function readStands(
  queries: TabQueries,
  tabs: readonly string[],
): Promise<ReadonlyMap<string, readonly Stand[]>> {
  if (tabs.length === 0) return new Map();
  const rows = await queries
    .selectFrom('shared_tab as stand')
    .leftJoin('shared_tab_content as told', (join) =>
      join.onRef('told.register', '=', 'stand.register').onRef('told.tab', '=', 'stand.tab'),
    )
    .select(['stand.register', 'stand.tab', 'state', 'content'])
    .where('stand.tab', 'in', tabs)
    .orderBy('stand.register')
    .execute();
  return groupedByTab(rows);
}

type Receipt = DisputedTab['receipts'][number];

async function readSold(
  queries: TabQueries,
  tabs: readonly string[],
): Promise<ReadonlyMap<string, readonly (Receipt & { readonly tab: string })[]>> {
  if (tabs.length === 0) return new Map();
  const rows = await queries
    .selectFrom('shared_tab_sold')
    .select(['register', 'tab', 'receipt'])
    .where('tab', 'in', tabs)
    .orderBy('register')
    .orderBy('seq')
    .execute();
  return groupedByTab(rows);
}

function groupedByTab<Row extends { readonly tab: string }>(
  rows: readonly Row[],
): ReadonlyMap<string, readonly Row[]> {
  const byTab = new Map<string, Row[]>();
  for (const row of rows) byTab.set(row.tab, [...(byTab.get(row.tab) ?? []), row]);
  return byTab;
}

interface Around {
  readonly is: TabDispute;
  readonly sides: readonly Stand[];
  readonly receipts: readonly Receipt[];
  readonly userName: string | null;
}

function shown(one: TakenTab, { is, sides, receipts, userName }: Around): DisputedTab {
  const { number = '', name = null } = JSON.parse(one.content) as Partial<Tab>;
  const { tab, at, user, register: from, by } = one;
  return {
    tab,
    number,
    name,
    is,
    at,
    user,
    userName,
    from,
    by,
    sides: sides.map(sideOf),
    receipts: receipts.map(({ register, receipt }) => ({ register, receipt })),
  };
}

function sideOf({ register, state, content }: Stand): DisputedTab['sides'][number] {
  return { register, state, lines: content === null ? null : linesOf(content) };
}

function linesOf(content: string): DisputedTab['sides'][number]['lines'] {
  const { lines } = JSON.parse(content) as Pick<Tab, 'lines'>;
  return lines
    .filter(({ voided, parent }) => voided === undefined && parent === undefined)
    .map(({ product: { name, unit }, quantity }) => ({ name, unit, quantity }));
}
