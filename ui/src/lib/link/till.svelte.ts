// The till's view with what screens read again and again, made once per change: lines in order, names of people, who may do what.
// Only made where the view has arrived, so nothing below asks whether it is there.
import { createContext } from 'svelte';
import type {
  LineView,
  Permission,
  StaffView,
  TabView,
  TillView,
  Topic,
  Views,
} from '@countertop/appliance/protocol';
import type { Link } from './link.svelte.ts';

export type WithId<T> = T & { readonly id: string };
export type Line = WithId<LineView>;
type TabPayment = TabView['payments'][string];

/** A record's rows with their keys, by position. */
export function inOrder<T extends { readonly position: number }>(
  rows: Readonly<Record<string, T>>,
): readonly WithId<T>[] {
  return Object.entries(rows)
    .map(([id, row]) => keyed(id, row))
    .sort((a, b) => a.position - b.position);
}

const keyedRows = new WeakMap<object, object>();

/** The same row gives the same object, so that a list repaints only what changed. */
function keyed<T extends object>(id: string, row: T): WithId<T> {
  const known = keyedRows.get(row);
  if (known !== undefined) return known as WithId<T>;
  const made = { ...row, id };
  keyedRows.set(row, made);
  return made;
}

export class Till {
  readonly link: Link;
  readonly lines: readonly Line[] = $derived.by(() => (this.tab ? inOrder(this.tab.lines) : []));
  readonly payments: readonly TabPayment[] = $derived.by(() => (this.tab ? inOrder(this.tab.payments) : []));
  readonly staff = $derived.by(() => inOrder(this.#arrived('staff').users));

  constructor(link: Link) {
    this.link = link;
  }

  get view(): TillView {
    return this.#arrived('till');
  }

  get tab(): TabView | null {
    return this.view.tab;
  }

  get staffView(): StaffView {
    return this.#arrived('staff');
  }

  nameOf(user: string): string {
    return this.staffView.users[user]?.name ?? user;
  }

  may(permission: Permission): boolean {
    return this.view.operator?.grants[permission] !== 'denied';
  }

  #arrived<T extends Topic>(topic: T): Views[T] {
    const view = this.link.view(topic);
    if (view === undefined) throw new Error(`the view ${topic} has not arrived`);
    return view;
  }
}

export const [getTill, setTill] = createContext<Till>();
