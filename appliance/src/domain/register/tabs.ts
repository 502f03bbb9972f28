// The tabs of a register: finding one, putting a changed one back, taking one away.
import type { Tab, TabId } from '../tab/tab.ts';
import type { EventContext, EventOf } from './events.ts';
import type { RegisterState } from './state.ts';

/** Ids come from senders: `constructor` is an id like any other. */
export function findTab(state: RegisterState, id: TabId): Tab | undefined {
  return Object.hasOwn(state.tabs, id) ? state.tabs[id] : undefined;
}

/** A tab that an entry is about; throws where there is none: the journal is broken. */
export function knownTab(state: RegisterState, id: TabId): Tab {
  const tab = findTab(state, id);
  if (tab === undefined) throw new Error(`the journal tells of a tab that is not open: ${id}`);
  return tab;
}

export function currentTab(state: RegisterState): Tab | undefined {
  return state.current === null ? undefined : findTab(state, state.current);
}

export function withTab(state: RegisterState, tab: Tab): RegisterState {
  return { ...state, tabs: { ...state.tabs, [tab.id]: tab } };
}

/** The tab that an entry is about, as the entry leaves it. */
export function changedTab(state: RegisterState, id: TabId, change: (tab: Tab) => Tab): RegisterState {
  return withTab(state, change(knownTab(state, id)));
}

/** The tab is gone; where it was the current one, none is. */
export function withoutTab(state: RegisterState, id: TabId): RegisterState {
  const tabs = Object.fromEntries(Object.entries(state.tabs).filter(([key]) => key !== id));
  return { ...state, tabs, current: state.current === id ? null : state.current };
}

export function tabFrom(opened: EventOf<'tab.opened'>['payload'], { at, by }: EventContext): Tab {
  return {
    id: opened.tab,
    number: opened.number,
    ...(opened.name === undefined ? {} : { name: opened.name }),
    dining: opened.dining,
    ...(opened.table === undefined ? {} : { table: opened.table }),
    ...(opened.guests === undefined ? {} : { guests: opened.guests }),
    lines: [],
    payments: [],
    openedAt: at,
    openedBy: by,
  };
}
