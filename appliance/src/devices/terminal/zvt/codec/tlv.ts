// The TLV container of ZVT: tags of one or two bytes, lengths as in BER, containers within containers.

export interface Tlv {
  readonly tag: number;
  readonly value: Uint8Array;
}

interface Read {
  readonly value: number;
  readonly end: number;
}

function readTag(bytes: Uint8Array, at: number): Read | undefined {
  const first = bytes[at];
  if (first === undefined) return undefined;
  if ((first & 0x1f) !== 0x1f) return { value: first, end: at + 1 };
  const second = bytes[at + 1];
  return second === undefined ? undefined : { value: (first << 8) | second, end: at + 2 };
}

/** One byte below 80, or 81 and one, or 82 and two. */
export function readTlvLength(bytes: Uint8Array, at: number): Read | undefined {
  const first = bytes[at];
  if (first === undefined) return undefined;
  if (first < 0x80) return { value: first, end: at + 1 };
  const count = first - 0x80;
  const more = bytes.subarray(at + 1, at + 1 + count);
  if (count < 1 || count > 2 || more.length < count) return undefined;
  return { value: more.reduce((sum, byte) => sum * 256 + byte, 0), end: at + 1 + count };
}

/** As far as it can be read: what follows a broken one is left out. */
export function readTlvs(bytes: Uint8Array): readonly Tlv[] {
  const found: Tlv[] = [];
  for (let at = 0; at < bytes.length;) {
    const tag = readTag(bytes, at);
    const length = tag === undefined ? undefined : readTlvLength(bytes, tag.end);
    if (tag === undefined || length === undefined || length.end + length.value > bytes.length) break;
    at = length.end + length.value;
    found.push({ tag: tag.value, value: bytes.slice(length.end, at) });
  }
  return found;
}

export function writeTlv(tag: number, value: Uint8Array): Uint8Array {
  const head = tag > 0xff ? [tag >> 8, tag & 0xff] : [tag];
  const { length } = value;
  const size =
    length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Uint8Array.from([...head, ...size, ...value]);
}
