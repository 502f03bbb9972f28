// The ways through the office as the rail shows them, and which of them is where one is.
import type { Icon } from '../../icon.ts';

export interface RailItem {
  readonly href: string;
  readonly label: string;
  readonly icon?: Icon;
  readonly items?: readonly RailItem[];
  /** A few characters at the end: how many wait. */
  readonly badge?: string | undefined;
}

export interface RailSection {
  readonly key: string;
  /** Absent: the section has no name. */
  readonly label?: string;
  readonly items: readonly RailItem[];
}

function holds(href: string, path: string): boolean {
  return path === href || path.startsWith(href.endsWith('/') ? href : `${href}/`);
}

/** Address of the entry for this path: the longest one that the path is or lies under. */
export function currentHref(sections: readonly RailSection[], path: string): string | undefined {
  const all = (items: readonly RailItem[]): readonly string[] =>
    items.flatMap((item) => [item.href, ...all(item.items ?? [])]);
  return sections
    .flatMap(({ items }) => all(items))
    .filter((href) => holds(href, path))
    .sort((a, b) => b.length - a.length)[0];
}

/** True when the entry, or one under it, is where one is. */
export function leadsTo(item: RailItem, href: string | undefined): boolean {
  return item.href === href || (item.items ?? []).some((each) => leadsTo(each, href));
}
