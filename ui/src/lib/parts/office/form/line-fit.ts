// Whether text fits on so many lines of so many characters: a receipt's head and foot.

export interface LineFit {
  /** Lines used; an empty text uses none. */
  readonly used: number;
  readonly tooMany: boolean;
  /** The first line that is too long, counted from 1. */
  readonly tooLong: number | undefined;
}

export function lineFit(
  text: string,
  { lines, columns }: { readonly lines?: number | undefined; readonly columns?: number | undefined },
): LineFit {
  const all = text === '' ? [] : text.split('\n');
  const long = columns === undefined ? -1 : all.findIndex((line) => [...line].length > columns);
  return {
    used: all.length,
    tooMany: lines !== undefined && all.length > lines,
    tooLong: long < 0 ? undefined : long + 1,
  };
}
