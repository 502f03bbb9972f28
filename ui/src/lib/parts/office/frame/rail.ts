// The ways through the office as the rail shows them, and which of them is where one is.
import type { Icon } from '../../icon.ts';

export interface RailItem {
  readonly href: string;
  readonly label: string;
  readonly icon?: Icon;
  readonly items?: readonly RailItem[];
  /** Only this very path is its page, not all that lies under it: for what is at the top. */
  readonly exact?: boolean;
  /** A few characters at the end: how many wait. */
  readonly badge?: string | undefined;
}

export interface RailSection {
  readonly key: string;
  /** Absent: the section has no name. */
  readonly label?: string;
  readonly items: readonly RailItem[];
}

function holds({ href, exact = false }: RailItem, path: string): boolean {
  if (exact) return path === href;
  return path === href || path.startsWith(href.endsWith('/') ? href : `${href}/`);
}

/** Address of the entry for this path: the longest one that the path is or lies under. */
export function currentHref(sections: readonly RailSection[], path: string): string | undefined {
  const all = (items: readonly RailItem[]): readonly RailItem[] =>
    items.flatMap((item) => [item, ...all(item.items ?? [])]);
  return sections
    .flatMap(({ items }) => all(items))
    .filter((item) => holds(item, path))
    .map(({ href }) => href)
    .sort((a, b) => b.length - a.length)[0];
}

/** True when the entry, or one under it, is where one is. */
export function leadsTo(item: RailItem, href: string | undefined): boolean {
  return item.href === href || (item.items ?? []).some((each) => leadsTo(each, href));
}
