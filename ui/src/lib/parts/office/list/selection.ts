// Which rows of a list are chosen: one, a range from the last one touched, a page, across pages.

export interface Selection {
  readonly keys: ReadonlySet<string>;
  /** The row last touched: where a range begins. */
  readonly anchor: string | undefined;
}

export const noSelection: Selection = { keys: new Set(), anchor: undefined };

export function toggled({ keys }: Selection, key: string): Selection {
  const next = new Set(keys);
  if (!next.delete(key)) next.add(key);
  return { keys: next, anchor: key };
}

/**
 * From the row last touched to this one, both included, all become what the row last touched is. Without such a row on this page: this one.
 *
 * @param page keys of the rows shown, in their order
 */
export function rangeTo(selection: Selection, page: readonly string[], key: string): Selection {
  const start = selection.anchor === undefined ? -1 : page.indexOf(selection.anchor);
  const end = page.indexOf(key);
  if (start < 0 || end < 0 || selection.anchor === undefined) return toggled(selection, key);
  const range = page.slice(Math.min(start, end), Math.max(start, end) + 1);
  const next = new Set(selection.keys);
  const chosen = next.has(selection.anchor);
  for (const each of range) {
    if (chosen) next.add(each);
    else next.delete(each);
  }
  return { keys: next, anchor: selection.anchor };
}

export type PageState = 'none' | 'some' | 'all';

export function pageState({ keys }: Selection, page: readonly string[]): PageState {
  const count = page.filter((key) => keys.has(key)).length;
  if (count === 0) return 'none';
  return count === page.length ? 'all' : 'some';
}

/** All rows of the page, or none of them when all are chosen. Other pages keep what they have. */
export function pageToggled(selection: Selection, page: readonly string[]): Selection {
  const next = new Set(selection.keys);
  const all = pageState(selection, page) === 'all';
  for (const key of page) {
    if (all) next.delete(key);
    else next.add(key);
  }
  return { keys: next, anchor: undefined };
}
