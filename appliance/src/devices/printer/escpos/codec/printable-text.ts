// Turns any Unicode text into text that one printer has letters for. What it has no letter for becomes a box that everyone sees,
// and is counted: a "?" could be taken for part of the name. Control characters never get through, so that a product name
// cannot command the printer.
import { isAscii } from './code-pages.ts';
import type { NumberedPage } from './code-pages.ts';

/** U+25A0, in every DOS code page. */
export const boxCharacter = '\u25A0';
export const noBreakSpace = '\u00A0';

/** The same sign in plainer type, used only where the printer lacks the finer one. */
const plainer: Readonly<Record<string, string>> = {
  '\u2010': '-',
  '\u2011': '-',
  '\u2012': '-',
  '\u2013': '-',
  '\u2014': '-',
  '\u2212': '-',
  '\u2018': "'",
  '\u2019': "'",
  '\u201A': "'",
  '\u2032': "'",
  '\u201C': '"',
  '\u201D': '"',
  '\u201E': '"',
  '\u2033': '"',
  '\u2026': '...',
  '\u2022': '*',
  '\u00B7': '.',
  '\u00D7': 'x',
  '\u20AC': 'EUR',
  '\u2122': 'TM',
};

/** Letters whose mark cannot be taken off by Unicode's rules. */
const unmarked: Readonly<Record<string, string>> = { ø: 'o', Ø: 'O' };

export interface PrintableText {
  readonly text: string;
  /** Characters that became a box. */
  readonly unprintable: number;
}

/** The text in composed form; line feeds stay, other controls and invisible characters go. */
export function printableText(text: string, pages: readonly NumberedPage[]): PrintableText {
  let unprintable = 0;
  let result = '';
  for (const character of text.normalize('NFC')) {
    const drawn = drawable(character, pages);
    if (drawn === undefined) unprintable += 1;
    result += drawn ?? boxCharacter;
  }
  return { text: result, unprintable };
}

function drawable(character: string, pages: readonly NumberedPage[]): string | undefined {
  if (isAscii(character) || character === '\n') return character;
  if (character === '\t') return ' ';
  // Any width of space; those that must not break stay unbreakable.
  if (/^[\u00A0\u2007\u202F]$/.test(character)) return noBreakSpace;
  if (/^[\u2000-\u2006\u2008-\u200A\u205F\u3000\u2028\u2029]$/u.test(character)) return ' ';
  // Controls, joiners, directions, soft hyphens, variation selectors: nothing anyone would see.
  if (/^[\p{Cc}\p{Cf}\uFE00-\uFE0F]$/u.test(character)) return '';
  if (pages.some(({ page }) => page.bytes.has(character))) return character;
  return plainer[character] ?? withoutMarks(character);
}

/** A printer of one page only is read in a kitchen: "Rizek" says more there than a box. */
function withoutMarks(letter: string): string | undefined {
  const [base = ''] = letter.normalize('NFD');
  return base !== letter && isAscii(base) ? base : unmarked[letter];
}
