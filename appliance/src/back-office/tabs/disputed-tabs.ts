// Tabs that were taken over without asking and not given up for it: both registers may have gone on with them. Shown until one of the two is
// given up or voided; what was paid at both stays, for a person gives one of the two back.
import type { Tab } from '../../domain/tab/tab.ts';
import type { DisputedTab, DisputedTabs, TabDispute } from '../../protocol/office/shared-tabs.ts';
import type { Scope } from '../api/session-port.ts';
import { namesOf, type RecordsNow } from '../figures/visible.ts';
import { keyOf, readTaken, type TakenTab } from './read-tabs.ts';
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
  readonly receipt: number | null;
  readonly content: string | null;
}

export async function disputedTabs(
  { queries, records, isAway }: DisputedParts,
  scope: Scope,
): Promise<DisputedTabs> {
  const shops = (await records.all('shop')).filter(({ id }) => scope === 'all' || scope.shops.has(id));
  const taken: TakenTab[] = [];
  for (const { id } of shops) taken.push(...(await readTaken(queries, id)));
  const stands = await readStands(queries, [...new Set(taken.map(({ tab }) => tab))]);
  const names = await namesOf(
    records,
    'user',
    taken.map(({ user }) => user),
  );
  return {
    tabs: taken.flatMap((one) => {
      const from = stands.get(keyOf(one));
      const by = stands.get(keyOf({ register: one.by, tab: one.tab }));
      const is = disputeOf(from?.state, by?.state, isAway(one.register));
      return is === undefined ? [] : [shown(one, { is, from, by, userName: names.get(one.user) ?? null })];
    }),
  };
}

/** Undefined: settled. */
export function disputeOf(
  from: TabState | undefined,
  by: TabState | undefined,
  away: boolean,
): TabDispute | undefined {
  if ([from, by].includes('voided')) return undefined;
  const paid = [from, by].filter((state) => state === 'sold' || state === 'merged').length;
  if (paid === 2) return 'paid-twice';
  const isOpen = from === undefined || from === 'waiting' || from === 'told' || from === 'at-hand';
  if (away && isOpen) return 'not-heard';
  return paid === 1 ? 'paid-and-open' : 'open-twice';
}

async function readStands(queries: TabQueries, tabs: readonly string[]): Promise<ReadonlyMap<string, Stand>> {
  if (tabs.length === 0) return new Map();
  const rows = await queries
    .selectFrom('shared_tab as stand')
    .leftJoin('shared_tab_content as told', (join) =>
      join.onRef('told.register', '=', 'stand.register').onRef('told.tab', '=', 'stand.tab'),
    )
    .select(['stand.register', 'stand.tab', 'state', 'receipt', 'content'])
    .where('stand.tab', 'in', tabs)
    .execute();
  return new Map(rows.map((row) => [keyOf(row), row]));
}

interface Around {
  readonly is: TabDispute;
  readonly from: Stand | undefined;
  readonly by: Stand | undefined;
  readonly userName: string | null;
}

function shown(one: TakenTab, { is, from, by, userName }: Around): DisputedTab {
  const { number = '', name = null } = JSON.parse(one.content) as Partial<Tab>;
  const { tab, at, user } = one;
  return {
    tab,
    number,
    name,
    is,
    at,
    user,
    userName,
    from: sideOf(one.register, from),
    by: sideOf(one.by, by),
  };
}

function sideOf(register: string, stand: Stand | undefined): DisputedTab['from'] {
  if (stand === undefined) return { register, state: 'told', receipt: null, lines: null };
  const { state, receipt, content } = stand;
  return { register, state, receipt, lines: content === null ? null : linesOf(content) };
}

function linesOf(content: string): NonNullable<DisputedTab['from']['lines']> {
  const { lines } = JSON.parse(content) as Pick<Tab, 'lines'>;
  return lines
    .filter(({ voided, parent }) => voided === undefined && parent === undefined)
    .map(({ product: { name, unit }, quantity }) => ({ name, unit, quantity }));
}
