// The tables of a printer's code pages: which byte of which page is which character. The encoder writes with them, the simulator reads.
import iconv from 'iconv-lite';
import type { PrinterProfile } from '../profiles.ts';

export interface CodePage {
  readonly name: string;
  /** By character, the byte from 0x80 up. ASCII is the same in every page and is not in here. */
  readonly bytes: ReadonlyMap<string, number>;
  /** By byte − 0x80; undefined where the page has nothing. */
  readonly characters: readonly (string | undefined)[];
}

const loaded = new Map<string, CodePage>();

/** @param name as iconv-lite knows it, e.g. `cp858` */
export function codePage(name: string): CodePage {
  const known = loaded.get(name);
  if (known !== undefined) return known;
  const characters = Array.from({ length: 0x80 }, (_, index) => {
    const character = iconv.decode(Buffer.of(0x80 + index), name);
    // Nothing there, or a control character that no printer draws.
    return character === '\uFFFD' || character < '\u00A0' ? undefined : character;
  });
  const bytes = new Map<string, number>();
  characters.forEach((character, index) => {
    if (character !== undefined && !bytes.has(character)) bytes.set(character, 0x80 + index);
  });
  const page = { name, bytes, characters };
  loaded.set(name, page);
  return page;
}

export interface NumberedPage {
  /** The n of `ESC t n`. */
  readonly number: number;
  readonly page: CodePage;
}

export function pagesOf(profile: PrinterProfile): readonly NumberedPage[] {
  return profile.codePages.map(({ number, name }) => ({ number, page: codePage(name) }));
}

export function isAscii(character: string): boolean {
  return character >= ' ' && character <= '~';
}
