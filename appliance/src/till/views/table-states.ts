// What goes on at each table where somebody sits: since when, for how much, whose it is, and whether they have the bill.
import { add } from '../../domain/money/money.ts';
import type { RegisterState } from '../../domain/register/state.ts';
import { ownerOf } from '../../domain/tab/lines.ts';
import type { Tab } from '../../domain/tab/tab.ts';
import type { TableState } from '../../protocol/floor-views.ts';
import type { Shop } from '../shop/shop.ts';
import type { StaffMember } from '../staff/staff-store.ts';
import { elsewhereKey, type TabElsewhere } from '../tabs/kept-tabs.ts';
import type { TabViews } from './tab-view.ts';

export interface TableStatesParts {
  readonly state: RegisterState;
  readonly shop: Pick<Shop, 'settings'>;
  readonly operator: Pick<StaffMember, 'id'> | null;
  readonly staffNames: ReadonlyMap<string, string>;
  readonly tabViews: TabViews;
  /** Tabs of the shop's other registers. */
  readonly elsewhere: readonly TabElsewhere[];
}

interface Sitting {
  readonly tab: Tab;
  /** Absent: it is this register's own. */
  readonly at?: TabElsewhere;
}

export function tableStates(parts: TableStatesParts): Readonly<Record<string, TableState>> {
  const byTable = new Map<string, Sitting[]>();
  const all: readonly Sitting[] = [
    ...Object.values(parts.state.tabs).map((tab) => ({ tab })),
    ...parts.elsewhere.map((at) => ({ tab: at.content, at })),
  ];
  for (const sitting of all) {
    const { table } = sitting.tab;
    if (table !== undefined) byTable.set(table.id, [...(byTable.get(table.id) ?? []), sitting]);
  }
  return Object.fromEntries([...byTable].map(([table, sitting]) => [table, stateOf(sitting, parts)]));
}

function stateOf(sitting: readonly Sitting[], parts: TableStatesParts): TableState {
  const tabs = sitting.map(({ tab }) => tab);
  const away = new Map(sitting.flatMap(({ tab, at }) => (at === undefined ? [] : [[tab, at] as const])));
  const { state, shop, operator, staffNames, tabViews } = parts;
  const ordered = [...tabs].sort(
    (one, other) =>
      Number(other.id === state.current) - Number(one.id === state.current) ||
      one.openedAt - other.openedAt ||
      one.number.localeCompare(other.number),
  );
  const views = ordered.map((tab) => tabViews.view(tab, shop.settings));
  const owners = [...new Set(ordered.map(ownerOf))];
  const guests = tabs.reduce((sum, tab) => sum + (tab.guests ?? 0), 0);
  const ordering = views.filter(({ itemCount }) => itemCount > 0);
  return {
    tabs: ordered.filter((tab) => !away.has(tab)).map(({ id }) => id),
    elsewhere: ordered.flatMap((tab) => away.get(tab) ?? []).map(elsewhereKey),
    since: Math.min(...tabs.map(({ openedAt }) => openedAt)),
    total: add(...views.map(({ total }) => total)),
    guests: guests === 0 ? null : guests,
    billed: ordering.length > 0 && ordering.every(({ place }) => place.billed !== null),
    owners: owners.map((id) => staffNames.get(id) ?? id),
    mine: operator !== null && owners.includes(operator.id),
  };
}
