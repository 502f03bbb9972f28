// The arithmetic of a list that comes a page at a time: which rows these are, and which pages can be jumped to.

export interface PageWindow {
  /** Number of the first and the last row shown, counted from 1; both 0 where there is none. */
  readonly from: number;
  readonly to: number;
  /** At least 1: an empty list has one empty page. */
  readonly pages: number;
  /** The page asked for, held within what there is; counted from 1. */
  readonly page: number;
}

/** @param total rows there are; @param size rows on a page, at least 1 */
export function pageWindow(total: number, size: number, page: number): PageWindow {
  const pages = Math.max(1, Math.ceil(total / size));
  const held = Math.min(Math.max(1, Math.trunc(page) || 1), pages);
  const from = total === 0 ? 0 : (held - 1) * size + 1;
  return { from, to: Math.min(total, held * size), pages, page: held };
}

export type PageLink = number | 'gap';

/** First, last, and the pages around the one shown; never a gap where one page would fit. */
export function pageLinks(page: number, pages: number): readonly PageLink[] {
  const near = [1, page - 1, page, page + 1, pages].filter((each) => each >= 1 && each <= pages);
  const kept = [...new Set(near)].sort((a, b) => a - b);
  return kept.flatMap((each, index): PageLink[] => {
    const before = kept[index - 1];
    if (before === undefined || each - before === 1) return [each];
    return each - before === 2 ? [each - 1, each] : ['gap', each];
  });
}

/** The page on which a row stays when the size of the pages changes. */
export function pageAfterResize(page: number, size: number, newSize: number): number {
  return Math.floor(((page - 1) * size) / newSize) + 1;
}
