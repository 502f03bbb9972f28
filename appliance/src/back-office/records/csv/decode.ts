// From the bytes of a file to its text: spreadsheets write UTF-8 with and without a mark, UTF-16, and what Windows wrote before.
import iconv from 'iconv-lite';

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** Never fails: bytes that are no UTF are read as Windows-1252, in which every byte is something. */
export function decoded(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  const zeros = zeroPlaces(bytes);
  if (zeros !== undefined) return new TextDecoder(zeros === 'odd' ? 'utf-16le' : 'utf-16be').decode(bytes);
  try {
    return utf8.decode(bytes);
  } catch {
    // Not TextDecoder: Node 20 takes Windows-1252 for ISO 8859-1, without the euro.
    return iconv.decode(Buffer.from(bytes), 'win1252');
  }
}

const looked = 4_000;

/** UTF-16 without a mark: of a text in Latin letters nearly every second byte is zero. */
function zeroPlaces(bytes: Uint8Array): 'odd' | 'even' | undefined {
  const counts = [0, 0];
  const length = Math.min(bytes.length, looked);
  for (let at = 0; at < length; at += 1) if (bytes[at] === 0) counts[at % 2] = (counts[at % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = counts;
  if (odd > length / 5 && even === 0) return 'odd';
  return even > length / 5 && odd === 0 ? 'even' : undefined;
}

const delimiters = [',', ';', '\t'] as const;
export type Delimiter = (typeof delimiters)[number];

/** Excel says so in a first line of its own; otherwise what the header has most of, outside quotes. */
export function delimiterOf(text: string): { readonly delimiter: Delimiter; readonly skip: number } {
  const told = /^sep=([,;\t])\r?\n?/i.exec(text);
  if (told !== null) return { delimiter: told[1] as Delimiter, skip: told[0].length };
  const header = (/^(?:"[^"]*"|[^"\r\n])*/.exec(text)?.[0] ?? '').replace(/"[^"]*"/g, '');
  const counted = delimiters.map((delimiter) => ({ delimiter, count: header.split(delimiter).length }));
  const { delimiter } = counted.reduce((best, each) => (each.count > best.count ? each : best));
  return { delimiter, skip: 0 };
}
