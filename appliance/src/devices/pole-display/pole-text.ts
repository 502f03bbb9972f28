// Text for two lines of twenty characters, in the letters that a display has. Control characters never get through, so that a product's
// name cannot command the display.
import iconv from 'iconv-lite';
import { columns, type PoleLines } from './port.ts';

export const codePages = ['ascii', 'cp437', 'cp850', 'cp852', 'cp858'] as const;
export type PoleCodePage = (typeof codePages)[number];

/** Twenty bytes: cut off or filled with blanks; letters that the page has not lose their marks, or become a blank. */
export function lineBytes(text: string, page: PoleCodePage): Uint8Array {
  const letters = [...text.normalize('NFC').replace(/[\p{Cc}\p{Cf}]/gu, '')].map((letter) =>
    byteOf(letter, page),
  );
  return Uint8Array.from({ length: columns }, (_, index) => letters[index] ?? blank);
}

const blank = 0x20;

function byteOf(letter: string, page: PoleCodePage): number {
  for (const form of [letter, plain(letter)]) {
    const [byte, ...more] = iconv.encode(form, page);
    if (
      byte !== undefined &&
      more.length === 0 &&
      byte >= blank &&
      byte !== 0x7f &&
      iconv.decode(Buffer.of(byte), page) === form
    )
      return byte;
  }
  return blank;
}

/** `é` as `e`; a hard blank as a blank. */
function plain(letter: string): string {
  return /^\s$/u.test(letter) ? ' ' : letter.normalize('NFD').charAt(0);
}

/** Words on the left, an amount on the right that is never cut. */
export function spread(left: string, right: string): string {
  const room = columns - [...right].length - 1;
  const words = [...left].slice(0, Math.max(0, room)).join('');
  return `${words.padEnd(columns - [...right].length)}${right}`.slice(-columns);
}

export function sameLines(a: PoleLines, b: PoleLines | undefined): boolean {
  return a.upper === b?.upper && a.lower === b.lower;
}
