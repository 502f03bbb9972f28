// Cuts printable text into runs of one code page each, changing page as seldom as it can: each change is an `ESC t`.
import { isAscii } from './code-pages.ts';
import type { NumberedPage } from './code-pages.ts';
import { noBreakSpace } from './printable-text.ts';

export interface TextRun {
  readonly page: NumberedPage;
  readonly bytes: Uint8Array;
}

/** @param text as `printableText` gives it, without line feeds; @param current the page the printer is on */
export function textRuns(text: string, current: NumberedPage, pages: readonly NumberedPage[]): TextRun[] {
  const characters = [...text];
  const runs: TextRun[] = [];
  let page = current;
  for (let from = 0; from < characters.length;) {
    if (covered(characters, from, page) === 0) page = farthest(characters, from, pages);
    const until = from + covered(characters, from, page);
    const bytes = characters.slice(from, until).map((character) => byteOf(character, page) as number);
    runs.push({ page, bytes: Uint8Array.from(bytes) });
    from = until;
  }
  return runs;
}

/** How many characters from there on the page has. */
function covered(characters: readonly string[], from: number, page: NumberedPage): number {
  const end = characters.findIndex((character, at) => at >= from && byteOf(character, page) === undefined);
  return (end === -1 ? characters.length : end) - from;
}

/** The page that has the most of what follows; the earlier one where two have as much. */
function farthest(characters: readonly string[], from: number, pages: readonly NumberedPage[]): NumberedPage {
  let best: { readonly page: NumberedPage; readonly count: number } | undefined;
  for (const page of pages) {
    const count = covered(characters, from, page);
    if (count > (best?.count ?? 0)) best = { page, count };
  }
  if (best === undefined) throw new RangeError(`no code page has ${JSON.stringify(characters[from])}`);
  return best.page;
}

function byteOf(character: string, { page }: NumberedPage): number | undefined {
  if (isAscii(character)) return character.charCodeAt(0);
  if (character === noBreakSpace) return 0x20;
  return page.bytes.get(character);
}
