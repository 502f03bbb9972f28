// Reads where the tabs of a shop are: those that are open, those on their way from one register to another, and those that were taken without
// being given, with what became of them.
import type { SharedTabState } from '../../protocol/office/shared-tabs.ts';
import type { TabQueries, TabTables } from './tab-tables.ts';

/** Read at once; a shop with more open tabs sees the oldest of them. */
const tabsMax = 300;

export interface OpenTab {
  readonly register: string;
  readonly tab: string;
  readonly state: 'waiting' | 'told' | 'at-hand';
  /** JSON. */
  readonly content: string;
}

export interface PassedTab {
  /** Where it was. */
  readonly register: string;
  readonly tab: string;
  readonly revision: number;
}

export interface TabOnItsWay extends PassedTab {
  readonly to: string;
  readonly content: string;
}

export interface TakenTab extends PassedTab {
  readonly by: string;
  readonly user: string;
  readonly at: number;
  /** As it was taken. */
  readonly content: string;
}

export interface TabsOfShop {
  readonly open: readonly OpenTab[];
  readonly onTheirWay: readonly TabOnItsWay[];
  /** Taken over and not given, the newest first; one that two registers took is there twice. */
  readonly taken: readonly TakenTab[];
}

export async function readTabs(queries: TabQueries, shop: string): Promise<TabsOfShop> {
  const taken = await readTaken(queries, shop);
  const disputed = new Set(taken.map(keyOf));
  return {
    open: (await readOpen(queries, shop)).filter((each) => !disputed.has(keyOf(each))),
    onTheirWay: await readOnTheirWay(queries, shop),
    taken,
  };
}

export function keyOf({ register, tab }: { readonly register: string; readonly tab: string }): string {
  return JSON.stringify([register, tab]);
}

async function readOpen(queries: TabQueries, shop: string): Promise<readonly OpenTab[]> {
  const rows = await queries
    .selectFrom('shared_tab')
    .innerJoin('shared_tab_content', (join) =>
      join
        .onRef('shared_tab_content.register', '=', 'shared_tab.register')
        .onRef('shared_tab_content.tab', '=', 'shared_tab.tab'),
    )
    .select(['shared_tab.register', 'shared_tab.tab', 'state', 'content'])
    .where('shop', '=', shop)
    .where('state', 'in', ['waiting', 'told', 'at-hand'])
    .orderBy('at')
    .limit(tabsMax)
    .execute();
  return rows.flatMap(({ register, tab, state, content }) =>
    content === null ? [] : [{ register, tab, state: state as OpenTab['state'], content }],
  );
}

async function readOnTheirWay(queries: TabQueries, shop: string): Promise<readonly TabOnItsWay[]> {
  const rows = await queries
    .selectFrom('shared_tab_passed as passed')
    .innerJoin('shared_tab as stand', (join) =>
      join.onRef('stand.register', '=', 'passed.register').onRef('stand.tab', '=', 'passed.tab'),
    )
    .innerJoin('shared_tab_content as told', (join) =>
      join.onRef('told.register', '=', 'passed.register').onRef('told.tab', '=', 'passed.tab'),
    )
    .select(['passed.register', 'passed.tab', 'revision', 'other', 'content'])
    .where('passed.shop', '=', shop)
    .where('open', '>', 0)
    .where('state', '=', 'handed-over')
    .limit(tabsMax)
    .execute();
  return rows.flatMap(({ other, content, ...passed }) =>
    other === null || content === null ? [] : [{ ...passed, to: other, content }],
  );
}

export async function readTaken(queries: TabQueries, shop: string): Promise<readonly TakenTab[]> {
  const rows = await queries
    .selectFrom('shared_tab_passed as passed')
    .innerJoin('shared_tab_taken as taken', (join) =>
      join
        .onRef('taken.from_register', '=', 'passed.register')
        .onRef('taken.tab', '=', 'passed.tab')
        .onRef('taken.revision', '=', 'passed.revision'),
    )
    .select([
      'passed.register',
      'passed.tab',
      'passed.revision',
      'taken.register as by',
      'user',
      'at',
      'content',
    ])
    .where('passed.shop', '=', shop)
    .where('open', '<', 0)
    .orderBy('at', 'desc')
    .limit(tabsMax)
    .execute();
  return rows.map(({ content, ...taken }) => ({ ...taken, content: content ?? '{}' }));
}

/** Where a tab is at one of the registers that ever had it. */
export interface Stand {
  readonly register: string;
  readonly tab: string;
  readonly state: SharedTabState;
  readonly at: number;
  readonly content: string | null;
  readonly value: number | null;
}

export interface SoldTab {
  readonly register: string;
  readonly tab: string;
  readonly receipt: number;
}

export type TabReviewRow = TabTables['shared_tab_review'];

export async function readStands(queries: TabQueries, tabs: readonly string[]): Promise<readonly Stand[]> {
  if (tabs.length === 0) return [];
  return queries
    .selectFrom('shared_tab as stand')
    .leftJoin('shared_tab_content as told', (join) =>
      join.onRef('told.register', '=', 'stand.register').onRef('told.tab', '=', 'stand.tab'),
    )
    .select(['stand.register', 'stand.tab', 'state', 'at', 'content', 'value'])
    .where('stand.tab', 'in', tabs)
    .orderBy('stand.register')
    .execute();
}

export async function readSold(queries: TabQueries, tabs: readonly string[]): Promise<readonly SoldTab[]> {
  if (tabs.length === 0) return [];
  return queries
    .selectFrom('shared_tab_sold')
    .select(['register', 'tab', 'receipt'])
    .where('tab', 'in', tabs)
    .orderBy('register')
    .orderBy('seq')
    .execute();
}

export async function readReviews(
  queries: TabQueries,
  tabs: readonly string[],
): Promise<readonly TabReviewRow[]> {
  if (tabs.length === 0) return [];
  return queries.selectFrom('shared_tab_review').selectAll().where('tab', 'in', tabs).execute();
}
