// The bitmaps of a ZVT packet: a byte that names the field, then as many bytes as that field has. A field nobody knows ends the reading, since its
// length is not known either; what was read until then counts.
import { readTlvLength } from './tlv.ts';

type Size = number | 'LL' | 'LLL' | 'TLV';

const sizes: ReadonlyMap<number, Size> = new Map<number, Size>([
  ...[0x01, 0x02, 0x03, 0x05, 0x19, 0x27, 0x8a, 0x8c, 0xa0, 0xd0, 0xd2, 0xd3, 0xe0, 0xf9, 0xfa, 0xfc].map(
    (field): [number, Size] => [field, 1],
  ),
  ...[0x0d, 0x0e, 0x17, 0x3a, 0x49, 0x87].map((field): [number, Size] => [field, 2]),
  ...[0x0b, 0x0c, 0x37, 0x3d, 0x88, 0xaa].map((field): [number, Size] => [field, 3]),
  [0x04, 6],
  [0x06, 'TLV'],
  [0x29, 4],
  [0x2a, 15],
  [0x3b, 8],
  [0xba, 5],
  ...[0x22, 0x23, 0x2d, 0x8b, 0xa7, 0xd1].map((field): [number, Size] => [field, 'LL']),
  ...[0xe1, 0xe2, 0xe3, 0xe4, 0xe5, 0xe6, 0xe7, 0xe8, 0xf1, 0xf2, 0xf3, 0xf4, 0xf5, 0xf6, 0xf7, 0xf8].map(
    (field): [number, Size] => [field, 'LL'],
  ),
  ...[0x24, 0x2e, 0x3c, 0x60, 0x92, 0x9a, 0xaf].map((field): [number, Size] => [field, 'LLL']),
]);

export type Bitmaps = ReadonlyMap<number, Uint8Array>;

/** F1 F2: twelve. */
function decimal(digits: Uint8Array, count: number): number | undefined {
  if (digits.length < count) return undefined;
  let value = 0;
  for (const digit of digits) {
    if ((digit & 0xf0) !== 0xf0 || (digit & 0x0f) > 9) return undefined;
    value = value * 10 + (digit & 0x0f);
  }
  return value;
}

function extent(bytes: Uint8Array, at: number, size: Size): { start: number; end: number } | undefined {
  if (typeof size === 'number') return { start: at, end: at + size };
  if (size === 'TLV') {
    const read = readTlvLength(bytes, at);
    return read === undefined ? undefined : { start: read.end, end: read.end + read.value };
  }
  const start = at + size.length;
  const length = decimal(bytes.subarray(at, start), size.length);
  return length === undefined ? undefined : { start, end: start + length };
}

export function readBitmaps(bytes: Uint8Array): Bitmaps {
  const found = new Map<number, Uint8Array>();
  for (let at = 0; at < bytes.length;) {
    const field = bytes[at] ?? 0;
    const size = sizes.get(field);
    const within = size === undefined ? undefined : extent(bytes, at + 1, size);
    if (within === undefined || within.end > bytes.length) break;
    found.set(field, bytes.slice(within.start, within.end));
    at = within.end;
  }
  return found;
}

/** A field of fixed size, or with its LL or LLL before it. */
export function bitmap(field: number, value: Uint8Array): Uint8Array {
  const size = sizes.get(field);
  const head =
    size === 'LL' || size === 'LLL'
      ? [...String(value.length).padStart(size.length, '0')].map((digit) => 0xf0 | Number(digit))
      : [];
  return Uint8Array.from([field, ...head, ...value]);
}

export const joined = (...parts: readonly Uint8Array[]): Uint8Array => Uint8Array.from(Buffer.concat(parts));
