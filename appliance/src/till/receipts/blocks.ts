// The few forms that everything on paper is put together from. Nothing here knows how wide the paper is: what must stand in columns
// fits the narrowest, and is set with spaces that no line breaks at.
import type { PrintBlock, Style } from '../../devices/printer/port.ts';

/** Characters on a line of 58 mm paper. */
export const narrowColumns = 32;
const noBreakSpace = '\u00A0';

const indent = '  ';

export const rule: PrintBlock = { kind: 'rule' };
export const blank: PrintBlock = { kind: 'feed', lines: 1 };

export function text(words: string, style?: Style): PrintBlock {
  return { kind: 'text', text: words, ...(style === undefined ? {} : { style }) };
}

export function centred(words: string, style: Style = {}): PrintBlock {
  return text(words, { ...style, align: 'centre' });
}

export function row(left: string, right: string, style?: Style): PrintBlock {
  return { kind: 'columns', left, right, ...(style === undefined ? {} : { style }) };
}

/** Belongs to what stands above it. */
export function below(words: string, depth = 1): PrintBlock {
  return text(indent.repeat(depth) + words);
}

export function rowBelow(left: string, right: string, depth = 1): PrintBlock {
  return row(indent.repeat(depth) + left, right);
}

/** Says what kind of paper it is, larger than any amount on it. */
export function marking(words: string): PrintBlock {
  return centred(words, { bold: true, size: 2 });
}

/** Keeps the parts of a value together on one line. */
export function unbroken(words: string): string {
  return words.replaceAll(' ', noBreakSpace);
}

/**
 * Rows set in columns, the first to the left and the others to the right, as wide apart as the narrowest paper allows. Undefined where
 * they do not fit it.
 */
export function table(rows: readonly (readonly string[])[]): readonly string[] | undefined {
  const widths = rows.reduce<number[]>(
    (widest, cells) => cells.map((cell, index) => Math.max(widest[index] ?? 0, cell.length)),
    [],
  );
  const width = widths.reduce((sum, each) => sum + each, 0);
  const gap = [3, 2, 1].find((spaces) => width + spaces * (widths.length - 1) <= narrowColumns);
  if (gap === undefined) return undefined;
  return rows.map((cells) =>
    unbroken(cells.map((cell, index) => padded(cell, widths[index] ?? 0, index === 0)).join(' '.repeat(gap))),
  );
}

function padded(cell: string, width: number, left: boolean): string {
  return left ? cell.padEnd(width) : cell.padStart(width);
}

/** For somebody to sign on. */
export function signatureLine({ words }: { readonly words: { readonly signature: string } }): PrintBlock {
  return text(`${words.signature} ${'_'.repeat(18)}`);
}
