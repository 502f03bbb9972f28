// What a terminal has printed: single lines (06 D1) and whole blocks (06 D3), in code page 437 as ZVT has it where nothing else was agreed.
import { readTlvs } from './tlv.ts';

const upperHalf =
  'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■ ';

export function readText(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) {
    if (byte >= 0x80) text += upperHalf[byte - 0x80] ?? '';
    else if (byte >= 0x20 && byte < 0x7f) text += String.fromCharCode(byte);
  }
  return text;
}

export function writeText(text: string): Uint8Array {
  return Uint8Array.from(
    [...text].map((letter) => {
      const at = upperHalf.indexOf(letter);
      const code = letter.charCodeAt(0);
      return at !== -1 && code >= 0x80 ? 0x80 + at : code < 0x7f ? code : 0x3f;
    }),
  );
}

/** Whose paper it is; `admin`: nobody's, a report of the terminal. */
export type Receipt = 'merchant' | 'customer' | 'admin';

export interface PrintLine {
  readonly text: string;
  readonly last: boolean;
}

const lastLine = 0x81;

export function readPrintLine(data: Uint8Array): PrintLine {
  const [attribute = 0] = data;
  return { text: readText(data.subarray(1)).trimEnd(), last: attribute === lastLine };
}

const receipts: Readonly<Record<number, Receipt>> = { 1: 'merchant', 2: 'customer', 3: 'admin' };
const linesMax = 200;

/** A block: TLV 1F07 says whose it is, in container 25 each line is a 07. */
export function readPrintBlock(data: Uint8Array): {
  readonly receipt: Receipt | undefined;
  readonly lines: readonly string[];
} {
  // The TLV container as field 06, or its content bare.
  const content = data[0] === 0x06 ? (readTlvs(data)[0]?.value ?? new Uint8Array()) : data;
  const parts = readTlvs(content);
  const [kind] = parts.find(({ tag }) => tag === 0x1f07)?.value ?? [];
  const lines = parts
    .filter(({ tag }) => tag === 0x25)
    .flatMap(({ value }) => readTlvs(value))
    .filter(({ tag }) => tag === 0x07)
    .slice(0, linesMax)
    .map(({ value }) => readText(value).trimEnd());
  return { receipt: kind === undefined ? undefined : receipts[kind], lines };
}
